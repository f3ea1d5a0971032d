"""Terms of truces and exchanges: length, end, extension, both sides' numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from texts import find, report

from parley.cli.table import Printer
from parley.items import Actor, Bound, Event, Figure, Kind, Reading, Status, When
from parley.reading.dates import read_dates
from parley.reading.events import with_terms
from parley.reading.events.terms import _third
from parley.record import Record
from parley.spans import Span
from parley.text import segment
from parley.web import app

PUBLISHED = date(2023, 11, 22)  # a Wednesday


def truce(text: str, noun: str = "truce", when: When | None = None) -> Event:
    """Give the truce of a text, with the terms that its words tell."""
    doc = segment(text)
    event = Event("e1", "truce", find(text, noun), Status.HAPPENED, when=when)
    [found] = with_terms(doc, [event], [], read_dates(doc, PUBLISHED))
    return found


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("They agreed to a four-day truce.", "P4D"),
        ("A 72-hour humanitarian truce was announced.", "PT72H"),
        ("they agreed on a truce of two weeks.", "P2W"),
        ("The truce will last four days.", "P4D"),
        ("A truce for at least ten days was offered.", "P10D"),
        ("The truce has held for three weeks.", None),
        ("Two days before the truce the bridge fell.", None),
        ("The truce came after four days of shelling.", None),
        ("They agreed on a truce.", None),
    ],
)
def test_a_length_is_the_truce_s_only_where_the_words_say_so(text: str, length: str | None) -> None:
    assert truce(text).length == length


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("A truce will hold until 3 December.", "2023-12-03"),
        ("the truce runs until at least 27 november.", "2023-11-27"),
        ("The truce, agreed in Zenda, expires on Monday.", "2023-11-27"),
        ("A truce began on Monday.", None),
    ],
)
def test_a_truce_ends_where_until_or_a_like_word_says(text: str, until: str | None) -> None:
    assert truce(text).until == until


@pytest.mark.parametrize(
    ("text", "extended", "length"),
    [
        ("The truce was extended by two days.", True, "P2D"),
        ("mediators announced a two-day extension of the truce.", True, "P2D"),
        ("The four-day truce was extended by two days.", True, "P2D"),
        ("The four-day truce was extended.", True, None),
        ("They refused to extend the truce.", False, None),
        ("Doctors, who extended thanks to all who had helped them, want a truce.", False, None),
        ("The truce was not extended.", False, None),
    ],
)
def test_an_extension_has_its_own_length(text: str, extended: bool, length: str | None) -> None:
    found = truce(text)

    assert (found.extended, found.length) == (extended, length)


def test_the_last_day_is_not_taken_for_the_time_of_the_truce() -> None:
    found = truce("They extended the truce until Monday.", when=When("Monday", "2023-11-27"))

    assert (found.until, found.when) == ("2023-11-27", None)


@pytest.mark.parametrize(
    ("text", "start", "until", "length", "computed"),
    [
        ("A four-day truce from Friday.", "2023-11-24", "2023-11-28", "P4D", "until"),
        ("a 72-hour truce from friday.", "2023-11-24", "2023-11-27", "PT72H", "until"),
        ("A 12-hour truce from Friday.", "2023-11-24", None, "PT12H", None),
        ("A truce from Friday until 27 November.", "2023-11-24", "2023-11-27", "P3D", "length"),
        ("A four-day truce until Monday.", None, "2023-11-27", "P4D", "when"),
        ("A truce from Friday.", "2023-11-24", None, None, None),
        ("On Friday they agreed to a four-day truce.", "2023-11-24", None, "P4D", None),
        ("A four-day truce came into force on Friday.", "2023-11-24", "2023-11-28", "P4D", "until"),
    ],
)
def test_the_third_is_worked_out_only_from_the_other_two(
    text: str, start: str | None, until: str | None, length: str | None, computed: str | None
) -> None:
    day = "Friday" if "Friday" in text else "friday"
    found = truce(text, when=When(day, start) if start else None)

    assert (found.until, found.length, found.computed) == (until, length, computed)
    if computed == "when":
        assert found.when == When(None, "2023-11-23")


def test_an_extended_truce_is_not_reckoned_from_the_day_of_its_extension() -> None:
    found = truce(
        "On Friday the truce was extended by two days.", when=When("Friday", "2023-11-24")
    )

    assert (found.length, found.until, found.computed) == ("P2D", None, None)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_start_and_end_come_back_from_each_other(start: date, days: int) -> None:
    bare = Event("e1", "truce", Span(0, 1), Status.HAPPENED, length=f"P{days}D")
    ahead = _third(replace(bare, when=When("then", str(start))))
    back = _third(replace(bare, until=ahead.until))

    assert back.when == When(None, str(start))
    assert _third(replace(ahead, length=None)).length == f"P{days}D"


def swap(text: str, *figures: Figure, kind: str = "exchange", word: str = "exchange") -> Event:
    event = Event("e1", kind, find(text, word), Status.HAPPENED, roles={"party": ("a1", "a2")})
    return with_terms(segment(text), [event], figures, [])[0]


def held(text: str, words: str, by: str | None = None, of: str | None = None) -> Figure:
    span = find(text, words)
    return Figure("f1", span, int(words), Bound.EXACT, "released", by=by, of=of)


def test_both_sides_numbers_are_kept_by_who_gives_or_is_given() -> None:
    text = "The rebels freed 50 hostages in exchange for 150 prisoners."
    one, two = held(text, "50", by="a1", of="a3"), held(text, "150", of="a4")

    assert swap(text, one, two).counts == {"a1": 50, "a4": 150}
    assert swap(text, one, two, kind="release", word="freed").counts == {"a1": 50, "a4": 150}
    assert swap(text, one, replace(two, by="a1")).counts == {"a3": 50, "a4": 150}


def test_one_side_alone_or_two_that_no_word_ties_have_no_counts() -> None:
    text = "The exchange freed 50 hostages. the army freed 150 men and 20 women."
    one = held(text, "50", by="a1")
    two, three = held(text, "150", of="a3"), held(text, "20", of="a4")

    assert swap(text, one).counts == {}
    assert swap(text, two, three, kind="release", word="freed 150").counts == {}
    unknown = "They agreed to exchange 50 for 150."
    assert swap(unknown, held(unknown, "50"), held(unknown, "150", of="a4")).counts == {}


def test_each_gives_the_same() -> None:
    text = "the exchange of 40 prisoners each took a day."

    assert swap(text, held(text, "40", of="a3")).counts == {"a1": 40, "a2": 40}


def test_table_page_and_record_hold_the_terms_and_say_what_was_worked_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "A truce of four days from Friday; 50 for 90."
    actors = (Actor("a1", "Norland", Kind.STATE, True), Actor("a2", "Sudland", Kind.STATE, True))
    truce = Event(
        "e1", "truce", find(text, "truce"), Status.PLANNED, when=When("Friday", "2023-11-24"),
        until="2023-11-28", length="P4D", computed="until",
    )  # fmt: skip
    freed = Event(
        "e2", "exchange", find(text, "50 for 90"), Status.PLANNED, counts={"a1": 50, "a2": 90}
    )
    reading = Reading(report(text), actors, events=(truce, freed))
    Record.open(tmp_path / "r.db").add(reading)

    Printer().reading(reading)
    printed = " ".join(capsys.readouterr().out.split())
    with TestClient(app(tmp_path / "r.db"), "http://127.0.0.1:8321") as client:
        page = re.sub(r"<[^>]*>|\s", "", client.get(f"/report/{reading.report.id}").text)

    assert Record.open(tmp_path / "r.db").view().reading(reading.report.id) == reading
    assert "(computed)" in printed
    assert "Sudland 90" in printed
    assert "until2023-11-28computed" in page
    assert "countsNorland50forSudland90" in page
