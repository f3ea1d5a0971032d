"""Measure claims and roots on the scenarios: ``python -m evals.claims [--split dev] [--misses]``.

Twice: on what parley itself reads, and with the right readings given, so that grouping and
counting alone are measured. All reports of a split are in one record. ``--write FOLDER`` writes
the reports and ``groups.json`` as files.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.scenario import Scenario, given, groups, scenarios
from evals.shared import SHARED, scores
from parley.corroboration.ask import claims
from parley.items import Reading
from parley.record import Record, Vectors

TOOL = "score_claims.py"


def write(chosen: list[Scenario], folder: Path) -> Path:
    """Write the reports and the right answer into `folder`; give the answer's path."""
    for scenario in chosen:
        for told in scenario.reports:
            path = folder / f"{scenario.name}-{told.key}.txt"
            path.write_text(told.report.text, encoding="utf-8")
    target = folder / "groups.json"
    target.write_text(json.dumps(groups(chosen), indent=1, ensure_ascii=False), encoding="utf-8")
    return target


def measure(chosen: list[Scenario], *, read: bool, misses: bool = False) -> dict[str, Any]:
    """Score the claims of these scenarios, all in one record."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        gold = write(chosen, folder)
        record = Record.open(folder / "parley.db")
        with record.writer() as writer:
            for reading, vectors in _read(chosen) if read else _given(chosen):
                writer.add(reading, vectors)
        found = {"claims": [claim.to_dict() for claim in claims(record)]}
        predicted = folder / "claims.json"
        predicted.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        if misses:
            arguments = [str(gold), str(predicted), "--misses"]
            subprocess.run([sys.executable, str(SHARED / "tools" / TOOL), *arguments], check=False)
        return scores(TOOL, str(gold), str(predicted))


def _given(chosen: list[Scenario]) -> Iterable[tuple[Reading, None]]:
    return ((given(s, told), None) for s in chosen for told in s.reports)


def _read(chosen: list[Scenario]) -> Iterable[tuple[Reading, Vectors]]:
    from parley.reading.reader import Reader

    reader = Reader()
    for scenario in chosen:
        for told in scenario.reports:
            reading, vectors = reader.read_with_vectors(told.report)
            yield reading, Vectors(reader.weights, vectors)


def figures() -> dict[str, dict[str, float]]:
    """Give what the gate holds: over all scenarios, with the right readings given and own ones."""
    chosen = scenarios()
    found = {
        "right readings": measure(chosen, read=False),
        "own readings": measure(chosen, read=True),
    }
    return {f"claims, {name}": _held(scored) for name, scored in found.items()}


def _held(scored: dict[str, Any]) -> dict[str, float]:
    alike = scored["look-alikes joined"]
    return {
        "pairs": scored["pairs"]["f1"],
        "roots exact": scored["root count"]["accuracy"],
        "look-alikes apart": 1 - alike["joined"] / alike["pairs"],
    }


def line(name: str, found: dict[str, Any]) -> str:
    """Give the figures of one measurement in a line."""
    pairs, count, alike = found["pairs"], found["root count"], found["look-alikes joined"]
    covered = found["tellings covered"]
    return (
        f"{name:14} pairs F1 {pairs['f1']:.3f} (P {pairs['precision']:.3f} R {pairs['recall']:.3f},"
        f" {pairs['gold']})  covered {covered['share']:.3f}  roots exact {count['exact']} of"
        f" {count['asked']} = {count['accuracy']:.3f}  look-alikes joined"
        f" {alike['joined']} of {alike['pairs']}"
    )


def main() -> None:
    """Measure, read and given, and print both."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--split", choices=["dev", "held"])
    ask.add_argument("--only", metavar="NAME")
    ask.add_argument("--given", action="store_true", help="only with the right readings given")
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--write", metavar="FOLDER", type=Path)
    args = ask.parse_args()
    chosen = [s for s in scenarios(args.split) if args.only in (None, s.name)]
    if args.write:
        args.write.mkdir(parents=True, exist_ok=True)
        print(write(chosen, args.write))
        return
    print(f"{len(chosen)} scenarios, {sum(len(s.reports) for s in chosen)} reports")
    print(line("right readings", measure(chosen, read=False, misses=args.misses)))
    if not args.given:
        print(line("own readings", measure(chosen, read=True, misses=args.misses)))


if __name__ == "__main__":
    main()
