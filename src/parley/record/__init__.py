"""Readings kept: one SQLite file, asked without the network that read them.

Opening, adding and asking are different rights: a `Record` is the file, a `Writer` adds, a
`View` asks and cannot change anything. After nomenklatura's store.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Self

from parley.errors import RecordError
from parley.items import Reading
from parley.record import forgetting, sqlite
from parley.record.forgetting import Forgotten
from parley.record.keeping import Appearance, Kept, Read
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

_HOW_TO_MAKE_ONE = "`parley read PATH --record FILE` makes one."


class Record:
    """A record of readings in a file; it holds nothing open and may be shared by threads.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     Record.open(f"{folder}/parley.db").reports()
    []
    """

    def __init__(self, path: Path, *, wait: float) -> None:
        self.path = path
        self._wait = wait

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, create: bool = True, wait: float = WAIT
    ) -> Self:
        """Open the record at `path`, and bring one of an older parley up to date.

        Parameters
        ----------
        path
            The file. It is made if it is not there and `create` allows.
        wait
            Seconds to wait while another process writes.

        Raises
        ------
        RecordError
            If there is none, or the file is no record, a newer parley's, or not accessible.
        """
        path = Path(path)
        _check_place(path, create=create)
        last = _last_step(path, wait) if path.exists() else 0
        if not last and not create:
            raise RecordError(f"{path} is empty, it holds no record. {_HOW_TO_MAKE_ONE}")
        todo = [step for step in sqlite.steps() if step.number > last]
        if todo:
            with sqlite.refusals(path), closing(sqlite.connect(path, wait=wait)) as connection:
                sqlite.migrate(connection, path, todo)
        return cls(path, wait=wait)

    def writer(self) -> Writer:
        """Give the right to add, as a context."""
        return Writer(self.path, wait=self._wait)

    def view(self) -> View:
        """Give the right to ask, as a context or as it is."""
        return View(self.path, wait=self._wait)

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
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Naming]:
        """Give who calls whom what; see `View.names`."""
        with self.view() as view:
            return view.names(actor=actor, outlet=outlet, kind=kind, limit=limit, offset=offset)

    def forget_report(self, *ids: str, dry_run: bool = False) -> Forgotten:
        """Forget reports: all readings of them, and all that was made of those.

        The file is written anew and its log emptied; then the words of the reports are looked
        for in both (`Forgotten.proof`). Of each only its id is remembered, so that `add`
        refuses it unless it is told to add it `again`. With one that was forgotten before,
        only the file is written anew.

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
        return forgetting.forget_reports(self.path, ids, dry_run=dry_run, wait=self._wait)

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
        return forgetting.forget_person(self.path, who, dry_run=dry_run, wait=self._wait)


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse a place where no record is or can be."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder. Name a file in it, such as {path / 'parley.db'}.")
    if not path.exists() and not create:
        raise RecordError(f"{path} does not exist: there is no record yet. {_HOW_TO_MAKE_ONE}")
    if not path.parent.is_dir():
        raise RecordError(f"{path.parent} does not exist. Make the folder, or name another file.")


def _last_step(path: Path, wait: float) -> int:
    with (
        sqlite.refusals(path),
        closing(sqlite.connect(path, wait=wait, read_only=True)) as connection,
    ):
        return sqlite.applied(connection, path)
