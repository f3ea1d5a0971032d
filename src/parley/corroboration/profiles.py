"""What an outlet stands on: whom it cites, how often without a name, and whom it copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parley.corroboration.ask import opened
from parley.corroboration.copies import Copy
from parley.corroboration.tables import SOURCES, Answer, of_profile
from parley.record import Record
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
    it prints another's words.
    """

    outlet: str
    reports: int
    statements: int
    unnamed: int
    own: int
    roots: tuple[Cited, ...]
    media: tuple[Cited, ...]
    copies: tuple[Copy, ...]


_ASKED = (
    "(CAST(:since AS TEXT) IS NULL OR published >= :since) "
    "AND (CAST(:until AS TEXT) IS NULL OR published <= :until)"
)

_OF_OUTLET = "WHERE coalesce(own.outlet, '') = :outlet AND " + _ASKED.replace(
    "published", "own.published"
)

_HOPS = f"""
FROM reports JOIN chains ON chains.report = number
JOIN statements ON statements.report = number AND statements.id = chains.statement
JOIN actors ON actors.report = number AND actors.id = chains.actor
WHERE coalesce(outlet, '') = :outlet AND {_ASKED} AND statements.score >= :above AND hop > 0
"""

_FURTHER = """
(SELECT 1 FROM chains AS further WHERE further.report = number
    AND further.statement = chains.statement AND further.hop > chains.hop)
"""

_STATEMENTS = f"""
SELECT count(*) AS statements, count(*) FILTER (WHERE actors.named = 0) AS unnamed
{_HOPS} AND NOT EXISTS {_FURTHER}
"""

_CITED = f"""
SELECT min(actors.name) AS name, kind, named, count(*) AS count
{_HOPS} AND {{which}} {_FURTHER}
GROUP BY named, CASE WHEN named = 1 THEN lower(actors.name) END, kind
ORDER BY count DESC, name LIMIT :limit
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
) -> Answer[Profile]:
    """Give the profiles of outlets, those with most reports first; -1 is no limit.

    `since` and `until` are days of publication; `above` is the least confidence of the statements
    and events that count. `most` is how many of the sources and media of each are given.
    """
    question = f"""
        SELECT coalesce(outlet, '') AS outlet, count(*) AS reports FROM reports
        WHERE (CAST(:outlet AS TEXT) IS NULL OR lower(outlet) = :outlet) AND {_ASKED}
        GROUP BY coalesce(outlet, '') ORDER BY reports DESC, outlet LIMIT :limit
    """
    with opened(record) as connection:
        asked = {
            "since": since and since.isoformat(),
            "until": until and until.isoformat(),
            "above": above,
        }
        values = {**asked, "outlet": outlet and outlet.lower(), "limit": upto(limit)}
        found = connection.execute(question, values).fetchall()
        each = (_profile(connection, row, {**asked, "limit": most}) for row in found)
        return Answer(each, SOURCES, of_profile)


def _profile(connection: Connection, row: Row, asked: dict[str, object]) -> Profile:
    """Give the profile of one outlet with what was asked for."""
    outlet: str = row["outlet"]
    values = {**asked, "outlet": outlet}
    said = connection.execute(_STATEMENTS, values).fetchone()
    own = connection.execute(
        "SELECT count(*) FROM events JOIN reports ON number = report WHERE "
        f"coalesce(outlet, '') = :outlet AND {_ASKED} AND score >= :above AND statement IS NULL",
        values,
    ).fetchone()[0]
    roots = connection.execute(_CITED.format(which="NOT EXISTS"), values)
    media = connection.execute(_CITED.format(which="EXISTS"), values)
    return Profile(
        outlet,
        row["reports"],
        said["statements"],
        said["unnamed"],
        own,
        tuple(_cited(row) for row in roots),
        tuple(_cited(row) for row in media),
        tuple(_copies(connection, _OF_OUTLET, values)),
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
