"""From a cut report to its events, step by step."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from parley.encoder.between import Between
from parley.encoder.trees import Arcs
from parley.items import Doc, Event, Kind, Mark, Place, Status, Timex
from parley.reading.actors import Cast
from parley.reading.actors.near import Near
from parley.reading.events.arguments import governor_of
from parley.reading.events.evidence import marked_status, weigh
from parley.reading.events.lexicon import Hit, find, groups
from parley.reading.events.merge import Draft, is_other, merge
from parley.reading.events.page import Page, words
from parley.reading.events.partakers import weighed_place, weighed_roles
from parley.reading.events.pronouns import stand_ins
from parley.reading.events.roles import roles_of
from parley.reading.events.setting import POINTS, head_of, place_of, when_of
from parley.reading.events.sharing import share_roles, share_settings
from parley.reading.events.status import points_back, standing_of
from parley.reading.events.syntax import Syntax

Spanned = TypeVar("Spanned", Place, Timex)
# What the rules say where no word of the clause speaks for another status: there the network, which
# has seen few planned or denied events, tells past from present better (dev: .856 against .822).
_UNCUED: Final = (None, Status.HAPPENED, Status.ONGOING)
_UNREAL: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.PROPOSED, Status.DEMANDED})


def read_events(
    doc: Doc,
    cast: Cast,
    places: Sequence[Place],
    dates: Sequence[Timex],
    marks: Sequence[Mark] = (),
    arcs: Arcs | None = None,
    between: Between | None = None,
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
    arcs
        The network's dependency arcs; without them roles are found by word order alone.
    between
        What the network holds mentions to be to triggers; with `arcs` it is weighed against the
        rules.

    Returns
    -------
    events
        In the order of their triggers, one for each happening; `statement` is ``None``: the
        reader joins it.
    """
    page = Page.of(doc, cast, places)
    page.named.update(stand_ins(page))
    syntax = Syntax(page, arcs) if arcs else None
    near = Near(doc, cast, between, arcs) if arcs and between else None
    where, when = _by_sentence(doc, places), _by_sentence(doc, dates)
    hits = [h for h in weigh(page, find(page), marks) if not _is_label(page, h, when)]
    page.triggers.update((token, h.type) for h in hits for token in h.fixed)
    fought = {page.sent[h.first] for h in hits if h.type == "attack"}
    drafts = [
        d for hit in hits for d in _drafts(page, hit, where, when, marks, fought, syntax, near)
    ]
    share_roles(page, drafts)
    events = merge(drafts)
    share_settings(events)
    return tuple(_event(page, draft, i) for i, draft in enumerate(events, 1))


def _by_sentence(doc: Doc, items: Iterable[Spanned]) -> dict[int, list[Spanned]]:
    """Sort items by the sentence in which they start."""
    found: dict[int, list[Spanned]] = {}
    for item in items:
        found.setdefault(doc.sent_index(item.span.start), []).append(item)
    return found


def _around(items: Mapping[int, Sequence[Place]], sent: int) -> list[Place]:
    """Give the places of a sentence and of the one before it."""
    return [*items.get(sent, ()), *items.get(sent - 1, ())]


def _drafts(
    page: Page,
    hit: Hit,
    where: Mapping[int, Sequence[Place]],
    when: Mapping[int, Sequence[Timex]],
    marks: Sequence[Mark],
    fought: Container[tuple[int, int]],
    syntax: Syntax | None,
    near: Near | None,
) -> Iterator[Draft]:
    """Give the event that a hit tells, and the second one that the same words may tell.

    `fought` are the sentences that tell an attack in its own words.
    """
    governor = governor_of(page, hit.first) if hit.tag == "noun" else None
    verb, tag = governor or (None, None)
    roles = roles_of(page, hit, verb, syntax)
    if hit.group.needs and not any(roles.get(role) for role in hit.group.needs):
        return
    if near:
        roles = weighed_roles(near, hit, roles)
    span = page.span(hit.first, hit.last)
    status, cued = standing_of(page, hit, verb, tag)
    if status in _UNCUED and not (cued and status is Status.ONGOING):
        status = marked_status(span, marks) or status
    if status == Status.DENIED and hit.type in words("speech"):
        return  # what was not said or done to anyone is no event
    if hit.type == "casualties" and status in _UNREAL:
        return  # nobody suffered yet
    sent = page.doc.sent_index(span.start)
    bare = status is None
    if bare and hit.type in words("plain"):
        status = Status.HAPPENED
    place = place_of(page, hit, where.get(sent, ()))
    if near and hit.type not in words("placeless"):
        place = weighed_place(near, hit, _around(where, sent), place)
    head = head_of(page, hit)
    draft = Draft(
        type=hit.type,
        status=status,
        bare=bare,
        hits=[hit],
        roles=roles,
        place=place,
        when=when_of(page, hit, when.get(sent, ())),
        head=head,
        heads={head} if head else set(),
        score=hit.score,
        definite=hit.tag == "noun" and points_back(page, hit.first),
        other=is_other(page, hit.first),
        nominal=hit.tag == "noun",
        last=sent,
        sents={sent},
    )
    yield draft
    if hit.group.also and roles.get("attacker") and page.sent[hit.first] not in fought:
        yield _second(draft, hit)


def _is_label(page: Page, hit: Hit, when: Mapping[int, Sequence[Timex]]) -> bool:
    """Tell whether the words are part of a name ("Amnesty International") or a date ("March 3")."""
    named = page.named.get(hit.first)
    span = page.span(hit.first, hit.last)
    if named and named.actor.kind not in (Kind.POPULATION, Kind.UNNAMED) and hit.last <= named.last:
        return True
    dates = when.get(page.doc.sent_index(span.start), ())
    return any(d.type in POINTS and d.span.covers(span) for d in dates)


def _second(draft: Draft, hit: Hit) -> Draft:
    """Make the attack of a killing whose agent the text names."""
    event_type = str(hit.group.also)
    group = groups(event_type)[0]
    roles = {"attacker": draft.roles["attacker"]}
    if draft.roles.get("victim"):
        roles["target"] = draft.roles["victim"]
    return replace(
        draft,
        type=event_type,
        hits=[replace(hit, type=event_type, group=group)],
        roles=roles,
        sents=set(draft.sents),
        heads=set(draft.heads),
    )


def _event(page: Page, draft: Draft, number: int) -> Event:
    spans = [page.span(h.first, h.last) for h in draft.hits]
    return Event(
        id=f"e{number}",
        type=draft.type,
        trigger=spans[0],
        status=draft.status or Status.HAPPENED,
        mentions=tuple(spans[1:]),
        roles=draft.roles,
        place=draft.place.id if draft.place else None,
        when=draft.when,
        score=draft.score,
        why="network: event" if all(h.marked for h in draft.hits) else "lexicon",
    )
