"""Keep what reports tell alike: each new reading is compared with its neighbourhood alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from functools import lru_cache
from typing import Any, Final

from parley.corroboration.alike import ENOUGH, likeness
from parley.corroboration.claims import About, Claim, claim, days_of
from parley.corroboration.copies import keep as keep_copies
from parley.corroboration.copies import origin
from parley.corroboration.grouping import Pair, claims_of, keys
from parley.corroboration.stances import keep as keep_positions
from parley.corroboration.tellings import Telling, tellings
from parley.items import Reading
from parley.record import Record
from parley.record.database import Connection, Row, marks, now
from parley.schema import from_dict

_MOST: Final = 150
"""Tellings that are laid side by side, each pair of them: some tens of milliseconds."""

_LEVELS: Final = (ENOUGH, 4.0, 5.0, 6.0, 7.0, 8.0)
"""Points from which on a link counts; the next where the one before ties too many."""

_AT_ONCE: Final = 500  # values in one question; SQLite allows some thousands

_LINK: Final = "INSERT INTO telling_links VALUES (?, ?, ?) ON CONFLICT DO NOTHING"

_NEW: Final = """
SELECT readings.number, readings.report, readings.json FROM readings
WHERE readings.number > coalesce((SELECT max(reading) FROM compared), 0)
ORDER BY readings.number LIMIT 1
"""


def update(record: Record) -> int:
    """Compare the readings that were added since the last time; tell how many.

    Each is a transaction of its own: whoever is stopped loses nothing and goes on next time.
    """
    done = 0
    # Who may not write can still ask a record in which nothing is new.
    with record.database.opened(read_only=True) as connection:
        if not _is_behind(connection):
            return 0
    with record.database.opened(state="What was compared before is kept.") as connection:
        while _is_behind(connection):
            with connection.transaction():
                # Asked again under the lock: another process may have been faster.
                if new := connection.execute(_NEW).fetchone():
                    _compare(connection, new["number"], new["report"], json.loads(new["json"]))
                    done += 1
                regroup(connection, _disturbed(connection))
    return done


def _is_behind(connection: Connection) -> bool:
    found = connection.execute(f"SELECT EXISTS ({_NEW}) OR EXISTS (SELECT 1 FROM disturbed)")
    return bool(found.fetchone()[0])


def _disturbed(connection: Connection) -> set[int]:
    """Give the tellings that stood with something that has gone, and take them as seen to."""
    found = {row["telling"] for row in connection.execute("SELECT telling FROM disturbed")}
    connection.execute("DELETE FROM disturbed")
    return found


def _compare(connection: Connection, number: int, report: int, document: dict[str, object]) -> None:
    """Put one reading in the place of the report's last one."""
    reading = from_dict(document)
    connection.execute("DELETE FROM tellings WHERE report = ?", (report,))
    near = _disturbed(connection)
    row = (report, number, reading.carried)
    connection.execute("DELETE FROM compared WHERE report = ?", (report,))
    connection.execute("INSERT INTO compared VALUES (?, ?, ?)", row)
    near |= keep_copies(connection, report, reading)
    new = _keep(connection, report, reading)
    near |= new | _stirred(connection, new)
    keep_positions(connection, report, reading)
    regroup(connection, near)


def _keep(connection: Connection, report: int, reading: Reading) -> set[int]:
    """Keep what a reading tells, and link it to what others tell; give the new tellings."""
    new = set()
    for telling in tellings(reading):
        add = "INSERT INTO tellings (id, report, features) VALUES (?, ?, ?) RETURNING number"
        row = (telling.id, report, telling.to_json())
        number = int(connection.execute(add, row).fetchone()[0])
        new.add(number)
        found = keys(telling)
        for near, other in _near(connection, found):
            points = likeness(telling, other)
            if points >= ENOUGH:
                link = (min(near, number), max(near, number), points)
                connection.execute(_LINK, link)
        rows = [(key, number) for key in found]
        connection.executemany("INSERT INTO telling_keys VALUES (?, ?)", rows)
    return new


def _near(connection: Connection, found: Iterable[str]) -> Iterator[tuple[int, Telling]]:
    """Give the tellings that share a key."""
    sharing = _ask(connection, "DISTINCT telling FROM telling_keys WHERE key IN", sorted(found))
    yield from _loaded(connection, {row["telling"] for row in sharing})


def _loaded(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, Telling]]:
    rows = _ask(connection, "number, features FROM tellings WHERE number IN", sorted(numbers))
    return [(row["number"], remembered(row["features"])) for row in rows]


@lru_cache(maxsize=4_000)
def remembered(features: str) -> Telling:
    """Take back a telling: many readings in a row are compared with the same ones."""
    return Telling.of_json(features)


