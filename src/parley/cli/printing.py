"""What all answers of a record have in common when they are printed."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final

from rich.text import Text

from parley.exports.cells import Cell, write_csv
from parley.schema import to_json
from parley.spans import Span

ID: Final = 8  # digits of an id shown: a million reports share one by a chance of 1 in 4,000 each
_SHOWN: Final = 20  # rows in a table for people: some screens


def most_of(limit: int | None, format_: str) -> int | None:
    """Give how many to print: all into a file, some screens for people, unless it is told."""
    return _SHOWN if limit is None and format_ == "table" else limit


def say_rest(what: str, most: int | None, found: int) -> None:
    """Say so where more was found than is shown."""
    if most is not None and found > most:
        print(f"The first {most:,} {what} are shown; --limit shows more.")


def place_of(report: str, span: Span) -> Text:
    """Give where words stand: the first digits of the report's id, and the span."""
    return Text(f"{report[:ID]} {span.start}-{span.end}", style="cyan")


def print_json(values: Sequence[dict[str, Any]], format_: str = "json") -> None:
    """Print an array, or for "jsonl" a line for each value."""
    print_utf8()
    if format_ == "json":
        print(to_json(values, indent=1))
    for value in values if format_ == "jsonl" else ():
        print(to_json(value))


def print_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print a table that spreadsheets take."""
    print_utf8()
    write_csv(sys.stdout, head, rows)


def print_utf8() -> None:
    """Let standard output be UTF-8, as JSON is, whatever the terminal's encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
