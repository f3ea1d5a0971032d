"""Copy a record into another, whole: from a file to a server, or back, or from like to like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Final

from parley.errors import RecordError
from parley.record.database import Connection, Database, Row, marks

_AT_ONCE: Final = 500  # rows written at once

# What a record has of its own; all else is made of these. No number of a row is in them.
_OWN: Final = {
    "reports": "SELECT id FROM reports",
    "readings": (
        "SELECT id, parley, weights, json, readings.added "
        "FROM readings JOIN reports ON reports.number = report"
    ),
    "appearances": (
        "SELECT id, appearances.outlet, appearances.published, appearances.title, "
        "appearances.url, appearances.added "
        "FROM appearances JOIN reports ON reports.number = report"
    ),
    "rulings": "SELECT a, b, together FROM rulings",
    "forgotten": "SELECT id FROM forgotten",
}


def copy(source: Database, target: Database) -> int:
    """Make `target` what `source` is, row by row, and give the number of its reports.

    What the target has must be in the source too: a copy goes on where an earlier one was made,
    and takes nothing away. All is copied or nothing.
    """
    if str(source) == str(target):
        raise RecordError(f"{source} cannot be copied to itself. Name another record.")
    with (
        source.opened(read_only=True, state="Nothing was copied.") as old,
        old.snapshot(),
        target.opened(state="Nothing was copied.") as new,
        new.transaction(),
        new.untriggered(),
    ):
        _check(source, target, old, new)
        columns = old.columns()
        tables = _in_order(old, [table for table in columns if table != "migrations"])
        for table in reversed(tables):
            new.execute(f"DELETE FROM {table}")
        for table in tables:
            names = ", ".join(f'"{column}"' for column in columns[table])
            add = f"INSERT INTO {table} ({names}) VALUES ({marks(columns[table])})"
            for some in _batches(old.stream(f"SELECT {names} FROM {table}")):
                new.executemany(add, some)
        new.renumber()
        count: int = new.execute("SELECT count(*) FROM reports").fetchone()[0]
    return count


def _check(source: Database, target: Database, old: Connection, new: Connection) -> None:
    """Refuse a target that has what the source has not."""
    for table, question in _OWN.items():
        theirs = {_key(row) for row in new.stream(question)}
        if theirs and (more := len(theirs - {_key(row) for row in old.stream(question)})):
            raise RecordError(
                f"{target} is not empty, and {more:,} of what it has ({table}) is not in {source}. "
                "Nothing was copied. Name an empty record, or one that was copied from this one."
            )


def _key(row: Row) -> bytes:
    return blake2b(repr(tuple(row)).encode(), digest_size=16).digest()


def _in_order(connection: Connection, tables: Iterable[str]) -> list[str]:
    """Put tables after those at which their rows point."""
    left = set(tables)
    pointing = {table: {other for other, _, _ in connection.pointing(table)} for table in left}
    ordered: list[str] = []
    while left:
        free = sorted(t for t in left if not any(t in pointing[other] for other in left - {t}))
        ordered += free
        left -= set(free)
    return ordered


def _batches(rows: Iterator[Row]) -> Iterator[list[tuple[object, ...]]]:
    while some := [tuple(row) for row in islice(rows, _AT_ONCE)]:
        yield some
