"""Keep what each report has its matter from, so that its outlet's sums need no counting."""

from __future__ import annotations

from typing import Final

from parley.record import namings
from parley.record.database import Connection

# Each part is asked of one report or of all. A score under 0 is no probability and counts nowhere.
_ADD: Final = """
INSERT INTO sourcing
SELECT reports.number, outlets.number, relation, found.name, found.kind, found.named, found.count
FROM (
    SELECT chains.report AS report, CASE WHEN EXISTS (
            SELECT 1 FROM chains AS further WHERE further.report = chains.report
            AND further.statement = chains.statement AND further.hop > chains.hop
        ) THEN 'medium' ELSE 'root' END AS relation,
        actors.name AS name, actors.kind AS kind, actors.named AS named, count(*) AS count
    FROM chains
    JOIN statements ON statements.report = chains.report AND statements.id = chains.statement
    JOIN actors ON actors.report = chains.report AND actors.id = chains.actor
    WHERE chains.hop > 0 AND statements.score >= 0 AND {chains}
    GROUP BY chains.report, relation, actors.name, actors.kind, actors.named
    UNION ALL SELECT report, 'own', '', '', 0, count(*) FROM events
    WHERE statement IS NULL AND score >= 0 AND {events} GROUP BY report
    UNION ALL SELECT number, 'report', '', '', 0, 1 FROM reports WHERE {reports}
) AS found
JOIN reports ON reports.number = found.report
JOIN outlets ON outlets.name = coalesce(reports.outlet, '')
"""

# The layout's triggers add these of each report that is compared.
_COPIED: Final = """
INSERT INTO sourcing
SELECT report, outlet, CASE WHEN whole = 1 THEN 'copy' ELSE 'words' END, '', '', credited, 1
FROM (
    SELECT own.report, own.outlet, whole, credited, row_number() OVER (
        PARTITION BY own.report
        ORDER BY whole DESC, part DESC, other.published NULLS FIRST, other.id
    ) AS place
    FROM copies JOIN sourcing AS own ON own.report = copies.report AND own.relation = 'report'
    JOIN reports AS other ON other.number = source
) AS best WHERE place = 1
"""

_ALL: Final = _ADD.format(chains="TRUE", events="TRUE", reports="TRUE")
_ONE: Final = _ADD.format(
    chains="chains.report = :report", events="report = :report", reports="number = :report"
)


def keep(connection: Connection, number: int) -> None:
    """Keep what a report rests on, of its items and its outlet; `number` is the report's."""
    connection.execute(_ONE, {"report": number})


def fill(connection: Connection) -> None:
    """Keep it of all reports, for a record that has none of it yet."""
    told = connection.execute("SELECT DISTINCT coalesce(outlet, '') FROM reports").fetchall()
    for row in told:
        namings.outlet(connection, row[0])
    connection.execute(_ALL)
    connection.execute(_COPIED)
