"""Parquet: the flat table with its types, for pandas, Polars, DuckDB, R; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

from parley.corroboration.tables import Columns, pyarrow, schema
from parley.exports.extract import Extract
from parley.exports.table import COLUMNS, VERSION, Row, rows
from parley.schema import version

_BATCH = 10_000  # rows of one group: some megabytes


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the table; its version and ours stand in the file's metadata."""
    write_rows(COLUMNS, rows(extract), extract, stream)


def write_rows(columns: Columns, found: Iterable[Row], extract: Extract, stream: BinaryIO) -> None:
    """Write rows with the types of their columns, and of what they are an extract."""
    arrow = pyarrow("Parquet")
    from pyarrow import parquet

    about = {
        "parley.version": version(),
        "parley.table": str(VERSION),
        "parley.reports": str(extract.count),
        "parley.of": str(extract.total),
        "parley.note": extract.note or "",
    }
    types = schema(columns, about)
    left = iter(found)
    with parquet.ParquetWriter(stream, types, compression="zstd") as writer:
        while batch := list(islice(left, _BATCH)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=types))
