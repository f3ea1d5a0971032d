"""Dates: what a phrase comes to, what is left out, the network's marks, and any text at all."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from dated import DAYS, WEDNESDAY, only, values
from hypothesis import given
from hypothesis import strategies as st
from texts import find

from parley import vocab
from parley.items import Mark, TimexType
from parley.reading.dates import find_timexes, read_dates
from parley.reading.dates.grammar import rules
from parley.text import segment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # calendar days
        ("They met on August 1.", "2019-08-01"),
        ("They will meet on December 1.", "2019-12-01"),
        ("They met on 1 Dec. 2017.", "2017-12-01"),
        ("They met on the 3rd of March 2015.", "2015-03-03"),
        ("They met on Sunday, March 3, 2019, in Geneva.", "2019-03-03"),
        ("They met on 2015-03-03.", "2015-03-03"),
        ("The order is dated 25/12/2018.", "2018-12-25"),
        ("The order is dated 25.12.2018.", "2018-12-25"),
        ("they met on 3 may.", "2019-05-03"),
        ("They met on 5-6 April 2016.", "2016-04-05/2016-04-06"),
        ("They met around March 5, 2015.", "2015-03-05~"),
        # weekdays
        ("The army shelled the town on Friday.", "2019-10-11"),
        ("Envoys will arrive on Friday.", "2019-10-18"),
        ("The truce is due to begin on Friday.", "2019-10-18"),
        ("He said on Friday that talks would resume.", "2019-10-11"),
        ("The truce holds until Friday.", "2019-10-18"),
        ("Wednesday saw new shelling.", "2019-10-16"),
        ("They met last Wednesday.", "2019-10-09"),
        ("They meet next Wednesday.", "2019-10-23"),
        ("Shelling resumed Friday night.", "2019-10-11TNI"),
        ("Shelling resumed early on Friday morning.", "2019-10-11TMO"),
        ("Shelling resumed late Friday.", "2019-10-11"),
        # today and its neighbours
        ("Shelling resumed yesterday.", "2019-10-15"),
        ("Talks resume tomorrow.", "2019-10-17"),
        ("Shelling resumed last night.", "2019-10-15TNI"),
        ("Shelling resumed this morning.", "2019-10-16TMO"),
        ("Talks resume tonight.", "2019-10-16TNI"),
        # periods
        ("They met last week.", "2019-W41"),
        ("They meet next month.", "2019-11"),
        ("They met this year.", "2019"),
        ("They met earlier this month.", "2019-10"),
        ("They met over the weekend.", "2019-W41-WE"),
        ("They met in June.", "2019-06"),
        ("They met in December.", "2018-12"),
        ("They will meet in November.", "2019-11"),
        ("They met in mid-March 2018.", "2018-03"),
        ("They met in the summer of 2018.", "2018-22"),
        ("They met in the third quarter of 2018.", "2018-35"),
        ("They met in early 2018.", "2018"),
        ("The war of the 1990s is over.", "199X"),
        ("They met in the first half of 2018.", "2018-40"),
        ("He served in 1977-1979.", "1977/1979"),
        ("They met five years ago.", "2014"),
        ("They met a week ago.", "2019-W41"),
        ("They met two days ago.", "2019-10-14"),
        # hours
        ("They met at 3 p.m. on Sunday.", "2019-10-13T15:00"),
        ("They met at 0900 GMT on Sunday.", "2019-10-13T09:00Z"),
        ("They met at noon on 3 March 2019.", "2019-03-03T12:00"),
        # lengths and sets
        ("The truce lasted a week.", "P1W"),
        ("It was a five-day truce.", "P5D"),
        ("The siege lasted more than three months.", "P3M"),
        ("It was a 24-hour strike.", "PT24H"),
        ("They talked for half an hour.", "PT30M"),
        ("They fought for two and a half years.", "P2Y6M"),
        ("In the past three days shelling went on.", "P3D"),
        ("Shells fall every day.", "P1D"),
        ("They meet every other week.", "P2W"),
        ("They rally on Fridays.", "XXXX-WXX-5"),
        ("They met on Christmas Eve.", "2018-12-24"),
        ("They met at Easter 2019.", "2019-04-21"),
        ("They met last Thanksgiving.", "2018-11-22"),
        ("The truce had been due to expire on Friday.", "2019-10-11"),
        ("They have scheduled talks for Friday.", "2019-10-18"),
        ("They met in H1 2014.", "2014-40"),
        ("They met in FY2018.", "2018"),
        ("They met in week 12 of 2018.", "2018-W12"),
        ("They met in the first week of March 2018.", "2018-03-01/2018-03-07"),
        ("They met in the last week of February 2018.", "2018-02-22/2018-02-28"),
        ("They met in the second half of June.", "2019-06-16/2019-06-30"),
        ("Sales fell in the latest quarter.", "2019-35"),
        ("Sales fell in the fiscal year.", "2019"),
        ("They met at 3 pm EST on Monday.", "2019-10-14T15:00-05:00"),
        ("They met at 10:30 UTC+3 on Monday.", "2019-10-14T10:30+03:00"),
        ("They met at 15:00 IST on Monday.", "2019-10-14T15:00"),
        # as printed elsewhere
        ("They met on March, 18, 2017.", "2017-03-18"),
        ("They met on Sept.14th.", "2019-09-14"),
        ("It is about the Sept. 11, 2012, attack.", "2012-09-11"),
        ("It was printed on 12 March 2013 02: 31.", "2013-03-12T02:31"),
        ("They met a few days ago.", "../2019-10-15"),
        ("They were at sea for two months before.", "P2M"),
    ],
)  # fmt: skip
def test_a_phrase_comes_to_its_value(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "They met recently and talk now.",
        "They have fought for months.",
        "They met several years ago.",
        "The man is 45 years old.",
        "A 45-year-old man was hurt.",
        "The decades-long war goes on.",
        "He told the Sunday Times about it.",
        "They may have 15 tanks.",
        "About 2000 people fled.",
        "After the fall of the city they fled.",
        "They fled several days after the raid.",
        "He had seen three-quarters of it.",
        "It is called Bloody Friday.",
        "They fled an hour after the raid.",
    ],
)
def test_the_vague_and_the_timeless_are_left_out(text: str) -> None:
    assert values(text) == {}


def test_corpora_can_ask_for_the_vague() -> None:
    text = "They met recently and fought for several years."
    found = find_timexes(segment(text), WEDNESDAY, vague=True)

    assert [t.value for t in found] == ["PAST_REF", "PXY"]


def test_a_measured_rate_is_no_time() -> None:
    assert values("It costs $5 million a year.") == {}
    assert list(values("They meet twice a year.").values()) == ["P1Y"]


def test_a_mark_makes_a_doubtful_month_a_month() -> None:
    text = "Talks, May permitting, resume."
    mark = Mark("time", "date", find(text, "May"), 0.9)

    assert not read_dates(segment(text), WEDNESDAY)
    assert [t.value for t in read_dates(segment(text), WEDNESDAY, [mark])] == ["2019-05"]


def test_a_mark_adds_what_the_grammar_lacks() -> None:
    text = "They met on Harvest day."
    mark = Mark("time", "date", find(text, "Harvest day"), 0.9)

    (timex,) = read_dates(segment(text), WEDNESDAY, [mark])
    assert (timex.type, timex.value, timex.span) == (TimexType.DATE, None, mark.span)


def test_a_mark_does_not_list_what_the_grammar_holds_vague() -> None:
    text = "They fled several days after the raid."
    mark = Mark("time", "date", find(text, "several days after"), 0.9)

    assert not read_dates(segment(text), WEDNESDAY, [mark])


def test_a_mark_of_another_layer_or_in_doubt_adds_nothing() -> None:
    text = "They met in the morning."
    marks = [
        Mark("time", "time", find(text, "the morning"), 0.2),
        Mark("place", "place", find(text, "the morning"), 0.9),
    ]

    assert not read_dates(segment(text), WEDNESDAY, marks)


def _ways(day: date) -> list[str]:
    month = f"{day:%B}"
    return [
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {day.day} {month if day.month == 5 else month[:3] + '.'} {day.year}",
        day.isoformat(),
        f"the {day.day}{_ending(day.day)} of {month} {day.year}",
        f"{month} {day.day}, {day.year}".lower(),
    ]


def _ending(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")


@given(DAYS)
def test_every_day_comes_back_in_whatever_order_it_is_written(day: date) -> None:
    for words in _ways(day):
        assert values(f"They met on {words}.", None) == {words: day.isoformat()}


_PIECES = st.sampled_from(
    ["March", " ", "5", ",", "the", "of", "two", "days", "later", "last", "year", "1999", "at",
     "3 p.m.", "Friday", "night", "-", "half", "an hour", "\n", "quarter", "99", "0000", "century",
     "and", "to", "may", "31", "February", "every", "ago", "a", "before", "9999", "'98", "T", "Z"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=80), st.none() | st.dates())
def test_no_text_breaks_the_reader(text: str, published: date | None) -> None:
    found = find_timexes(segment(text), published, vague=True)

    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert [t.id for t in found] == [f"d{i}" for i in range(1, len(found) + 1)]


@pytest.mark.parametrize(
    ("rule", "words"),
    [(rule, w) for rule, row in vocab.table("date_grammar")["rules"].items() for w in row["like"]],
)
def test_every_rule_matches_the_words_it_is_like(rule: str, words: str) -> None:
    whole = words.replace("(", "").replace(")", "")
    kept = re.sub(r"\([^)]*\)", "", words).strip()
    found = rules()[rule].search(whole)

    assert found is not None
    assert kept in (found.group(), found.groupdict().get("span"))


@pytest.mark.parametrize("unit", vocab.table("dates")["units"].values())
def test_every_unit_is_an_amount_and_a_letter(unit: str) -> None:
    assert re.fullmatch(r"T?\d+[A-Z]+", unit)


def test_many_dates_take_time_in_proportion() -> None:
    """Deep recursion or a quadratic scan would not come back."""
    text = "On Friday, two days later, in 2014. " * 300

    assert len(read_dates(segment(text), WEDNESDAY)) == 900


@pytest.mark.parametrize("piece", ["111,", "the ", "May ", "2 ", "\n", "a hundred ", "1999-", "'"])
def test_no_text_is_slow(piece: str) -> None:
    """A pattern that backtracks from every start would not come back from these."""
    assert isinstance(read_dates(segment(piece * 4000), WEDNESDAY), tuple)
