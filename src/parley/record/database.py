"""What a record asks of the database that holds it, whichever that is.

Two hold one: an SQLite file (`parley.record.sqlite`) and a PostgreSQL server
(`parley.record.postgresql`). The questions are the same for both, in the SQL that both have, with
marks as SQLite's (``?``, ``:name``); what the two do not have alike stands in those two modules
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from parley.spans import Span

APPLICATION: Final = 1885434476
"""Says whose a database is: "parl"."""

BUSY: Final = "is being written by another process. Wait for it, then try again."
HOW_TO_MAKE_ONE: Final = "`parley read PATH --record RECORD` makes one."

_MOST: Final = 2**63 - 1

Values = Sequence[Any] | Mapping[str, Any]


class Row(Protocol):
    """One row: its values by name or by place."""

    def __getitem__(self, key: Any, /) -> Any:
        """Give the value of a column."""

    def __iter__(self) -> Iterator[Any]:
        """Give the values in the order of the columns."""

    def keys(self) -> Iterable[str]:
        """Give the names of the columns."""


class Answer(Protocol):
    """The rows that a question gave."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def fetchone(self) -> Any:
        """Give the next row, or ``None``."""

    def fetchall(self) -> list[Any]:
        """Give all rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Give row after row."""


class Connection(Protocol):
    """An open database. Every transaction is begun by hand; all keys between tables hold."""

    def execute(self, question: str, values: Values = (), /) -> Answer:
        """Ask, or write."""

    def executemany(self, command: str, rows: Iterable[Values], /) -> object:
        """Write once for each of `rows`."""

    def stream(self, question: str) -> Iterator[Row]:
        """Ask for many rows and hold few; nothing else is asked until they are all given."""

    def close(self) -> None:
        """Give it back."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write all or nothing; writers wait for one another at the start."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Ask several questions of one moment."""

    def prepare(self) -> None:
        """Get ready for the first table."""

    def lay(self, statements: Iterable[str], postgresql: str) -> None:
        """Run a migration, in SQLite's words; `postgresql` is what PostgreSQL has beside tables."""

    def enter(self, number: int) -> None:
        """Enter a report's words in the full-text index, as its rows say."""

    def leave(self, number: int) -> None:
        """Take a report's words out of the index, before its rows change."""

    def found(self, words: str, limit: int, offset: int) -> list[Found]:
        """Give reports that hold all of `words`, the best first."""

    def columns(self) -> dict[str, list[str]]:
        """Give the columns of every table of rows, by table."""

    def untriggered(self) -> AbstractContextManager[None]:
        """Write rows as they are, without what a row does to other tables."""

    def renumber(self) -> None:
        """Count on from rows that came with their numbers, and make the index anew."""

    def pointing(self, table: str) -> list[tuple[str, str, str]]:
        """Give what points at a table: the other table, its column, the column pointed at."""

    def unguarded(self) -> None:
        """Get ready to take rows away, from the leaves on."""

    def tidy(self) -> None:
        """Leave nothing in the index of rows that have gone; `RecordError` if keys are broken."""

    def rewritten(self) -> list[str]:
        """Write all anew without what has gone; say which tables may still have traces."""

    def texts(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """Give everything that can hold words, with a name, row by row."""

    def size(self) -> int:
        """Give the bytes that the record takes."""


class Database(Protocol):
    """Where a record is. Its name, `str`, never has a password."""

    @property
    def path(self) -> Path | str:
        """The file, or the address without a password."""

    def files(self) -> list[Path]:
        """Give the files of the record that can be looked into."""

    def connect(self, *, read_only: bool = False) -> Connection:
        """Open it. A read-only one may pass from thread to thread, one at a time."""

    def refusals(self, state: str = "") -> AbstractContextManager[None]:
        """Turn what the database refuses into a `RecordError`; `state` says how things are."""

    def opened(
        self, *, read_only: bool = False, state: str = ""
    ) -> AbstractContextManager[Connection]:
        """Open it as a context, in which what it refuses is a `RecordError`."""

    def is_there(self, *, create: bool) -> bool:
        """Tell whether there is something to open; refuse where no record is or can be."""

    def applied(self, connection: Connection) -> int:
        """Give the number of the last migration, 0 of an empty one; `RecordError` if not ours."""


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found: its number, some of its words, and which of them it was."""

    number: int
    snippet: str
    marks: tuple[Span, ...]


def upto(limit: int | None) -> int:
    """Give a limit that both databases know; ``None`` and -1 are none."""
    return _MOST if limit is None or limit < 0 else limit


def marks(values: Sequence[object]) -> str:
    """Give a question mark for each of the values of a row, or of an ``IN``, which needs one."""
    return ", ".join("?" * len(values)) or "NULL"


def now() -> str:
    """Give the time, UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
