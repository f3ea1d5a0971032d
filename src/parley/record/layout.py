"""The layout of a record, and the steps by which it came to it: one transaction a step.

``migrations/`` holds the SQL in SQLite's words. PostgreSQL makes the same tables of it; what is no
table, a trigger, a view or the full-text index, has its own words in ``migrations/postgresql/``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from parley.errors import RecordError
from parley.record import namings, sourcing
from parley.record.database import HOW_TO_MAKE_ONE, Connection, Database, now

# What a step does, beside its SQL, with the readings that are there.
_FILLS: Final = {"who calls whom what": namings.fill, "first pages": sourcing.fill}

_MIGRATIONS: Final = (
    "CREATE TABLE IF NOT EXISTS migrations "
    "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL) STRICT"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, its name, its SQL, and what PostgreSQL has beside the tables."""

    number: int
    name: str
    sql: str
    postgresql: str = ""

    def statements(self) -> Iterator[str]:
        """Give the statements one by one."""
        statement = ""
        for line in self.sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""


@cache
def steps() -> tuple[Step, ...]:
    """Give all migrations, oldest first: the files ``NNNN-what-it-does.sql``."""
    folder = files(__package__).joinpath("migrations")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    made = []
    for file in found:
        other = folder.joinpath("postgresql", file.name)
        sql = file.read_text(encoding="utf-8")
        beside = other.read_text(encoding="utf-8") if other.is_file() else ""
        made.append(Step(int(file.name[:4]), file.name[5:-4].replace("-", " "), sql, beside))
    return tuple(made)


def database_at(place: str | os.PathLike[str], wait: float) -> Database:
    """Give the database at a path, or at an address ``postgresql://USER@HOST/DATABASE``."""
    written = os.fspath(place)
    if written.startswith(("postgresql:", "postgres:")):
        from parley.record.postgresql import Server

        return Server.of(written, wait)
    from parley.record.sqlite import File

    return File(Path(written), wait)


def lay_out(database: Database, *, create: bool) -> None:
    """Make the tables of the record, or those that an older parley did not make yet."""
    last = 0
    if database.is_there(create=create):
        with database.opened(read_only=True) as connection:
            last = database.applied(connection)
    if not last and not create:
        raise RecordError(f"{database} is empty, it holds no record. {HOW_TO_MAKE_ONE}")
    newest = steps()[-1].number
    if last > newest:
        raise RecordError(
            f"{database} was laid out by a newer parley (layout {last}; this one knows {newest}). "
            "Install the newer parley. The record was not changed."
        )
    todo = [step for step in steps() if step.number > last]
    if todo:
        with database.opened() as connection:
            connection.prepare()
            for step in todo:
                _lay(database, connection, step)


def _lay(database: Database, connection: Connection, step: Step) -> None:
    with connection.transaction():
        # Asked under the lock: another process may have come first.
        if (last := database.applied(connection)) >= step.number:
            return
        first = [] if last else [_MIGRATIONS]
        connection.lay([*first, *step.statements()], step.postgresql)
        if fill := _FILLS.get(step.name):
            fill(connection)
        row = (step.number, step.name, now())
        connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", row)
