"""Tolls: how many were killed, injured, missing ..., who says so, and what was revised."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from parley.corroboration.alike import allow_each_other
from parley.corroboration.ask import Wanted, chosen, made_of, members_of, opened
from parley.corroboration.claims import Member, place_of
from parley.corroboration.disputes import GROW, is_revised
from parley.corroboration.roots import Roots
from parley.corroboration.tables import TOLLS, Answer, of_toll
from parley.corroboration.tellings import Telling
from parley.items import Bound
from parley.record import Record
from parley.record.database import Connection, Row
from parley.spans import Span

# No index of types is of use here: the order is that of all of them.
_TOLLS: Final = f"coalesce(type, '') IN ({', '.join(repr(counted) for counted in GROW)})"

_FIGURE: Final = """
SELECT reports.number, value, high, bound, since, until, event,
    whom.name AS whom, doer.name AS doer
FROM reports JOIN figures ON figures.report = reports.number
LEFT JOIN actors AS whom ON whom.report = reports.number AND whom.id = figures."of"
LEFT JOIN actors AS doer ON doer.report = reports.number AND doer.id = figures."by"
WHERE reports.id = ? AND figures.id = ?
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """One number of a toll, as one report gives it.

    `value`, `high`, `bound`, `since` and `until` are those of its `parley.Figure`; `of` and `by`
    are names: who is counted, and who is held responsible. `published` is the day of the report,
    `chain` runs from the outlet to the root source. `revises` is the `id` of the number whose
    place it takes. `copy`: its report is a copy of another.
    """

    id: str
    value: int | float
    high: int | float | None
    bound: Bound
    of: str | None
    by: str | None
    since: str | None
    until: str | None
    status: str | None
    published: date | None
    report: str
    outlet: str | None
    item: str
    span: Span
    chain: tuple[str, ...]
    copy: bool
    revises: str | None

    @property
    def root(self) -> str | None:
        """The name of the one whose word it is."""
        return self.chain[-1] if self.chain else None


@dataclass(frozen=True, slots=True)
class Toll:
    """What sources say of those killed (injured, missing ...) in one happening.

    `claim` is the id of its claim, `happening` that of the event it belongs to, ``None`` where no
    report ties it to one. `numbers` are in the order of their reports' days. `dispute` says why
    its reports cannot all be right; a toll that is revised is no dispute.
    """

    claim: str
    happening: str | None
    counted: str
    when: str | None
    place: str | None
    what: str
    numbers: tuple[Reported, ...]
    reports: tuple[str, ...]
    roots: Roots
    dispute: str | None
    score: float


def tolls(record: Record, wanted: Wanted | None = None, *, limit: int = -1) -> Answer[Toll]:
    """Give the tolls of a record, those told by most reports first; -1 is no limit.

    Counted are the killed, injured, missing, captured, detained, released and displaced. `wanted`
    chooses as it does for `claims`: its type is what is counted, its kind does not count.

    Raises
    ------
    RecordError
        If the record refuses.
    """
    figures = replace(wanted or Wanted(), kind="figure")
    with opened(record) as connection:
        ids = chosen(connection, figures, limit=limit, also=_TOLLS)
        found = (_toll(connection, members_of(connection, id_)) for id_ in ids)
        return Answer(found, TOLLS, of_toll)


def by_happening(found: Iterable[Toll]) -> list[Toll]:
    """Put the tolls of one happening side by side, where the first of them stands."""
    groups: dict[str, list[Toll]] = {}
    for toll in found:
        groups.setdefault(toll.happening or toll.claim, []).append(toll)
    return [toll for group in groups.values() for toll in group]


def _toll(connection: Connection, members: Sequence[Telling]) -> Toll:
    made = made_of(connection, members)
    ordered = sorted(members, key=lambda m: m.order)
    rows = {m.id: connection.execute(_FIGURE, (m.report, m.item)).fetchone() for m in ordered}
    revised = _revised([t for t, m in zip(ordered, made.members, strict=True) if not m.copy])
    return Toll(
        made.id,
        _happening(connection, [row for row in rows.values() if row]),
        made.type,
        made.when,
        place_of(members),
        made.what,
        tuple(
            _reported(member, row, revised.get(telling.id))
            for telling, member in zip(ordered, made.members, strict=True)
            if (row := rows[telling.id])  # none: read anew by another, just now
        ),
        made.reports,
        made.roots,
        made.dispute.why if made.dispute else None,
        made.score,
    )


def _revised(ordered: Sequence[Telling]) -> Mapping[str, str]:
    """Give for each number that takes the place of an earlier report's the last such one."""
    found = {}
    for n, later in enumerate(ordered):
        for earlier in ordered[:n]:
            is_other = earlier.report != later.report and not allow_each_other(earlier, later)
            if is_other and is_revised(earlier, later):
                found[later.id] = f"c{earlier.id}"
    return found


def _happening(connection: Connection, rows: Sequence[Row]) -> str | None:
    """Give the event that most reports tie their number to."""
    told = Counter(
        claim
        for row in rows
        if row["event"] and (claim := _claim_of(connection, row["number"], row["event"]))
    )
    return min(told, key=lambda id_: (-told[id_], id_), default=None)


def _claim_of(connection: Connection, report: int, event: str) -> str | None:
    """Give the claim that holds an event of a report."""
    question = "SELECT claim, features FROM tellings WHERE report = ?"
    for row in connection.execute(question, (report,)):
        kept = json.loads(row["features"])
        if kept["kind"] == "event" and kept["item"] == event:
            return str(row["claim"])
    return None


def _reported(member: Member, row: Row, revises: str | None) -> Reported:
    return Reported(
        member.id,
        _number(row["value"]),
        None if row["high"] is None else _number(row["high"]),
        Bound(row["bound"]),
        row["whom"],
        row["doer"],
        row["since"],
        row["until"],
        member.status,
        member.published,
        member.report,
        member.outlet,
        member.item,
        member.span,
        member.chain,
        member.copy,
        revises,
    )


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value
