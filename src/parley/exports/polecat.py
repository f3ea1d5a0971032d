"""POLECAT's columns: one row an event, tab-separated, "None" where nothing is known.

What is lost is in ``docs/how-to/export.md``: above all who says so, for which POLECAT has no
column. Only what is told as having happened or going on is written: a POLECAT row has no status,
and a planned or denied event in it would be read as one that happened.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO, Final

from parley.errors import RecordError
from parley.exports.cells import guarded
from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, days, point, state
from parley.exports.streams import as_text
from parley.items import Actor, Event, Kind, Status
from parley.schema import version

_TOLD: Final = (Status.HAPPENED, Status.ONGOING)
_ORGANISATIONS: Final = frozenset(Kind) - {Kind.PERSON, Kind.STATE, Kind.POPULATION, Kind.UNNAMED}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the events; `RecordError` if there are none, for then nothing could say a cut."""
    columns = _table()["columns"]
    coder = " ".join(filter(None, [f"parley {version()}", extract.note]))
    written = False
    with as_text(stream) as text:
        for row in _rows(extract):
            if not written:
                text.write("\t".join(columns) + "\n")
            row["Version"] = coder
            text.write("\t".join(_cell(row.get(column)) for column in columns) + "\n")
            written = True
    if not written:
        raise RecordError("No event in these reports happened or goes on. Nothing was written.")


@cache
def _table() -> dict[str, Any]:
    source = files(__package__).joinpath("polecat.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _cell(value: str | float | None) -> str:
    return "None" if value in (None, "") else str(guarded(value))


def _rows(extract: Extract) -> Iterator[dict[str, str | float | None]]:
    for lookup in extract.readings():
        story = _story(lookup)
        for event in lookup.reading.events:
            if event.status in _TOLD:
                yield story | _event(lookup, event)


def _story(lookup: Lookup) -> dict[str, str | float | None]:
    report, reading = lookup.report, lookup.reading
    named = [actor for actor in reading.actors if actor.named]
    return {
        "Source": report.outlet,
        "Publication Date": str(report.published) if report.published else None,
        "Story People": _joined(a.name for a in named if a.kind is Kind.PERSON),
        "Story Organizations": _joined(a.name for a in named if a.kind in _ORGANISATIONS),
        "Story Locations": _joined(place.name for place in reading.places),
        "Language": report.language,
    }


def _event(lookup: Lookup, event: Event) -> dict[str, str | float | None]:
    code = lookup.plover(event)
    mode = _table()["modes"].get(event.type, {})
    known = _table()["types"].get(code, {}) | mode
    # As NGEC does: an event without a day of its own has that of the report.
    first = days(event.when.value if event.when else None)[0] or lookup.report.published
    doers, recipients = _sides(lookup, event)
    return {
        "Event ID": f"{lookup.report.id}-{event.id}",
        "Event Date": str(first) if first else None,
        "Event Type": code,
        "Event Mode": mode.get("name"),
        "Intensity": known.get("intensity"),
        "Quad Code": known.get("quad"),
        **_side(lookup, "Actor", doers),
        **_side(lookup, "Recipient", recipients),
        **_place(lookup, event),
    }


def _sides(lookup: Lookup, event: Event) -> tuple[list[Actor], list[Actor]]:
    """Give who acts and to whom it is done."""
    sides: tuple[list[Actor], list[Actor]] = ([], [])
    for role, ids in event.roles.items():
        side = sides[role in _table()["recipients"]]
        side.extend(lookup.actors[id_] for id_ in ids if id_ in lookup.actors)
    return sides


def _side(lookup: Lookup, side: str, actors: list[Actor]) -> dict[str, str | None]:
    table = _table()
    countries = (table["alpha3"].get(state(actor)) for actor in actors)
    sectors = [table["sectors"].get(actor.kind.value) for actor in actors]
    raw = (lookup.words(*actor.mentions[:1]) for actor in actors)
    return {
        f"{side} Name": _joined(actor.name for actor in actors),
        f"{side} Country": _joined(countries),
        f"Primary {side} Sector": next(filter(None, sectors), None),
        f"{side} Sectors": _joined(sectors),
        f"{side} Name Raw": _joined(raw),
    }


def _place(lookup: Lookup, event: Event) -> dict[str, str | float | None]:
    place = lookup.place(event)
    if place is None:
        return {}
    lon, lat = point(place.lat, place.lon) or (None, None)
    return {
        "Placename": place.name,
        "Country": _table()["alpha3"].get(place.country),
        "Latitude": lat,
        "Longitude": lon,
        "GeoNames ID": place.geonames,
        "Raw Placename": lookup.words(place.span),
    }


def _joined(values: Iterable[str | None]) -> str:
    """Give values as POLECAT joins them, each once."""
    return "; ".join(dict.fromkeys(value for value in values if value))
