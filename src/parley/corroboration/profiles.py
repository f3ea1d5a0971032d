"""What an outlet stands on: whom it cites, how often without a name, and whom it copies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from parley.corroboration.ask import opened
from parley.corroboration.copies import Copy
from parley.corroboration.tables import SOURCES, Answer, of_profile
from parley.record import Record
from parley.record.database import Answer as Answered
from parley.record.database import Connection, Row, upto


@dataclass(frozen=True, slots=True)
class Cited:
    """One that an outlet has its matter from, and in how many statements."""

    name: str
    kind: str
    named: bool
    count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the reports of one outlet rest on; an empty `outlet` is that of reports without one.

    `statements` are those with a source beside the outlet; of `unnamed` of them the root has no
    name. `own` counts the events that it tells in its own voice. `roots` are the root sources,
    `media` those through which it has them, the commonest first. `copies` are the reports in which
    it prints another's words: so many are `copied`, so many print some `partly`, and so many of
    both leave the other `uncredited`.
    """

    outlet: str
    reports: int
    statements: int
    unnamed: int
    own: int
    roots: tuple[Cited, ...]
    media: tuple[Cited, ...]
    copied: int
    partly: int
    uncredited: int
    copies: tuple[Copy, ...]


_ASKED = (
    "(CAST(:since AS TEXT) IS NULL OR published >= :since) "
    "AND (CAST(:until AS TEXT) IS NULL OR published <= :until)"
)

_HOPS = f"""
SELECT actors.name AS name, kind, named, 1 AS count
FROM reports JOIN chains ON chains.report = number
JOIN statements ON statements.report = number AND statements.id = chains.statement
JOIN actors ON actors.report = number AND actors.id = chains.actor
WHERE coalesce(outlet, '') = :outlet AND {_ASKED} AND statements.score >= :above AND hop > 0
"""

_FURTHER = """
(SELECT 1 FROM chains AS further WHERE further.report = number
    AND further.statement = chains.statement AND further.hop > chains.hop)
"""

# What an outlet stands on: over all reports as it is summed up, else counted.
_SUMMED = """
SELECT relation, sourcing_tallies.name, kind, named, count FROM sourcing_tallies
JOIN outlets ON outlets.number = outlet WHERE relation = :relation AND outlets.name = :outlet
"""
_COUNTED = {
    "root": f"{_HOPS} AND NOT EXISTS {_FURTHER}",
    "medium": f"{_HOPS} AND EXISTS {_FURTHER}",
    "own": f"""
        SELECT 1 AS count, 0 AS named FROM events JOIN reports ON number = report
        WHERE coalesce(outlet, '') = :outlet AND {_ASKED} AND score >= :above
        AND statement IS NULL
    """,
}

_TOTAL = """
SELECT CAST(coalesce(sum(count), 0) AS BIGINT),
    CAST(coalesce(sum(count) FILTER (WHERE named = 0), 0) AS BIGINT)
FROM ({}) AS found
"""

_CITED = """
SELECT min(name) AS name, kind, named, CAST(sum(count) AS BIGINT) AS count FROM ({}) AS found
GROUP BY named, CASE WHEN named = 1 THEN lower(name) END, kind
ORDER BY count DESC, name LIMIT :limit
"""

_OUTLETS = {
    True: """
        SELECT outlets.name AS outlet, count AS reports
        FROM sourcing_tallies JOIN outlets ON outlets.number = outlet
        WHERE relation = 'report'
            AND (CAST(:outlet AS TEXT) IS NULL OR lower(outlets.name) = :outlet)
        ORDER BY reports DESC, outlets.name LIMIT :limit
    """,
    False: f"""
        SELECT coalesce(outlet, '') AS outlet, count(*) AS reports FROM reports
        WHERE (CAST(:outlet AS TEXT) IS NULL OR lower(outlet) = :outlet) AND {_ASKED}
        GROUP BY coalesce(outlet, '') ORDER BY reports DESC, outlet LIMIT :limit
    """,
}
"""The outlets with most reports, as it is summed up or counted."""

