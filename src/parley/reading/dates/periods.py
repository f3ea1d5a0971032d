"""Months, seasons, quarters, years, decades, and the last, this or next of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from parley import vocab
from parley.reading.dates.context import DATE, Context, Meaning, Resolver, unplaced
from parley.reading.dates.days import full_year, stated_year
from parley.reading.dates.grammar import Phrase
from parley.reading.dates.numbers import months, ordinal, spoken_year
from parley.reading.dates.tense import AHEAD, BACK, chosen, direction, on_side, side
from parley.reading.dates.values import calendar_day, period, step
from parley.vocab.edtf import bounds

# Unit -> how many of what it steps by, and the grain of where that leads.
_STEPS: Final = {
    "day": (1, "D", "D"),
    "night": (1, "D", "D"),
    "week": (1, "W", "W"),
    "weekend": (1, "W", "WE"),
    "fortnight": (2, "W", "W"),
    "month": (1, "M", "M"),
    "quarter": (3, "M", "Q"),
    "year": (1, "Y", "Y"),
    "decade": (10, "Y", "Y"),
}
_HALF_MONTH: Final = timedelta(15)
_GRAINS: Final = {"week": "W", "month": "M", "quarter": "Q", "half": "H", "year": "Y"}


def _month(c: Context, p: Phrase) -> Meaning | None:
    month, year, rel = months(p.parts["month"]), stated_year(c, p), p.parts.get("rel", "")
    if year:
        return Meaning(DATE, f"{year:04}-{month:02}")
    if c.published is None:
        return Meaning(DATE, None, f"{'next' if rel in AHEAD else 'nearest'} {months(month)}")
    here = date(c.published.year, c.published.month, 1)
    days = [date(here.year + y, month, 1) for y in (-1, 0, 1)]
    if rel in ("last", "next"):
        days = [d for d in days if d != here]
    if rel == "this":
        return Meaning(DATE, f"{here.year:04}-{month:02}")
    if way := side(rel):
        first = on_side(days, here, way)
    else:
        first = chosen(days, here, direction(c.doc, p.span) or "past")
    return Meaning(DATE, period(first, "M")) if first else None


def _season(c: Context, p: Phrase) -> Meaning | None:
    code = vocab.table("dates")["seasons"][p.parts.get("season") or p.parts["season2"]]
    stated = p.parts.get("year2")
    year = int(stated) if stated else stated_year(c, p)
    if year:
        return Meaning(DATE, f"{year:04}-{code}")
    rel = p.parts.get("rel", "")
    if c.published is None:
        return Meaning(DATE, None, f"{rel or 'nearest'} {p.parts['season']}")
    month = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    here = date(c.published.year, c.published.month, 1)
    days = [date(here.year + y, month, 1) for y in (-2, -1, 0, 1)]
    current = period(c.published, "S")
    if rel in ("last", "next"):
        days = [d for d in days if period(d, "S") != current]
    if rel == "this":
        return Meaning(DATE, current if int(current[5:]) == code else f"{here.year:04}-{code}")
    way = side(rel)
    first = on_side(days, here, way) if way else chosen(days, here, direction(c.doc, p.span))
    return Meaning(DATE, period(first, "S")) if first else None


def _quarter(c: Context, p: Phrase) -> Meaning | None:
    nth = (
        p.parts.get("number")
        or p.parts.get("part")
        or {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}[p.parts["nth"]]
    )
    half = p.parts.get("spell") == "half" or "part" in p.parts
    if half and int(nth) > 2 and p.parts.get("nth") == "third":
        return None
    code = (39 + min(int(nth), 2)) if half else 32 + int(nth)
    rel = p.parts.get("yearrel") or p.parts.get("yearrel2")
    stated = p.parts.get("year") or p.parts.get("year2")
    if stated:
        return Meaning(DATE, f"{stated}-{code}")
    if half and not rel:
        return None
    if c.published is None:
        return Meaning(DATE, None, f"nearest quarter {nth}")
    year = c.published.year + {"last": -1, "next": 1}.get(rel or "", 0)
    if not rel:
        begun = bounds(f"{year:04}-{code}")
        if (
            begun
            and begun[0] > c.published
            and direction(c.doc, p.span) != "future"
            and (begun[0] - c.published).days > 92
        ):
            year -= 1
        year -= "before" in p.parts
    return Meaning(DATE, f"{year:04}-{code}")


def _year_ago_quarter(c: Context, p: Phrase) -> Meaning | None:
    near = c.quarter_near(p.span)
    if near:
        return Meaning(DATE, f"{near[0] - 1:04}-{near[1]}")
    named = re.search("quarter|period", p.span.of(c.doc.text).lower())
    return shifted(c.published, -1, "year") if c.published and not named else None


def _the_quarter(c: Context, p: Phrase) -> Meaning | None:
    """Read "the quarter" as the one spoken of, "the latest quarter" as the last that is over."""
    if c.published and re.search("latest|recent", p.span.of(c.doc.text).lower()):
        return shifted(c.published, -1, "quarter")
    near = c.quarter_near(p.span)
    return Meaning(DATE, f"{near[0]:04}-{near[1]}") if near else None


def _ended(c: Context, p: Phrase) -> Meaning | None:
    """Read "the quarter ended Sept. 30" as the week, quarter or year of its last day."""
    parts = p.parts
    month, day = parts.get("month") or parts["month2"], ordinal(parts.get("day") or parts["day2"])
    year = int(parts["year"]) if "year" in parts else c.published and c.published.year
    last = calendar_day(year, months(month), day) if year and day else None
    if last is None:
        return None
    ahead = c.published and "year" not in parts and last > c.published
    if ahead and direction(c.doc, p.span) != "future":
        last = calendar_day(last.year - 1, last.month, last.day) or last
    return Meaning(DATE, period(last, _GRAINS[parts["unit"]]))


def _whole_year(c: Context, p: Phrase) -> Meaning | None:
    return Meaning(DATE, f"{c.published.year:04}") if c.published else None


def _year(c: Context, p: Phrase) -> Meaning | None:
    return Meaning(DATE, p.parts["year"])


def _iso_week(c: Context, p: Phrase) -> Meaning | None:
    year, week = p.parts.get("year") or p.parts["year2"], p.parts.get("week") or p.parts["week2"]
    value = f"{year}-W{int(week):02}"
    return Meaning(DATE, value) if bounds(value) else None


def _week_in_month(c: Context, p: Phrase) -> Meaning | None:
    """Read "the first week of March" and "the second half of June" as a stretch of its days."""
    month = _month(c, p)
    reach = bounds(month.value) if month and month.value else None
    if reach is None:
        return month and Meaning(
            DATE, None, f"{p.parts['nth']} {p.parts['spell']} of {month.offset}"
        )
    last = p.parts["nth"] in ("last", "final")
    size = _HALF_MONTH if p.parts["spell"] == "half" else timedelta(7)
    place = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(p.parts["nth"], 0)
    first = reach[0] + place * size
    end = reach[1] if p.parts["spell"] == "half" and place else first + size - timedelta(1)
    if last:
        first, end = reach[1] - size + timedelta(1), reach[1]
    return Meaning(DATE, f"{first.isoformat()}/{end.isoformat()}")


def _year_range(c: Context, p: Phrase) -> Meaning | None:
    first, last = p.parts["year"], p.parts["year2"]
    last = last if len(last) == 4 else first[:2] + last
    return Meaning(DATE, f"{first}/{last}") if first < last else None


def _short_year(c: Context, p: Phrase) -> Meaning | None:
    return Meaning(DATE, f"{full_year(p.parts['short'], c.published):04}")


def _spoken_year(c: Context, p: Phrase) -> Meaning | None:
    year = spoken_year(p.parts["spoken"])
    return Meaning(DATE, f"{year:04}") if year else None


def _decade(c: Context, p: Phrase) -> Meaning | None:
    if "year" in p.parts:
        return Meaning(DATE, p.parts["year"][:3] + "X")
    word = p.parts.get("word")
    tens = vocab.table("dates")["decades"][word] if word else int(p.parts["short"][0])
    return Meaning(DATE, f"19{tens}X")


def _century(c: Context, p: Phrase) -> Meaning | None:
    nth = ordinal(p.parts["nth"])
    return Meaning(DATE, f"{nth - 1:02}XX") if nth and nth > 1 else None


def _this_unit(c: Context, p: Phrase) -> Meaning | None:
    rel, unit = p.parts["rel"], p.parts["unit"]
    shift = -1 if rel in BACK else 1 if rel in AHEAD else 0
    if c.published is None:
        side = {-1: "before", 0: "of", 1: "after"}[shift]
        return Meaning(DATE, None, f"{unit} {side} publication")
    return shifted(c.published, shift, unit)


def shifted(day: date, amount: float, unit: str) -> Meaning | None:
    """Give the period of `unit` that lies `amount` of them from `day`."""
    if unit in ("century", "centuries"):
        return Meaning(DATE, period(day, "100Y")) if not amount else None
    size, letter, grain = _STEPS[unit]
    there = step(day, amount * size, letter)
    if there is None:
        return None
    if unit == "quarter":
        there = there.replace(day=1)
    return Meaning(DATE, period(there, "10Y" if unit == "decade" and abs(amount) < 1 else grain))


def _the_weekend(c: Context, p: Phrase) -> Meaning | None:
    ahead = direction(c.doc, p.span) == "future"
    if c.published is None:
        return Meaning(DATE, None, f"{'next' if ahead else 'previous'} weekend")
    back = c.published if c.published.isoweekday() >= 6 or ahead else c.published - timedelta(7)
    return Meaning(DATE, period(back, "WE"))


def _part_of(c: Context, p: Phrase) -> Meaning | None:
    unit = p.parts.get("unit", "year")
    if unit == "day":
        day = c.day_before(p.span.start)
        return Meaning(DATE, day.isoformat()) if day else unplaced(c, "same day")
    return (
        shifted(c.published, 0, unit)
        if c.published
        else Meaning(DATE, None, f"{unit} of publication")
    )


RESOLVERS: Final[dict[str, Resolver]] = {
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year_ago_quarter": _year_ago_quarter,
    "the_quarter": _the_quarter,
    "ended": _ended,
    "iso_week": _iso_week,
    "week_in_month": _week_in_month,
    "whole_year": _whole_year,
    "year": _year,
    "year_range": _year_range,
    "short_year": _short_year,
    "spoken_year": _spoken_year,
    "decade": _decade,
    "century": _century,
    "this_unit": _this_unit,
    "the_weekend": _the_weekend,
    "part_of": _part_of,
    "month_alone": _month,
}
