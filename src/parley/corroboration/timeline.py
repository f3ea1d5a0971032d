"""The timeline: events that reports tell, in the order of their days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from parley.corroboration.ask import Wanted, chosen, made_of, members_of, opened
from parley.corroboration.claims import Claim, place_of
from parley.corroboration.links import Keys
from parley.corroboration.roots import Roots
from parley.corroboration.tables import TIMELINE, Answer, of_happening
from parley.corroboration.tellings import Telling
from parley.record import Record
from parley.record.identities import fold

# What only has an end ("../2020") stands at its end.
_BY_DAY: Final = (
    f"since IS NULL, CASE WHEN since = {date.min.toordinal()} THEN until ELSE since END, until, id"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that one report tells or several do, as a timeline lists it.

    `claim` is the id of its claim. `when` is EDTF, ``None`` where no report dates it. `parties`
    are the names of those who take part, by their role. `dispute` says why its reports cannot all
    be right.
    """

    claim: str
    type: str
    status: str | None
    when: str | None
    parties: Mapping[str, tuple[str, ...]]
    place: str | None
    what: str
    reports: tuple[str, ...]
    roots: Roots
    dispute: str | None
    score: float


def timeline(record: Record, wanted: Wanted | None = None, *, limit: int = -1) -> Answer[Happening]:
    """Give the events of a record, the earliest first, those that no report dates last.

    `wanted` chooses as it does for `claims`; its kind does not count. -1 is no limit.

    Raises
    ------
    RecordError
        If the record refuses.
    """
    events = replace(wanted or Wanted(), kind="event")
    with opened(record) as connection:
        ids = chosen(connection, events, limit=limit, order=_BY_DAY)
        told = (members_of(connection, id_) for id_ in ids)
        found = (_happening(made_of(connection, members), members) for members in told)
        return Answer(found, TIMELINE, of_happening)


def _happening(claim: Claim, members: Sequence[Telling]) -> Happening:
    return Happening(
        claim.id,
        claim.type,
        claim.status,
        claim.when,
        _parties(sorted(members, key=lambda m: m.order)),
        place_of(members),
        claim.what,
        claim.reports,
        claim.roots,
        claim.dispute.why if claim.dispute else None,
        claim.score,
    )


def _parties(members: Sequence[Telling]) -> dict[str, tuple[str, ...]]:
    """Give who takes part, each as the first report to name it does."""
    names: dict[str, list[str]] = {}
    known: dict[str, Keys] = {}
    told = [m for m in members if m.kind == "event"]
    for role, actor in ((r, a) for m in told for r, who in m.roles.items() for a in who):
        keys = actor.keys or frozenset({fold(actor.name)})
        if not keys & known.get(role, frozenset()):
            names.setdefault(role, []).append(actor.name)
        known[role] = known.get(role, frozenset()) | keys
    return {role: tuple(who) for role, who in names.items()}
