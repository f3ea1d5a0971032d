"""Prove that a record holds words no more: look into every table, and into the bytes of a file.

The bytes show what no table does any more: freed pages, the log, an index. The tables show
what the bytes hide: a long value lies in pieces, on pages that need not follow one another. Of a
server only the tables are seen; it says itself that no row which went is left in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from parley.record.database import Connection, Database, Row

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
    any of the others still is, or may be; it is empty if the record forgot. `size` is in bytes,
    those of the files where the record `is_file`, else those of the tables.
    """

    sought: int
    elsewhere: Mapping[str, tuple[str, ...]]
    found: tuple[str, ...]
    size: int
    is_file: bool = True

    def __str__(self) -> str:
        left = self.sought - len(self.elsewhere)
        where = (
            f"the {self.size:,} bytes of the file and its log, and in all tables"
            if self.is_file
            else f"all tables, {self.size:,} bytes written anew (not in the server's log)"
        )
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


def prove(
    connection: Connection, database: Database, sought: Iterable[str], left: Iterable[str] = ()
) -> Proof:
    """Look for all of `sought`, in any case, in the record's tables and files.

    `left` says where traces are known to be.
    """
    needles = {words: _forms(words) for words in sought}
    elsewhere = _elsewhere(connection, needles)
    rest = {words: forms for words, forms in needles.items() if words not in elsewhere}
    found = [name for name, rows in connection.texts() if _any_in(_values(rows), rest)]
    files = database.files()
    found += [file.name for file in files if _any_in(_bytes(file, rest), rest)]
    size = sum(file.stat().st_size for file in files) if files else connection.size()
    return Proof(len(needles), elsewhere, (*found, *left), size, bool(files))


def _forms(words: str) -> frozenset[bytes]:
    """Give the bytes of words as `bytes.lower` leaves them, which lowers A to Z alone."""
    forms = (words, words.casefold(), words.lower(), words.upper())
    return frozenset(form.encode().lower() for form in forms)


def _any_in(chunks: Iterable[bytes], needles: Mapping[str, frozenset[bytes]]) -> bool:
    forms = [form for forms in needles.values() for form in forms]
    return any(form in chunk for chunk in chunks for form in forms)


def _elsewhere(
    connection: Connection, needles: Mapping[str, frozenset[bytes]]
) -> dict[str, tuple[str, ...]]:
    """Give the words that stand in what reports the record still has, with some of their ids."""
    texts = """
        SELECT id, outlet, title, url, text FROM reports UNION ALL
        SELECT id, appearances.outlet, appearances.title, appearances.url, NULL
        FROM appearances JOIN reports ON reports.number = report
    """
    found: dict[str, dict[str, None]] = {}
    for id_, *said in connection.stream(texts):
        written = "\n".join(part for part in said if part).encode().lower()
        for words, forms in needles.items():
            if any(form in written for form in forms):
                found.setdefault(words, {})[id_] = None
    return {words: tuple(ids) for words, ids in found.items()}


def _values(rows: Iterable[Row]) -> Iterator[bytes]:
    """Give the texts and blobs of rows, many at a time."""
    some: list[bytes] = []
    size = 0
    for row in rows:
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
