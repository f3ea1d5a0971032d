"""Where and when an event was, and who is counted in it: by what stands near its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parley.items import Place, Timex, TimexType, When
from parley.reading.events.lexicon import Hit, class_forms
from parley.reading.events.page import Page, words
from parley.reading.events.status import group_start
from parley.spans import Span

HEAD_REACH: Final = 7  # words between "killed" and those who were
AFTER_FIRST: Final = 20  # characters that a place before its event counts as further off
POINTS: Final = (TimexType.DATE, TimexType.TIME)
# A day, month, year or decade, or an interval of days; weeks and vaguer give no `when`.
_DATED = re.compile(r"\d{3}[\dX](?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")


def head_of(page: Page, hit: Hit) -> str:
    """Find who is counted, as a plain singular: "soldier"; "" for people of no stated sort."""
    after = page.onward(hit.last, HEAD_REACH)
    before = page.back(hit.first, HEAD_REACH)
    passive = hit.group.intransitive or not words("be").isdisjoint(
        page.words[group_start(page, hit.first) : hit.first]
    )
    for side in (before, after) if passive else (after, before):
        for token in side:
            word = page.words[token]
            if word in words("clause"):
                break
            if word in class_forms("people"):
                if word in words("anyone"):
                    return ""
                return word.removesuffix("s").replace("men", "man")
    return ""


def place_of(page: Page, hit: Hit, places: Sequence[Place]) -> Place | None:
    """Take the nearest of the sentence's places after a locating word, else the nearest at all."""
    if hit.type in words("placeless"):
        return None
    trigger = page.span(hit.first, hit.last)
    return min(places, key=lambda p: _remoteness(page, trigger, p.span), default=None)


def _remoteness(page: Page, trigger: Span, place: Span) -> tuple[bool, int]:
    """Rank a place: first those after "in" and the like, then by distance."""
    first = page.doc.tokens_in(place).start
    before = page.words[max(0, first - 3) : first]
    located = not words("locating").isdisjoint(before)
    behind = AFTER_FIRST if place.start < trigger.start else 0
    return not located, trigger.gap(place) + behind


def when_of(page: Page, hit: Hit, dates: Sequence[Timex]) -> When | None:
    """Take the nearest of the sentence's times that does not belong to a verb of saying."""
    trigger = page.span(hit.first, hit.last)
    told = (d for d in dates if d.type in POINTS and not _of_saying(page, d))
    best = min(told, key=lambda d: trigger.gap(d.span), default=None)
    if best is None:
        return None
    value = best.value.split("T")[0] if best.value else None
    return When(best.span.of(page.doc.text), value if value and _DATED.match(value) else None)


def _of_saying(page: Page, date: Timex) -> bool:
    """Tell whether a time says when something was said: "said on Monday"."""
    first = page.doc.tokens_in(date.span).start
    return any(page.words[t] in words("saying") for t in page.back(first, 3))
