"""Print what a record holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import islice
from typing import Any, Final

from parley.cli.printing import print_csv, print_json, print_utf8
from parley.cli.table import Printer
from parley.exports.cells import cells
from parley.record import Hit, Record, Row
from parley.record.identities import fold
from parley.schema import from_dict, to_dict, to_json

_PAGE: Final = 200  # rows asked for at once where not all of them are wanted


@dataclass(frozen=True)
class Chosen:
    """Which reports are asked for: of an outlet, published on these days or between them."""

    outlet: str | None = None
    since: date | None = None
    until: date | None = None

    def fits(self, row: Row) -> bool:
        """Tell whether a report is asked for; one without a day is of no time."""
        if self.outlet is not None and fold(row.outlet or "") != fold(self.outlet):
            return False
        if not self.since and not self.until:
            return True
        day = row.published
        return day is not None and (self.since or date.min) <= day <= (self.until or date.max)


def print_list(
    record_path: str, chosen: Chosen, limit: int | None, format_: str, above: float = 0.0
) -> None:
    """Print the reports of a record that are asked for, newest first."""
    with Record.open(record_path, create=False).view() as view:
        if chosen == Chosen():
            rows = view.reports(limit=-1 if limit is None else limit, above=above)
            total = view.count()
        else:
            pages = _paged(lambda at: view.reports(limit=_PAGE, offset=at, above=above))
            rows = list(islice(filter(chosen.fits, pages), limit))
            total = len(view.ids(**asdict(chosen)))
    if format_ == "table":
        Printer().rows(rows, total, is_cut=chosen != Chosen())
    else:
        _print([_row(row) for row in rows], format_)


def _paged(ask: Callable[[int], list[Any]]) -> Iterator[Any]:
    """Give what `ask` gives from the first on, page after page."""
    at = 0
    while page := ask(at):
        yield from page
        at += len(page)


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


def print_hits(
    record_path: str, words: str, chosen: Chosen, limit: int, format_: str, above: float = 0.0
) -> None:
    """Print the reports that a search finds."""
    with Record.open(record_path, create=False).view() as view:
        page = limit + 1 if chosen == Chosen() else _PAGE
        pages = _paged(lambda at: view.search(words, limit=page, offset=at, above=above))
        hits = list(islice((hit for hit in pages if chosen.fits(hit.row)), limit + 1))
    if format_ == "table":
        Printer().hits(hits[:limit], words, are_more=len(hits) > limit)
    elif format_ == "csv":
        found = [{**_row(hit.row), "snippet": hit.snippet} for hit in hits[:limit]]
        _print(found, format_, "snippet")
    else:
        print_json([_hit(hit) for hit in hits[:limit]], format_)


def _print(rows: list[dict[str, Any]], format_: str, *more: str) -> None:
    if format_ == "csv":
        print_csv([*(field.name for field in fields(Row)), *more], map(cells, rows))
    else:
        print_json(rows, format_)


def _row(row: Row) -> dict[str, Any]:
    published = row.published.isoformat() if row.published else None
    return asdict(row) | {"published": published}


def _hit(hit: Hit) -> dict[str, Any]:
    marks = [[span.start, span.end] for span in hit.marks]
    return {"report": _row(hit.row), "snippet": hit.snippet, "marks": marks}
