"""Kill a writer again and again: ``python -m evals.killed [--kills 100]``.

A process adds readings to a record and compares them, over and over; it is ended with SIGKILL at
a random moment, and the next one goes on. Afterwards nothing may be lost, nothing be there twice,
nothing be damaged, and the claims must be those of a record that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from evals.scale import readings
from parley.corroboration import store
from parley.corroboration.record import Record
from parley.record.sqlite import File

_ADD = "import sys; from evals.killed import add; add(sys.argv[1], int(sys.argv[2]))"


@dataclass(frozen=True)
class Found:
    """What is wrong with a record after all kills; `lost` had been said to be kept."""

    kills: int
    lost: int
    doubled: int
    corrupt: int
    other_claims: int


def add(path: str, number: int) -> None:
    """Add the first readings one by one and compare them; say of each that it is kept."""
    record = Record.open(path)
    with record.writer() as writer:
        for reading in islice(readings(), number):
            writer.add(reading)
            print(reading.report.id, flush=True)
            store.update(record)


def killed(folder: Path, kills: int, number: int, seed: int = 1, most: float = 1.0) -> Found:
    """Kill so many writers, each after at most `most` seconds of writing; look at what is left."""
    random = Random(seed)
    path = folder / "killed.db"
    said: set[str] = set()
    for _ in range(kills):
        said |= _kill(path, number, random.uniform(0, most))
    add_quietly(path, number)
    whole = folder / "whole.db"
    add_quietly(whole, number)
    return Found(kills, *_wrong(path, said), other_claims=_claims(path) != _claims(whole))


def add_quietly(path: Path, number: int) -> None:
    """Add the first readings in one go."""
    record = Record.open(path)
    with record.writer() as writer:
        for reading in islice(readings(), number):
            writer.add(reading)
    store.update(record)


def _kill(path: Path, number: int, seconds: float) -> set[str]:
    """Let a writer work for some time after its first reading, kill it; give what it kept."""
    command = [sys.executable, "-c", _ADD, str(path), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read()
    lines = (first + rest).splitlines()
    return {line for line in lines if len(line) == 64}  # the last may be cut


def _wrong(path: Path, said: set[str]) -> tuple[int, int, int]:
    """Count what is lost, doubled, damaged."""
    with File(path, 10.0).opened() as connection:
        ids = [row["id"] for row in connection.execute("SELECT id FROM reports")]
        twice = (
            "SELECT count(*) FROM (SELECT report FROM readings GROUP BY report HAVING count(*) > 1)"
        )
        doubled = len(ids) - len(set(ids)) + connection.execute(twice).fetchone()[0]
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        keys = connection.execute("PRAGMA foreign_key_check").fetchone() is None
        index = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"
        connection.execute(index)
    return len(said - set(ids)), doubled, int(not sound) + int(not keys)


def _claims(path: Path) -> set[tuple[object, ...]]:
    found = Record.open(path).claims()
    return {(c.id, c.what, c.when, c.roots, tuple(m.id for m in c.members)) for c in found}


def main() -> None:
    """Kill, look, and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=100)
    ask.add_argument("--reports", type=int, default=120)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(killed(Path(folder), args.kills, args.reports))


if __name__ == "__main__":
    main()
