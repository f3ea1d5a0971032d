"""What the resolvers know and give: the text, its day, the values found so far; a meaning."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from parley.items import Doc, TimexType
from parley.reading.dates.grammar import Phrase
from parley.spans import Span
from parley.vocab.edtf import bounds

DATE, TIME, DURATION, SET = TimexType.DATE, TimexType.TIME, TimexType.DURATION, TimexType.SET
# "a day before the talks on Thursday": how far the date it leans on may follow, in characters.
_REACH: Final = 80
# "a year ago" is the same quarter a year back where a quarter was named so few characters before:
# some four paragraphs. Chosen of 400, 800 and 1500 on TBAQ train.
_RECENT: Final = 1500
_MOST_DAYS: Final = 20  # days looked through for that of an event, which keeps it linear
_QUARTER: Final = re.compile(r"(\d{4})-(3[3-6])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression comes to. A vague one has a TIMEX3 value and no place in a reading."""

    type: TimexType
    value: str | None
    offset: str | None = None
    vague: bool = False


@dataclass
class Context:
    """The text, its day of publication, and what was resolved so far, each with where it starts.

    `named` holds all values, `days` those of one day, `periods` the first day of every
    stretch of the calendar, `quarters` the quarters named outright.
    """

    doc: Doc
    published: date | None
    named: list[tuple[int, str]] = field(default_factory=list)
    days: list[tuple[int, date]] = field(default_factory=list)
    periods: list[tuple[int, date]] = field(default_factory=list)
    quarters: list[tuple[int, str]] = field(default_factory=list)

    def keep(self, start: int, value: str, rule: str) -> None:
        """Remember what the expression at `start` came to."""
        insort(self.named, (start, value))
        if rule in ("quarter", "ended") and _QUARTER.fullmatch(value):
            insort(self.quarters, (start, value))
        stretch = bounds(value)
        if stretch and stretch[0] > date.min:
            insort(self.periods, (start, stretch[0]))
            if stretch[0] == stretch[1]:
                insort(self.days, (start, stretch[0]))

    def day_before(self, offset: int) -> date | None:
        """Give the last day named before `offset`."""
        return _last(self.days, offset)

    def period_before(self, offset: int) -> date | None:
        """Give the first day of the last date of any grain named before `offset`."""
        return _last(self.periods, offset)

    def day_soon(self, span: Span) -> date | None:
        """Give the day named shortly after `span` in its sentence."""
        i = bisect_left(self.days, (span.end, date.min))
        end = min(span.end + _REACH, self.doc.sent_of(span).end)
        return self.days[i][1] if i < len(self.days) and self.days[i][0] < end else None

    def day_of_what(self, stem: str, offset: int) -> date | None:
        """Give the day of the nearest sentence with a word of that `stem`, those before first."""
        i = bisect_left(self.days, (offset, date.min))
        before = self.days[max(0, i - _MOST_DAYS) : i]
        for start, day in [*reversed(before), *self.days[i : i + _MOST_DAYS]]:
            said = self.doc.sent_of(Span(start, start + 1)).of(self.doc.text).lower()
            if re.search(rf"\b{re.escape(stem)}", said):
                return day
        return None

    def year_named(self, offset: int) -> int | None:
        """Give the year of the last day named before `offset`, else of the first one after it."""
        day = self.day_before(offset) or (self.days[0][1] if self.days else None)
        return day.year if day else None

    def quarter_near(self, span: Span) -> tuple[int, int] | None:
        """Give the quarter that the text just spoke of, as its year and EDTF code."""
        i = bisect_left(self.quarters, (span.start, "")) - 1
        if i < 0 or span.start - self.quarters[i][0] > _RECENT:
            return None
        m = _QUARTER.fullmatch(self.quarters[i][1])
        return (int(m[1]), int(m[2])) if m else None


Resolver = Callable[[Context, Phrase], Meaning | None]


def _last(rows: list[tuple[int, date]], offset: int) -> date | None:
    i = bisect_left(rows, (offset, date.min)) - 1
    return rows[i][1] if i >= 0 else None


def unplaced(c: Context, words: str) -> Meaning | None:
    """Keep what leans on a date only where no date at all could be known."""
    return Meaning(DATE, None, words) if c.published is None else None
