"""Where and when an event was, and who is counted in it: by what stands near its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parley.items import Place, Timex, TimexType, When
from parley.knowledge.countries import by_name
from parley.reading.events.lexicon import Hit, class_forms
from parley.reading.events.page import Page, words
from parley.reading.events.status import group_start
from parley.spans import Span

HEAD_REACH: Final = 7  # words between "killed" and those who were
# Words that a place counts as further off if it stands before its event, or is a whole country
# beside a town; that a time or place does for another event between. Chosen on the train reports
# and 295 freshly coded ones, where half or double of each moves places and times by .005 at most.
AFTER_FIRST: Final = 8
WIDE: Final = 3
EVENT_BETWEEN: Final = 8
CAPITAL_REACH: Final = 4  # "the Dagestani capital, Makhachkala"
ATTRIBUTE_REACH: Final = 3  # "the August 17 shrine bombing"
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
    best = min(places, key=lambda p: _remoteness(page, hit, p), default=None)
    inner = next((p for p in places if best and _holds(page, best, p)), None)
    return inner or best


def _holds(page: Page, outer: Place, inner: Place) -> bool:
    """Tell whether a place is named as part of another: "Syria's Idlib", "Mosul, Iraq"."""
    one, two = page.doc.tokens_in(outer.span), page.doc.tokens_in(inner.span)
    if outer is inner or outer.country != inner.country or by_name(inner.name):
        return False
    if two.start >= one.stop:
        between = page.words[one.stop : two.start]
        return between[:1] in (["'s"], ["'"]) or "capital" in between[:CAPITAL_REACH]
    return page.words[two.stop : one.start] in ([","], ["in"], [])


def _remoteness(page: Page, hit: Hit, place: Place) -> tuple[bool, float]:
    """Rank a place: first those after "in" and the like, then by distance; a country is wide."""
    first = page.doc.tokens_in(place.span).start
    before = page.words[max(0, first - 3) : first]
    located = not words("locating").isdisjoint(before)
    behind = AFTER_FIRST if first < hit.first else 0
    wide = WIDE if by_name(place.name) else 0
    return not located, distance(page, hit, place.span) + behind + wide


def when_of(page: Page, hit: Hit, dates: Sequence[Timex]) -> When | None:
    """Take the nearest of the sentence's times that does not belong to another event."""
    told = (d for d in dates if d.type in POINTS and not _of_other(page, hit, d))
    best = min(told, key=lambda d: distance(page, hit, d.span), default=None)
    if best is None:
        return None
    value = best.value.split("T")[0] if best.value else None
    return When(best.span.of(page.doc.text), value if value and _DATED.match(value) else None)


def distance(page: Page, hit: Hit, span: Span) -> float:
    """Measure words to a trigger; each other event between makes it further."""
    inside = page.doc.tokens_in(span)
    if inside.start >= hit.last:
        between = range(hit.last, inside.start)
    else:
        between = range(inside.stop, hit.first)
    events = {page.triggers[t] for t in between if t in page.triggers}
    return len(between) + EVENT_BETWEEN * len(events - {hit.type})


def _of_other(page: Page, hit: Hit, date: Timex) -> bool:
    """Tell whether a time is of another event: "said on Monday", "the May 1 attack"."""
    inside = page.doc.tokens_in(date.span)
    if any(page.words[t] in words("saying") for t in page.back(inside.start, 3)):
        return True
    attributive = page.word(inside.start - 1) in words("definite")
    owned = [t for t in page.onward(inside.stop, ATTRIBUTE_REACH) if t in page.triggers]
    return attributive and bool(owned) and not hit.first <= owned[0] < hit.last
