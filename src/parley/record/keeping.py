"""All that a record holds of a report: taken out whole, so that it can be put back whole.

Made of the current readings, and so left out: the naming table and what reports tell alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from parley.items import Reading
from parley.record.database import Row
from parley.record.identities import fold
from parley.schema import from_dict, to_dict

Ask = Callable[..., list[Row]]
Packed = Mapping[str, tuple[float, bytes]]
"""Vectors by item, each a scale and signed bytes; see `parley.record.vectors`."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when a text was met; `added` is when the record met it, UTC."""

    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Read:
    """One reading as it was written: its JSON, the weights whose vectors were kept, and when."""

    document: Mapping[str, Any]
    weights: str | None
    added: str


@dataclass(frozen=True)
class Kept:
    """One report with all readings of it, the oldest first, and the current one's vectors."""

    added: str
    readings: tuple[Read, ...]
    appearances: tuple[Appearance, ...]
    vectors: Packed

    @cached_property
    def reading(self) -> Reading:
        """The current reading."""
        return from_dict(self.readings[-1].document)

    def above(self, least: float) -> Kept:
        """Give only what is so likely right: see `Reading.above`. Earlier readings are left out."""
        if not least:
            return self
        last = self.readings[-1]
        reading = self.reading.above(least)
        document = to_dict(reading) | {"parley": last.document["parley"]}
        items = {s.id for s in reading.statements} | {e.id for e in reading.events}
        vectors = {item: v for item, v in self.vectors.items() if item in items}
        now = (Read(document, last.weights, last.added),)
        return Kept(self.added, now, self.appearances, vectors)


def ids(ask: Ask, outlet: str | None, since: date | None, until: date | None) -> list[str]:
    """Give the ids of the reports of an outlet and a time, in the order in which they came.

    Put back in that order, versions at one address keep theirs. Both days count; a report
    without a day is of no time.
    """
    rows = ask("SELECT id, outlet, published FROM reports ORDER BY number")
    return [
        row["id"]
        for row in rows
        if (outlet is None or fold(row["outlet"] or "") == fold(outlet))
        and (not (since or until) or _within(row["published"], since, until))
    ]


def _within(day: str | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return False
    return (since or date.min) <= date.fromisoformat(day) <= (until or date.max)


def kept(ask: Ask, number: int) -> Kept:
    """Give all that is kept of the report with this number."""
    added = ask("SELECT added FROM reports WHERE number = ?", number)[0]["added"]
    readings = ask(
        "SELECT json, weights, added FROM readings WHERE report = ? ORDER BY number", number
    )
    places = ask(
        "SELECT outlet, published, title, url, added FROM appearances WHERE report = ? "
        "ORDER BY number",
        number,
    )
    vectors = ask("SELECT item, scale, data FROM vectors WHERE report = ? ORDER BY item", number)
    return Kept(
        added,
        tuple(Read(_whole(row["json"]), row["weights"], row["added"]) for row in readings),
        tuple(Appearance(**dict(row)) for row in places),
        {row["item"]: (row["scale"], bytes(row["data"])) for row in vectors},
    )


def _whole(written: str) -> dict[str, Any]:
    """Give a reading's JSON with every key, also where an older parley wrote fewer."""
    document = json.loads(written)
    return to_dict(from_dict(document)) | {"parley": document["parley"]}
