"""Actors as they are compared across reports: what each is known by, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from parley.items import Actor, Kind
from parley.record.identities import fold

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    """One hop of a chain, or one that takes part in an event.

    `keys` are what it is known by in any report: ids, else its name without case and article;
    one without a name has none. `owner` are the keys of the actor that it belongs to.
    """

    name: str
    kind: Kind
    named: bool
    keys: Keys
    owner: Keys = frozenset()
    basis: str | None = None

    def to_row(self) -> list[Any]:
        """Give it as JSON."""
        known = (sorted(self.keys), sorted(self.owner), self.basis)
        return [self.name, self.kind.value, self.named, *known]

    @classmethod
    def of_row(cls, row: list[Any]) -> Self:
        """Take it back from JSON."""
        name, kind, named, keys, owner, basis = row
        return cls(name, Kind(kind), named, frozenset(keys), frozenset(owner), basis)


def link(actor: Actor, actors: Mapping[str, Actor]) -> Link:
    """Give an actor as it is compared."""
    owner = actors.get(actor.affiliation or "")
    return Link(
        actor.name,
        actor.kind,
        actor.named,
        known_by(actor) if actor.named else frozenset(),
        known_by(owner) if owner and owner.named else frozenset(),
        actor.basis,
    )


def known_by(actor: Actor) -> Keys:
    """Give the ids and the name by which an actor is found again in another report.

    >>> sorted(known_by(Actor("a1", "The Red Front", Kind.ARMED_GROUP, True)))
    ['red front']
    """
    return frozenset({fold(actor.name), *(f"{k}:{v}" for k, v in actor.ids.items())})


def shared(one: Iterable[Link], other: Iterable[Link]) -> float:
    """Tell how far two sets of actors are the same, from 0 to 1.

    An actor counts whole that is in both, half where one's is part of the other's ("the army"
    and its state). Measured on the smaller set: a report may name fewer.
    """
    less, more = sorted((list(one), list(other)), key=len)
    if not less:
        return 0.0
    return sum(max((_same(a, b) for b in more), default=0.0) for a in less) / len(less)


def _same(a: Link, b: Link) -> float:
    if a.keys & b.keys:
        return 1.0
    if a.keys & b.owner or a.owner & b.keys or a.owner & b.owner:
        return 0.5
    return 0.0
