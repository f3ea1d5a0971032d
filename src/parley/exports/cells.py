"""Tables as spreadsheets take them: CSV (RFC 4180), and no cell that is a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Final, TextIO

from parley.markup import plain

Cell = str | int | float | bool | None

# What a spreadsheet takes for a formula, after OWASP, "CSV Injection".
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]")


def write_csv(stream: TextIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table as RFC 4180 has it: commas, quotation marks where needed, CR LF."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


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
