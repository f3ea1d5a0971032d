"""Claims: what several reports tell alike, with who tells it and how many sources that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parley.corroboration.disputes import dispute
from parley.corroboration.links import Link
from parley.corroboration.roots import Roots, roots
from parley.corroboration.tellings import Days, Telling
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Member:
    """One telling of a claim: where it stands, and the chain of those who say so.

    `id` is its own; it stands for the claim that holds the telling, today and later. `copy`: its
    report is a copy of another.
    """

    id: str
    report: str
    outlet: str | None
    published: date | None
    item: str
    span: Span
    status: str | None
    chain: tuple[str, ...]
    copy: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """Why the members of a claim cannot all hold, and who is on which side.

    `why` is "denied", "perpetrator", "figures" or "tally". The side of the earliest member comes
    first. Those that fit both sides are on none.
    """

    why: str
    sides: tuple[tuple[Member, ...], tuple[Member, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """An event, a figure or a saying that one report tells or several do.

    `kind` is "event", "figure" or "statement", `type` the type of event or what is counted.
    `what` are the words of the clearest telling, `when` the day or days, EDTF. `score` is the
    probability that its surest telling is read right.
    """

    id: str
    kind: str
    type: str
    status: str | None
    what: str
    when: str | None
    members: tuple[Member, ...]
    roots: Roots
    dispute: Dispute | None
    score: float

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of its reports, the earliest first."""
        return tuple(dict.fromkeys(member.report for member in self.members))

    def to_dict(self) -> dict[str, Any]:
        """Give it as ``parley claims --format json`` prints it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "type": self.type,
            "status": self.status,
            "what": self.what,
            "when": self.when,
            "score": round(self.score, 3),
            "members": [_member(member) for member in self.members],
            "roots": _roots(self.roots),
            "dispute": _dispute(self.dispute),
        }


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report beside its text, and whose words it prints if it is a copy."""

    outlet: str | None
    published: date | None
    origin: Link | None = None
    copy_of: str | None = None


def claim(members: Sequence[Telling], about: Mapping[str, About]) -> Claim:
    """Make a claim of its tellings; `about` says of each report by its id."""
    ordered = sorted(members, key=lambda m: m.order)
    clearest = min(ordered, key=lambda m: (-round(m.score, 1), m.order))
    days = days_of(ordered)
    kind = next(kind for kind in _KINDS if any(m.kind == kind for m in ordered))
    origins = {r: known.origin for r, known in about.items() if known.origin}
    of = {telling.id: _of(telling, about[telling.report]) for telling in ordered}
    return Claim(
        id=f"c{ordered[0].id}",
        kind=kind,
        type=Counter(m.type for m in ordered if m.kind == kind).most_common(1)[0][0],
        status=_status(ordered),
        what=clearest.what,
        when=_when(days),
        members=tuple(of.values()),
        roots=roots(ordered, origins),
        dispute=_between(ordered, of),
        score=max(m.score for m in ordered),
    )


_KINDS = ("figure", "event", "statement")  # a saying is what it says, if others read that


def _between(members: Sequence[Telling], of: Mapping[str, Member]) -> Dispute | None:
    found = dispute(members)
    if found is None:
        return None
    why, (one, other) = found
    return Dispute(why, (tuple(of[t.id] for t in one), tuple(of[t.id] for t in other)))


def days_of(members: Sequence[Telling]) -> Days | None:
    """Give the shortest stretch that a telling dates the claim by; ``None`` if none does."""
    dated = [m.days for m in members if m.dated and m.days]
    return min(dated, key=lambda days: (days[1] - days[0], days), default=None)


def place_of(members: Sequence[Telling]) -> str | None:
    """Give the place that most tellings say it was at; ``None`` if none says so."""
    told = Counter(m.place.name for m in members if m.place and m.placed)
    return min(told, key=lambda name: (-told[name], name), default=None)


def _when(days: Days | None) -> str | None:
    if days is None:
        return None
    ends = [None if day in _OPEN else date.fromordinal(day).isoformat() for day in days]
    return ends[0] if ends[0] == ends[1] else f"{ends[0] or '..'}/{ends[1] or '..'}"


_OPEN = (date.min.toordinal(), date.max.toordinal())


def _status(members: Sequence[Telling]) -> str | None:
    """Give the commonest status, a denial only where nothing else is told."""
    told = Counter(m.status for m in members if m.status)
    said = [status for status, _ in told.most_common() if status != "denied"]
    return said[0] if said else next(iter(told), None)


def _of(telling: Telling, about: About) -> Member:
    return Member(
        id=f"c{telling.id}",
        report=telling.report,
        outlet=about.outlet,
        published=about.published,
        item=telling.item,
        span=telling.span,
        status=telling.status,
        chain=tuple(hop.name for hop in telling.chain),
        copy=about.copy_of is not None,
    )


def _member(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "report": member.report,
        "outlet": member.outlet,
        "published": member.published.isoformat() if member.published else None,
        "item": member.item,
        "span": [member.span.start, member.span.end],
        "status": member.status,
        "chain": list(member.chain),
        "copy": member.copy,
    }


def _roots(found: Roots) -> dict[str, Any]:
    sources = [
        {"name": source.name, "named": source.named, "reports": list(source.reports)}
        for source in found.sources
    ]
    return {"low": found.low, "high": found.high, "named": found.named, "sources": sources}


def _dispute(found: Dispute | None) -> dict[str, Any] | None:
    if found is None:
        return None
    sides = [list(dict.fromkeys(m.report for m in side)) for side in found.sides]
    return {"why": found.why, "sides": sides}
