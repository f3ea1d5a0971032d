"""Reports in which an outlet calls one actor by some words."""

from __future__ import annotations

from dataclasses import replace

from texts import find, report

from parley.items import Act, Actor, Form, Kind, Reading, Statement
from parley.record import Record


def told(
    outlet: str | None,
    *words: str,
    name: str = "Arvenia",
    kind: Kind = Kind.STATE,
    named: bool = True,
    ids: dict[str, str] | None = None,
    form: Form | None = None,
) -> Reading:
    """Give a report in which an outlet calls one actor by these words, one after the other."""
    text = "".join(f"{n} {called} spoke. " for n, called in enumerate(words))
    spans = tuple(find(text, f"{n} {called} spoke") for n, called in enumerate(words))
    spans = tuple(replace(span, start=span.start + 2, end=span.end - 6) for span in spans)
    actor = Actor("a1", name, kind, named, spans, ids or {})
    said = (
        ()
        if form is None
        else (Statement("s1", (spans[0],), (), (), "a1", form, Act.SAY, ("a1",)),)
    )
    head = report(text + (outlet or "") + name + kind + str(ids), outlet=outlet)
    return Reading(head, (actor,), said)


def kept(record: Record, *given: Reading) -> Record:
    """Keep readings in a record."""
    with record.writer() as writer:
        for reading in given:
            writer.add(reading)
    return record
