"""What the tests export: a rich reading, a plain one, a hostile one, and any reading at all."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from any_reading import readings
from sample import hostile, rich, sample

from parley.exports import as_bytes
from parley.items import Event, Reading, Status, When


def with_talks(reading: Reading) -> Reading:
    """Give `reading` with talks that are planned for a day, and an attack that happened."""
    talks = next(event for event in reading.events if event.type == "talks")
    planned = replace(
        talks, id="e71", status=Status.PLANNED, when=When("on Friday", "2024-03-15"), place="p1"
    )
    attack = Event("e72", "attack", talks.trigger, Status.HAPPENED)
    return replace(reading, events=(*reading.events, planned, attack))


def samples() -> list[Reading]:
    """Give a rich reading, a plain one, and a hostile one of a form that a record may hold."""
    places = tuple(replace(place, country=None) for place in hostile().places)
    return [with_talks(r) for r in (rich(), sample(), replace(hostile(), places=places))]


def written(format_: str) -> str:
    """Give the samples in a format."""
    return as_bytes(samples(), format_).decode()


def in_long_text(reading: Reading) -> Reading:
    """Give a reading whose spans lie in its text."""
    text = reading.report.text + "." * 600
    return replace(
        reading,
        report=replace(reading.report, text=text, id=sha256(text.encode()).hexdigest()),
    )


anything = readings.map(in_long_text)
"""Any reading that a record takes."""
