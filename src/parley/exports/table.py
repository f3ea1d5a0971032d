"""The items of a record as one flat table, a row an item; for CSV and Parquet.

Every report is a row too (``kind`` is "report"), so that one without items is not lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, days, real, wikidata
from parley.items import Actor, Event, Figure, Place, Statement, Timex
from parley.spans import Span

VERSION: Final = 1
"""Of the columns: raised when one changes its name, its type or what it means."""

COLUMNS: Final = {
    "report": str,  # SHA-256 of the text
    "outlet": str,
    "published": str,
    "item": str,  # its id in the report
    "kind": str,  # report, statement, event, figure, date, place, actor
    "type": str,  # a statement's act, an event's type, what a figure counts, a date's type ...
    "plover": str,
    "status": str,
    "words": str,  # the report's own; of a report its title, of an actor its first mention
    "start": int,  # code points of the text, `end` exclusive
    "end": int,
    "name": str,  # of an actor or a place
    "ids": str,  # of an actor in Wikidata
    "speaker": str,
    "form": str,
    "chain": list,  # names from the outlet to the root source
    "inside": str,  # the statement that holds it
    "roles": list,  # "role: name"
    "when": str,  # EDTF
    "first": str,  # the days that `when` spans
    "last": str,
    "value": float,
    "bound": str,
    "high": float,
    "unit": str,
    "of": str,
    "by": str,
    "place": str,
    "country": str,
    "lat": float,
    "lon": float,
    "geonames": int,
    "score": float,
    "why": str,
    "export": str,  # what a cut export says of itself
}
"""The columns in their order, with their types; all but the first may be empty."""

Row = dict[str, Any]

_EMPTY: Final[Row] = dict.fromkeys(COLUMNS)
_LONGEST: Final = 2**63 - 1  # what a column of integers holds


def rows(extract: Extract) -> Iterator[Row]:
    """Give a row for every report and every item, with all columns."""
    for lookup in extract.readings():
        report = lookup.report
        about = {
            "report": report.id,
            "outlet": report.outlet,
            "published": str(report.published) if report.published else None,
            "export": extract.note,
        }
        yield _EMPTY | about | {"kind": "report", "words": report.title}
        yield from (row | about for row in item_rows(lookup))


def item_rows(lookup: Lookup) -> Iterator[Row]:
    """Give a row for every item of one report, with all columns; those of the report are empty."""
    reading = lookup.reading
    yield from _each(lookup, reading.statements, _statement)
    yield from _each(lookup, reading.events, _event)
    yield from _each(lookup, reading.figures, _figure)
    yield from _each(lookup, reading.dates, _timex)
    yield from _each(lookup, reading.places, _place)
    yield from _each(lookup, reading.actors, _actor)


def _each(
    lookup: Lookup, items: Iterable[Any], columns: Callable[[Lookup, Any], Row]
) -> Iterator[Row]:
    for item in items:
        told = {"item": item.id, "score": item.score, "why": item.why or None}
        yield _EMPTY | told | columns(lookup, item)


def _words(lookup: Lookup, *spans: Span) -> Row:
    if not spans:
        return {}
    ends = {"start": min(s.start for s in spans), "end": max(s.end for s in spans)}
    return {"words": lookup.words(*spans)} | ends


def _time(value: str | None) -> Row:
    first, last = days(value)
    return {"when": value, "first": first and str(first), "last": last and str(last)}


def _chain(lookup: Lookup, item: Statement | Event | Figure) -> Row:
    return {"chain": [actor.name for actor in lookup.chain(item)]}


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames if (place.geonames or 0) <= _LONGEST else None,
    }


def _statement(lookup: Lookup, said: Statement) -> Row:
    about = {
        "kind": "statement",
        "type": said.act.value,
        "form": said.form.value,
        "speaker": lookup.name(said.speaker),
        "inside": said.inside,
    }
    return about | _words(lookup, *said.content) | _chain(lookup, said) | _time(said.said)


def _event(lookup: Lookup, event: Event) -> Row:
    about = {
        "kind": "event",
        "type": event.type,
        "plover": lookup.plover(event),
        "status": event.status.value,
        "inside": event.statement,
        "roles": [f"{role}: {name}" for role, name in lookup.roles(event)],
    }
    at = _time(event.when.value if event.when else None) | _where(lookup.place(event))
    return about | _words(lookup, event.trigger) | _chain(lookup, event) | at


def _figure(lookup: Lookup, figure: Figure) -> Row:
    first, last = days(figure.since)[0], days(figure.until)[1]
    about = {
        "kind": "figure",
        "type": figure.counted,
        "value": real(figure.value),
        "bound": figure.bound.value,
        "high": None if figure.high is None else real(figure.high),
        "unit": figure.unit,
        "of": lookup.name(figure.of),
        "by": lookup.name(figure.by),
        "inside": figure.statement,
        "first": first and str(first),
        "last": last and str(last),
    }
    return about | _words(lookup, figure.span) | _chain(lookup, figure)


def _timex(lookup: Lookup, timex: Timex) -> Row:
    about = {"kind": "date", "type": timex.type.value}
    return about | _words(lookup, timex.span) | _time(timex.value)


def _place(lookup: Lookup, place: Place) -> Row:
    about = {"kind": "place", "name": place.name}
    return about | _words(lookup, place.span) | _where(place)


def _actor(lookup: Lookup, actor: Actor) -> Row:
    about = {
        "kind": "actor",
        "type": actor.kind.value,
        "name": actor.name,
        "ids": wikidata(actor),
        "of": lookup.name(actor.affiliation),
    }
    return about | _words(lookup, *actor.mentions[:1])
