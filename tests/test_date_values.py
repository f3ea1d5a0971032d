"""Values of dates: which days they reach, and how they are counted on."""

from __future__ import annotations

from datetime import date

import pytest
from dated import DAYS
from hypothesis import given
from hypothesis import strategies as st

from parley.reading.dates import bounds
from parley.reading.dates.values import easter, period, step
from parley.vocab.edtf import reach


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
