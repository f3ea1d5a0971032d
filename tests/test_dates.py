from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import vocab
from parley.items import Mark, Timex, TimexType
from parley.reading.dates import bounds, find_timexes, read_dates
from parley.reading.dates.calendars import lunar_day, solar_day
from parley.reading.dates.grammar import rules
from parley.reading.dates.values import easter, period, step
from parley.spans import Span
from parley.text import segment
from parley.vocab.edtf import reach

WEDNESDAY = date(2019, 10, 16)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def values(text: str, published: date | None = WEDNESDAY) -> dict[str, str | None]:
    return {t.span.of(text): t.value for t in read_dates(segment(text), published)}


def only(text: str, published: date | None = WEDNESDAY) -> Timex:
    (timex,) = read_dates(segment(text), published)
    return timex


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
    ("text", "value"),
    [
        ("On 3 March 2019 they met. Two days later they signed.", "2019-03-05"),
        ("On 3 March 2019 they met. The following day they signed.", "2019-03-04"),
        ("On 3 March 2019 they met. They signed the same night.", "2019-03-03TNI"),
        ("On 3 March 2019 they met. A month later they signed.", "2019-04"),
        ("They signed a day before the talks of 3 March 2019.", "2019-03-02"),
        ("On 3 March 2019 they met. They had fought days earlier.", "../2019-03-02"),
    ],
)
def test_what_leans_on_a_date_is_counted_from_it(text: str, value: str) -> None:
    assert value in values(text).values()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on 12 Rajab 1435.", "2014-05-11/2014-05-13"),
        ("They met on 22 Bahman 1357.", "1979-02-11"),
        ("They met in Mehr 1392.", "2013-09-23/2013-10-22"),
        ("They met on 15 Khordad.", "2019-06-05"),
        ("They met during Ramadan.", "2019-05-05/2019-06-05"),
        ("They met in Ramadan 2014.", "2014-06-28/2014-07-29"),
        ("They met after Eid al-Adha 2014.", "2014-10-04/2014-10-06"),
        ("They will meet on the 27th of Ramadan.", "2020-05-19/2020-05-21"),
        ("They met last Ramadan.", "2019-05-05/2019-06-05"),
    ],
)
def test_other_calendars_give_their_gregorian_days(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize("text", ["Mr Ramadan met them.", "They met in Ramadan Street."])
def test_a_person_or_street_is_no_month_of_fasting(text: str) -> None:
    assert values(text) == {}


def test_without_a_publication_day_no_feast_is_placed() -> None:
    timex = only("They met on Ashura.", None)

    assert (timex.value, timex.offset) == (None, "nearest Ashura")


@given(st.integers(1, 1999), st.integers(1, 11))
def test_lunar_months_have_29_or_30_days(year: int, month: int) -> None:
    assert (lunar_day(year, month + 1, 1) - lunar_day(year, month, 1)).days in (29, 30)
    assert (lunar_day(year + 1, 1, 1) - lunar_day(year, 1, 1)).days in (354, 355)


@given(st.integers(1178, 1632))
def test_the_solar_year_begins_with_spring(year: int) -> None:
    new_year = solar_day(year, 1, 1)

    assert (new_year.month, new_year.day) in [(3, 19), (3, 20), (3, 21), (3, 22)]
    assert (solar_day(year + 1, 1, 1) - new_year).days in (365, 366)


@given(DAYS, DAYS)
def test_the_days_of_an_interval_are_its_reach(a: date, b: date) -> None:
    first, last = min(a, b).isoformat(), max(a, b).isoformat()

    assert reach(f"{first}/{last}") == (first, last)
    assert reach(f"../{last}") == (None, last)
    assert reach(f"{first}/..") == (first, None)


@given(st.text(max_size=20) | st.none())
def test_reach_never_ends_before_it_begins(value: str | None) -> None:
    earliest, latest = reach(value)

    assert not (earliest and latest) or earliest <= latest


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met from March to June 2018.", ["2018-03", "2018-06"]),
        ("They met from December to June 2018.", ["2017-12", "2018-06"]),
        ("They met between March 3 and March 5, 2018.", ["2018-03-03", "2018-03-05"]),
        ("They met on 3-4 March and 6 March 2018.", ["2018-03-03/2018-03-04", "2018-03-06"]),
        ("They met from Monday to Friday.", ["2019-10-07", "2019-10-11"]),
        ("They will meet from Thursday to Saturday.", ["2019-10-17", "2019-10-19"]),
        ("Sales fell in the quarter ended June 30.", ["2019-34", "2019-06-30"]),
        ("Sales fell in the year to 31 March 2012.", ["2012", "2012-03-31"]),
    ],
)
def test_the_ends_of_a_range_fit_each_other(text: str, found: list[str]) -> None:
    assert list(values(text).values()) == found


def test_days_after_an_event_count_from_the_day_it_is_dated() -> None:
    found = values(
        "Bombs went off on 3 March 2019. Talks failed on 9 March 2019. "
        "They met 13 days after the deadly embassy bombings."
    )

    assert found["13 days after"] == "2019-03-16"


def test_the_event_may_be_dated_further_down() -> None:
    found = values(
        "Planes struck 13 days after the embassy bombings. The bombings on 3 March killed ten."
    )

    assert found["13 days after"] == "2019-03-16"


def test_a_measured_rate_is_no_time() -> None:
    assert values("It costs $5 million a year.") == {}
    assert list(values("They meet twice a year.").values()) == ["P1Y"]


