"""What the tests read as dates, in a text that was published on a known day."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from parley.items import Timex
from parley.reading.dates import read_dates
from parley.text import segment

WEDNESDAY = date(2019, 10, 16)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def values(text: str, published: date | None = WEDNESDAY) -> dict[str, str | None]:
    """Give the value of every date of a text, by its words."""
    return {t.span.of(text): t.value for t in read_dates(segment(text), published)}


def only(text: str, published: date | None = WEDNESDAY) -> Timex:
    """Give the one date of a text."""
    (timex,) = read_dates(segment(text), published)
    return timex
