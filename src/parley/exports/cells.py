"""Tables as spreadsheets take them: CSV (RFC 4180), and no cell that is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TextIO

from parley.markup import plain

Cell = str | int | float | bool | None

# What a spreadsheet takes for a formula, after OWASP, "CSV Injection".
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")


def write_csv(stream: TextIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as RFC 4180 has it: commas, quotation marks where needed, CR LF."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


def cells(row: Mapping[str, Any]) -> list[Cell]:
    """Give a row's cells: a list as one, "a > b" of a chain, and a day as ISO 8601 has it.

    >>> cells({"chain": ["Post", "an envoy"], "others": ["a", "b"], "day": date(2021, 3, 2)})
    ['Post > an envoy', 'a; b', '2021-03-02']
    """
    return [_cell(" > " if name == "chain" else "; ", value) for name, value in row.items()]


def _cell(joint: str, value: Any) -> Cell:
    if isinstance(value, date):
        return value.isoformat()
    cell: Cell = joint.join(value) if isinstance(value, list | tuple) else value
    return cell


def guarded(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet takes for a formula, and no terminal for a command.

    It is one line; hidden marks are named in brackets; a formula gets an apostrophe in front.

    >>> guarded("=cmd()"), guarded("the rebels"), guarded(-1), guarded(True)
    ("'=cmd()", 'the rebels', -1, 1)
    """
    if isinstance(cell, bool):
        return int(cell)
    if not isinstance(cell, str):
        return cell
    words = plain(" ".join(cell.split()))
    return f"'{words}" if _FORMULA.match(words) else words
