"""Root sources of a claim: the last links of its chains, after copies and re-citations collapse.

Nobody is identified here: one without a name stays so, and what two reports say of two such is
never put together. It is only asked whether they may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from parley import vocab
from parley.corroboration.links import Keys, Link
from parley.corroboration.tellings import Telling
from parley.items import Kind
from parley.record.identities import fold

_LONG: Final = 6
"""Words that say something in a sentence which two reporters do not write alike."""


_BODIES: Final = (Kind.GOVERNMENT_BODY, Kind.NGO)
_OFFICIAL: Final = frozenset({"official"})


@dataclass(frozen=True, slots=True)
class Source:
    """One root: what it is called, whether it is named, and the reports that rest on it."""

    name: str
    named: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roots:
    """How many root sources a claim has: from `low` to `high`, where some may be the same."""

    low: int
    high: int
    named: int
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        count = f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"
        return f"{count} root{'' if self.high == 1 else 's'}, {self.named} named"


@dataclass(frozen=True, slots=True)
class _Way:
    """The way of one telling to its root; `links` runs from the outlet to the root."""

    report: str
    links: tuple[Link, ...]

    @property
    def root(self) -> Link:
        return self.links[-1]

    @property
    def via(self) -> Keys:
        """Who had it from the root."""
        return self.links[-2].keys if len(self.links) > 1 else frozenset()


def roots(members: Sequence[Telling], origins: Mapping[str, Link] | None = None) -> Roots:
    """Count the root sources of a claim.

    Parameters
    ----------
    members
        Its tellings; their order does not matter.
    origins
        For each report that is a copy, by its id: whose words it prints.

    Returns
    -------
    Roots
        Two named ones are one if they share an id or a name; a spokesman is whom he speaks for;
        a medium is no root where another report says whom that medium has it from. Two unnamed
        ones are one if the same medium has it from both; else they are counted as possibly the
        same, if their descriptions allow it: `low` is less than `high` then. Media without a
        name are none.
    """
    ways = _without_own_voice(_ways(members, origins or {}))
    ways = _without_recitations(ways)
    groups = _same(sorted(set(ways), key=_rank))
    named = sum(any(way.root.named for way in group) for group in groups)
    return Roots(_fewest(groups), len(groups), named, tuple(_source(group) for group in groups))


def _rank(way: _Way) -> tuple[bool, bool, str, str]:
    """Put those that say most of themselves first."""
    return (not way.root.named, not way.root.owner, way.root.name, way.report)


def _ways(members: Iterable[Telling], origins: Mapping[str, Link]) -> list[_Way]:
    """Give each telling's way; one that ends at media without a name leads nowhere."""
    found = []
    first = _first_print(members)
    for member in members:
        links = first[member.id].chain
        if links is member.chain and links and member.report in origins:
            links = (origins[member.report], *links[1:])
        told = [hop for hop in links if not _is_nobody(hop)]
        if links and told and not (len(links) > 1 and len(told) == 1):
            found.append(_Way(member.report, tuple(told)))
    return found


def _first_print(members: Iterable[Telling]) -> dict[str, Telling]:
    """Give for each telling the earliest one that has its very sentence: that one's words."""
    first: dict[str, Telling] = {}
    ordered = sorted(members, key=lambda m: m.order)
    for member in ordered:
        key = member.sentence if len(member.stems) >= _LONG else member.id
        first.setdefault(key, member)
    return {m.id: first.get(m.sentence if len(m.stems) >= _LONG else m.id, m) for m in ordered}


def _is_nobody(hop: Link) -> bool:
    return hop.kind is Kind.MEDIA and not hop.keys


def _without_own_voice(ways: Sequence[_Way]) -> list[_Way]:
    """Leave out what a report says in its own voice and elsewhere has from somebody."""
    sourced = {way.report for way in ways if len(way.links) > 1}
    return [way for way in ways if len(way.links) > 1 or way.report not in sourced]


