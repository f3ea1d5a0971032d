"""Bodies mentioned inside another mention, or right before its title: "the fund's director"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import keys, roles
from parley.reading.actors.page import Found, Page

_HOLDING = frozenset({Kind.PERSON, Kind.UNNAMED, Kind.POPULATION})
_BODIES = frozenset(Kind) - _HOLDING - {Kind.STATE}


def find_inner(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Find the bodies inside mentions of people, and those that stand right before a title."""
    starts = {one.start for one in found if one.kind not in _HOLDING}
    more: dict[int, Found] = {}
    bodies = _marked(page, marks)
    for one in found:
        if one.kind not in _HOLDING:
            continue
        for body in (*_known(page, one), *_of(page, one, bodies)):
            if body.start not in starts and body.end - body.start < one.end - one.start + 4:
                more.setdefault(body.start, body)
    return list(more.values())


def _known(page: Page, one: Found) -> Iterator[Found]:
    """Give the bodies of the tables inside a mention, unless it stands for one of them."""
    for i in range(one.start, one.end):
        match = page.names.get(i)
        if match and match.entry.form == "body" and match.entry.key != one.key:
            entry = match.entry
            yield Found(i, match.end, entry.kind, page.text.folded[match.end - 1], entry.name,
                        entry.key, entry.owner, True, ids=entry.ids)  # fmt: skip


def _of(page: Page, one: Found, bodies: dict[int, Found]) -> Iterator[Found]:
    """Give the marked bodies that stand in a mention before its last words, or right before it."""
    last = one.end - 1
    for start in range(max(0, one.start - 5), last):
        body = bodies.get(start)
        if body is None or body.end > last:
            continue
        if body.start >= one.start or _directly(page, body.end, one.start):
            yield body


def _directly(page: Page, end: int, start: int) -> bool:
    text = page.text
    return (end == start or (end + 1 == start and text.possessive(end))) and text.joined[start]


def _marked(page: Page, marks: Sequence[Mark]) -> dict[int, Found]:
    """Give the names of bodies that the network marked, by their first word."""
    kinds = {m.span: Kind(m.label) for m in marks if m.layer in ("actor", "actor_inner")}
    found = {}
    for mark in marks:
        if mark.layer != "name" or mark.label != "ORG":
            continue
        start = bisect_left(page.text.start, mark.span.start)
        end = bisect_left(page.text.start, mark.span.end)
        if start < end and not page.covering(start, end):  # the tables say better what it is
            head = page.text.folded[end - 1]
            kind = kinds.get(mark.span) or body_kind(head)
            if kind in _BODIES:
                name = mark.span.of(page.text.text)
                found[start] = Found(start, end, kind, head, name, named=True)
    return found


def body_kind(head: str) -> Kind:
    """Give the kind of body whose name ends in the word; other where none is known."""
    for kind in keys("organs"):
        if head in roles("organs", kind):
            return Kind(kind)
    return Kind.OTHER
