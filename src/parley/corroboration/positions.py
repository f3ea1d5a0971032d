"""Positions: what a party demands, offers, accepts or refuses, by issue, and when it changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Final

from parley import vocab
from parley.corroboration.ask import opened
from parley.corroboration.tables import POSITIONS, Answer, of_position
from parley.record import Record
from parley.record.database import Connection, Row
from parley.record.identities import fold
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Position:
    """What a party wants or does not want, in the words of one report.

    `stance` is "demand", "offer", "accept" or "refuse". `day` is when it was taken, ISO 8601: the
    day that the report tells, else that of its publication. `changed`: the party's last stance on
    the issue before this one was `changed`, and this one gives it up. `others` are reports that
    tell the same stance of the same day. `score` is the probability that the statement or event is
    read right.
    """

    party: str
    issue: str
    stance: str
    day: str | None
    words: str
    report: str
    outlet: str | None
    item: str
    span: Span
    chain: tuple[str, ...]
    score: float = 1.0
    changed: str | None = None
    others: tuple[str, ...] = ()


def positions(
    record: Record,
    *,
    party: str | None = None,
    issue: str | None = None,
    stance: str | None = None,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    above: float = 0.0,
    limit: int = -1,
) -> Answer[Position]:
    """Give the positions of parties, party by party, issue by issue, the earliest first.

    A stance of one day that several reports tell is one position, in the words of the first.
    `stance` chooses after changes were marked, so that a refusal given up stays marked. `above` is
    the least confidence; -1 is no limit.
    """
    name = fold(party) if party and not re.fullmatch(r"Q\d+", party) else party
    asked = {
        "party": name,
        "issue": issue,
        "outlet": outlet and outlet.lower(),
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
        "above": above,
    }
    with opened(record) as connection:
        # Party after party: a first page needs few of them, and of each the first rows.
        parties = _parties(connection, name)
        each = (_of_party(connection, {**asked, "known": known}) for known in parties)
        told = (p for found in each for p in found if stance in (None, p.stance))
        return Answer(islice(told, None if limit < 0 else limit), POSITIONS, of_position)


def _parties(connection: Connection, name: str | None) -> Iterator[str]:
    """Give what parties are known by, in order: all, or those with a name or an id."""
    if name is not None:
        yield from (row["known"] for row in connection.execute(_NAMED, {"party": name}).fetchall())
        return
    known = ""
    while row := connection.execute(_NEXT, (known,)).fetchone():
        yield (known := row["known"])


def _of_party(connection: Connection, asked: dict[str, object]) -> Iterator[Position]:
    """Give the positions of one party; rows are fetched as they are needed, ever more at once."""
    size, done = _AT_FIRST, 0
    while True:
        rows = connection.execute(_OF_PARTY, {**asked, "size": size}).fetchall()
        is_all = len(rows) < size
        if not is_all:  # the last day may go on
            last = (rows[-1]["issue"], rows[-1]["day"])
            rows = [row for row in rows if (row["issue"], row["day"]) != last]
        found = _changes(_once(rows))
        yield from found[done:]
        if is_all:
            return
        size, done = size * 8, len(found)


_IS_PARTY: Final = """
(CAST(:party AS TEXT) IS NULL OR known = :party OR lower(party) = :party
    OR known = 'wikidata:' || :party)
"""

_NEXT: Final = "SELECT known FROM positions WHERE known > ? ORDER BY known LIMIT 1"

_NAMED: Final = """
SELECT known FROM positions WHERE known = :party OR known = 'wikidata:' || :party
UNION SELECT known FROM positions WHERE lower(party) = :party ORDER BY known
"""

_AT_FIRST: Final = 100  # rows of a party

_OF_PARTY: Final = f"""
SELECT positions.*, reports.id, reports.outlet,
    coalesce(statements.score, events.score, 1.0) AS score
FROM positions JOIN reports ON reports.number = positions.report
LEFT JOIN statements ON statements.report = positions.report AND statements.id = item
LEFT JOIN events ON events.report = positions.report AND events.id = item
WHERE known = :known AND {_IS_PARTY}
    AND (CAST(:issue AS TEXT) IS NULL OR issue = :issue)
    AND (CAST(:outlet AS TEXT) IS NULL OR lower(outlet) = :outlet)
    AND (CAST(:since AS TEXT) IS NULL OR day >= :since)
    AND (CAST(:until AS TEXT) IS NULL OR day <= :until)
    AND coalesce(statements.score, events.score, 1.0) >= :above
ORDER BY issue, day IS NULL, day, reports.published NULLS FIRST, reports.id, positions.start
LIMIT :size
"""


def _once(found: Iterable[Row]) -> list[tuple[str, Position]]:
    """Give each stance of a day once, with what its party is known by."""
    kept: dict[tuple[str, str, str, str | None], Position] = {}
    for row in found:
        key = (row["known"], row["issue"], row["stance"], row["day"])
        if first := kept.get(key):
            if row["id"] not in (first.report, *first.others):
                kept[key] = replace(first, others=(*first.others, row["id"]))
            continue
        kept[key] = Position(
            row["party"],
            row["issue"],
            row["stance"],
            row["day"],
            row["words"],
            row["id"],
            row["outlet"],
            row["item"],
            Span(row["start"], row["stop"]),
            tuple(json.loads(row["chain"])),
            row["score"],
        )
    return [(key[0], position) for key, position in kept.items()]


def _changes(found: Sequence[tuple[str, Position]]) -> list[Position]:
    """Mark those that give up the party's last stance on the issue."""
    given_up = {tuple(pair) for pair in vocab.table("claims")["changes"]["pairs"]}
    last: dict[tuple[str, str], Position] = {}
    marked = []
    for known, position in found:
        before = last.get((known, position.issue))
        is_later = before is not None and before.day != position.day
        if before and is_later and (before.stance, position.stance) in given_up:
            position = replace(position, changed=before.stance)
        last[known, position.issue] = position
        marked.append(position)
    return marked