def test_the_two_ends_of_a_range_are_two_dates() -> None:
    found = values("They meet from 5 to 10 April 2014.")

    assert found == {"5": "2014-04-05", "10 April 2014": "2014-04-10"}


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("They met on Friday.", "previous Friday"),
        ("They will meet on Friday.", "next Friday"),
        ("They met two days ago.", "two days before publication"),
        ("They met yesterday.", "1 day before publication"),
        ("They met last week.", "week before publication"),
        ("They met on 3 June.", "nearest 3 June"),
    ],
)
def test_without_a_publication_day_nothing_is_guessed(text: str, offset: str) -> None:
    timex = only(text, None)

    assert (timex.value, timex.offset) == (None, offset)


def test_a_day_without_its_year_takes_the_year_named_in_the_text() -> None:
    found = values("They met on 10 January 2015. They met again on January 12.", None)

    assert found["January 12"] == "2015-01-12"


def test_a_day_that_could_be_two_is_not_chosen() -> None:
    timex = only("The order is dated 03/12/2018.", date(2023, 6, 1))

    assert timex.value is None
    assert timex.offset == "12 March 2018 or 3 December 2018"


def test_of_two_readings_the_one_near_to_publication_stands() -> None:
    assert only("The order is dated 03/12/2018.", date(2018, 12, 5)).value == "2018-12-03"


def test_a_mark_makes_a_doubtful_month_a_month() -> None:
    text = "Talks, May permitting, resume."
    mark = Mark("time", "date", Span(7, 10), 0.9)

    assert not read_dates(segment(text), WEDNESDAY)
    assert [t.value for t in read_dates(segment(text), WEDNESDAY, [mark])] == ["2019-05"]


def test_a_mark_adds_what_the_grammar_lacks() -> None:
    text = "They met on Harvest day."
    mark = Mark("time", "date", Span(12, 23), 0.9)

    (timex,) = read_dates(segment(text), WEDNESDAY, [mark])
    assert (timex.type, timex.value, timex.span) == (TimexType.DATE, None, mark.span)


def test_a_mark_does_not_list_what_the_grammar_holds_vague() -> None:
    text = "They fled several days after the raid."
    mark = Mark("time", "date", Span(10, 28), 0.9)

    assert not read_dates(segment(text), WEDNESDAY, [mark])


def test_a_mark_of_another_layer_or_in_doubt_adds_nothing() -> None:
    text = "They met in the morning."
    marks = [
        Mark("time", "time", Span(12, 23), 0.2),
        Mark("place", "place", Span(12, 23), 0.9),
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


@given(DAYS, DAYS)
def test_a_past_weekday_lies_in_the_week_up_to_publication(day: date, published: date) -> None:
    value = only(f"They met on {day:%A}.", published).value

    assert value is not None
    assert 0 <= (published - date.fromisoformat(value)).days < 7
    assert date.fromisoformat(value).weekday() == day.weekday()


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
    ("value", "first", "last"),
    [
        ("2014-04-25", date(2014, 4, 25), date(2014, 4, 25)),
        ("2014-04-25TNI", date(2014, 4, 25), date(2014, 4, 25)),
        ("2014-04-25T09:00Z", date(2014, 4, 25), date(2014, 4, 25)),
        ("2014-02", date(2014, 2, 1), date(2014, 2, 28)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2019-W01", date(2018, 12, 31), date(2019, 1, 6)),
        ("2019-W01-WE", date(2019, 1, 5), date(2019, 1, 6)),
        ("2015-24", date(2015, 12, 1), date(2016, 2, 29)),
        ("2015-36", date(2015, 10, 1), date(2015, 12, 31)),
        ("2015-40", date(2015, 1, 1), date(2015, 6, 30)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("2014-04-25~", date(2014, 4, 25), date(2014, 4, 25)),
        ("../2014-04-25", date.min, date(2014, 4, 25)),
        ("2014-04/..", date(2014, 4, 1), date.max),
        ("1977/1979", date(1977, 1, 1), date(1979, 12, 31)),
    ],
)
def test_a_value_reaches_from_its_first_to_its_last_day(
    value: str, first: date, last: date
) -> None:
    assert bounds(value) == (first, last)


_NOWHERE = [
    "", "/", "P3D", "PT24H", "XXXX-04-15", "XXXX-WXX-5", "PAST_REF",
    "2014-13", "2014-02-30", "0000", "2014-W60", "2015/2014",
]  # fmt: skip


@pytest.mark.parametrize("value", _NOWHERE)
def test_what_names_no_stretch_of_the_calendar_has_no_bounds(value: str) -> None:
    assert bounds(value) is None


@given(st.text(max_size=20))
def test_no_value_breaks_bounds(value: str) -> None:
    reach = bounds(value)

    assert reach is None or reach[0] <= reach[1]


@given(DAYS, st.sampled_from(["D", "W", "M", "Q", "S", "Y", "10Y", "100Y"]))
def test_a_day_lies_within_its_periods(day: date, unit: str) -> None:
    reach = bounds(period(day, unit))

    assert reach is not None
    assert reach[0] <= day <= reach[1]


@given(DAYS, st.integers(-60, 60))
def test_months_forth_and_back_come_to_the_same_month(day: date, months: int) -> None:
    there = step(day.replace(day=1), months, "M")

    assert there is not None
    assert step(there, -months, "M") == day.replace(day=1)


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "04-12"), (2000, "04-23"), (2019, "04-21"), (2024, "03-31")]
)
def test_easter_falls_on_its_day(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


def test_stepping_off_the_calendar_gives_nothing() -> None:
    assert step(date.max, 1, "D") is None
    assert step(date.min, -1, "Y") is None


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


@given(st.integers(1, 40))
def test_so_many_days_ago_is_that_day(days: int) -> None:
    text = f"They met {days} days ago."

    assert values(text)[f"{days} days ago"] == (WEDNESDAY - timedelta(days)).isoformat()
