"""Print what a record holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from parley.cli.printing import print_json, print_utf8
from parley.cli.table import Printer
from parley.record import Hit, Record, Row
from parley.schema import from_dict, to_dict, to_json


def print_list(record_path: str, limit: int | None, format_: str, above: float = 0.0) -> None:
    """Print the reports of a record, newest first."""
    with Record.open(record_path, create=False).view() as view:
        rows = view.reports(limit=-1 if limit is None else limit, above=above)
        total = view.count()
    if format_ == "table":
        Printer().rows(rows, total)
    else:
        print_json([_row(row) for row in rows], format_)


def print_reading(record_path: str, id_: str, format_: str, above: float = 0.0) -> None:
    """Print what is sure enough of the current reading of one report."""
    with Record.open(record_path, create=False).view() as view:
        document = view.document(id_)
    reading = from_dict(document).above(above)
    if format_ == "table":
        Printer().reading(reading)
    else:
        document = to_dict(reading) | {"parley": document["parley"]}
        print_utf8()
        print(to_json(document, indent=1 if format_ == "json" else None))


def print_hits(record_path: str, words: str, limit: int, format_: str, above: float = 0.0) -> None:
    """Print the reports that a search finds."""
    with Record.open(record_path, create=False).view() as view:
        hits = view.search(words, limit=limit + 1, above=above)
    if format_ == "table":
        Printer().hits(hits[:limit], words, are_more=len(hits) > limit)
    else:
        print_json([_hit(hit) for hit in hits[:limit]], format_)


def _row(row: Row) -> dict[str, Any]:
    published = row.published.isoformat() if row.published else None
    return asdict(row) | {"published": published}


def _hit(hit: Hit) -> dict[str, Any]:
    marks = [[span.start, span.end] for span in hit.marks]
    return {"report": _row(hit.row), "snippet": hit.snippet, "marks": marks}
