"""iCalendar (RFC 5545): the talks that are planned for a day, as whole-day events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import BinaryIO, Final

from parley.errors import RecordError
from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, days, point
from parley.exports.streams import as_text
from parley.items import Event, Status
from parley.markup import plain, web_address
from parley.schema import version

_TALKS: Final = ("talks", "mediation", "visit")
_LONGEST: Final = 75  # octets of a line, by the RFC
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

Line = tuple[str, str]


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the calendar; `RecordError` if no talks are planned, for it may not be empty."""
    planned = _planned(extract)
    first = next(planned, None)
    if first is None:
        raise RecordError(
            "These reports tell of no talks planned for a known day, and a calendar may not be "
            "empty. Nothing was written."
        )
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", f"-//parley//parley {version()}//EN"),
        ("X-WR-CALNAME", "Planned talks"),
        ("X-WR-CALDESC", _escaped(extract.label)),
    ]
    with as_text(stream) as text:
        for line in chain(head, first, chain.from_iterable(planned), [("END", "VCALENDAR")]):
            text.write(_folded(":".join(line)))


def _planned(extract: Extract) -> Iterator[list[Line]]:
    for lookup in extract.readings():
        for event in lookup.reading.events:
            first, last = days(event.when.value if event.when else None)
            if event.type in _TALKS and event.status is Status.PLANNED and first and last:
                yield _event(lookup, event, first, last)


def _event(lookup: Lookup, event: Event, first: date, last: date) -> list[Line]:
    report = lookup.report
    place = lookup.place(event)
    where = point(place.lat, place.lon) if place else None
    who = ", ".join(dict.fromkeys(name for _, name in lookup.roles(event)))
    source = " > ".join(actor.name for actor in lookup.chain(event))
    told = [
        f"“{lookup.words(event.trigger)}”",
        f"According to: {source}" if source else "",
        f"Report: {report.title or report.outlet or ''} {report.published or ''}".rstrip(),
    ]
    address = web_address(report.url)
    known = {
        "UID": f"{report.id}-{event.id}@parley",
        # When it was made: the same file each time, so the day of the report.
        "DTSTAMP": f"{_day(report.published or first)}T000000Z",
        "DTSTART;VALUE=DATE": _day(first),
        "DTEND;VALUE=DATE": _day(last + timedelta(1)) if last < date.max else None,
        "SUMMARY": _escaped(f"{event.type.capitalize()}: {who}" if who else "Talks"),
        "LOCATION": _escaped(place.name) if place else None,
        "GEO": f"{where[1]:.6f};{where[0]:.6f}" if where else None,
        "DESCRIPTION": _escaped("\n".join(filter(None, told))),
        "STATUS": "TENTATIVE",
        "TRANSP": "TRANSPARENT",
        "URL": address if address and address.isascii() and address.isprintable() else None,
    }
    lines = [(name, value) for name, value in known.items() if value]
    return [("BEGIN", "VEVENT"), *lines, ("END", "VEVENT")]


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _escaped(words: str) -> str:
    """Give words as a value: on one line, hidden marks named, what has a meaning escaped."""
    lines = (plain(" ".join(line.split())) for line in words.split("\n"))
    return "\n".join(lines).translate(_ESCAPES)


def _folded(line: str) -> str:
    r"""Fold a line at 75 octets, never inside a character.

    >>> [len(piece) for piece in _folded("SUMMARY:" + "é" * 60).encode().split(b"\r\n")]
    [74, 55, 0]
    """
    pieces, piece, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += width
    return "\r\n".join([*pieces, piece]) + "\r\n"
