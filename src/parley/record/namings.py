"""Keep who calls whom what: a row for every mention of an actor in a current reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from parley.items import Form, Reading
from parley.record import identities
from parley.record.database import Connection
from parley.record.identities import fold
from parley.schema import from_dict
from parley.spans import Span

# Between two double quotation marks of any kind, within one statement's content.
_IN_MARKS = re.compile('[“”„«»"][^“”„«»"]+[“”«»"]')


def keep(connection: Connection, number: int, reading: Reading) -> None:
    """Keep the mentions of the reading's actors; `number` is its report's."""
    told = outlet(connection, reading.report.outlet or "")
    speech = list(_speech(reading))
    for actor in reading.actors:
        called = [(n, span, _words(reading, span)) for n, span in enumerate(actor.mentions)]
        if not any(words for _, _, words in called):
            continue
        who = identities.identity(connection, number, actor)
        rows = [
            (
                *(number, actor.id, piece, who, told),
                *(_wording(connection, fold(words)), _wording(connection, words)),
                any(said.covers(span) for said in speech),
            )
            for piece, span, words in called
            if words
        ]
        connection.executemany("INSERT INTO namings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def forget(connection: Connection, number: int) -> None:
    """Take away what was kept of a report's mentions."""
    of_report = "SELECT DISTINCT identity FROM namings WHERE report = ?"
    numbers = [row["identity"] for row in connection.execute(of_report, (number,))]
    connection.execute("DELETE FROM namings WHERE report = ?", (number,))
    identities.forget(connection, numbers)


def fill(connection: Connection) -> None:
    """Keep the mentions of all current readings, for a record that has none of them yet."""
    current = (
        "SELECT report, json FROM readings "
        "WHERE number IN (SELECT max(number) FROM readings GROUP BY report)"
    )
    for row in connection.execute(current):
        keep(connection, row["report"], from_dict(json.loads(row["json"])))


def _words(reading: Reading, span: Span) -> str:
    """Give a mention's words in one line."""
    return " ".join(reading.report.text[span.start : span.end].split())


def _speech(reading: Reading) -> Iterator[Span]:
    """Give the stretches of the text that are somebody's own words, between quotation marks."""
    for said in reading.statements:
        if said.form is Form.DIRECT:
            yield from said.content
        elif said.form is Form.MIXED:
            for span in said.content:
                words = reading.report.text[span.start : span.end]
                for found in _IN_MARKS.finditer(words):
                    yield Span(span.start + found.start(), span.start + found.end())


def outlet(connection: Connection, name: str) -> int:
    """Give the number of an outlet, a new one if it is new; '' is one that is not told."""
    add = "INSERT INTO outlets (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING"
    connection.execute(add, (name, fold(name)))
    find = "SELECT number FROM outlets WHERE name = ?"
    return int(connection.execute(find, (name,)).fetchone()[0])


def _wording(connection: Connection, words: str) -> int:
    find = "SELECT number FROM wordings WHERE words = ?"
    known = connection.execute(find, (words,)).fetchone()
    if known:
        return int(known[0])
    add = "INSERT INTO wordings (words) VALUES (?) RETURNING number"
    return int(connection.execute(add, (words,)).fetchone()[0])
