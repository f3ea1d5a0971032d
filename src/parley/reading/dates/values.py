"""Steps between calendar values, and their names; what they look like: `parley.vocab.edtf`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_MONTHS_IN: Final = {"M": 1, "Y": 12}


def period(day: date, unit: str) -> str:
    """Name the period of `day` at the grain of `unit`: D W WE M Q H S Y 10Y 100Y.

    >>> period(date(2023, 12, 24), "W")
    '2023-W51'
    """
    year, week, _ = day.isocalendar()
    match unit:
        case "D":
            return day.isoformat()
        case "W":
            return f"{year:04}-W{week:02}"
        case "WE":
            return f"{year:04}-W{week:02}-WE"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "Q":
            return f"{day.year:04}-{33 + (day.month - 1) // 3}"
        case "H":
            return f"{day.year:04}-{40 + (day.month > 6)}"
        case "S":
            return f"{day.year - (day.month < 3):04}-{21 + (day.month - 3) % 12 // 3}"
        case "10Y":
            return f"{day.year // 10:03}X"
        case "100Y":
            return f"{day.year // 100:02}XX"
    return f"{day.year:04}"


def step(day: date, amount: float, unit: str) -> date | None:
    """Go `amount` units (D W M Y, negative for back) from `day`; ``None`` beyond the calendar.

    A month without that day ends on its last: a month after 31 January is 28 or 29 February.
    """
    try:
        if unit in ("D", "W"):
            return day + timedelta(round(amount * (7 if unit == "W" else 1)))
        year, month = divmod(day.year * 12 + day.month - 1 + round(amount * _MONTHS_IN[unit]), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Give that day, or ``None`` where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Give Easter Sunday of the western churches (the anonymous Gregorian computus, 1876)."""
    century, rest = divmod(year, 100)
    leap, after = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * after + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
