"""CSV: the flat table, for spreadsheets; lists are joined, and cells guarded."""

from __future__ import annotations

from typing import BinaryIO

from parley.exports.cells import cells, write_csv
from parley.exports.extract import Extract
from parley.exports.streams import as_text
from parley.exports.table import COLUMNS, rows


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the table, UTF-8."""
    with as_text(stream) as text:
        write_csv(text, tuple(COLUMNS), map(cells, rows(extract)))
