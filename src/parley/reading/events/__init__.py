"""What happens in a report: events with their triggers, parts, place, time and status.

The lexicon (``vocab/events.toml``) finds triggers, shallow patterns fill roles and status, the
network's marks add and confirm, and the mentions of one event are put together.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Final

from parley.items import Doc, Event, Kind, Mark, Place, Status, Timex, TimexType, When
from parley.reading.actors import Cast
from parley.reading.events.evidence import marked_status, weigh
from parley.reading.events.lexicon import Hit, class_forms, find, groups
from parley.reading.events.merge import Draft, is_definite, is_other, merge
from parley.reading.events.page import Page, words
from parley.reading.events.roles import governor_of, roles_of
from parley.reading.events.status import group_start, status_of
from parley.spans import Span

HEAD_REACH: Final = 7  # words between "killed" and those who were
AFTER_FIRST: Final = 20  # characters that a place before its event counts as further off
_UNREAL: Final = frozenset(
    {Status.PLANNED, Status.HYPOTHETICAL, Status.PROPOSED, Status.DEMANDED}
)
_POINTS: Final = (TimexType.DATE, TimexType.TIME)
__all__ = ["read_events"]

# A day, month, year or decade, or an interval of days; weeks and vaguer give no `when` (rule 14).
_DATED = re.compile(r"\d{3}[\dX](?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")


def read_events(
    doc: Doc,
    cast: Cast,
    places: Sequence[Place],
    dates: Sequence[Timex],
    marks: Sequence[Mark] = (),
) -> tuple[Event, ...]:
    """Read the events of a report, of every type but "vote".

    Parameters
    ----------
    doc
        The report's text, cut.
    cast, places, dates
        Who, where and when, as read before; roles, places and times refer to them.
    marks
        The network's marks; those of the layers "event" and "status" are used.

    Returns
    -------
    events
        In the order of their triggers, one for each happening; `statement` is ``None``: the
        reader joins it.
    """
    page = Page.of(doc, cast)
    hits = [h for h in weigh(page, find(page), marks) if not _is_label(page, h, dates)]
    fought = {page.sent[h.first] for h in hits if h.type == "attack" and h.tag == "noun"}
    drafts = [d for hit in hits for d in _drafts(page, hit, places, dates, marks, fought)]
    events = merge(drafts)
    return tuple(_event(page, draft, i) for i, draft in enumerate(events, 1))


def _drafts(
    page: Page,
    hit: Hit,
    places: Sequence[Place],
    dates: Sequence[Timex],
    marks: Sequence[Mark],
    fought: Container[tuple[int, int]],
) -> Iterator[Draft]:
    """Give the event that a hit tells, and the second one that the same words may tell.

    `fought` are the sentences that tell an attack in its own words.
    """
    governor = governor_of(page, hit.first) if hit.tag == "noun" else None
    verb, tag = governor or (None, None)
    roles = roles_of(page, hit, verb)
    if hit.group.needs and not any(roles.get(role) for role in hit.group.needs):
        return
    span = page.span(hit.first, hit.last)
    status = marked_status(span, marks) or status_of(page, hit, verb, tag)
    if status == Status.DENIED and hit.type in words("speech"):
        return  # what was not said or done to anyone is no event
    if hit.type == "casualties" and status in _UNREAL:
        return  # nobody suffered yet
    place = _place(page, hit, places)
    draft = Draft(
        type=hit.type,
        status=status,
        hits=[hit],
        roles=roles,
        place=place.id if place else None,
        place_name=place.name if place else None,
        when=_when(page, hit, dates),
        head=_head(page, hit),
        score=hit.score,
        definite=hit.tag == "noun" and is_definite(page, hit.first),
        other=is_other(page, hit.first),
        nominal=hit.tag == "noun",
        headline=_is_headline(page, span),
        sents={page.doc.sent_index(span.start)},
    )
    yield draft
    if hit.group.also and roles.get("attacker") and page.sent[hit.first] not in fought:
        yield _second(draft, hit)


def _is_headline(page: Page, span: Span) -> bool:
    """Tell whether words stand in a headline: a first sentence without a full stop."""
    first = page.doc.sents[0]
    return first.covers(span) and not first.of(page.doc.text).rstrip("\"”’'").endswith(tuple(".?!"))


def _is_label(page: Page, hit: Hit, dates: Sequence[Timex]) -> bool:
    """Tell whether the words are part of a name ("Amnesty International") or a date ("March 3")."""
    named = page.named.get(hit.first)
    span = page.span(hit.first, hit.last)
    if named and named.actor.kind not in (Kind.POPULATION, Kind.UNNAMED) and hit.last <= named.last:
        return True
    return any(d.type in _POINTS and d.span.covers(span) for d in dates)


def _second(draft: Draft, hit: Hit) -> Draft:
    """Make the attack of a killing whose agent the text names."""
    event_type = str(hit.group.also)
    group = groups(event_type)[0]
    roles = {"attacker": draft.roles["attacker"]}
    if draft.roles.get("victim"):
        roles["target"] = draft.roles["victim"]
    return replace(
        draft, type=event_type, hits=[replace(hit, type=event_type, group=group)], roles=roles
    )


def _head(page: Page, hit: Hit) -> str:
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
                return "" if word in words("anyone") else word.removesuffix("s").replace("men", "man")
    return ""


def _place(page: Page, hit: Hit, places: Sequence[Place]) -> Place | None:
    """Take the nearest place that a locating word puts the event in, else the nearest at all."""
    if hit.type in words("placeless"):
        return None
    sent = page.doc.sent_of(page.span(hit.first, hit.last))
    trigger = page.span(hit.first, hit.last)
    near = [p for p in places if sent.covers(p.span)]
    return min(near, key=lambda p: _remoteness(page, trigger, p.span), default=None)


def _remoteness(page: Page, trigger: Span, place: Span) -> tuple[bool, int]:
    """Rank a place: first those after "in" and the like, then by distance."""
    first = page.doc.tokens_in(place).start
    before = page.words[max(0, first - 3) : first]
    located = not words("locating").isdisjoint(before)
    behind = AFTER_FIRST if place.start < trigger.start else 0
    return not located, trigger.gap(place) + behind


def _when(page: Page, hit: Hit, dates: Sequence[Timex]) -> When | None:
    """Take the nearest time in the sentence that does not belong to a verb of saying."""
    trigger = page.span(hit.first, hit.last)
    sent = page.doc.sent_of(trigger)
    near = [d for d in dates if sent.covers(d.span) and d.type in _POINTS and not _of_saying(page, d)]
    best = min(near, key=lambda d: trigger.gap(d.span), default=None)
    if best is None:
        return None
    value = best.value.split("T")[0] if best.value else None
    return When(best.span.of(page.doc.text), value if value and _DATED.match(value) else None)


def _of_saying(page: Page, date: Timex) -> bool:
    """Tell whether a time says when something was said: "said on Monday"."""
    first = page.doc.tokens_in(date.span).start
    return any(page.words[t] in words("saying") for t in page.back(first, 3))


def _event(page: Page, draft: Draft, number: int) -> Event:
    spans = [page.span(h.first, h.last) for h in draft.hits]
    return Event(
        id=f"e{number}",
        type=draft.type,
        trigger=spans[0],
        status=draft.status,
        mentions=tuple(spans[1:]),
        roles=draft.roles,
        place=draft.place,
        when=draft.when,
        score=draft.score,
    )
