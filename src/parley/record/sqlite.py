"""One SQLite file: how it is opened, what its refusals mean, which steps made its layout."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from parley.errors import RecordError
from parley.record import namings

# "parl"; SQLite keeps it in the file's head. The first migration writes it.
APPLICATION = 1885434476

# By the beginning of SQLite's name for the error; the first that fits is said.
_REFUSALS = {
    "SQLITE_NOTADB": "is not a record: it is no SQLite file. Name another file.",
    "SQLITE_CORRUPT": "is damaged. Restore it from a copy; `sqlite3 FILE .recover` may save rows.",
    "SQLITE_BUSY": "is being written by another process. Wait for it, then try again.",
    "SQLITE_LOCKED": "is being written by another process. Wait for it, then try again.",
    "SQLITE_READONLY": "may not be written. Allow it (chmod u+w), or name another file.",
    "SQLITE_FULL": "cannot grow: the disk is full. Make room, then try again.",
    "SQLITE_CANTOPEN": "cannot be opened. Look at the name, and at the rights of its folder.",
    "SQLITE_IOERR": "could not be read or written: the disk reports an error.",
}

# What a step does, beside its SQL, with the readings that are there.
_FILLS = {"who calls whom what": namings.fill}


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, its name, and its SQL statements."""

    number: int
    name: str
    sql: str

    def statements(self) -> Iterator[str]:
        """Give the statements one by one, so that all run in one transaction."""
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
    return tuple(
        Step(int(f.name[:4]), f.name[5:-4].replace("-", " "), f.read_text(encoding="utf-8"))
        for f in found
    )


def now() -> str:
    """Give the time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def refusals(path: Path, state: str = "") -> Iterator[None]:
    """Turn what SQLite refuses into a `RecordError`; `state` says in what state things are."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        meaning = next((m for key, m in _REFUSALS.items() if name.startswith(key)), None)
        said = meaning or f"refused: {error}."
        raise RecordError(f"{path} {said} {state}".rstrip()) from error


def connect(path: Path, *, wait: float, read_only: bool = False) -> sqlite3.Connection:
    """Open `path`; every transaction is begun by hand, foreign keys hold, others are waited for.

    A read-only connection may pass from thread to thread, one at a time.
    """
    mode = _reading_mode(path) if read_only else "mode=rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=not read_only,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _reading_mode(path: Path) -> str:
    """Say how to open a file that will only be asked.

    A log (WAL) needs two files beside the record even to read; SQLite tidies them away only
    where it could write. Where nobody here can write, and no log is left, there is none to read.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    has_log = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro" if has_log else "mode=ro&immutable=1"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing.

    IMMEDIATE: two writers wait for one another at the start. A deferred transaction that
    began as a reader is refused without waiting when it comes to write.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def applied(connection: sqlite3.Connection, path: Path) -> int:
    """Give the number of the last migration that made this file, 0 for a new one.

    Raises
    ------
    RecordError
        If the file is another program's, or its last migration is unknown to this code.
    """
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    if not is_ours:
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise RecordError(
                f"{path} is an SQLite file of another program, not a record. Name another file."
            )
        return 0
    last: int = connection.execute("SELECT max(number) FROM migrations").fetchone()[0]
    newest = steps()[-1].number
    if last > newest:
        raise RecordError(
            f"{path} was laid out by a newer parley (layout {last}; this one knows {newest}). "
            "Install the newer parley. The record was not changed."
        )
    return last


def migrate(connection: sqlite3.Connection, path: Path, todo: Sequence[Step]) -> None:
    """Bring the file to the layout of the last of `todo`, one transaction a step."""
    connection.execute("PRAGMA journal_mode = WAL")
    for step in todo:
        with transaction(connection):
            # Asked under the lock: another process may have come first.
            if applied(connection, path) >= step.number:
                continue
            connection.execute(
                "CREATE TABLE IF NOT EXISTS migrations "
                "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied TEXT NOT NULL) STRICT"
            )
            for statement in step.statements():
                connection.execute(statement)
            if fill := _FILLS.get(step.name):
                fill(connection)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, ?)", (step.number, step.name, now())
            )
