"""Claims: what the reports tell alike, as JSON Lines, a flat table (CSV) and a typed one.

A claim is written whole, with all its members, if a report that is exported tells it: its root
sources are counted over all reports of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from parley.corroboration.claims import Claim
from parley.corroboration.tables import CLAIMS, of_claim
from parley.exports import parquet
from parley.exports.cells import cells, write_csv
from parley.exports.extract import Extract
from parley.exports.streams import as_text, write_line
from parley.schema import version

COLUMNS = {**CLAIMS, "export": str}  # what a cut export says of itself


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write a line that says what the file is, then a line a claim, those most told first."""
    head = {
        "reports": extract.count,
        "of": extract.total,
        "parley": version(),
        "note": extract.note,
    }
    write_line(stream, {"export": head})
    for claim in _claims(extract):
        write_line(stream, claim.to_dict())


def write_table(extract: Extract, stream: BinaryIO) -> None:
    """Write a row a member, UTF-8."""
    with as_text(stream) as text:
        write_csv(text, tuple(COLUMNS), map(cells, _rows(extract)))


def write_parquet(extract: Extract, stream: BinaryIO) -> None:
    """Write the table with its types."""
    parquet.write_rows(COLUMNS, _rows(extract), extract, stream)


def _claims(extract: Extract) -> Iterator[Claim]:
    """Give the claims that an exported report tells, and that are sure enough."""
    told = frozenset(extract.ids)
    found = (claim for claim in extract.claims() if claim.score >= extract.wanted.above)
    return (claim for claim in found if not told.isdisjoint(claim.reports))


def _rows(extract: Extract) -> Iterator[dict[str, Any]]:
    rows = chain.from_iterable(of_claim(claim) for claim in _claims(extract))
    return ({**row, "export": extract.note} for row in rows)
