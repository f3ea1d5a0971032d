"""Which actors of different reports are one: by their ids, else by name and kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from parley.items import Actor
from parley.record.database import Connection, Row

_ARTICLE = re.compile(r"(?:the|an|a) (?=\S)")
_SIGNATURE = (
    "name = ? AND folded = ? AND kind = ? AND wikidata IS ? AND iso IS ? AND report IS NULL"
)


def fold(words: str) -> str:
    """Give `words` as they are compared: without case and without an article in front.

    >>> fold("The White House"), fold("A"), fold("theatre owners")
    ('white house', 'a', 'theatre owners')
    """
    return _ARTICLE.sub("", words.casefold(), count=1)


def identity(connection: Connection, report: int, actor: Actor) -> int:
    """Give the number of an actor's identity, a new one where nobody is known by all of it.

    One whom the report does not name is an identity of its own, joined with no other.
    """
    if not actor.named:
        return _unnamed(connection, report, actor)
    ids = (actor.ids.get("wikidata"), actor.ids.get("iso"))
    who = (actor.name, fold(actor.name), actor.kind.value, *ids)
    known = connection.execute(f"SELECT number FROM identities WHERE {_SIGNATURE}", who).fetchone()
    if known:
        return int(known[0])
    add = "INSERT INTO identities (name, folded, kind, wikidata, iso) VALUES (?, ?, ?, ?, ?)"
    number = int(connection.execute(f"{add} RETURNING number", who).fetchone()[0])
    _join(connection, _neighbours(connection, number))
    return number


def _unnamed(connection: Connection, report: int, actor: Actor) -> int:
    add = "INSERT INTO identities (name, folded, kind, report, actor) VALUES (?, ?, ?, ?, ?)"
    who = (actor.name, fold(actor.name), actor.kind.value, report, actor.id)
    number = int(connection.execute(f"{add} RETURNING number", who).fetchone()[0])
    connection.execute("UPDATE identities SET joined = number WHERE number = ?", (number,))
    return number


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    """Take away those of the identities that nothing is left of, and what they alone joined."""
    for number in numbers:
        near = _neighbours(connection, number)
        gone = "DELETE FROM identities WHERE number = ? AND mentions = 0 RETURNING number"
        if connection.execute(gone, (number,)).fetchone():
            _join(connection, [row for row in near if row["number"] != number])


def _join(connection: Connection, near: Sequence[Row]) -> None:
    """Set `joined` for identities, given with all that may be the same as one of them.

    Two are the same that share a Wikidata or an ISO id. Two are also the same that share name
    and kind, unless that name stands for several: for two Wikidata ids, or two ISO ids.
    """
    lowest = {row["number"]: row["number"] for row in near}

    def top(number: int) -> int:
        while lowest[number] != number:
            number = lowest[number]
        return number

    for same in _classes(near):
        tops = {top(number) for number in same}
        lowest.update(dict.fromkeys(tops, min(tops)))
    connection.executemany(
        "UPDATE identities SET joined = ? WHERE number = ?",
        [(top(number), number) for number in lowest],
    )


def _neighbours(connection: Connection, number: int) -> list[Row]:
    """Give an identity with all that ids, or name and kind, tie to it, over others too."""
    tied = """
        SELECT other.* FROM identities AS one JOIN identities AS other
        ON other.wikidata = one.wikidata WHERE one.number = :number
        UNION SELECT other.* FROM identities AS one JOIN identities AS other
        ON other.iso = one.iso WHERE one.number = :number
        UNION SELECT other.* FROM identities AS one JOIN identities AS other
        ON other.folded = one.folded AND other.kind = one.kind AND other.report IS NULL
        WHERE one.number = :number AND one.report IS NULL
    """
    found: dict[int, Row] = {}
    waiting, seen = [number], {number}
    while waiting:
        rows = connection.execute(tied, {"number": waiting.pop()}).fetchall()
        found.update((row["number"], row) for row in rows)
        waiting.extend(found.keys() - seen)
        seen.update(found)
    return list(found.values())


def _classes(rows: Iterable[Row]) -> list[list[int]]:
    """Give the sets of identities that are one."""
    by_id: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    by_name: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in ("wikidata", "iso"):
            if row[key]:
                by_id[key, row[key]].append(row["number"])
        by_name[row["folded"], row["kind"]].append(row)
    clear = (same for same in by_name.values() if not _stands_for_several(same))
    return [*by_id.values(), *([row["number"] for row in same] for same in clear)]


def _stands_for_several(rows: Sequence[Row]) -> bool:
    return any(len({row[key] for row in rows if row[key]}) > 1 for key in ("wikidata", "iso"))