def _ask(connection: Connection, what: str, values: Sequence[int | str]) -> Iterator[Row]:
    """Select `what`, which ends with ``IN``, for all values."""
    for start in range(0, len(values), _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        yield from connection.execute(f"SELECT {what} ({marks(some)})", some)


def regroup(connection: Connection, near: Iterable[int]) -> None:
    """Make the claims of these tellings, and of all that are linked to them, anew."""
    waiting, neighbourhoods = set(near), []
    while waiting:
        neighbourhoods.append(_linked(connection, min(waiting)))
        waiting -= neighbourhoods[-1]
    # All old claims go before a new one comes: what was one may have come into two of these.
    numbers = sorted({number for tied in neighbourhoods for number in tied})
    old = _ask(connection, "DISTINCT claim FROM tellings WHERE number IN", numbers)
    gone = [(row["claim"],) for row in old if row["claim"]]
    connection.executemany("DELETE FROM claims WHERE id = ?", gone)
    for tied in neighbourhoods:
        _group(connection, tied)


def _group(connection: Connection, neighbourhood: set[int]) -> None:
    """Write the claims of one neighbourhood."""
    loaded = _loaded(connection, neighbourhood)
    numbers = {telling.id: number for number, telling in loaded}
    for members in claims_of([t for _, t in loaded], rulings(connection, numbers)):
        made = claim(members, about(connection, {m.report for m in members}))
        write(connection, made, members)
        rows = [(made.id, numbers[m.id]) for m in members]
        connection.executemany("UPDATE tellings SET claim = ? WHERE number = ?", rows)


def _stirred(connection: Connection, new: set[int]) -> set[int]:
    """Give all that stood together with what new tellings are linked to, before they came."""
    stirred: set[int] = set()
    for near in _neighbours(connection, new, ENOUGH) - new:
        if near not in stirred:
            stirred |= _linked(connection, near, without=new)
    return stirred


def _linked(connection: Connection, start: int, without: Set[int] = frozenset()) -> set[int]:
    """Give all tellings that links or the user's word tie to one, over others too.

    Where those are too many to be laid side by side, only stronger links count: a war of which
    every report tells undated shellings would be one neighbourhood. What level is needed
    depends on what is there alone, and is the same for all of a neighbourhood.
    """
    for level in _LEVELS:
        found = _reached(connection, start, level, without)
        if len(found) <= _MOST:
            return found
    return {start}


def _reached(connection: Connection, start: int, level: float, without: Set[int]) -> set[int]:
    """Give what links of a level reach; more than `_MOST` where there is more."""
    found, front = {start}, {start}
    while front and len(found) <= _MOST:
        front = _neighbours(connection, front, level) - found - without
        found |= front
    return found


def _neighbours(connection: Connection, front: set[int], level: float) -> set[int]:
    steps = (
        f"b AS near FROM telling_links WHERE points >= {level:f} AND a IN",
        f"a AS near FROM telling_links WHERE points >= {level:f} AND b IN",
        "other.number AS near FROM tellings AS one JOIN rulings ON rulings.a = one.id "
        "JOIN tellings AS other ON other.id = rulings.b WHERE together = 1 AND one.number IN",
        "other.number AS near FROM tellings AS one JOIN rulings ON rulings.b = one.id "
        "JOIN tellings AS other ON other.id = rulings.a WHERE together = 1 AND one.number IN",
    )
    return {row["near"] for step in steps for row in _ask(connection, step, sorted(front))}


def rulings(connection: Connection, ids: Iterable[str]) -> dict[Pair, bool]:
    """Give what the user said of pairs of these tellings."""
    rows = _ask(connection, "a, b, together FROM rulings WHERE a IN", sorted(ids))
    return {(row["a"], row["b"]): bool(row["together"]) for row in rows}


def about(connection: Connection, reports: Iterable[str]) -> dict[str, About]:
    """Give what is known of reports, by their ids."""
    rows = _ask(connection, "number, id, outlet, published FROM reports WHERE id IN", [*reports])
    return {row["id"]: _about(connection, row) for row in rows}


def _about(connection: Connection, row: Row) -> About:
    day = date.fromisoformat(row["published"]) if row["published"] else None
    copy_of, whose = origin(connection, row["number"])
    return About(row["outlet"], day, whose, copy_of)


def write(connection: Connection, made: Claim, members: Sequence[Telling]) -> None:
    """Keep a claim as lists ask for it."""
    days = days_of(members)
    dispute = made.dispute.why if made.dispute else None
    counts = (len(made.reports), made.roots.low, made.roots.high, made.roots.named)
    what = (made.id, made.kind, made.type, made.status, made.what, *(days or (None, None)))
    row = (*what, *counts, dispute, made.score)
    connection.execute(f"INSERT INTO claims VALUES ({marks(row)})", row)
    words = {("outlet", m.outlet.casefold()) for m in made.members if m.outlet}
    words |= {("place", m.place.name.casefold()) for m in members if m.place}
    words |= {("status", m.status) for m in members if m.status}
    words |= {("actor", key) for m in members for a in _all(m) for key in (*a.keys, *a.owner)}
    rows = [(word, sort, made.id) for sort, word in sorted(words)]
    connection.executemany("INSERT INTO claim_words VALUES (?, ?, ?)", rows)


def _all(member: Telling) -> list[Any]:
    return [*member.actors, *member.chain[1:]]


def rule(connection: Connection, pairs: Iterable[Pair], *, together: bool) -> None:
    """Keep the user's word on pairs of tellings, and make their claims anew."""
    ids = set()
    for a, b in pairs:
        row = (min(a, b), max(a, b), together, now())
        if a != b:
            connection.execute("DELETE FROM rulings WHERE a = ? AND b = ?", row[:2])
            connection.execute("INSERT INTO rulings VALUES (?, ?, ?, ?)", row)
            ids |= {a, b}
    near = _ask(connection, "number FROM tellings WHERE id IN", sorted(ids))
    regroup(connection, [row["number"] for row in near])
