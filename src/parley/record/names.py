"""The naming table: who calls whom what, over all reports of a record."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parley.errors import RecordError
from parley.items import Kind
from parley.record.identities import fold
from parley.spans import Span

Ask = Callable[..., list[sqlite3.Row]]

CONTEXT: Final = 60  # characters on each side of a mention: one line with it on a wide screen
_BATCH: Final = 200  # actors compared at once; the first batch mostly suffices
_UNNAMED_KEY = re.compile(r"([0-9a-f]{64}):(a[0-9]{1,9})")

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
    in direct speech. `first` is the first of the others to come, if there is one.
    """

    words: str
    outlet: str | None
    count: int
    quoted: int
    spellings: Mapping[str, int]
    first: Mention


@dataclass(frozen=True, slots=True)
class Naming:
    """One actor over all reports, and every way in which it is called.

    `key` finds it again (``actor=key``). `count` is the number of its mentions.
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
    difference: float
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actors and outlets are asked for; ``None`` is all, an empty outlet one not told."""

    actor: str | None = None
    outlet: str | None = None
    kind: str | None = None

    def where(self, ask: Ask, place: object) -> tuple[str, dict[str, Any]]:
        """Give the condition on identities, and its values; `RecordError` names what is unknown."""
        conditions = ["mentions > 0"]
        values: dict[str, Any] = {}
        if self.kind is not None:
            conditions.append("joined IN (SELECT joined FROM identities WHERE kind = :kind)")
            values["kind"] = _kind(self.kind)
        if self.actor is not None:
            condition, found = _find(ask, self.actor, place)
            conditions.append(condition)
            values |= found
        if self.outlet is not None:
            conditions.append(
                "joined IN (SELECT joined FROM tallies JOIN identities ON number = identity "
                f"WHERE outlet IN ({_OF_OUTLET}))"
            )
            values["outlet"] = _outlet(ask, self.outlet, place)
        return " AND ".join(conditions), values


_OF_OUTLET = "SELECT number FROM outlets WHERE folded = :outlet"


def names(ask: Ask, place: object, wanted: Wanted, limit: int, offset: int) -> list[Naming]:
    """Give actors with their wordings, those first whom the outlets call most differently."""
    where, values = wanted.where(ask, place)
    groups = ask(
        f"SELECT joined, sum(mentions) AS count FROM identities WHERE {where} "
        "GROUP BY joined ORDER BY count DESC, joined",
        values,
    )
    many = len(groups) if limit < 0 else offset + limit
    ranked = _most_different(ask, groups, many)[offset:]
    return [_naming(ask, row, difference, wanted) for row, difference in ranked]


