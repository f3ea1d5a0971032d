"""A reading as rows: which values of its items stand in which table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from parley.items import Actor, Event, Figure, Reading, Statement
from parley.spans import Span

Value = str | int | float | None
Row = tuple[Value, ...]

ITEM_TABLES = (
    "actors", "statements", "chains", "events", "roles", "counts", "figures", "dates", "places",
    "spans",
)  # fmt: skip
"""The tables that hold the items of the current readings; their first column is the report."""

_LONGEST = 2**63 - 1  # SQLite's largest integer; a hostile text may print a longer one


def item_rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """Give every row of `reading` with its table, without the report's number in front.

    The columns are in the order of the migrations.
    """
    for actor in reading.actors:
        yield from _actor(actor)
    for statement in reading.statements:
        yield from _statement(statement)
    for event in reading.events:
        yield from _event(event)
    for figure in reading.figures:
        yield from _figure(figure)
    for timex in reading.dates:
        what = (timex.type.value, timex.value, timex.offset)
        yield "dates", (timex.id, *what, timex.score, timex.why)
        yield from _spans(timex.id, "span", [timex.span])
    for place in reading.places:
        where = (place.country, place.lat, place.lon, place.geonames)
        yield "places", (place.id, place.name, *where, place.score, place.why)
        yield from _spans(place.id, "span", [place.span])


def _spans(item: str, part: str, spans: Iterable[Span]) -> Iterator[tuple[str, Row]]:
    for piece, span in enumerate(spans):
        yield "spans", (item, part, piece, span.start, span.end)


def _actor(actor: Actor) -> Iterator[tuple[str, Row]]:
    wikidata = actor.ids.get("wikidata")
    who = (actor.name, actor.kind.value, actor.named, wikidata)
    yield "actors", (actor.id, *who, actor.affiliation, actor.basis, actor.score, actor.why)
    yield from _spans(actor.id, "mention", actor.mentions)


def _statement(said: Statement) -> Iterator[tuple[str, Row]]:
    how = (said.form.value, said.act.value, said.inside, said.said, said.score)
    yield "statements", (said.id, said.speaker, *how, said.why)
    for hop, actor in enumerate(said.chain):
        yield "chains", (said.id, hop, actor)
    yield from _spans(said.id, "content", said.content)
    yield from _spans(said.id, "cue", said.cue)
    yield from _spans(said.id, "source", said.source)


def _event(event: Event) -> Iterator[tuple[str, Row]]:
    when = (event.when.text, event.when.value) if event.when else (None, None)
    tally = event.tally
    votes = (tally.yes, tally.no, tally.abstain, tally.absent) if tally else (None,) * 4
    counts = (_whole(n) for n in (*votes, event.members))
    what = (event.id, event.type, event.status.value, event.place, *when)
    told = (event.statement, event.score, *counts, event.adds_up, event.why)
    terms = (event.until, event.length, event.extended, event.computed)
    yield "events", (*what, *told, *terms)
    for side, number in event.counts.items():
        yield "counts", (event.id, side, _whole(number))
    sides = {"abstaining": event.abstaining, "against": event.against}
    for role, actors in {**event.roles, **sides}.items():
        for place, actor in enumerate(actors):
            yield "roles", (event.id, role, place, actor)
    yield from _spans(event.id, "trigger", [event.trigger])
    yield from _spans(event.id, "mention", event.mentions)


def _figure(figure: Figure) -> Iterator[tuple[str, Row]]:
    amount = (_real(figure.value), figure.bound.value, _real(figure.high))
    counted = (figure.counted, figure.unit, figure.of, figure.by)
    period = (figure.since, figure.until)
    told = (figure.event, figure.statement, figure.score, figure.why)
    yield "figures", (figure.id, *amount, *counted, *period, *told)
    yield from _spans(figure.id, "span", [figure.span])


def _whole(number: int | None) -> int | None:
    return None if number is None else min(number, _LONGEST)


def _real(number: float | None) -> float | None:
    return None if number is None else float(min(number, sys.float_info.max))
