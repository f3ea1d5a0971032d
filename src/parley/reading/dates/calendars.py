"""Days of the Islamic lunar and the Iranian solar calendar, as stretches of Gregorian days.

The lunar year is counted by the tabular (civil) Islamic calendar, a cycle of 30 years with 11
leap years: E. M. Reingold and N. Dershowitz, Calendrical Calculations, 4th ed., Cambridge 2018,
ch. 7. Months begin by sighting, a day earlier or later from country to country: every value
reaches so far. The solar year is that of Iran and Afghanistan; its leap years follow the
33-year cycle, which agrees with the equinox from 1178 to 1633 (1799 to 2254 CE): K. M.
Borkowski, The Persian calendar for 3000 years, Earth, Moon, and Planets 74 (1996).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from parley import vocab
from parley.reading.dates.context import DATE, Context, Meaning, Resolver
from parley.reading.dates.grammar import Phrase
from parley.reading.dates.numbers import ordinal
from parley.reading.dates.tense import direction, side

Stretch = tuple[date, date]

_LUNAR_EPOCH: Final = date(622, 7, 19).toordinal()  # 1 Muharram 1, Gregorian
_SOLAR_EPOCH: Final = date(1799, 3, 21).toordinal()  # 1 Farvardin 1178
_SOLAR_YEARS: Final = range(1178, 1634)
_LUNAR_YEARS: Final = range(1, 2000)
_SIGHTING: Final = timedelta(days=1)
# A lunar year is 11 days shorter than a Gregorian one.
_LUNAR_YEAR: Final = 354.367


def lunar_day(year: int, month: int, day: int) -> date:
    """Give the Gregorian day of the tabular Islamic calendar.

    >>> lunar_day(1435, 9, 1)
    datetime.date(2014, 6, 29)
    """
    leaps = (11 * year + 3) // 30
    days = 354 * (year - 1) + leaps + 29 * (month - 1) + month // 2
    return date.fromordinal(_LUNAR_EPOCH + days + day - 1)


def solar_day(year: int, month: int, day: int) -> date:
    """Give the Gregorian day of the Iranian calendar, for the years 1178 to 1633.

    >>> solar_day(1357, 11, 22)
    datetime.date(1979, 2, 11)
    """
    leaps = sum(map(_is_leap, range(_SOLAR_YEARS.start, year)))
    days = 365 * (year - _SOLAR_YEARS.start) + leaps + 30 * (month - 1) + min(month - 1, 6)
    return date.fromordinal(_SOLAR_EPOCH + days + day - 1)


def _is_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


def _lunar(year: int, month: int, day: int | None) -> Stretch | None:
    """Give the stretch of a lunar day or month, as wide as sighting makes it."""
    if year not in _LUNAR_YEARS or (day or 1) > 30:
        return None
    after = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    last = lunar_day(year, month, day) if day else lunar_day(*after) - timedelta(1)
    return lunar_day(year, month, day or 1) - _SIGHTING, last + _SIGHTING


def _solar(year: int, month: int, day: int | None) -> Stretch | None:
    if year not in _SOLAR_YEARS[:-1] or (day or 1) > 31:
        return None
    after = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    end = solar_day(*after) - timedelta(1)
    first = solar_day(year, month, day or 1)
    return (first, first if day else end) if first <= end else None


def _read(c: Context, p: Phrase) -> Meaning | None:
    """Read a day, month or feast of either calendar."""
    month, day = _named(p)
    lunar = "lunar" in p.parts or "feast" in p.parts
    count = _lunar if lunar else _solar
    if "calyear" in p.parts:
        found = count(int(p.parts["calyear"][:4]), month, day)
        return _meaning(found) if found else None
    if "year" in p.parts:
        near = int(p.parts["year"])
    elif c.published:
        near = c.published.year
    else:
        return Meaning(DATE, None, f"nearest {p.span.of(c.doc.text)}")
    guess = round((near - 622) * 365.2425 / _LUNAR_YEAR) if lunar else near - 621
    around = [s for y in range(guess - 2, guess + 4) if (s := count(y, month, day))]
    if "year" in p.parts:
        return next((_meaning(s) for s in around if s[0].year <= near <= s[1].year), None)
    chosen = _chosen(around, c, p)
    return _meaning(chosen) if chosen else None


def _named(p: Phrase) -> tuple[int, int | None]:
    """Give the month and the day that the words name."""
    table = vocab.table("calendars")
    if "feast" in p.parts:
        month, day = table["lunar_feasts"][p.parts["feast"].replace("’", "'")]
        return month, day
    lunar = p.parts.get("lunar")
    names = table["lunar_months"] if lunar else table["solar_months"]
    name = lunar or p.parts["solar"]
    words = p.parts.get("day")
    return names[name.replace("’", "'")], ordinal(words) if words else None


def _chosen(around: list[Stretch], c: Context, p: Phrase) -> Stretch | None:
    """Choose the stretch that holds the day of publication, else by "last", "next" or the tense."""
    today = c.published
    assert today is not None  # asked by the caller
    rel = side(p.parts.get("rel", ""))
    way = rel or direction(c.doc, p.span)
    current = next((s for s in around if s[0] <= today <= s[1]), None)
    if current and not rel:
        return current
    past = [s for s in around if s[1] < today]
    future = [s for s in around if s[0] > today]
    if way == "past" or (way is None and not future):
        return past[-1] if past else None
    if way == "future":
        return future[0] if future else None
    return min(around, key=lambda s: abs((s[0] - today).days))


def _meaning(stretch: Stretch) -> Meaning:
    first, last = stretch
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Meaning(DATE, value)


RESOLVERS: Final[dict[str, Resolver]] = {
    "lunar_day": _read,
    "lunar_month": _read,
    "lunar_feast": _read,
    "solar_day": _read,
    "solar_month": _read,
}
