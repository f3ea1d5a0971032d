"""Dates that lean on another date, on an event or on the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dated import DAYS, WEDNESDAY, only, values
from hypothesis import given
from hypothesis import strategies as st


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


def test_the_two_ends_of_a_range_are_two_dates() -> None:
    found = values("They meet from 5 to 10 April 2014.")

    assert found == {"5": "2014-04-05", "10 April 2014": "2014-04-10"}


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


@given(DAYS, DAYS)
def test_a_past_weekday_lies_in_the_week_up_to_publication(day: date, published: date) -> None:
    value = only(f"They met on {day:%A}.", published).value

    assert value is not None
    assert 0 <= (published - date.fromisoformat(value)).days < 7
    assert date.fromisoformat(value).weekday() == day.weekday()


@given(st.integers(1, 40))
def test_so_many_days_ago_is_that_day(days: int) -> None:
    text = f"They met {days} days ago."

    assert values(text)[f"{days} days ago"] == (WEDNESDAY - timedelta(days)).isoformat()
