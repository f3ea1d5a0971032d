"""Tolls: numbers in time order, whom they count, what revises what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reported import FILL, STRIKE, shelling
from texts import find

from parley.corroboration.ask import Wanted, claims, count
from parley.corroboration.tolls import by_happening, tolls
from parley.items import Actor, Bound, Kind
from parley.record import Record


def test_a_toll_lists_its_numbers_in_time_order_and_says_what_each_revises(record: Record) -> None:
    record.add(shelling(STRIKE.replace("12", "17"), "Star", date(2021, 3, 3), value=17))
    record.add(shelling(STRIKE, "Post", date(2021, 3, 2)))
    [toll] = tolls(record)
    first, later = toll.numbers
    [event] = claims(record, Wanted(kind="event"))

    assert [(n.value, n.bound, n.root, n.outlet) for n in toll.numbers] == [
        (12, Bound.EXACT, "Post", "Post"),
        (17, Bound.EXACT, "Star", "Star"),
    ]
    assert (first.revises, later.revises, toll.dispute) == (None, first.id, None)
    assert (toll.counted, toll.place, toll.happening) == ("killed", "Tarn", event.id)


def test_a_number_says_whom_it_counts_and_who_is_held_responsible(record: Record) -> None:
    made = shelling(STRIKE)
    army = Actor("a2", "Northern Army", Kind.ARMED_GROUP, True)
    traders = Actor("a3", "traders", Kind.POPULATION, False)
    [toll] = made.figures
    figures = (replace(toll, of="a3", by="a2", bound=Bound.AT_LEAST),)
    record.add(replace(made, actors=(*made.actors, army, traders), figures=figures))
    [[number]] = [found.numbers for found in tolls(record)]

    assert (number.of, number.by, number.bound) == ("traders", "Northern Army", Bound.AT_LEAST)
    assert (number.since, number.until) == ("2021-03-01", "2021-03-01")


def test_a_copy_revises_nothing(record: Record) -> None:
    record.add(shelling(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(shelling(STRIKE.replace("12", "17"), "Harbour Wire", date(2021, 3, 3), value=17))
    record.add(shelling(f"Market shelled\n{FILL} {STRIKE}", "Star", date(2021, 3, 4)))
    numbers = [n for toll in tolls(record) for n in toll.numbers]

    assert [n.value for n in numbers if n.revises] == [17]
    assert [n.revises for n in numbers if n.copy] == [None]


def test_what_is_no_toll_is_not_among_the_tolls(record: Record) -> None:
    made = shelling(STRIKE)
    votes = replace(made.figures[0], counted="votes")
    record.add(replace(made, figures=(votes,)))

    assert not tolls(record)
    assert count(record, Wanted(kind="figure")) == 1


def test_tolls_of_one_happening_stand_side_by_side(record: Record) -> None:
    made = shelling(f"{STRIKE} 30 were hurt.")
    hurt = replace(made.figures[0], id="f2", span=find(made.report.text, "30"), counted="injured")
    record.add(replace(made, figures=(*made.figures, hurt)))
    record.add(shelling(STRIKE.replace("Tarn", "Orm"), "Star", place="Orm", country="YY"))
    one, other = (t for t in tolls(record) if t.place == "Tarn")
    [third] = (t for t in tolls(record) if t.place == "Orm")

    assert one.happening == other.happening != third.happening
    assert by_happening([one, third, other]) == [one, other, third]
