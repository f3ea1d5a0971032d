"""Readings kept, in an SQLite file or on a PostgreSQL server, and asked without the network.

Opening, adding and asking are different rights: a `Record` is the file, a `Writer` adds, a
`View` asks and cannot change anything. After nomenklatura's store.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from parley.items import Reading
from parley.record import copying, forgetting
from parley.record.database import Database
from parley.record.forgetting import Forgotten
from parley.record.keeping import Appearance, Kept, Read
from parley.record.layout import database_at, lay_out
from parley.record.names import Mention, Naming, Wording
from parley.record.proof import Proof
from parley.record.vectors import Vectors
from parley.record.view import Hit, Row, View
from parley.record.write import Writer

__all__ = [
    "Appearance", "Forgotten", "Hit", "Kept", "Mention", "Naming", "Proof", "Read", "Record",
    "Row", "Vectors", "View", "Wording", "Writer",
]  # fmt: skip

# Seconds to wait for another writer. One reading is written in milliseconds; whoever takes
# longer than this hangs, or holds the file in another program.
WAIT = 10.0


class Record:
    """A record of readings; it holds nothing open and may be shared by threads.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     Record.open(f"{folder}/parley.db").reports()
    []
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @property
    def path(self) -> Path | str:
        """The file, or the address on a server, without a password."""
        return self.database.path

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, wait: float = WAIT) -> Self:
        """Open the record at `path`, and bring one of an older parley up to date.

        Parameters
        ----------
        path
            The file; it is made if it is not there and `create` allows. Or the address of a
            PostgreSQL database, ``postgresql://USER@HOST/DATABASE``, which has to be there.
        wait
            Seconds to wait while another process writes.

        Raises
        ------
        RecordError
            If there is none, or it is no record, a newer parley's, or not accessible.
        """
        database = database_at(path, wait)
        lay_out(database, create=create)
        return cls(database)

    def writer(self) -> Writer:
        """Give the right to add, as a context."""
        return Writer(self.database)

    def view(self) -> View:
        """Give the right to ask, as a context or as it is."""
        return View(self.database)

    def add(self, reading: Reading, vectors: Vectors | None = None, *, again: bool = False) -> bool:
        """Keep one reading; see `Writer.add`."""
        with self.writer() as writer:
            return writer.add(reading, vectors, again=again)

    def reports(self, *, limit: int = -1, offset: int = 0, above: float = 0.0) -> list[Row]:
        """List the reports; see `View.reports`."""
        with self.view() as view:
            return view.reports(limit=limit, offset=offset, above=above)

    def reading(self, id_: str) -> Reading:
        """Give one reading; see `View.reading`."""
        with self.view() as view:
            return view.reading(id_)

    def search(
        self, words: str, *, limit: int = 20, offset: int = 0, above: float = 0.0
    ) -> list[Hit]:
        """Find reports by their words; see `View.search`."""
        with self.view() as view:
            return view.search(words, limit=limit, offset=offset, above=above)

    def names(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        above: float = 0.0,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Naming]:
        """Give who calls whom what; see `View.names`."""
        with self.view() as view:
            return view.names(
                actor=actor, outlet=outlet, kind=kind, above=above, limit=limit, offset=offset
            )

    def copy_to(self, target: Record) -> int:
        """Make `target` what this record is, and give the number of reports.

        Every row is copied: all readings, places where texts were met, vectors, rulings, what was
        forgotten, and what was made of them. The target is a file or a server's.

        Raises
        ------
        RecordError
            If the target has what this one has not, or one of them refuses. All is copied or
            nothing.
        """
        return copying.copy(self.database, target.database)

    def forget_report(self, *ids: str, dry_run: bool = False) -> Forgotten:
        """Forget reports: all readings of them, and all that was made of those.

        The tables are written anew, the log of a file is emptied; then the words of the reports
        are looked for (`Forgotten.proof`). Of each only its id is remembered, so that `add`
        refuses it unless it is told to add it `again`. With one that was forgotten before,
        only the tables are written anew.

        Parameters
        ----------
        ids
            Ids of reports, or the beginnings of ids.
        dry_run
            Tell what would go; nothing is changed.

        Raises
        ------
        RecordError
            If there is no such report, or the record refuses. All is forgotten or nothing.
        """
        return forgetting.forget_reports(self.database, ids, dry_run=dry_run)

    def forget_person(self, who: str, *, dry_run: bool = False) -> Forgotten:
        """Forget a person: in every report marks stand where the words of and on them stood.

        Marked, with as many characters as the words had, are what calls the person something,
        the name, and what the person says; see `parley.record.redaction.redacted`. Such
        statements go, with all in them. A changed report has a new id (its text is another),
        no vectors and no earlier readings; the old id is remembered as `forget_report` does.

        Parameters
        ----------
        who
            A name, a Wikidata id, or the `Naming.key` of somebody without a name. Two persons
            of one name are forgotten both: nothing tells them apart.
        dry_run
            Tell what would go; nothing is changed.

        Raises
        ------
        RecordError
            If nobody is called so, or it is no person. All is forgotten or nothing.
        """
        return forgetting.forget_person(self.database, who, dry_run=dry_run)
