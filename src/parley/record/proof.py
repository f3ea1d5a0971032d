"""Prove that a record holds words no more: look into every table, and into the bytes of its files.

The bytes show what no table does any more: freed pages, the log, an index. The tables show
what the bytes hide: a long value lies in pieces, on pages that need not follow one another.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FILES: Final = ("", "-wal", "-shm", "-journal")
_CHUNK: Final = 1 << 23  # bytes looked through at once; more is no faster

# A text is looked for in pieces of some words, at most about a hundred, each of which takes one
# pass through the file. A shorter piece would stand in other reports too.
_LEAST: Final = 5
_PIECES: Final = 100

# JSON writes these with a backslash, or as an escape: a piece that has none is the same in it.
_ESCAPED: Final = re.compile(
    '[\x00-\x1f"\\\\\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+'
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked for after forgetting, and what was found.

    `sought` counts the pieces of text and the names. `elsewhere` are those of them that stand in
    other reports too, with the ids of these: nothing can be said of them. `found` says where
    any of the others still is; it is empty if the record forgot. `size` is in bytes.
    """

    sought: int
    elsewhere: Mapping[str, tuple[str, ...]]
    found: tuple[str, ...]
    size: int

    def __str__(self) -> str:
        left = self.sought - len(self.elsewhere)
        where = f"the {self.size:,} bytes of the file and its log, and in all tables"
        if self.found:
            said = f"Looked for {left:,} of its words or passages in {where}: FOUND in "
            return said + ", ".join(self.found) + "."
        if not left:
            return "There are no words to look for that are this one's alone."
        return f"Looked for {left:,} of its words or passages in {where}: none is there any more."


def pieces(texts: Iterable[str]) -> list[str]:
    """Cut texts into pieces that would give them away, if one were left."""
    return list(dict.fromkeys(piece for text in texts for piece in _pieces(text)))


def _pieces(text: str) -> Iterator[str]:
    size = max(_LEAST, len(text.split()) // _PIECES)
    for stretch in _ESCAPED.split(text):
        words = list(re.finditer(r"\S+", stretch))
        for first in range(0, len(words), size):
            some = words[first : first + size]
            # What remains at a stretch's end is too short to tell, unless it is long in letters.
            if len(some) >= _LEAST or some[-1].end() - some[0].start() >= 24:
                yield stretch[some[0].start() : some[-1].end()]


def spellings(names: Iterable[str]) -> list[str]:
    """Give the ways in which names are written in texts and addresses."""
    ways = [re.findall(r"[^\W_]+", name) for name in names]
    between = (" ", "-", "_", "+", "%20", "\n", "\\n")
    made = [sep.join(words) for words in ways for sep in between if words]
    made += [f"{words[-1]}, {' '.join(words[:-1])}" for words in ways if len(words) > 1]
    return list(dict.fromkeys([*(" ".join(name.split()) for name in names), *made]))


def prove(connection: sqlite3.Connection, path: Path, sought: Iterable[str]) -> Proof:
    """Look for all of `sought`, in any case, in the record's tables and files."""
    needles = {words: _forms(words) for words in sought}
    elsewhere = _elsewhere(connection, needles)
    rest = {words: forms for words, forms in needles.items() if words not in elsewhere}
    found = [f"table {table}" for table, values in _tables(connection) if _any_in(values, rest)]
    size = 0
    for file in (path.with_name(f"{path.name}{end}") for end in _FILES):
        if file.exists():
            size += file.stat().st_size
            found += [file.name] if _any_in(_bytes(file, rest), rest) else []
    return Proof(len(needles), elsewhere, tuple(found), size)


def _forms(words: str) -> frozenset[bytes]:
    """Give the bytes of words as `bytes.lower` leaves them, which lowers A to Z alone."""
    forms = (words, words.casefold(), words.lower(), words.upper())
    return frozenset(form.encode().lower() for form in forms)


def _any_in(chunks: Iterable[bytes], needles: Mapping[str, frozenset[bytes]]) -> bool:
    forms = [form for forms in needles.values() for form in forms]
    return any(form in chunk for chunk in chunks for form in forms)


def _elsewhere(
    connection: sqlite3.Connection, needles: Mapping[str, frozenset[bytes]]
) -> dict[str, tuple[str, ...]]:
    """Give the words that stand in what reports the record still has, with some of their ids."""
    texts = """
        SELECT id, concat FROM (
            SELECT id, coalesce(outlet, '') || char(10) || coalesce(title, '') || char(10)
                || coalesce(url, '') || char(10) || text AS concat FROM reports
            UNION ALL
            SELECT id, coalesce(appearances.outlet, '') || char(10)
                || coalesce(appearances.title, '') || char(10) || coalesce(appearances.url, '')
            FROM appearances JOIN reports ON reports.number = report
        )
    """
    found: dict[str, dict[str, None]] = {}
    for id_, text in connection.execute(texts):
        written = text.encode().lower()
        for words, forms in needles.items():
            if any(form in written for form in forms):
                found.setdefault(words, {})[id_] = None
    return {words: tuple(ids) for words, ids in found.items()}


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give every table with its texts and blobs, those of the full-text index included."""
    tables = (
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    )
    for (name,) in connection.execute(tables).fetchall():
        yield name, _values(connection, name)


def _values(connection: sqlite3.Connection, table: str) -> Iterator[bytes]:
    """Give the texts and blobs of a table, many at a time."""
    column = "SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('INTEGER', 'REAL')"
    columns = [f'"{name}"' for (name,) in connection.execute(column, (table,))]
    some: list[bytes] = []
    size = 0
    # No table that counts alone: most rows of a record are numbers.
    for row in connection.execute(f'SELECT {", ".join(columns) or "NULL"} FROM "{table}"'):
        for value in row:
            if isinstance(value, str | bytes):
                some.append(value.encode() if isinstance(value, str) else value)
                size += len(value)
        if size > _CHUNK:
            yield b"\0".join(some).lower()
            some, size = [], 0
    yield b"\0".join(some).lower()


def _bytes(file: Path, needles: Mapping[str, frozenset[bytes]]) -> Iterator[bytes]:
    """Give a file in chunks that overlap by the longest of what is looked for."""
    longest = max((len(form) for forms in needles.values() for form in forms), default=1)
    with file.open("rb") as stream:
        last = b""
        while chunk := stream.read(_CHUNK):
            yield (last + chunk).lower()
            last = chunk[-longest:]
