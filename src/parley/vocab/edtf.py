"""Calendar values in EDTF and ISO 8601, and the days they span.

One string form each, so that equal times are equal strings: day ``2023-12-24``, part of a day
``2023-12-24TNI`` (TIMEX3), week ``2023-W51``, weekend ``2023-W51-WE`` (TIMEX3), month
``2023-12``, season ``2023-22``, quarter ``2023-36``, half ``2023-41`` (EDTF level 2), year
``2023``, decade ``202X``, century ``20XX``. A winter bears the year in which it begins.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
# First month and number of months of the EDTF codes for seasons, quarters, quadrimesters, halves.
_SPELLS: Final = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip


def bounds(value: str) -> tuple[date, date] | None:
    """Give the earliest and the latest day of an EDTF or ISO 8601 value.

    An open end of an interval reaches to `date.min` or `date.max`. A value that names no
    stretch of the calendar (``P3D``, ``XXXX-04-15``, nonsense) has no bounds.

    >>> bounds("2023-W51")
    (datetime.date(2023, 12, 18), datetime.date(2023, 12, 24))
    >>> bounds("../2023-12-23")[1]
    datetime.date(2023, 12, 23)
    """
    if "/" in value:
        first, _, last = value.partition("/")
        low = (date.min, date.min) if first == ".." else bounds(first)
        high = (date.max, date.max) if last == ".." else bounds(last)
        return (low[0], high[1]) if low and high and low[0] <= high[1] else None
    try:
        return _bounds(value.rstrip("~?%"))
    except (ValueError, OverflowError):
        return None


def reach(value: str | None) -> tuple[str | None, str | None]:
    """Give the earliest and the latest day of a value, ISO 8601; ``None`` for an open end.

    >>> reach("2023-02"), reach("../2023-02-03"), reach("P3D")
    (('2023-02-01', '2023-02-28'), (None, '2023-02-03'), (None, None))
    """
    stretch = bounds(value) if value else None
    if stretch is None:
        return None, None
    low, high = stretch
    return (
        None if low == date.min else low.isoformat(),
        None if high == date.max else high.isoformat(),
    )


def _bounds(value: str) -> tuple[date, date] | None:
    if m := _DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday + timedelta(5 if m[3] else 0), monday + timedelta(6)
    if m := _MONTH.fullmatch(value):
        first, months = _SPELLS.get(int(m[2]), (int(m[2]), 1))
        return _months(int(m[1]), first, months)
    if re.fullmatch(r"\d{1,4}X{0,3}", value) and len(value) == 4:
        low, high = int(value.replace("X", "0")), int(value.replace("X", "9"))
        return date(low, 1, 1), date(high, 12, 31)
    return None


def _months(year: int, first: int, months: int) -> tuple[date, date]:
    last = year * 12 + first - 1 + months - 1
    year_last, month_last = divmod(last, 12)
    end = date(year_last, month_last + 1, monthrange(year_last, month_last + 1)[1])
    return date(year, first, 1), end
