"""The timeline: events by day, each party once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reported import STRIKE, shelling

from parley.corroboration.ask import Wanted
from parley.corroboration.timeline import timeline
from parley.items import Actor, Kind
from parley.record import Record


def test_the_timeline_goes_by_day_and_ends_with_what_is_not_dated(record: Record) -> None:
    days = ("2021-03-05", None, "2021-03", "2021-02-27", "../2021-03-03")
    for n, day in enumerate(days):
        text = STRIKE.replace("Tarn", f"Tarn {n}")
        record.add(shelling(text, when=day, place=f"Tarn {n}", country=f"X{n}"))
    found = timeline(record)

    assert [event.place for event in found] == [f"Tarn {n}" for n in (3, 2, 4, 0, 1)]
    assert found[-1].when is None
    assert timeline(record, limit=2) == found[:2]
    assert [e.place for e in timeline(record, Wanted(since=date(2021, 3, 4)))] == [
        "Tarn 2",
        "Tarn 0",
    ]


def test_the_timeline_names_each_party_once(record: Record) -> None:
    for outlet, name in (("Post", "Northern Army"), ("Star", "the Northern Army")):
        made = shelling(f"{outlet}: {STRIKE}", outlet)
        army = Actor("a2", name, Kind.ARMED_GROUP, True)
        events = (replace(made.events[0], roles={"attacker": ("a2",)}),)
        record.add(replace(made, actors=(*made.actors, army), events=events))
    [event] = timeline(record)

    assert {role: len(who) for role, who in event.parties.items()} == {"attacker": 1}
    assert len(event.reports) == 2