def mentions(
    ask: Ask, place: object, wanted: Wanted, wording: str | None, limit: int, offset: int
) -> list[Mention]:
    """Give the mentions of actors one by one, in the order of actor, outlet and wording."""
    where, values = wanted.where(ask, place)
    conditions = [f"identity IN (SELECT number FROM identities WHERE {where})"]
    if wanted.outlet is not None:
        conditions.append(f"namings.outlet IN ({_OF_OUTLET})")
    if wording is not None:
        conditions.append("wording IN (SELECT number FROM wordings WHERE words = :wording)")
        values["wording"] = fold(" ".join(wording.split()))
    found = ask(
        f"{_MENTIONS} WHERE {' AND '.join(conditions)} {_IN_ORDER} LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
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
    if key := _UNNAMED_KEY.fullmatch(actor):
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


def _most_different(
    ask: Ask, groups: Sequence[sqlite3.Row], many: int
) -> list[tuple[sqlite3.Row, float]]:
    """Give the `many` actors that differ most by outlet; `groups` has the most mentioned first.

    With n mentions no more than n - 1 can need other words, so that the rest need not be
    compared once that is not more than the least of the best.
    """
    best: list[tuple[sqlite3.Row, float]] = []
    for start in range(0, len(groups), _BATCH):
        batch = groups[start : start + _BATCH]
        if len(best) >= many and (not best or batch[0]["count"] - 1 <= best[-1][1]):
            break
        differences = _differences(ask, [row["joined"] for row in batch])
        best += [(row, differences.get(row["joined"], 0.0)) for row in batch]
        best = sorted(best, key=lambda found: -found[1])[:many]  # stable: the most mentioned first
    return best


def _differences(ask: Ask, joined: Sequence[int]) -> dict[int, float]:
    rows = ask(
        "SELECT joined, outlet, wording, tallies.mentions - quoted AS own "
        "FROM identities JOIN tallies ON identity = number "
        f"WHERE joined IN ({_marks(joined)}) "
        "AND outlet NOT IN (SELECT number FROM outlets WHERE name = '')",
        *joined,
    )
    own: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in rows:
        own[row["joined"]].append((row["outlet"], row["wording"], row["own"]))
    return {number: difference(counts) for number, counts in own.items()}


def difference(counts: Iterable[tuple[int, int, int]]) -> float:
    """Give how many mentions would need other words for the outlets to name alike.

    `counts` are (outlet, wording, mentions). For each outlet this is the total variation
    distance between its shares of the wordings and those of all outlets together, times its
    mentions.

    >>> difference([(1, 1, 8), (2, 1, 4), (2, 2, 4)])
    4.0
    >>> difference([(1, 1, 8), (2, 1, 4)])
    0.0
    """
    cells: Counter[tuple[int, int]] = Counter()
    outlets: Counter[int] = Counter()
    wordings: Counter[int] = Counter()
    for outlet, wording, number in counts:
        cells[outlet, wording] += number
        outlets[outlet] += number
        wordings[wording] += number
    total = outlets.total() or 1
    over = (n - outlets[o] * wordings[w] / total for (o, w), n in cells.items())
    return round(sum((more for more in over if more > 0), 0.0), 3)


def _naming(ask: Ask, group: sqlite3.Row, differs: float, wanted: Wanted) -> Naming:
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
    return Naming(
        key,
        main["name"],
        Kind(main["kind"]),
        named,
        ids,
        group["count"],
        differs,
        _wordings(ask, [row["number"] for row in known], wanted),
    )


def _wordings(ask: Ask, identities: Sequence[int], wanted: Wanted) -> tuple[Wording, ...]:
    rows = ask(
        "SELECT outlet, wording, words, tallies.mentions, quoted "
        "FROM tallies JOIN wordings ON number = spelling "
        f"WHERE identity IN ({_marks(identities)}) ORDER BY wording, spelling",
        *identities,
    )
    spellings: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    quoted: Counter[tuple[int, int]] = Counter()
    by_outlet: Counter[int] = Counter()
    for row in rows:
        cell = row["outlet"], row["wording"]
        spellings[cell][row["words"]] += row["mentions"]
        quoted[cell] += row["quoted"]
        by_outlet[row["outlet"]] += row["mentions"]
    shown = _numbers_of(ask, wanted.outlet)
    order = sorted(
        (cell for cell in spellings if shown is None or cell[0] in shown),
        key=lambda cell: (-by_outlet[cell[0]], cell[0], -spellings[cell].total(), cell[1]),
    )
    return tuple(
        _wording(_first(ask, identities, cell), spellings[cell], quoted[cell]) for cell in order
    )


def _wording(first: Mention, spellings: Counter[str], quoted: int) -> Wording:
    common = dict(spellings.most_common())
    return Wording(next(iter(common)), first.outlet, spellings.total(), quoted, common, first)


def _numbers_of(ask: Ask, outlet: str | None) -> set[int] | None:
    if outlet is None:
        return None
    return {row["number"] for row in ask(_OF_OUTLET, {"outlet": fold(outlet)})}


def _first(ask: Ask, identities: Sequence[int], cell: tuple[int, int]) -> Mention:
    """Give the first mention of one wording, one in the outlet's own words if there is any."""
    one = "identity = ? AND namings.outlet = ? AND wording = ?"
    first = f"{_MENTIONS} WHERE {one} {_IN_ORDER} LIMIT 1"
    each = [ask(first, identity, *cell) for identity in identities]
    found = [row for rows in each for row in rows]
    return _mention(min(found, key=lambda row: (row["quoted"], row["report"])))


def _mention(row: sqlite3.Row) -> Mention:
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
        text[max(0, start - CONTEXT) : start],
        text[stop : stop + CONTEXT],
        bool(row["quoted"]),
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
