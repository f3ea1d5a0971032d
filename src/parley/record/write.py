"""Add readings to a record: each wholly or not at all, and nothing recorded is ever lost."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from parley.errors import ForgottenError, RecordError
from parley.items import Reading, Report
from parley.record import namings, sourcing
from parley.record.database import Connection, Database, Row, marks, now
from parley.record.keeping import Appearance, Kept, Packed, Read
from parley.record.rows import ITEM_TABLES, Value, item_rows
from parley.record.vectors import Vectors, pack
from parley.schema import to_dict, to_json

_KNOWN = ("outlet", "published", "title", "url")  # what is known of where a text came from


class Writer:
    """The right to add. Each reading is a transaction of its own, so that writers take turns.

    Use it as a context; made by `Record.writer`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with self._refusals():
            self._connection = database.connect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the right back."""
        self._connection.close()

    def add(self, reading: Reading, vectors: Vectors | None = None, *, again: bool = False) -> bool:
        """Keep `reading` unless the record has it; tell whether it was kept.

        A report is known by its text. A known text is not kept again, but for three reasons:
        this parley is newer than the one that read it, the outlet, date, title or address is
        told now and was not before, or there are vectors now and were none. Then the new
        reading is the current one, and the old one stays in the report's history.

        Every outlet and address at which a text is met is remembered, also where nothing else
        is new (a reprint). Another text at a known address is another report, and a new
        version of the one before it.

        Raises
        ------
        ForgottenError
            If the record was told to forget this text, and not told to take it `again`.
        RecordError
            If the record refuses: another process writes too long, the disk is full. Nothing
            of the reading was kept then.
        """
        came = now()
        written = to_dict(reading)
        packed = {item: pack(v) for item, v in (vectors.by_item if vectors else {}).items()}
        read = Read(written, vectors.weights if vectors else None, came)
        seen = Appearance(**{key: written["report"][key] for key in _KNOWN}, added=came)
        return self._add(reading, Kept(came, (read,), (seen,), packed), again=again)

    def restore(self, kept: Kept) -> bool:
        """Put back what `View.kept` gave, with its times; tell whether a reading was kept.

        Of a text that the record has already, the current reading is added by the rules of
        `add`, and where else it was met is remembered. What was forgotten stays out.
        """
        try:
            return self._add(kept.reading, kept)
        except ForgottenError:
            return False

    def _add(self, reading: Reading, kept: Kept, *, again: bool = False) -> bool:
        last = kept.readings[-1]
        with self._refusals(), self._connection.transaction():
            self._check_forgotten(reading.report.id, again=again)
            number = self._report(reading.report, kept.added)
            for seen in kept.appearances:
                appear(self._connection, number, seen)
            current = self._current(number)
            if current is not None:
                if not _is_news(current, last):
                    return False
                self._forget_items(number)
            for read in kept.readings if current is None else [last]:
                keep(self._connection, number, read)
            keep_items(self._connection, number, reading, kept.vectors)
            return True

    def _refusals(self) -> Any:
        return self._database.refusals("Nothing was added.")

    def _check_forgotten(self, id_: str, *, again: bool) -> None:
        """Refuse a text that was forgotten, or forget that it was."""
        find = "SELECT added FROM forgotten WHERE id = ?"
        found = self._connection.execute(find, (id_,)).fetchone()
        if found and not again:
            raise ForgottenError(
                f"{self._database} was told on {found['added'][:10]} to forget report {id_[:12]}, "
                "or a person in it. It was not added. --again (again=True) adds it all the same."
            )
        if found:
            self._connection.execute("DELETE FROM forgotten WHERE id = ?", (id_,))

    def _report(self, report: Report, added: str) -> int:
        """Give the number of the report, a new one if its text is new."""
        find = "SELECT number, text FROM reports WHERE id = ?"
        known = self._connection.execute(find, (report.id,)).fetchone()
        if known is None:
            add = (
                "INSERT INTO reports (id, text, language, added) VALUES (?, ?, ?, ?) "
                "RETURNING number"
            )
            values = (report.id, report.text, report.language, added)
            return int(self._connection.execute(add, values).fetchone()[0])
        if known["text"] != report.text:
            raise RecordError(
                f"{self._database} holds another text under the id {report.id[:12]}: "
                "an id must be the SHA-256 of its text. Nothing was added."
            )
        return int(known["number"])

    def _current(self, number: int) -> Row | None:
        """Give what is known of a report, and who read it last; ``None`` if nobody did."""
        found: Row | None = self._connection.execute(
            "SELECT reports.*, readings.parley, readings.weights FROM reports "
            "JOIN readings ON readings.report = reports.number WHERE reports.number = ? "
            "ORDER BY readings.number DESC LIMIT 1",
            (number,),
        ).fetchone()
        return found

    def _forget_items(self, number: int) -> None:
        """Take away the rows of the reading that was current; its JSON stays."""
        self._connection.leave(number)
        for table in (*ITEM_TABLES, "vectors", "sourcing"):
            self._connection.execute(f"DELETE FROM {table} WHERE report = ?", (number,))
        namings.forget(self._connection, number)


def appear(connection: Connection, number: int, seen: Appearance) -> None:
    """Remember where a text was met, once; `number` is its report's."""
    connection.execute(
        "INSERT INTO appearances (report, outlet, published, title, url, added) "
        "SELECT :number, :outlet, :published, :title, :url, :added WHERE NOT EXISTS ("
        "SELECT 1 FROM appearances WHERE report = :number AND outlet IS :outlet "
        "AND published IS :published AND title IS :title AND url IS :url)",
        asdict(seen) | {"number": number},
    )


def keep(connection: Connection, number: int, read: Read) -> None:
    """Keep a reading as the report's current one, without its items."""
    written = read.document
    connection.execute(
        "UPDATE reports SET outlet = :outlet, published = :published, title = :title, "
        "url = :url, language = :language, carried = :carried WHERE number = :number",
        written["report"] | {"carried": written.get("carried"), "number": number},
    )
    connection.execute(
        "INSERT INTO readings (report, parley, weights, json, added) VALUES (?, ?, ?, ?, ?)",
        (number, written["parley"], read.weights, to_json(written), read.added),
    )


def keep_items(connection: Connection, number: int, reading: Reading, vectors: Packed) -> None:
    """Keep the items of the report's current reading, and enter its words in the index."""
    rows: defaultdict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for table, row in item_rows(reading):
        rows[table].append((number, *row))
    for table, some in rows.items():
        connection.executemany(f"INSERT INTO {table} VALUES ({marks(some[0])})", some)
    for item, packed in vectors.items():
        values = (number, item, *packed)
        connection.execute("INSERT INTO vectors VALUES (?, ?, ?, ?)", values)
    namings.keep(connection, number, reading)
    sourcing.keep(connection, number)
    connection.enter(number)


def _is_news(known: Row, read: Read) -> bool:
    """Tell whether the reading `read` is better than the `known` one of its text."""
    written = read.document
    told = written["report"]
    # Another outlet or date makes another chain and other dates: a reprint, not a correction.
    if any(known[key] not in (None, told[key]) for key in ("outlet", "published")):
        return False
    if any(known[key] and not told[key] for key in _KNOWN):
        return False
    return (
        _release(written["parley"]) > _release(known["parley"])
        or any(told[key] and not known[key] for key in _KNOWN)
        or (read.weights is not None and known["weights"] is None)
    )


def _release(version: str) -> tuple[int, ...]:
    """Give the numbers in front of a version, to compare releases by.

    >>> _release("0.10.1+source") > _release("0.9")
    True
    """
    found = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
