"""Where the shared gold, corpora and scorers lie: beside the checkout, or not at all."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO, cast

SHARED = Path(__file__).resolve().parents[2] / "shared"

Row = dict[str, Any]
Predict = Callable[[Row], Row]
"""Turns a document of a corpus into the prediction that its scorer takes."""
Load = Callable[[], Predict]
"""Loads what a prediction needs, once."""


def present() -> bool:
    """Tell whether the shared folder is beside the checkout."""
    return (SHARED / "tools").is_dir()


def opened(path: Path, mode: str) -> TextIO:
    """Open a file of text, gzipped if its name says so."""
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, mode, encoding="utf-8"))
    return cast(TextIO, path.open(mode, encoding="utf-8"))


def rows(path: Path) -> Iterator[Row]:
    """Read JSON Lines, gzipped or not."""
    with opened(path, "rt") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def print_scores(tool: str, *arguments: str) -> None:
    """Run a shared scorer and let it print what it found."""
    command = [sys.executable, str(SHARED / "tools" / tool), *arguments]
    if code := subprocess.run(command, check=False).returncode:
        raise SystemExit(code)


def scores(tool: str, *arguments: str) -> dict[str, Any]:
    """Run a shared scorer with ``--json`` and give what it found."""
    run = subprocess.run(
        [sys.executable, str(SHARED / "tools" / tool), *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"{tool}: {run.stderr.strip()}")
    found: dict[str, Any] = json.loads(run.stdout)
    return found
