"""Read the day of publication as people write it, and refuse what could be two days."""

from __future__ import annotations

import re
from datetime import date, datetime

from parley.errors import ReportError

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}:\d{2}.{0,30})?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{{4}}){_CLOCK}")
_MONTH_FIRST = re.compile(rf"([A-Za-z]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_CLOCK}")
_QUOTED_LENGTH = 60


def day_of(published: date | str | None) -> date | None:
    """Give the day, read from ISO 8601 or from words ("24 December 2023", "Dec. 24, 2023").

    Raises
    ------
    ReportError
        If the words could be two days, or are none.

    Examples
    --------
    >>> day_of("Sunday, 24 December 2023")
    datetime.date(2023, 12, 24)
    """
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    words = " ".join(published.split())
    days = _readings(words) if len(words) <= _QUOTED_LENGTH else []
    if len(days) == 1:
        return days[0]
    if days:
        first, second = (f"{d.day} {_MONTHS[d.month - 1].capitalize()}" for d in days)
        raise ReportError(
            f'"{words}" could be {first} or {second}. '
            f"Write {days[0]}, or pass --published {days[0]}."
        )
    raise ReportError(
        f'"{words[:_QUOTED_LENGTH]}" is no day that parley can read. '
        "Write it as 2023-12-24, or pass --published 2023-12-24."
    )


def _readings(words: str) -> list[date]:
    """Give the days that `words` could mean, day before month first."""
    try:
        return [datetime.fromisoformat(words).date()]
    except ValueError:
        pass
    if numeric := _NUMERIC.fullmatch(words):
        one, two, year = int(numeric[1]), int(numeric[3]), _full_year(numeric[4])
        return list(dict.fromkeys([*_real(year, two, one), *_real(year, one, two)]))
    words = _WEEKDAY.sub("", words, count=1)
    if named := _DAY_FIRST.fullmatch(words):
        return _real(int(named[3]), _month(named[2]), int(named[1]))
    if named := _MONTH_FIRST.fullmatch(words):
        return _real(int(named[3]), _month(named[1]), int(named[2]))
    return []


def _full_year(digits: str) -> int:
    """Complete a year of two digits as POSIX does: 69 and later are of the last century."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= 69 else 2000)


def _month(word: str) -> int:
    """Give the month of a name or of its first three letters and more, 0 if it is none."""
    starts = [i for i, m in enumerate(_MONTHS, 1) if len(word) >= 3 and m.startswith(word.lower())]
    return starts[0] if starts else 0


def _real(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []
