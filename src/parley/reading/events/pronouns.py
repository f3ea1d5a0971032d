"""Whom "he", "it" and "they" stand for: the last actor of a fitting kind that led its clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from parley.items import Kind
from parley.reading.events.page import Named, Page, words

BACK: Final = 2  # sentences back to the one a pronoun stands for; further off is another matter
_KINDS: Final[Mapping[str, frozenset[Kind]]] = {
    "one": frozenset({Kind.PERSON, Kind.UNNAMED}),
    "many": frozenset({Kind.POPULATION, Kind.ARMED_GROUP, Kind.PARTY, Kind.GOVERNMENT_BODY}),
    "body": frozenset(set(Kind) - {Kind.PERSON, Kind.POPULATION, Kind.UNNAMED}),
}


def stand_ins(page: Page) -> dict[int, Named]:
    """Give for the pronouns of a report, by token, the actor that each stands for."""
    found: dict[int, Named] = {}
    seen: list[list[Named]] = []  # the mentions of each sentence so far, those that lead first
    start = -1
    for token, word in enumerate(page.words):
        if page.sent[token][0] != start:
            start = page.sent[token][0]
            seen.append([])
        named = page.named.get(token)
        if named and named.first == token:
            seen[-1].append(named)
        elif not named and word in _sorts():
            actor = _referent(seen, _sorts()[word])
            if actor:
                found[token] = Named(token, token + 1, actor.actor)
    return found


def _referent(seen: list[list[Named]], sort: str) -> Named | None:
    for named in _near(seen):
        if named.actor.kind in _KINDS[sort] and not named.place:
            return named
    return None


def _near(seen: list[list[Named]]) -> Iterator[Named]:
    """Give the mentions of this and the last sentences, the nearest sentence first."""
    for mentions in seen[: -BACK - 2 : -1]:
        yield from mentions


@cache
def _sorts() -> dict[str, str]:
    return {word: sort for sort in _KINDS for word in words(f"pronouns_{sort}")}
