"""The naming table: who calls whom what, over all reports of a record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parley.errors import RecordError
from parley.items import Kind
from parley.record import ranking
from parley.record.database import Row, marks, upto
from parley.record.identities import fold
from parley.record.ranking import Ask
from parley.spans import Span

CONTEXT: Final = 60  # characters on each side of a mention: one line with it on a wide screen
UNNAMED_KEY: Final = re.compile(r"([0-9a-f]{64}):(a[0-9]{1,9})")
"""The key of an actor without a name: its report's id, and its own id there."""

_MENTIONS = """
SELECT namings.*, identities.name, identities.kind, reports.id, reports.published, reports.text,
    outlets.name AS told, spans.start, spans.stop
FROM namings
JOIN identities ON identities.number = identity
JOIN outlets ON outlets.number = namings.outlet
JOIN reports ON reports.number = namings.report
JOIN spans ON spans.report = namings.report AND spans.item = namings.actor
    AND spans.part = 'mention' AND spans.piece = namings.piece
"""
_IN_ORDER = (
    "ORDER BY identity, outlet, wording, quoted, namings.report, namings.actor, namings.piece"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that call an actor something, with the report they stand in.

    `name` and `kind` are the actor's, `actor` is its id in that report, and `piece` counts its
    mentions there from 0. `before` and `after` are what stands around the words. `quoted` says
    that they stand in somebody's direct speech, so that they are not the outlet's own.
    """

    name: str
    kind: Kind
    report: str
    outlet: str | None
    published: date | None
    actor: str
    piece: int
    span: Span
    words: str
    before: str
    after: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What an outlet calls an actor, and how often; ``None`` is an outlet that is not told.

    Counted as one are words that differ in case, or in an article in front; `words` is the
    commonest of the `spellings`, which have their own counts. `quoted` of the mentions stand
    in direct speech. `only` says that of all outlets that name the actor just this one calls it
    so in its own words. `first` is the mention that came first, one of its own words if it can.
    """

    words: str
    outlet: str | None
    count: int
    quoted: int
    only: bool
    spellings: Mapping[str, int]
    first: Mention


@dataclass(frozen=True, slots=True)
class Naming:
    """One actor over all reports, and every way in which it is called.

    `key` finds it again (``actor=key``). `count` is the number of its mentions, `outlets` that
    of the outlets asked for that name it.
    `difference` is the number of mentions that would need other words for all outlets to use
    the same wordings in the same shares; direct speech and untold outlets are left out of it.
    `wordings` go by outlet, the one with the most mentions first.
    """

    key: str
    name: str
    kind: Kind
    named: bool
    ids: Mapping[str, str]
    count: int
    outlets: int
    difference: float
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors and outlets are asked for; ``None`` is all, an empty outlet one not told.

    `above` is the least confidence: of an actor that of its surest report.
    """

    actor: str | None = None
    outlet: str | None = None
    kind: str | None = None
    above: float = 0.0

    def where(self, ask: Ask, place: object) -> tuple[str, dict[str, Any]]:
        """Give the condition on `called`, and its values; `RecordError` names what is unknown."""
        conditions = ["mentions > 0"]
        values: dict[str, Any] = {}
        if self.kind is not None:
            conditions.append(f"EXISTS ({_IDENTITY} AND kind = :kind)")
            values["kind"] = _kind(self.kind)
        if self.above:
            conditions.append(
                "EXISTS (SELECT 1 FROM identities JOIN namings ON number = identity "
                f"WHERE identities.joined = called.joined AND {_SURE})"
            )
            values["above"] = self.above
        if self.actor is not None:
            condition, found = _find(ask, self.actor, place)
            conditions.append(condition)
            values |= found
        if self.outlet is not None:
            conditions.append(
                "EXISTS (SELECT 1 FROM identities JOIN tallies ON number = identity "
                f"WHERE identities.joined = called.joined AND outlet IN ({_OF_OUTLET}))"
            )
            values["outlet"] = _outlet(ask, self.outlet, place)
        return " AND ".join(conditions), values


_SURE = (
    "EXISTS (SELECT 1 FROM actors WHERE actors.report = namings.report "
    "AND actors.id = namings.actor AND coalesce(actors.score, 1) >= :above)"
)

_IDENTITY = "SELECT 1 FROM identities WHERE identities.joined = called.joined"
_OF_OUTLET = "SELECT number FROM outlets WHERE folded = :outlet"


@dataclass(frozen=True, slots=True)
class Most:
    """How much of the table is given; ``None`` is no limit."""

    actors: int | None = None
    outlets: int | None = None  # of one actor
    wordings: int | None = None  # of one outlet for one actor


def names(ask: Ask, place: object, wanted: Wanted, most: Most, offset: int) -> list[Naming]:
    """Give actors with their wordings, those first whom the outlets call most differently."""
    found = ranking.groups(ask, *wanted.where(ask, place))
    last = None if most.actors is None else offset + most.actors
    ranked = ranking.most_different(ask, found, last)[offset:]
    return [_naming(ask, group, differs, wanted, most) for group, differs in ranked]


def mentions(
    ask: Ask, place: object, wanted: Wanted, wording: str | None, limit: int | None, offset: int
) -> list[Mention]:
    """Give the mentions of actors one by one, in the order of actor, outlet and wording."""
    where, values = wanted.where(ask, place)
    conditions = [f"identity IN (SELECT number FROM identities AS called WHERE {where})"]
    if wanted.outlet is not None:
        conditions.append(f"namings.outlet IN ({_OF_OUTLET})")
    if wanted.above:
        conditions.append(_SURE)
    if wording is not None:
        conditions.append("wording IN (SELECT number FROM wordings WHERE words = :wording)")
        values["wording"] = fold(" ".join(wording.split()))
    found = ask(
        f"{_MENTIONS} WHERE {' AND '.join(conditions)} {_IN_ORDER} LIMIT :limit OFFSET :offset",
        values | {"limit": upto(limit), "offset": offset},
    )
    return [_mention(row) for row in found]


def _kind(kind: str) -> str:
    if kind not in [*Kind]:
        raise RecordError(f'"{kind}" is no kind of actor. The kinds are {", ".join(Kind)}.')
    return str(kind)


def _outlet(ask: Ask, outlet: str, place: object) -> str:
    folded = fold(outlet)
    if not ask("SELECT 1 FROM outlets WHERE folded = ?", folded):
        raise RecordError(
            f'{place} has no report of an outlet "{outlet}". `parley list` prints those it has.'
        )
    return folded


def _find(ask: Ask, actor: str, place: object) -> tuple[str, dict[str, Any]]:
    """Find actors by key, by name or id, and if there is none, by what they are called."""
    if key := UNNAMED_KEY.fullmatch(actor):
        match = "report = (SELECT number FROM reports WHERE id = :report) AND actor = :item"
        values = {"report": key[1], "item": key[2]}
    else:
        match = "folded = :name OR wikidata = :id OR iso = :id"
        values = {"name": fold(actor), "id": actor.upper()}
    if not ask(f"SELECT 1 FROM identities WHERE mentions > 0 AND ({match}) LIMIT 1", values):
        match = (
            "number IN (SELECT identity FROM tallies WHERE wording = "
            "(SELECT number FROM wordings WHERE words = :words))"
        )
        values = {"words": fold(" ".join(actor.split()))}
    if not ask(f"SELECT 1 FROM identities WHERE {match} LIMIT 1", values):
        raise RecordError(
            f'{place} has no actor "{actor}" by name, id or wording. '
            "`parley names` prints those it has."
        )
    return f"joined IN (SELECT joined FROM identities WHERE {match})", values


@dataclass(slots=True)
class _Cell:
    """How an actor is called by one outlet in one wording."""

    spellings: Counter[str]
    quoted: int = 0

    @property
    def count(self) -> int:
        return self.spellings.total()


_Cells = dict[int, dict[int, _Cell]]
"""Outlet and wording to their cell."""


def _naming(ask: Ask, group: Row, differs: float, wanted: Wanted, most: Most) -> Naming:
    known = ask(
        "SELECT identities.*, reports.id AS of FROM identities "
        "LEFT JOIN reports ON reports.number = report "
        "WHERE joined = ? ORDER BY mentions DESC, identities.number",
        group["joined"],
    )
    ids = {key: row[key] for key in ("wikidata", "iso") for row in reversed(known) if row[key]}
    main = known[0]
    named = main["report"] is None
    key = next(iter(ids.values()), main["name"]) if named else f"{main['of']}:{main['actor']}"
    identities = [row["number"] for row in known]
    cells = _cells(ask, identities)
    outlets = _outlets(ask, cells, wanted.outlet)
    return Naming(
        key,
        main["name"],
        Kind(main["kind"]),
        named,
        ids,
        group["count"],
        len(outlets),
        differs,
        tuple(_wordings(ask, identities, cells, outlets[: most.outlets], most.wordings)),
    )


def _cells(ask: Ask, identities: Sequence[int]) -> _Cells:
    rows = ask(
        "SELECT outlet, wording, words, tallies.mentions, quoted "
        "FROM tallies JOIN wordings ON number = spelling "
        f"WHERE identity IN ({marks(identities)}) ORDER BY wording, spelling",
        *identities,
    )
    cells: _Cells = defaultdict(dict)
    for row in rows:
        cell = cells[row["outlet"]].setdefault(row["wording"], _Cell(Counter()))
        cell.spellings[row["words"]] += row["mentions"]
        cell.quoted += row["quoted"]
    return cells


def _outlets(ask: Ask, cells: _Cells, wanted: str | None) -> list[int]:
    """Give the outlets that are asked for, the one with the most mentions first."""
    counts = {outlet: sum(cell.count for cell in own.values()) for outlet, own in cells.items()}
    if wanted is not None:
        asked = {row["number"] for row in ask(_OF_OUTLET, {"outlet": fold(wanted)})}
        counts = {outlet: count for outlet, count in counts.items() if outlet in asked}
    return sorted(counts, key=lambda outlet: (-counts[outlet], outlet))


def _wordings(
    ask: Ask, identities: Sequence[int], cells: _Cells, outlets: Sequence[int], most: int | None
) -> Iterator[Wording]:
    users = Counter(
        wording
        for own in cells.values()
        for wording, cell in own.items()
        if cell.count > cell.quoted
    )
    for outlet in outlets:
        own = cells[outlet]
        for number in sorted(own, key=lambda number: (-own[number].count, number))[:most]:
            cell = own[number]
            first = _first(ask, identities, outlet, number)
            spellings = dict(cell.spellings.most_common())
            # Of one outlet all wordings are its alone: to say so would say nothing.
            is_only = len(cells) > 1 and cell.count > cell.quoted and users[number] == 1
            yield Wording(
                next(iter(spellings)),
                first.outlet,
                cell.count,
                cell.quoted,
                is_only,
                spellings,
                first,
            )


def _first(ask: Ask, identities: Sequence[int], outlet: int, wording: int) -> Mention:
    """Give the first mention of one wording, one in the outlet's own words if there is any."""
    one = "identity = ? AND namings.outlet = ? AND wording = ?"
    first = f"{_MENTIONS} WHERE {one} {_IN_ORDER} LIMIT 1"
    each = [ask(first, identity, outlet, wording) for identity in identities]
    found = [row for rows in each for row in rows]
    return _mention(min(found, key=lambda row: (row["quoted"], row["report"])))


def _mention(row: Row) -> Mention:
    text, start, stop = row["text"], row["start"], row["stop"]
    return Mention(
        row["name"],
        Kind(row["kind"]),
        row["id"],
        row["told"] or None,
        date.fromisoformat(row["published"]) if row["published"] else None,
        row["actor"],
        row["piece"],
        Span(start, stop),
        text[start:stop],
        *_around(text, start, stop),
        bool(row["quoted"]),
    )


def _around(text: str, start: int, stop: int) -> tuple[str, str]:
    """Give some whole words before and after a mention."""
    before, after = text[max(0, start - CONTEXT) : start], text[stop : stop + CONTEXT]
    if start > CONTEXT:
        before = before.partition(" ")[2] or before
    if stop + CONTEXT < len(text):
        after = after.rpartition(" ")[0] or after
    return before, after
