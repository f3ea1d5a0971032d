"""Ask a record for its claims. Whatever was added since the last time is compared first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, TypedDict

from parley.corroboration import store
from parley.corroboration.claims import Claim, claim
from parley.corroboration.tables import CLAIMS, Answer, of_claim
from parley.corroboration.tellings import Telling
from parley.errors import RecordError
from parley.record import Record
from parley.record.database import Connection, upto
from parley.record.identities import fold

_MOST_TOLD: Final = "reports DESC, since DESC, id"

_FEW: Final = 10_000
"""Claims that are sooner looked up and sorted than met in their order: tens of milliseconds."""

_SORTS: Final = ("actor", "place", "outlet", "status")
_WORD: Final = "SELECT claim FROM claim_words WHERE sort = '{0}' AND word = :{0}"
_HAS_WORD: Final = f"EXISTS ({_WORD} AND claim = claims.id)"

# Those that began up to a month before, and the few that last longer; the layout has an index of
# each.
_DAYS: Final = """
SELECT id AS claim FROM claims
WHERE since BETWEEN :since - 31 AND :until AND until >= :since AND until - since <= 31
UNION ALL SELECT id FROM claims WHERE until - since > 31 AND since <= :until AND until >= :since
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for; ``None`` is all.

    `actor`, `place` and `outlet` are names (an actor's also an id such as ``Q794``), case and a
    leading article not counting. `since` and `until` are days: a claim that is not dated is not
    found by them. `roots`, `reports` and `above` are the least numbers of root sources (surely
    different ones), of reports, and the least confidence.
    """

    actor: str | None = None
    type: str | None = None
    kind: str | None = None
    place: str | None = None
    outlet: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None
    roots: int = 0
    reports: int = 1
    above: float = 0.0
    disputed: bool = False


class Asked(TypedDict, total=False):
    """The fields of `Wanted`, as they are written in a call: ``record.claims(type="attack")``."""

    actor: str | None
    type: str | None
    kind: str | None
    place: str | None
    outlet: str | None
    status: str | None
    since: date | None
    until: date | None
    roots: int
    reports: int
    above: float
    disputed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One report of a record, as a list of claims names it; `copy_of` is a report's id."""

    id: str
    outlet: str | None
    published: date | None
    copy_of: str | None


def claims(
    record: Record, wanted: Wanted | None = None, *, limit: int = -1, offset: int = 0
) -> Answer[Claim]:
    """Give the claims of a record, those told by most reports first; -1 is no limit.

    Raises
    ------
    RecordError
        If the record refuses.
    """
    with opened(record) as connection:
        found = chosen(connection, wanted or Wanted(), limit=limit, offset=offset)
        return Answer((_claim(connection, id_) for id_ in found), CLAIMS, of_claim)


def each(record: Record, wanted: Wanted | None = None) -> Iterator[Claim]:
    """Give the claims that `claims` gives one by one, of one moment; few are held at once."""
    with opened(record) as connection:
        for id_ in chosen(connection, wanted or Wanted(), limit=-1):
            yield _claim(connection, id_)


def chosen(
    connection: Connection,
    wanted: Wanted,
    *,
    limit: int,
    offset: int = 0,
    also: str = "TRUE",
    order: str = _MOST_TOLD,
) -> list[str]:
    """Give the ids of claims that are wanted; `also` and `order` are SQL of the caller's own."""
    source, where, values = _sought(connection, wanted)
    question = (
        f"SELECT id FROM {source} WHERE {' AND '.join((*where, also))} "
        f"ORDER BY {order} LIMIT :limit OFFSET :offset"
    )
    rows = connection.execute(
        question, values | {"limit": upto(limit), "offset": offset}
    ).fetchall()
    return [row["id"] for row in rows]


def _sought(connection: Connection, wanted: Wanted) -> tuple[str, list[str], dict[str, object]]:
    """Give where claims are looked for, by which conditions, with their values.

    Where one of the words or the days that are asked for leaves few claims, those are looked
    through and sorted; else the claims are, in their order: a page of them soon comes together.
    """
    where, values = _conditions(wanted)
    sets: dict[str, str] = {sort: _WORD.format(sort) for sort in _SORTS if sort in values}
    if wanted.since and wanted.until:
        sets["days"] = _DAYS
    least, few = _FEW, ""
    for sort, ids in sets.items():
        some = f"SELECT count(*) FROM (SELECT 1 FROM ({ids}) AS found LIMIT {least}) AS counted"
        number = connection.execute(some, values).fetchone()[0]
        if number < least:
            least, few = number, sort
    where += [_HAS_WORD.format(sort) for sort in sets if sort not in ("days", few)]
    # CROSS JOIN: SQLite takes the left side first.
    source = f"({sets[few]}) AS few CROSS JOIN claims" if few else "claims"
    return source, [*where, "few.claim = claims.id"] if few else where, values


def count(record: Record, wanted: Wanted | None = None) -> int:
    """Count the claims that `claims` gives without a limit."""
    with opened(record) as connection:
        source, where, values = _sought(connection, wanted or Wanted())
        question = f"SELECT count(*) FROM {source} WHERE {' AND '.join((*where, 'TRUE'))}"
        return int(connection.execute(question, values).fetchone()[0])


def one_claim(record: Record, id_: str) -> Claim:
    """Give the claim with this id, or with the beginning of one, or that holds this telling.

    Raises
    ------
    RecordError
        If there is none, or the beginning fits several.
    """
    with opened(record) as connection:
        return _claim(connection, find(connection, record, id_)[1])


def find(connection: Connection, record: Record, id_: str) -> tuple[str, str]:
    """Give the id of a telling that begins so, and that of its claim."""
    prefix = id_.strip().lower().removeprefix("c")
    if not re.fullmatch("[0-9a-f]{1,12}", prefix):
        raise RecordError(
            f'"{id_}" is no id of a claim: it is a c and up to 12 digits and letters a-f, as '
            "`parley claims` prints them."
        )
    question = "SELECT id, claim FROM tellings WHERE id >= ? AND id < ? ORDER BY id LIMIT 50"
    found = connection.execute(question, (prefix, f"{prefix}g")).fetchall()
    if not found:
        raise RecordError(f'{record.path} has no claim "{id_}". `parley claims` prints its claims.')
    if len({row["claim"] for row in found}) > 1:
        raise RecordError(
            f'"{id_}" is the beginning of several ids in {record.path} '
            f"(c{found[0]['id']}, c{found[-1]['id']} …). Give more."
        )
    return found[0]["id"], found[0]["claim"]


def reports(record: Record) -> list[Told]:
    """Give all reports, the earliest first, and which are copies of which."""
    with opened(record) as connection:
        ids = [row["id"] for row in connection.execute("SELECT id FROM reports")]
        about = store.about(connection, ids)
    told = [Told(id_, a.outlet, a.published, a.copy_of) for id_, a in about.items()]
    return sorted(told, key=lambda t: (t.published or date.max, t.id))


@contextmanager
def opened(record: Record) -> Iterator[Connection]:
    """Bring what is compared up to date, then open the record to ask it, all of one moment."""
    store.update(record)
    with record.database.opened(read_only=True) as connection, connection.snapshot():
        yield connection


def members_of(connection: Connection, id_: str) -> list[Telling]:
    """Give the tellings of a claim."""
    rows = connection.execute("SELECT features FROM tellings WHERE claim = ?", (id_,))
    return [Telling.of_json(row["features"]) for row in rows]


def _claim(connection: Connection, id_: str) -> Claim:
    return made_of(connection, members_of(connection, id_))


def made_of(connection: Connection, members: Sequence[Telling]) -> Claim:
    """Make a claim of its tellings."""
    return claim(members, store.about(connection, {m.report for m in members}))


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, object]]:
    """Give the conditions on claims, and all values; nothing asked becomes SQL."""
    where: list[str] = []
    values: dict[str, object] = {}
    # What leaves every claim is not asked: an index alone then tells how many there are.
    for column, least in (("low", wanted.roots), ("score", wanted.above)):
        if least > 0:
            where.append(f"{column} >= :{column}")
            values[column] = least
    if wanted.reports > 1:
        where.append("reports >= :reports")
        values["reports"] = wanted.reports
    for column in ("type", "kind"):
        if value := getattr(wanted, column):
            where.append(f"{column} = :{column}")
            values[column] = value
    words = {
        "actor": _actor(wanted.actor),
        "place": wanted.place and wanted.place.casefold(),
        "outlet": wanted.outlet and wanted.outlet.casefold(),
        "status": wanted.status,
    }
    values |= {sort: word for sort, word in words.items() if word}
    if wanted.since:
        where.append("until >= :since")
        values["since"] = wanted.since.toordinal()
    if wanted.until:
        where.append("since <= :until")
        values["until"] = wanted.until.toordinal()
    if wanted.disputed:
        where.append("dispute IS NOT NULL")
    return where, values


def _actor(name: str | None) -> str | None:
    if name and re.fullmatch(r"Q\d+", name):
        return f"wikidata:{name}"
    return fold(name) if name else None


def rule(record: Record, one: str, other: str, *, together: bool) -> Claim:
    """Keep that the user holds two tellings for one, or for two; give the first one's claim.

    A claim's id stands for its first telling; `together` joins two claims by theirs. Apart:
    `one` is set apart from every other telling of its claim if `other` is the claim, and from
    that telling alone if it is one.
    """
    store.update(record)
    with (
        record.database.opened(state="Nothing was changed.") as connection,
        connection.transaction(),
    ):
        (a, first), (b, second) = (find(connection, record, id_) for id_ in (one, other))
        others = [b] if together else _others(connection, a, b, first == second)
        store.rule(connection, [(a, x) for x in others], together=together)
    return one_claim(record, one)


def _others(connection: Connection, a: str, b: str, is_one: bool) -> list[str]:
    if not is_one:
        return [b]
    claim_of = "SELECT claim FROM tellings WHERE id = ?"
    id_ = connection.execute(claim_of, (a,)).fetchone()["claim"]
    return [m.id for m in members_of(connection, id_) if m.id != a]
