"""Copies: reports that print the words of others, whole, cut or among their own.

Candidates are those that share a band of their MinHash [1]_ or two sentences; then sentence is
laid beside sentence. A copy is never dropped: it is listed as one, and its source is that of the
report it copies.

.. [1] Broder, "On the resemblance and containment of documents", 1997; the hashing is rensa's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from rensa import RMinHash

from parley.corroboration.links import Link
from parley.corroboration.sentences import sentences, tokens
from parley.items import Kind, Reading
from parley.record.database import Connection, Row
from parley.record.identities import fold

WHOLE: Final = 0.6
"""Part of a report's words from which on it is a copy; under it, an own report."""

SOME: Final = 20
"""Words of another that are worth saying: two sentences, or a long one."""

ALIKE: Final = 0.7
"""Part of the words of two sentences, taken together, that they share as one edited sentence."""

_BANDS: Final = 16
_ROWS: Final = 4
# With 16 bands of 4 two texts that share half of their shingles meet in 64 of 100 cases, those that
# share 70 % in 99.
_SEED: Final = 20140428  # any number will do, if it stays
_SHINGLE: Final = 3  # words
_SENTENCE: Final = 7  # words; shorter ones are alike by chance


@dataclass(frozen=True, slots=True)
class Copy:
    """What a report has of another's words.

    `part` is how much of the report that is, from 0 to 1; `whole`: it is a copy, not an own report
    with some sentences of the other. `credited`: it names the other's outlet or agency. `agency` is
    the one whose text it says it prints (`Reading.carried`).
    """

    report: str
    outlet: str | None
    source: str
    source_outlet: str | None
    part: float
    whole: bool
    credited: bool
    agency: str | None = None


def keep(connection: Connection, report: int, reading: Reading) -> set[int]:
    """Keep what a report shares with others; give the tellings whose sources that changes."""
    changed = _descendants(connection, report)
    for table in ("sentences", "bands", "copies"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (report,))
    connection.execute("DELETE FROM copies WHERE source = ?", (report,))
    text = reading.report.text
    shared = [(key, report) for key in sorted(_keys(text))]
    connection.executemany("INSERT INTO sentences VALUES (?, ?)", shared)
    bands = [(band, value, report) for band, value in enumerate(_bands(text))]
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", bands)
    own = _text(connection, report)
    for other in _candidates(connection, report):
        _compare(connection, own, _text(connection, other))
    changed |= _descendants(connection, report)
    of = "SELECT number FROM tellings WHERE report = ?"
    return {row["number"] for one in changed for row in connection.execute(of, (one,))}


def _descendants(connection: Connection, report: int) -> set[int]:
    """Give the reports that copy a report, or copy one that does."""
    found: set[int] = set()
    waiting = [report]
    while waiting:
        ask = "SELECT report FROM copies WHERE source = ?"
        new = {row["report"] for row in connection.execute(ask, (waiting.pop(),))} - found
        found |= new
        waiting.extend(new)
    return found - {report}


def _keys(text: str) -> set[int]:
    """Give a key for every sentence that is long enough not to be printed twice by chance."""
    words = (tokens(s.of(text)) for s in sentences(text))
    return {_hash(" ".join(w)) for w in words if len(w) >= _SENTENCE}


def _hash(words: str) -> int:
    digest = blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _bands(text: str) -> Iterator[int]:
    words = tokens(text)
    hashed = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    hashed.update([" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - 2))])
    least = hashed.digest()
    for band in range(_BANDS):
        yield _hash(repr(least[band * _ROWS : (band + 1) * _ROWS]))


def _candidates(connection: Connection, report: int) -> list[int]:
    found = connection.execute(
        """
        SELECT other.report FROM bands AS own JOIN bands AS other
        ON other.band = own.band AND other.hash = own.hash
        WHERE own.report = :report AND other.report != :report
        UNION SELECT other.report FROM sentences AS own JOIN sentences AS other
        ON other.key = own.key WHERE own.report = :report AND other.report != :report
        GROUP BY other.report HAVING count(*) >= 2
        """,
        {"report": report},
    )
    return sorted(row["report"] for row in found)


def _text(connection: Connection, report: int) -> Row:
    ask = (
        "SELECT number, id, text, outlet, published, agency FROM reports "
        "JOIN compared ON report = number WHERE number = ?"
    )
    found: Row = connection.execute(ask, (report,)).fetchone()
    return found


def _compare(connection: Connection, one: Row, other: Row) -> None:
    """Keep which of two reports has words of the other, if one has."""
    source, copy = sorted((one, other), key=lambda row: _age(row, one, other))
    words, whole = _taken(copy["text"], source["text"])
    if words < SOME:
        return
    part = words / whole
    row = (copy["number"], source["number"], part, part >= WHOLE, _credits(copy, source))
    connection.execute("INSERT INTO copies VALUES (?, ?, ?, ?, ?)", row)


def _age(row: Row, one: Row, other: Row) -> tuple[bool, str, bool, str]:
    """Put the source first: who is credited by the other, then who was earlier."""
    rest = other if row is one else one
    credits = bool(row["agency"]) and fold(row["agency"]) == fold(rest["outlet"] or "")
    return (credits, row["published"] or "9999", bool(row["agency"]), row["id"])


def _credits(copy: Row, source: Row) -> bool:
    names = [name for name in (source["outlet"], source["agency"]) if name]
    said = copy["text"].casefold()
    return any(name.casefold() in said for name in names) or copy["agency"] in names


def _taken(text: str, source: str) -> tuple[int, int]:
    """Count the words of `text` in sentences that `source` has too, and all its words."""
    theirs = [frozenset(tokens(s.of(source))) for s in sentences(source)]
    own = [tokens(s.of(text)) for s in sentences(text)]
    taken = sum(len(words) for words in own if _is_among(words, theirs))
    return taken, max(1, sum(len(words) for words in own))


def _is_among(words: Sequence[str], theirs: Sequence[frozenset[str]]) -> bool:
    mine = frozenset(words)
    if len(words) < _SENTENCE:
        return mine in theirs
    return any(len(mine & s) >= ALIKE * len(mine | s) for s in theirs)


def origin(connection: Connection, report: int) -> tuple[str | None, Link | None]:
    """Give the report that a report copies, by its id, and whose words it prints.

    Of several the earliest; what that one copies itself, or credits, is gone back to.
    """
    first, seen = report, {report}
    while True:
        ask = (
            "SELECT number FROM copies JOIN reports ON number = source "
            "WHERE report = ? AND whole = 1 ORDER BY published IS NULL, published, id"
        )
        found = [row["number"] for row in connection.execute(ask, (first,))]
        new = [number for number in found if number not in seen]
        if not new:
            break
        first = new[0]
        seen.add(first)
    source = _text(connection, first)
    own = _text(connection, report)
    name = own["agency"] or source["agency"] or (source["outlet"] if first != report else None)
    link = Link(name, Kind.MEDIA, True, frozenset({fold(name)})) if name else None
    return (source["id"] if first != report else None), link