def _without_recitations(ways: Sequence[_Way]) -> list[_Way]:
    """Leave out those that end at a medium of which another way says whom it has it from."""
    relayed = frozenset(key for way in ways for hop in way.links[:-1] for key in hop.keys)
    left = [w for w in ways if w.root.kind is not Kind.MEDIA or not w.root.keys & relayed]
    return left or list(ways)


def _same(ways: Sequence[_Way]) -> list[list[_Way]]:
    """Group the ways whose roots are certainly one."""
    groups: list[list[_Way]] = []
    for way in ways:
        mine = [group for group in groups if any(_are_one(way, other) for other in group)]
        for group in mine[1:]:
            mine[0].extend(group)
            groups.remove(group)
        if mine:
            mine[0].append(way)
        else:
            groups.append([way])
    return groups


def _are_one(a: _Way, b: _Way) -> bool:
    one, other = a.root, b.root
    if one.keys & other.keys:
        return True
    if _speaks_for(one, other) or _speaks_for(other, one) or _is_short_for(one, other):
        return True
    if one.named or other.named:
        return False
    if not _may_be_one(one, other):
        return False
    return bool(a.via & b.via) or (_office(one) is not None and _office(one) == _office(other))


def _speaks_for(one: Link, other: Link) -> bool:
    """Tell whether the word of `one` is that of `other`, a body or group."""
    is_body = other.named and other.kind is not Kind.PERSON
    is_voice = one.named or bool(_head(one) & _words("voice"))
    return is_body and is_voice and bool(one.owner & other.keys) and other.kind is not Kind.STATE


def _is_short_for(one: Link, other: Link) -> bool:
    """Tell whether two bodies are one of which a report names less: "police", "Omani police".

    A body need not have a name of its own for that: who are "the police" where something happened
    is not in doubt, as it is who "an official" is.
    """
    if one.kind is not other.kind or one.kind not in _BODIES:
        return False
    if one.owner and other.owner and not one.owner & other.owner:
        return False
    less, more = sorted((fold(one.name).split(), fold(other.name).split()), key=len)
    return less == more[-len(less) :]


def _may_be_one(one: Link, other: Link) -> bool:
    """Tell whether two that may be the same source are described so that they can be."""
    if one.named and other.named:
        return False
    if one.named or other.named:
        who, unnamed = (one, other) if one.named else (other, one)
        return who.kind is not Kind.PERSON and bool(unnamed.owner & who.keys)
    if one.owner and other.owner and not one.owner & other.owner:
        return False
    heads = _head(one), _head(other)
    if any(not head or head & _words("vague") for head in heads) or heads[0] == heads[1]:
        return True
    return _OFFICIAL in heads and all(head & _words("public") for head in heads)


def _office(link: Link) -> tuple[frozenset[str], Keys] | None:
    """Give the office of one who holds it alone."""
    held = _head(link) & _words("office")
    return (held, link.owner) if held else None


def _head(link: Link) -> frozenset[str]:
    """Give the word for what an unnamed source is, the last of its description, in the singular."""
    described = re.findall(r"\w+", re.split(r" (?:of|in|from|for|at|with|on) ", link.name)[0])
    return frozenset({described[-1].casefold().removesuffix("s")}) if described else frozenset()


def _words(kind: str) -> frozenset[str]:
    words: list[str] = vocab.table("claims")["unnamed"][kind]
    return frozenset(word.removesuffix("s") for word in words)


def _fewest(groups: Sequence[Sequence[_Way]]) -> int:
    """Count the roots if all are one that may be: each goes to the first set that has room."""
    sets: list[list[Link]] = []
    for group in groups:
        link = group[0].root
        room = (held for held in sets if all(_may_be_one(link, other) for other in held))
        held = next(room, None)
        if held is None:
            sets.append([link])
        else:
            held.append(link)
    return len(sets)


def _source(group: Sequence[_Way]) -> Source:
    """Give a root the name of the one that says most."""
    named = sorted({(not w.root.named, -len(w.root.name), w.root.name) for w in group})
    reports = tuple(sorted({way.report for way in group}))
    return Source(named[0][2], not named[0][0], reports)
