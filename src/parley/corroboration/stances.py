"""What a reading says that parties demand, offer, accept or refuse, issue by issue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from parley import vocab
from parley.corroboration.links import known_by
from parley.items import Actor, Event, Kind, Reading, Statement
from parley.record.database import Connection
from parley.spans import Span, cover
from parley.vocab.edtf import bounds

_LONGEST: Final = 400  # characters of a quote: some lines
_SPEAKS_FOR: Final = (Kind.PERSON, Kind.UNNAMED)

Row = tuple[str, str, str, str, str, str | None, int, int, str, str, str]


def rows(reading: Reading) -> list[Row]:
    """Give the positions of one reading as rows of the table."""
    actors = {a.id: a for a in reading.actors}
    said = {s.id: s for s in reading.statements}
    published = reading.report.published
    found: dict[tuple[str, str, str], Row] = {}
    for item, party, stance, span, told, day in _taken(reading):
        actor = _party(actors.get(party), actors)
        words = " ".join(reading.report.text[span.start : span.end].split())
        statement = said.get(told or "")
        chain = statement.chain if statement else tuple(a.id for a in reading.actors[:1])
        names = [actors[hop].name for hop in chain if hop in actors]
        for issue in _issues(words) if actor else ():
            assert actor
            row = (
                *(item, actor.name, _known(actor), issue, stance),
                day or (published.isoformat() if published else None),
                *(span.start, span.end, words[:_LONGEST]),
                json.dumps(names, ensure_ascii=False),
                names[-1] if names else "",
            )
            # What is said comes before what is told of it: one position, in the party's words.
            found.setdefault((stance, actor.name, issue), row)
    return [*found.values()]


_Taken = tuple[str, str, str, Span, str | None, str | None]


def _taken(reading: Reading) -> Iterator[_Taken]:
    """Give who takes which stance in which words: by what is said, and by what is told of it."""
    for said in reading.statements:
        stance = _stances().get(said.act.value)
        if stance and said.speaker and said.content:
            span = cover(said.content)
            yield said.id, said.speaker, stance, span, said.id, _day(said.said)
    for event in reading.events:
        stance = _stances().get(event.type)
        who = next((event.roles[r] for r in _TAKERS if event.roles.get(r)), ())
        if stance and event.status.value in ("happened", "ongoing"):
            when = _day(event.when.value if event.when else None)
            span = _around(reading.report.text, event, reading.statements)
            for party in who:
                yield event.id, party, stance, span, event.statement, when


_TAKERS: Final = ("requester", "proposer", "party")


def _around(text: str, event: Event, statements: Sequence[Statement]) -> Span:
    """Give the words about an event: to the end of its sentence, or of what is said there."""
    end = re.compile(r"[.!?\n]").search(text, event.trigger.end)
    stop = end.start() if end else len(text)
    held = [c.end for s in statements for c in s.content if c.covers(event.trigger)]
    return Span(event.trigger.start, max(event.trigger.end, min([stop, *held])))


def _party(actor: Actor | None, actors: dict[str, Actor]) -> Actor | None:
    """Give the party for which one speaks: whom a person belongs to, else the actor."""
    if actor is None:
        return None
    owner = actors.get(actor.affiliation or "")
    if actor.kind in _SPEAKS_FOR and owner:
        return owner
    return actor if actor.named and actor.kind is not Kind.MEDIA else None


def _known(actor: Actor) -> str:
    """Give the surest thing that an actor is known by: an id, else the name."""
    return max(known_by(actor), key=lambda key: (":" in key, key))


def _day(value: str | None) -> str | None:
    """Give a day, where a value is one."""
    found = bounds(value) if value else None
    return found[0].isoformat() if found and found[0] == found[1] else None


@cache
def _stances() -> dict[str, str]:
    table = vocab.table("claims")["stances"]
    return {word: stance for stance, words in table.items() for word in words}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = vocab.table("claims")["issues"]
    return {
        issue: re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})", re.IGNORECASE)
        for issue, words in table.items()
    }


def _issues(words: str) -> list[str]:
    return [issue for issue, pattern in _patterns().items() if pattern.search(words)]


def keep(connection: Connection, report: int, reading: Reading) -> None:
    """Keep the positions of a reading in the place of the report's last ones."""
    connection.execute("DELETE FROM positions WHERE report = ?", (report,))
    add = f"INSERT INTO positions VALUES ({', '.join('?' * 12)}) ON CONFLICT DO NOTHING"
    connection.executemany(add, [(report, *row) for row in rows(reading)])