_COPIED = f"""
WHERE (CAST(:outlet AS TEXT) IS NULL OR lower(own.outlet) = :outlet)
    AND {_ASKED.replace("published", "own.published")}
"""


def profiles(
    record: Record,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    above: float = 0.0,
    limit: int = -1,
    most: int = 10,
    listed: bool = True,
) -> Answer[Profile]:
    """Give the profiles of outlets, those with most reports first; -1 is no limit.

    `since` and `until` are days of publication; `above` is the least confidence of the statements
    and events that count. `most` is how many of the sources and media of each are given. Without
    `listed`, copies are counted but not given one by one: there may be very many.
    """
    asked: dict[str, object] = {
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
        "above": above,
    }
    # What is summed up is of all reports, and of every probability.
    summed = not (since or until or above)
    values = {**asked, "outlet": outlet and outlet.lower()}
    with opened(record) as connection:
        found = connection.execute(_OUTLETS[summed], {**values, "limit": upto(limit)}).fetchall()
        copied: defaultdict[str, list[Copy]] = defaultdict(list)
        if listed or not summed:
            for copy in _copies(connection, _COPIED, values):
                copied[copy.outlet or ""].append(copy)
        each = (
            _profile(connection, row, {**asked, "limit": most}, copied[row["outlet"]], summed)
            for row in found
        )
        answer = (one if listed else replace(one, copies=()) for one in each)
        return Answer(answer, SOURCES, of_profile)


def _profile(
    connection: Connection, row: Row, asked: dict[str, object], copied: list[Copy], summed: bool
) -> Profile:
    """Give the profile of one outlet with what was asked for."""
    values = {**asked, "outlet": row["outlet"]}

    def ask(question: str, relation: str) -> Answered:
        source = _SUMMED if summed else _COUNTED[relation]
        return connection.execute(question.format(source), {**values, "relation": relation})

    def count(relation: str) -> tuple[int, int]:
        return tuple(ask(_TOTAL, relation).fetchone())

    statements, unnamed = count("root")
    if summed:
        (whole, bare), (some, silent) = count("copy"), count("words")
        printed = (whole, some, bare + silent)
    else:
        all_ = sum(copy.whole for copy in copied)
        printed = (all_, len(copied) - all_, sum(not copy.credited for copy in copied))
    return Profile(
        row["outlet"],
        row["reports"],
        statements,
        unnamed,
        count("own")[0],
        tuple(_cited(row) for row in ask(_CITED, "root")),
        tuple(_cited(row) for row in ask(_CITED, "medium")),
        *printed,
        tuple(copied),
    )


def _cited(row: Row) -> Cited:
    return Cited(row["name"], row["kind"], bool(row["named"]), row["count"])


def copies(record: Record) -> list[Copy]:
    """Give every report that prints words of another, with the earliest that it has them from."""
    with opened(record) as connection:
        return _copies(connection, "", {})


def _copies(connection: Connection, where: str, values: dict[str, object]) -> list[Copy]:
    """Give the reports that print words of others, of each the one that it has most of."""
    found = connection.execute(
        "SELECT own.id AS report, own.outlet, other.id AS source, other.outlet AS source_outlet, "
        "part, whole, credited, agency FROM copies "
        "JOIN reports AS own ON own.number = copies.report "
        "JOIN reports AS other ON other.number = copies.source "
        "JOIN compared ON compared.report = own.number "
        f"{where} ORDER BY own.id, whole DESC, part DESC, other.published NULLS FIRST, other.id",
        values,
    )
    kept: dict[str, Copy] = {}
    for row in found:
        known = {name: row[name] for name in Copy.__dataclass_fields__}
        known |= {"whole": bool(row["whole"]), "credited": bool(row["credited"])}
        kept.setdefault(row["report"], Copy(**known))
    return list(kept.values())
