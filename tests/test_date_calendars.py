"""Days of the Muslim and the Persian calendar."""

from __future__ import annotations

import pytest
from dated import only, values
from hypothesis import given
from hypothesis import strategies as st

from parley.reading.dates.calendars import lunar_day, solar_day


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
