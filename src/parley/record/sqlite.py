"""A record in an SQLite file: how it is opened, what its refusals mean, what is SQLite's alone."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from parley.errors import RecordError
from parley.record.database import APPLICATION, BUSY, HOW_TO_MAKE_ONE, Found
from parley.record.searching import terms
from parley.spans import Span

# By the beginning of SQLite's name for the error; the first that fits is said.
_REFUSALS: Final = {
    "SQLITE_NOTADB": "is not a record: it is no SQLite file. Name another file.",
    "SQLITE_CORRUPT": "is damaged. Restore it from a copy; `sqlite3 FILE .recover` may save rows.",
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_READONLY": "may not be written. Allow it (chmod u+w), or name another file.",
    "SQLITE_FULL": "cannot grow: the disk is full. Make room, then try again.",
    "SQLITE_CANTOPEN": "cannot be opened. Look at the name, and at the rights of its folder.",
    "SQLITE_IOERR": "could not be read or written: the disk reports an error.",
}

_BESIDE: Final = ("", "-wal", "-shm", "-journal")

_POINTING: Final = """
SELECT tables.name, keys."from", coalesce(
    keys."to", (SELECT name FROM pragma_table_info(keys."table") WHERE pk = 1)
)
FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
WHERE tables.type = 'table' AND keys."table" = ?
"""


class Connection(sqlite3.Connection):
    """An open file; see `parley.record.database.Connection`."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all or nothing.

        IMMEDIATE: two writers wait for one another at the start. A deferred transaction that
        began as a reader is refused without waiting when it comes to write.
        """
        with self._within("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Ask several questions of one moment."""
        with self._within("BEGIN"):
            yield

    @contextmanager
    def _within(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
        except BaseException:
            if self.in_transaction:
                self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def stream(self, question: str) -> Iterator[Any]:
        """Ask for many rows and hold few."""
        yield from self.execute(question)

    def prepare(self) -> None:
        """Let readers read while one writes."""
        self.execute("PRAGMA journal_mode = WAL")

    def lay(self, statements: Iterable[str], postgresql: str) -> None:
        """Run a migration, statement by statement, so that all run in one transaction."""
        for statement in statements:
            self.execute(statement)

    def enter(self, number: int) -> None:
        """Enter a report's words in the full-text index."""
        self._index(number, "NULL")

    def leave(self, number: int) -> None:
        """Take a report's words out of the index."""
        self._index(number, "'delete'")

    def _index(self, number: int, command: str) -> None:
        self.execute(
            "INSERT INTO words (words, rowid, title, outlet, text, names) "
            f"SELECT {command}, number, title, outlet, text, names FROM searchable "
            "WHERE number = ?",
            (number,),
        )

    def found(self, words: str, limit: int, offset: int) -> list[Found]:
        """Give reports that hold all of `words`, the best first."""
        query = _match(words)
        if not query:
            return []
        # No report can hold these marks by chance, so that none can fake a highlight.
        opening, closing = secrets.token_hex(8), secrets.token_hex(8)
        rows = self.execute(
            "SELECT rowid, snippet(words, -1, ?, ?, '…', 24) AS snippet FROM words "
            "WHERE words MATCH ? ORDER BY rank LIMIT ? OFFSET ?",
            (opening, closing, query, limit, offset),
        )
        return [_found(row, opening, closing) for row in rows]

    def columns(self) -> dict[str, list[str]]:
        """Give the columns of every table of rows, by table."""
        tables = (
            "SELECT name FROM pragma_table_list "
            "WHERE schema = 'main' AND type = 'table' AND name != 'sqlite_schema'"
        )
        column = "SELECT name FROM pragma_table_info(?)"
        return {
            table: [name for (name,) in self.execute(column, (table,))]
            for (table,) in self.execute(tables).fetchall()
        }

    @contextmanager
    def untriggered(self) -> Iterator[None]:
        """Write rows as they are, without what a row does to other tables."""
        kept = self.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for row in kept:
            self.execute(f"DROP TRIGGER {row['name']}")
        yield
        for row in kept:
            self.execute(row["sql"])

    def renumber(self) -> None:
        """Make the index anew; SQLite counts on by itself."""
        self.execute("INSERT INTO words (words) VALUES ('rebuild')")

    def pointing(self, table: str) -> list[tuple[str, str, str]]:
        """Give what points at a table: the other table, its column, the column pointed at."""
        return [(row[0], row[1], row[2]) for row in self.execute(_POINTING, (table,))]

    def unguarded(self) -> None:
        """Let rows be taken away, here and not by SQLite.

        It would look through all mentions for each wording that goes. `tidy` checks all keys.
        """
        self.execute("PRAGMA foreign_keys = OFF")
        self.execute("PRAGMA secure_delete = ON")

    def tidy(self) -> None:
        """Make the index anew: entries that are deleted stay in it until its parts are merged."""
        self.execute("INSERT INTO words (words) VALUES ('rebuild')")
        if self.execute("PRAGMA foreign_key_check").fetchone():
            raise RecordError("rows would point at what was forgotten. Nothing was forgotten.")

    def rewritten(self) -> list[str]:
        """Write the file anew and empty its log; the bytes will tell what is left."""
        self.execute("VACUUM")
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return []

    def texts(self) -> Iterator[tuple[str, Iterator[Any]]]:
        """Give the texts and blobs of every table, those of the full-text index included."""
        tables = (
            "SELECT name FROM pragma_table_list "
            "WHERE schema = 'main' AND type IN ('table', 'shadow')"
        )
        # No table that counts alone: most rows of a record are numbers.
        column = "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('INTEGER', 'REAL')"
        for (table,) in self.execute(tables).fetchall():
            columns = ", ".join(f'"{name}"' for (name,) in self.execute(column, (table,)))
            yield f"table {table}", self.stream(f'SELECT {columns or "NULL"} FROM "{table}"')

    def size(self) -> int:
        """Give the bytes of the file."""
        pages, each = (self.execute(f"PRAGMA page_{what}") for what in ("count", "size"))
        return int(pages.fetchone()[0] * each.fetchone()[0])


@dataclass(frozen=True)
class File:
    """The place of a record that is a file; see `parley.record.database.Database`."""

    path: Path
    wait: float

    def __str__(self) -> str:
        return str(self.path)

    def files(self) -> list[Path]:
        """Give the file, and what lies beside it."""
        beside = (self.path.with_name(f"{self.path.name}{end}") for end in _BESIDE)
        return [file for file in beside if file.exists()]

    def is_there(self, *, create: bool) -> bool:
        """Tell whether there is a file; refuse a place where no record is or can be."""
        path = self.path
        if path.is_dir():
            raise RecordError(f"{path} is a folder. Name a file in it, such as {path}/parley.db.")
        if not path.exists() and not create:
            raise RecordError(f"{path} does not exist: there is no record yet. {HOW_TO_MAKE_ONE}")
        if not path.parent.is_dir():
            raise RecordError(
                f"{path.parent} does not exist. Make the folder, or name another file."
            )
        return path.exists()

    @contextmanager
    def refusals(self, state: str = "") -> Iterator[None]:
        """Turn what SQLite refuses into a `RecordError`; `state` says in what state things are."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            meaning = next((m for key, m in _REFUSALS.items() if name.startswith(key)), None)
            said = meaning or f"refused: {error}."
            raise RecordError(f"{self} {said} {state}".rstrip()) from error

    @contextmanager
    def opened(self, *, read_only: bool = False, state: str = "") -> Iterator[Connection]:
        """Open the file as a context, in which what it refuses is a `RecordError`."""
        with self.refusals(state), closing(self.connect(read_only=read_only)) as connection:
            yield connection

    def connect(self, *, read_only: bool = False) -> Connection:
        """Open the file; every transaction is begun by hand, foreign keys hold.

        A read-only connection may pass from thread to thread, one at a time.
        """
        mode = _reading_mode(self.path) if read_only else "mode=rwc"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=self.wait,
            isolation_level=None,
            check_same_thread=not read_only,
            factory=Connection,
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    def applied(self, connection: Any) -> int:
        """Give the number of the last migration that made this file, 0 for a new one."""
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
            return int(connection.execute("SELECT max(number) FROM migrations").fetchone()[0])
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise RecordError(
                f"{self} is an SQLite file of another program, not a record. Name another file."
            )
        return 0


def _reading_mode(path: Path) -> str:
    """Say how to open a file that will only be asked.

    A log (WAL) needs two files beside the record even to read; SQLite tidies them away only
    where it could write. Where nobody here can write, and no log is left, there is none to read.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    has_log = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro" if has_log else "mode=ro&immutable=1"


def _match(words: str) -> str:
    """Give `words` as a full-text query that asks for all of them, each made a quoted string.

    >>> _match('truce OR "prison exchange" NEAR(*')
    '"truce" "OR" "prison exchange" "NEAR(*"'
    """
    return " ".join(f'"{term}"' for term in terms(words))


def _found(row: sqlite3.Row, opening: str, closing: str) -> Found:
    """Cut the highlights out of the snippet."""
    snippet, marks = "", []
    for piece in row["snippet"].split(opening):
        marked, ends, rest = piece.partition(closing)
        if ends and marked:
            marks.append(Span(len(snippet), len(snippet) + len(marked)))
        snippet += marked + rest
    return Found(row["rowid"], snippet, tuple(marks))
