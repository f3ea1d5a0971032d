"""Disputes: tellings of one claim that cannot all hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Final

from parley import vocab
from parley.corroboration.alike import allow_each_other
from parley.corroboration.links import Keys, shared
from parley.corroboration.tellings import Telling

Sides = tuple[tuple[Telling, ...], tuple[Telling, ...]]

GROW: Final = ("killed", "injured", "missing", "displaced", "captured", "detained", "released")
"""What is counted anew as more becomes known: the later number is a revision."""

WHY: Final = {
    "figures": "the numbers do not allow each other",
    "denied": "some say so, some deny it",
    "perpetrator": "others are said to have done it",
    "tally": "the votes do not add up",
}
"""Why a claim is in dispute, in words."""


def dispute(members: Sequence[Telling]) -> tuple[str, Sides] | None:
    """Find what the tellings of a claim disagree on, the gravest first; ``None`` if nothing.

    Given are why, "denied", "perpetrator", "figures" or "tally", and the two sides, the one of
    the earliest telling first. Tellings that fit both sides are on none.
    """
    ordered = sorted(members, key=lambda m: m.order)
    for why, find in _FINDERS.items():
        if sides := find(ordered):
            return why, sides
    return None


def _denied(members: Sequence[Telling]) -> Sides | None:
    """Find those that say it did not happen, or is not so, against those that say it did."""
    no = tuple(m for m in members if m.status == "denied" or _denies(m))
    yes = tuple(m for m in members if m.status in ("happened", "ongoing") or _affirms(m))
    return _sides(yes, no)


def _denies(member: Telling) -> bool:
    return member.kind == "statement" and member.act == "deny"


def _affirms(member: Telling) -> bool:
    said = ("say", "confirm", "accuse", "believe")
    return member.kind == "statement" and member.act in said


def _perpetrator(members: Sequence[Telling]) -> Sides | None:
    """Find two that name different doers."""
    roles = vocab.table("claims")["doers"]["roles"]

    def apart(a: Telling, b: Telling) -> bool:
        one, other = ([x for r in roles for x in m.roles.get(r, ()) if x.keys] for m in (a, b))
        return bool(one and other) and not shared(one, other)

    told = [m for m in members if m.kind == "event" and m.status != "denied"]
    return _split(told, apart)


def _figures(members: Sequence[Telling]) -> Sides | None:
    """Find two numbers that do not allow each other, unless the later revises the earlier."""

    def apart(a: Telling, b: Telling) -> bool:
        return not allow_each_other(a, b) and not is_revised(a, b)

    return _split([m for m in members if m.kind == "figure"], apart)


def is_revised(earlier: Telling, later: Telling) -> bool:
    """Tell whether the later number takes the place of the earlier.

    A source may always correct itself. Of others a number that only grows is taken for the
    same count carried on, if it came on a later day.
    """
    if root_keys(earlier) and root_keys(earlier) & root_keys(later):
        return True
    if earlier.type not in GROW or earlier.published is None or later.published is None:
        return False
    grown = (later.low or later.high or 0) >= (earlier.low or earlier.high or 0)
    return later.published > earlier.published and grown


def root_keys(member: Telling) -> Keys:
    """Give what the root source of a telling is known by; nothing if it has no name."""
    return member.chain[-1].keys if member.chain else frozenset()


def _tally(members: Sequence[Telling]) -> Sides | None:
    """Find votes whose numbers differ, or do not add up."""
    votes = [m for m in members if m.type == "vote"]
    if sides := _split(votes, lambda a, b: not allow_each_other(a, b)):
        return sides
    wrong = tuple(m for m in votes if m.adds_up is False)
    right = tuple(m for m in votes if m.adds_up is not False)
    return (right, wrong) if wrong else None


def _split(members: Sequence[Telling], apart: Callable[[Telling, Telling], bool]) -> Sides | None:
    """Put the members on the sides of the first two that are apart."""
    for a, b in combinations(members, 2):
        if apart(a, b):
            one = tuple(m for m in members if m is a or (m is not b and not apart(a, m)))
            other = tuple(m for m in members if m is b or (m is not a and not apart(b, m)))
            both = {m.id for m in one} & {m.id for m in other}
            clear = (tuple(m for m in side if m.id not in both) for side in (one, other))
            return _sides(*clear)
    return None


def _sides(one: tuple[Telling, ...], other: tuple[Telling, ...]) -> Sides | None:
    if not one or not other:
        return None
    return (one, other) if one[0].order <= other[0].order else (other, one)


_FINDERS: Final = {
    "denied": _denied,
    "perpetrator": _perpetrator,
    "figures": _figures,
    "tally": _tally,
}
