"""Parquet: the flat table with its types, for pandas, Polars, DuckDB, R; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from parley.errors import RecordError
from parley.exports.extract import Extract
from parley.exports.table import COLUMNS, VERSION, Row, rows
from parley.schema import version

_BATCH = 10_000  # rows of one group: some megabytes


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the table; its version and ours stand in the file's metadata."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise RecordError(
            "Parquet needs pyarrow, which is not installed: pip install 'parley-record[parquet]'. "
            "Nothing was written."
        ) from None
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), list: pa.list_(pa.string())}
    about = {
        "parley.version": version(),
        "parley.table": str(VERSION),
        "parley.reports": str(extract.count),
        "parley.of": str(extract.total),
        "parley.note": extract.note or "",
    }
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()], metadata=about)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(extract):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _batches(extract: Extract) -> Iterator[list[Row]]:
    left = rows(extract)
    while batch := list(islice(left, _BATCH)):
        yield batch
