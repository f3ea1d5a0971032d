"""One reading with what the formats ask of it: names, words, chains, days, addresses."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from urllib.parse import quote

from parley.items import Actor, Event, Figure, Place, Reading, Statement
from parley.knowledge.countries import countries
from parley.spans import Span
from parley.vocab import edtf, event_types

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def report_uri(id_: str) -> str:
    """Name a text by the SHA-256 of it, in the hexadecimal form of RFC 6920 (section 7).

    >>> report_uri("5326" * 16)[:20]
    'nih:sha-256;53265326'
    """
    return f"nih:sha-256;{quote(id_, safe='')}"


class Lookup:
    """One reading with look-ups; ids that lead nowhere give nothing."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.report = reading.report
        self.actors = {actor.id: actor for actor in reading.actors}
        self.statements = {statement.id: statement for statement in reading.statements}
        self.places = {place.id: place for place in reading.places}

    @property
    def uri(self) -> str:
        """The name of the report's text, the same wherever the text is."""
        return report_uri(self.report.id)

    def item_uri(self, id_: str) -> str:
        """Name an item of the reading."""
        return f"{self.uri}#{quote(id_, safe='')}"

    def actor_uri(self, actor: Actor) -> str:
        """Name an actor: by its Wikidata id, else as one of this report only."""
        return wikidata_uri(actor) or self.item_uri(actor.id)

    def words(self, *spans: Span) -> str:
        """Give the report's own words; pieces are parted by an ellipsis."""
        return " … ".join(self.report.text[span.start : span.end] for span in spans)

    def name(self, actor: str | None) -> str | None:
        """Give an actor's name."""
        known = self.actors.get(actor or "")
        return known.name if known else None

    def names(self, actors: Iterable[str]) -> list[str]:
        """Give actors' names."""
        return [self.actors[id_].name for id_ in actors if id_ in self.actors]

    def chain(self, item: Statement | Event | Figure) -> list[Actor]:
        """Give who says so, from the outlet to the root source.

        For a statement that is its own chain, for an event or a figure that of the statement
        that carries it; what no source is given for has the outlet alone.
        """
        said = item if isinstance(item, Statement) else self.statements.get(item.statement or "")
        if said:
            return [self.actors[id_] for id_ in said.chain if id_ in self.actors]
        return list(self.reading.actors[:1])

    def plover(self, event: Event) -> str | None:
        """Give the PLOVER code of an event's type."""
        known = event_types().get(event.type)
        return known.plover if known else None

    def roles(self, event: Event) -> list[tuple[str, str]]:
        """Give who takes part in an event: roles and names, a vote's sides among them."""
        sides = {"abstaining": event.abstaining, "against": event.against}
        parts = {**event.roles, **sides}
        return [(role, name) for role, ids in parts.items() for name in self.names(ids)]

    def place(self, event: Event) -> Place | None:
        """Give where an event is."""
        return self.places.get(event.place or "")


def wikidata(actor: Actor) -> str | None:
    """Give an actor's Wikidata id, if it has the form of one."""
    id_ = actor.ids.get("wikidata", "")
    return id_ if _WIKIDATA.fullmatch(id_) else None


def wikidata_uri(actor: Actor) -> str | None:
    """Give the address of an actor in Wikidata."""
    id_ = wikidata(actor)
    return f"http://www.wikidata.org/entity/{id_}" if id_ else None


def state(actor: Actor) -> str | None:
    """Give the ISO 3166-1 alpha-2 code of an actor that is a state, by its ids."""
    return country(actor.ids.get("iso")) or _codes().get(wikidata(actor))


@cache
def _codes() -> dict[str | None, str | None]:
    return {row.wikidata: row.code for row in countries() if row.wikidata}


def country(code: str | None) -> str | None:
    """Give an ISO 3166-1 alpha-2 code, if it has the form of one."""
    return code if code and _COUNTRY.fullmatch(code) else None


def days(value: str | None) -> tuple[date | None, date | None]:
    """Give the first and the last day of an EDTF value; ``None``: open, or not known.

    >>> days("2023-12-24/..")
    (datetime.date(2023, 12, 24), None)
    """
    first, last = edtf.bounds(value or "") or (date.min, date.max)
    return (None if first == date.min else first), (None if last == date.max else last)


def point(lat: float | None, lon: float | None) -> tuple[float, float] | None:
    """Give longitude and latitude, if both are known and on the globe."""
    if lat is None or lon is None:
        return None
    return (lon, lat) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def real(number: float) -> float:
    """Give a number as a float; a hostile text may print one that is too long for it.

    >>> real(20), real(10**400) > 1e308
    (20.0, True)
    """
    return float(min(number, sys.float_info.max))
