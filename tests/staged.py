"""Events of marked sentences: their actors, places and days are given, not read."""

from __future__ import annotations

import re

from parley.items import Actor, Doc, Event, Kind, Mark, Place, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.events import read_events
from parley.spans import Span
from parley.text import segment

MARKED = re.compile(r"\[([^\]|]+)(?:\|(\w+))?\]|\{([^}]+)\}|<([^>|]+)\|([^>]*)>")


def stage(marked: str) -> tuple[Doc, Cast, list[Place], list[Timex]]:
    """Take ``[actor]``, ``[actor|kind]``, ``{place}`` and ``<time|value>`` out of a text."""
    text, end = "", 0
    mentions: dict[str, list[Span]] = {}
    kinds: dict[str, Kind] = {}
    places: list[Place] = []
    dates: list[Timex] = []
    for m in MARKED.finditer(marked):
        text += marked[end : m.start()]
        end = m.end()
        words = m[1] or m[3] or m[4]
        span = Span(len(text), len(text) + len(words))
        text += words
        if m[1]:
            mentions.setdefault(words, []).append(span)
            kinds.setdefault(words, Kind(m[2] or "state"))
        elif m[3]:
            places.append(Place(f"p{len(places) + 1}", span, words, None))
        else:
            dates.append(Timex(f"d{len(dates) + 1}", span, TimexType.DATE, m[5] or None))
    text += marked[end:]
    actors = tuple(
        Actor(name, name, kinds[name], True, tuple(spans)) for name, spans in mentions.items()
    )
    return segment(text), Cast(actors), places, dates


def told(marked: str, marks: tuple[Mark, ...] = ()) -> list[Event]:
    doc, cast, places, dates = stage(marked)
    return list(read_events(doc, cast, places, dates, marks))


def types(marked: str) -> set[str]:
    return {e.type for e in told(marked)}


def one(event_type: str, marked: str) -> Event:
    found = [e for e in told(marked) if e.type == event_type]
    assert len(found) == 1, [(e.type, e.status) for e in told(marked)]
    return found[0]
