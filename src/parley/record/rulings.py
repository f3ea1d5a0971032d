"""What the user said of pairs of tellings, taken out of a record and put back.

Of all that the record knows across reports this alone does not follow from the readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import asdict, dataclass

from parley.record.database import Database

_ALL = """
SELECT rulings.a, rulings.b, together, rulings.added, one.id AS first, other.id AS second
FROM rulings
LEFT JOIN tellings AS told ON told.id = rulings.a
LEFT JOIN reports AS one ON one.number = told.report
LEFT JOIN tellings AS again ON again.id = rulings.b
LEFT JOIN reports AS other ON other.number = again.report
ORDER BY rulings.a, rulings.b
"""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Two tellings, by their ids, that tell the same, or do not; when it was said, UTC."""

    a: str
    b: str
    together: bool
    added: str


def rulings(database: Database, *, reports: Set[str] | None = None) -> list[Ruling]:
    """Give what was said, if `reports` are told only of what these tell."""
    with database.opened(read_only=True) as connection:
        return [
            Ruling(row["a"], row["b"], bool(row["together"]), row["added"])
            for row in connection.execute(_ALL)
            if reports is None or {row["first"], row["second"]} <= reports
        ]


def put_rulings(database: Database, found: Iterable[Ruling]) -> None:
    """Keep what was said where nothing else was; the claims are made anew by the next question."""
    with database.opened() as connection, connection.transaction():
        for ruling in found:
            values = asdict(ruling)
            connection.execute(
                "INSERT INTO rulings VALUES (:a, :b, :together, :added) ON CONFLICT DO NOTHING",
                values,
            )
            connection.execute(
                "INSERT INTO disturbed SELECT number FROM tellings WHERE id IN (:a, :b) "
                "ON CONFLICT DO NOTHING",
                values,
            )
