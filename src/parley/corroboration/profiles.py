"""What an outlet stands on: whom it cites, how often without a name, and whom it copies."""

from __future__ import annotations

from dataclasses import dataclass

from parley.corroboration.ask import opened
from parley.corroboration.copies import Copy
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


_STATEMENTS = """
SELECT count(*) AS statements, count(*) FILTER (WHERE actors.named = 0) AS unnamed
FROM reports JOIN chains ON chains.report = number
JOIN actors ON actors.report = number AND actors.id = chains.actor
WHERE coalesce(outlet, '') = :outlet AND hop > 0 AND NOT EXISTS (SELECT 1 FROM chains AS further
    WHERE further.report = number AND further.statement = chains.statement
    AND further.hop > chains.hop)
"""

_CITED = """
SELECT min(actors.name) AS name, kind, named, count(*) AS count
FROM reports JOIN chains ON chains.report = number
JOIN actors ON actors.report = number AND actors.id = chains.actor
WHERE coalesce(outlet, '') = :outlet AND hop > 0 AND {which} (SELECT 1 FROM chains AS further
    WHERE further.report = number AND further.statement = chains.statement
    AND further.hop > chains.hop)
GROUP BY named, CASE WHEN named = 1 THEN lower(actors.name) END, kind
ORDER BY count DESC, name LIMIT :limit
"""


def profiles(
    record: Record, *, outlet: str | None = None, limit: int = -1, most: int = 10
) -> list[Profile]:
    """Give the profiles of outlets, those with most reports first; -1 is no limit.

    `most` is how many of the sources and media of each are given.
    """
    question = """
        SELECT coalesce(outlet, '') AS outlet, count(*) AS reports FROM reports
        WHERE CAST(:outlet AS TEXT) IS NULL OR lower(outlet) = :outlet
        GROUP BY coalesce(outlet, '') ORDER BY reports DESC, outlet LIMIT :limit
    """
    with opened(record) as connection:
        values = {"outlet": outlet and outlet.lower(), "limit": upto(limit)}
        found = connection.execute(question, values).fetchall()
        return [_profile(connection, row["outlet"], row["reports"], most) for row in found]


def _profile(connection: Connection, outlet: str, reports: int, most: int) -> Profile:
    values = {"outlet": outlet, "limit": most}
    said = connection.execute(_STATEMENTS, values).fetchone()
    own = connection.execute(
        "SELECT count(*) FROM events JOIN reports ON number = report "
        "WHERE coalesce(outlet, '') = :outlet AND statement IS NULL",
        values,
    ).fetchone()[0]
    roots = connection.execute(_CITED.format(which="NOT EXISTS"), values)
    media = connection.execute(_CITED.format(which="EXISTS"), values)
    return Profile(
        outlet,
        reports,
        said["statements"],
        said["unnamed"],
        own,
        tuple(_cited(row) for row in roots),
        tuple(_cited(row) for row in media),
        tuple(_copies(connection, "WHERE coalesce(own.outlet, '') = ?", outlet)),
    )


def _cited(row: Row) -> Cited:
    return Cited(row["name"], row["kind"], bool(row["named"]), row["count"])


def copies(record: Record) -> list[Copy]:
    """Give every report that prints words of another, with the earliest that it has them from."""
    with opened(record) as connection:
        return _copies(connection, "")


def _copies(connection: Connection, where: str, *values: str) -> list[Copy]:
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
