"""Tellings that tell the same, as claims: the same ones in whatever order they came.

`claims_of` looks at all tellings of a neighbourhood at once and at nothing else, so that the
result depends on what is there and not on what came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from parley import vocab
from parley.corroboration.alike import ENOUGH, NEVER, likeness
from parley.corroboration.tellings import Telling

AVERAGE: Final = 1.0
"""What two groups must have in common, on the average of their pairs, to become one.

Less than `ENOUGH`: two short reports of one happening may share little, and a third all of both.
"""

_BUCKET: Final = 8  # days; a happening and what is guessed of it lie in one or two of them
_MOST: Final = 6  # buckets of one telling; what is longer is looked for by its first day alone

Pair = tuple[str, str]


def keys(telling: Telling) -> set[str]:
    """Give the keys under which pairs are looked for: who or where, at what time, of what sort."""
    taking = (actor for role, who in telling.roles.items() if role != "about" for actor in who)
    names = {key for actor in taking for key in (*actor.keys, *actor.owner)}
    place = telling.place
    names |= {place.name.casefold()} if place else set()
    times = [*_times(telling)]
    rare = _rarest(telling)
    found = {f"{_sort(telling)}|{name}|{time}" for name in names | rare for time in times}
    if telling.kind != "statement":  # a saying meets it by its rare words, and where it was
        where = {place.name.casefold()} if place and not place.wide else set()
        found |= {f"said|{word}|{time}" for word in rare | where for time in times}
    return found | {telling.sentence}


def _sort(telling: Telling) -> str:
    if telling.kind == "statement":
        return "said"
    return f"figure {telling.counted}" if telling.kind == "figure" else _family(telling.type)


def _family(type_: str) -> str:
    """Give one name for all types that may be taken for one another, over others too."""
    family = {type_}
    pairs: Sequence[Sequence[str]] = vocab.table("claims")["kin"]["pairs"]
    grown = True
    while grown:
        more = {t for pair in pairs if family & {*pair} for t in pair} | family
        grown, family = len(more) > len(family), more
    return min(family)


def _rarest(telling: Telling) -> set[str]:
    """Give the longest words, which are the rarest by and large."""
    return {f"~{w}" for w in sorted(telling.stems, key=lambda w: (-len(w), w))[:4]}


def _times(telling: Telling) -> Iterator[str]:
    if telling.days is None:
        return iter(("",))
    first, last = (day // _BUCKET for day in telling.days)
    if last - first >= _MOST:  # of so long a time reports speak when they are printed
        first = last = (telling.published or telling.days[0]) // _BUCKET
    return (str(bucket) for bucket in range(first, last + 1))


def claims_of(
    tellings: Sequence[Telling], rulings: Mapping[Pair, bool] | None = None
) -> list[list[Telling]]:
    """Group tellings into claims, the earliest telling of each first.

    The pair that has most in common is joined first, then the next; two groups become one if no
    telling of the one rules out one of the other, and they have enough in common on average.

    Parameters
    ----------
    tellings
        All of a neighbourhood, in any order.
    rulings
        What the user said of pairs, by their ids, the lesser first: together or apart.
    """
    ordered = sorted(tellings, key=lambda t: t.order)
    rulings = rulings or {}
    measure = _measured(ordered, rulings)
    group = {t.id: [t] for t in ordered}
    for a, b in _by_strength(ordered, measure):
        one, other = group[a.id], group[b.id]
        if one is other or not _join(one, other, measure, rulings):
            continue
        one.extend(other)
        group.update((t.id, one) for t in other)
    unique = {id(members): members for members in group.values()}
    return [sorted(members, key=lambda t: t.order) for members in unique.values()]


Measure = Callable[[Telling, Telling], float]


def _measured(tellings: Sequence[Telling], rulings: Mapping[Pair, bool]) -> Measure:
    """Give the likeness of two tellings, reckoned once.

    Those that the user joined are as like another as the likest of them, so that what they
    differ in keeps nobody from joining them.
    """
    tied = _tied(tellings, rulings)
    known: dict[Pair, float] = {}

    def measure(a: Telling, b: Telling) -> float:
        pair = _pair(a, b)
        if pair not in known:
            one, other = tied[a.id], tied[b.id]
            same = one is other
            known[pair] = -NEVER if same else max(likeness(x, y) for x in one for y in other)
        return known[pair]

    return measure


def _tied(tellings: Sequence[Telling], rulings: Mapping[Pair, bool]) -> dict[str, list[Telling]]:
    """Give for each telling those that the user joined it with, itself included."""
    tied = {t.id: [t] for t in tellings}
    for (a, b), together in sorted(rulings.items()):
        if together and a in tied and b in tied and tied[a] is not tied[b]:
            tied[a].extend(tied[b])
            tied.update((t.id, tied[a]) for t in tied[b])
    return tied


def _pair(a: Telling, b: Telling) -> Pair:
    return (a.id, b.id) if a.id < b.id else (b.id, a.id)


def _by_strength(tellings: Sequence[Telling], measure: Measure) -> list[tuple[Telling, Telling]]:
    pairs = [(measure(a, b), a, b) for a, b in combinations(tellings, 2)]
    linked = [(points, a, b) for points, a, b in pairs if points >= ENOUGH]
    linked.sort(key=lambda found: (-found[0], found[1].id, found[2].id))
    return [(a, b) for _, a, b in linked]


def _join(
    one: Sequence[Telling],
    other: Sequence[Telling],
    measure: Measure,
    rulings: Mapping[Pair, bool],
) -> bool:
    pairs = [(a, b) for a in one for b in other]
    ruled = [rulings.get(_pair(a, b)) for a, b in pairs]
    if any(said is False for said in ruled):
        return False
    points = [measure(a, b) for a, b in pairs]
    if max(points) == -NEVER:
        return True
    return min(points) > NEVER and sum(points) / len(points) >= AVERAGE
