"""CSV: the flat table, for spreadsheets; lists are joined, and cells guarded."""

from __future__ import annotations

from typing import Any, BinaryIO

from parley.exports.cells import Cell, write_csv
from parley.exports.extract import Extract
from parley.exports.streams import as_text
from parley.exports.table import COLUMNS, rows

_JOINTS = {"chain": " > ", "roles": "; "}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the table, UTF-8."""
    table = ([_cell(*pair) for pair in row.items()] for row in rows(extract))
    with as_text(stream) as text:
        write_csv(text, tuple(COLUMNS), table)


def _cell(column: str, value: Any) -> Cell:
    cell: Cell = _JOINTS[column].join(value or ()) if column in _JOINTS else value
    return cell
