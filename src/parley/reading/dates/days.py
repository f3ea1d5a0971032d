"""Days and hours: calendar dates, weekdays, today, feasts, parts of the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from parley import vocab
from parley.reading.dates.context import DATE, TIME, Context, Meaning, Resolver, unplaced
from parley.reading.dates.grammar import Phrase
from parley.reading.dates.numbers import months, number, ordinal, weekday
from parley.reading.dates.tense import chosen, direction, on_side, side
from parley.reading.dates.values import calendar_day, easter, period

# Of 3/12 both readings are dates; one is believed when it alone lies so near to publication.
_NEAR: Final = 31


def day_of(c: Context, p: Phrase, day: date | None, offset: str | None = None) -> Meaning | None:
    """Give the meaning of a day with the hour, the part or the week that the phrase adds to it."""
    suffix = _hour(p)
    kind = TIME if suffix else DATE
    if day is None:
        return Meaning(kind, None, offset) if offset else None
    if "week" in p.parts:
        return Meaning(DATE, period(day, "W"))
    return Meaning(kind, day.isoformat() + suffix)


def _hour(p: Phrase) -> str:
    """Give the part after the day: "T15:00", "TNI", or nothing."""
    parts = p.parts
    if "part" in parts:
        return f"T{vocab.table('dates')['parts'][parts['part']]}"
    if noon := parts.get("noon"):
        return "T24:00" if noon == "midnight" else "T12:00"
    written = next((parts[k] for k in ("hour", "hour2", "hour3", "hour4") if k in parts), None)
    if written is None:
        return ""
    hour = int(number(written) or 0)
    minute = next((parts[k] for k in ("minute", "minute2", "minute3") if k in parts), "00")
    late = parts.get("half") == "p" or parts.get("late") in ("afternoon", "evening")
    if late or "half" in parts:
        hour = hour % 12 + (12 if late else 0)
    return f"T{hour:02}:{minute}{_zone(parts.get('zone', ''))}"


def _zone(words: str) -> str:
    """Give "Z" for UTC, "+03:00" for "UTC+3" and "MSK"; nothing for a zone of several meanings."""
    zones = vocab.table("dates")["zones"]
    if m := re.fullmatch(r"[a-z]+ ?([+−-])(\d\d?)(?::?(\d\d))?", words):
        return f"{'+' if m[1] == '+' else '-'}{int(m[2]):02}:{m[3] or '00'}"
    offset: str = "Z" if words in zones["utc"] else zones["offsets"].get(words, "")
    return offset


def _iso(c: Context, p: Phrase) -> Meaning | None:
    return day_of(c, p, calendar_day(*(int(p.parts[k]) for k in ("year", "month", "day"))))


def _slashed(c: Context, p: Phrase) -> Meaning | None:
    a, b, year = int(p.parts["a"]), int(p.parts["b"]), full_year(p.parts["year"], c.published)
    if p.parts["mark"] == ".":  # only the continent writes so
        return day_of(c, p, calendar_day(year, b, a))
    days = sorted({d for d in (calendar_day(year, a, b), calendar_day(year, b, a)) if d})
    if len(days) == 2 and c.published:
        days = [d for d in days if abs((d - c.published).days) <= _NEAR] or days
    if len(days) == 2:
        return Meaning(DATE, None, " or ".join(f"{d.day} {months(d.month)} {d.year}" for d in days))
    return day_of(c, p, days[0] if days else None)


def full_year(digits: str, published: date | None) -> int:
    """Give the year for two figures: the last such one, up to ten years ahead of publication."""
    if len(digits) > 2:
        return int(digits)
    ahead = (published.year if published else 2020) + 10
    return ahead - (ahead - int(digits)) % 100


def _day_of_month(c: Context, p: Phrase) -> Meaning | None:
    day, month = ordinal(p.parts["day"]), months(p.parts["month"])
    if day is None:
        return None
    year = stated_year(c, p)
    if year:
        return day_of(c, p, calendar_day(year, month, day))
    words = f"{day} {months(month)}"
    if c.published is None:
        named = c.year_named(p.span.start)
        return day_of(c, p, calendar_day(named, month, day) if named else None, f"nearest {words}")
    years = range(c.published.year - 4, c.published.year + 5)
    days = [d for y in years if (d := calendar_day(y, month, day))]
    if "weekday" in p.parts:
        days = [d for d in days if d.isoweekday() == weekday(p.parts["weekday"])] or days
    return day_of(c, p, chosen(days, c.published, direction(c.doc, p.span)))


def stated_year(c: Context, p: Phrase) -> int | None:
    """Give the year that the words name, "last year" included."""
    if "year" in p.parts:
        return int(p.parts["year"])
    rel = p.parts.get("yearrel") or (
        p.parts.get("rel") if p.rule in ("month_day", "day_month") else None
    )
    if rel and c.published:
        return c.published.year + {"last": -1, "next": 1}.get(rel, 0)
    return None


def _interval(c: Context, p: Phrase) -> Meaning | None:
    """Give "5-6 April" as one interval."""
    first = _day_of_month(c, p)
    last = _day_of_month(c, Phrase(p.span, p.rule, {**p.parts, "day": p.parts["day2"]}))
    if not first or not last or not first.value or not last.value or first.value >= last.value:
        return first
    return Meaning(DATE, f"{first.value}/{last.value}")


def _weekday(c: Context, p: Phrase) -> Meaning | None:
    wanted, rel = weekday(p.parts["weekday"]), p.parts.get("rel", "")
    name = p.parts["weekday"].capitalize()
    if rel in ("the following", "following"):
        start = c.day_before(p.span.start) or c.published
        return day_of(
            c,
            p,
            start and start + timedelta((wanted - start.isoweekday() - 1) % 7 + 1),
            f"following {name}",
        )
    if "since" in p.parts and (start := c.day_before(p.span.start)):  # "from Monday to Friday"
        return day_of(c, p, start + timedelta((wanted - start.isoweekday()) % 7))
    way = side(rel) or direction(c.doc, p.span)
    if c.published is None:
        named = c.day_before(p.span.start)
        if named and not rel and named.isoweekday() == wanted:
            return day_of(c, p, named)
        return day_of(c, p, None, f"{'next' if way == 'future' else 'previous'} {name}")
    strict = rel in ("last", "next")
    ahead = (wanted - c.published.isoweekday() - strict) % 7 + strict
    back = (c.published.isoweekday() - wanted - strict) % 7 + strict
    if "until" in p.parts and way != "future":  # all of it is over
        end = (c.published.isoweekday() - weekday(p.parts["until"])) % 7
        back = end + (weekday(p.parts["until"]) - wanted) % 7
    return day_of(c, p, c.published + timedelta(ahead if way == "future" else -back))


def _today(c: Context, p: Phrase) -> Meaning | None:
    days, part = {
        "the day before yesterday": (-2, ""),
        "yesterday": (-1, ""),
        "overnight": (-1, "TNI"),
        "tonight": (0, "TNI"),
        "tomorrow": (1, ""),
        "the day after tomorrow": (2, ""),
    }.get(re.sub(r"\s+", " ", p.parts["word"]), (0, ""))
    offset = (
        f"{abs(days)} day{'s' * (abs(days) > 1)} {'before' if days < 0 else 'after'} publication"
    )
    day = c.published and c.published + timedelta(days)
    meaning = day_of(c, p, day, offset if days else "day of publication")
    if meaning and meaning.type is DATE and part:
        return Meaning(TIME, meaning.value and meaning.value + part, meaning.offset)
    return meaning


def _part(c: Context, p: Phrase) -> Meaning | None:
    rel, part = p.parts.get("rel", ""), p.parts["part"]
    if not rel:
        return None
    shift = {
        "yesterday": -1,
        "tomorrow": 1,
        "the next": 1,
        "the following": 1,
        "the previous": -1,
    }.get(rel, 0)
    if rel == "last" and "night" in part:
        shift = -1
    if rel.startswith(("that", "the ")):
        day = c.day_before(p.span.start)
        return day_of(c, p, day + timedelta(shift)) if day else unplaced(c, f"{rel} {part}")
    return day_of(
        c, p, c.published and c.published + timedelta(shift), f"{rel} {part} at publication"
    )


def _clock(c: Context, p: Phrase) -> Meaning | None:
    return day_of(c, p, c.day_before(p.span.start) or c.published, "time of day on an unknown day")


def _feast_day(name: str, year: int) -> date:
    table = vocab.table("dates")
    if name in table["easter"]:
        return easter(year) + timedelta(table["easter"][name])
    if name in table["nth_weekdays"]:
        month, wanted, nth = table["nth_weekdays"][name]
        first = date(year, month, 1)
        return first + timedelta((wanted - first.isoweekday()) % 7 + 7 * (nth - 1))
    month, day = map(int, table["feasts"][name].split("-"))
    return date(year, month, day)


def _feast(c: Context, p: Phrase) -> Meaning | None:
    name = p.parts["feast"].replace("’", "'")
    year = stated_year(c, p)
    if not c.published:
        year = year or c.year_named(p.span.start)
    if not year and not c.published:
        return Meaning(DATE, None, f"nearest {name}")
    around = c.published.year if c.published else 0
    days = [_feast_day(name, y) for y in ((year,) if year else range(around - 1, around + 2))]
    if year or not c.published:
        return day_of(c, p, days[0])
    rel = p.parts.get("rel", "")
    if way := side(rel):
        return day_of(c, p, on_side(days, c.published, way))
    return day_of(c, p, chosen(days, c.published, direction(c.doc, p.span)))


RESOLVERS: Final[dict[str, Resolver]] = {
    "iso": _iso,
    "slashed": _slashed,
    "weekday": _weekday,
    "today": _today,
    "part": _part,
    "clock": _clock,
    "feast": _feast,
    "month_day": _day_of_month,
    "day_month": _day_of_month,
    "first_day": _day_of_month,
    "second_day": _day_of_month,
    "day_range": _interval,
    "day_range_us": _interval,
}
