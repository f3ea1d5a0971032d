"""What leans on another date: "two days later", "the same night", "a week ago"."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from typing import Final

from parley import vocab
from parley.reading.dates.context import DATE, DURATION, TIME, Context, Meaning, Resolver, unplaced
from parley.reading.dates.days import day_of
from parley.reading.dates.grammar import Phrase
from parley.reading.dates.lengths import length, some_span
from parley.reading.dates.numbers import number
from parley.reading.dates.periods import shifted
from parley.reading.dates.tense import direction
from parley.reading.dates.values import step
from parley.vocab.edtf import bounds

# "at sea for two months before": something lasts so long.
_WHAT: Final = re.compile(
    r"\s(?:the|its|their|this|that|those|these) (\w+(?: \w+)?(?: \w+)?(?: \w+)?)", re.IGNORECASE
)
_SHORTEST: Final = 3  # letters of a stem; shorter ones are parts of too many words
_LASTING: Final = re.compile(r"\b(?:for|within|wait|waited) $", re.IGNORECASE)


def _ago(c: Context, p: Phrase) -> Meaning | None:
    unit, way = p.parts["unit"].removesuffix("s"), p.parts["way"].replace("\n", " ")
    amount = number(p.parts["n"])
    if amount is None:
        if unit == "day" and way == "ago":  # "a few days ago"
            return _up_to(c, p, c.published)
        return Meaning(DATE, "PAST_REF", vague=True) if way == "ago" else some_span(c, p)
    if way in ("before", "after") and _is_merelength(c, p):
        lasting = _LASTING.search(c.doc.text, max(0, p.span.start - 8), p.span.start)
        return Meaning(DURATION, length(amount, unit), vague=not lasting)
    if unit in ("hour", "minute", "second", "min") or "half" in p.parts["n"]:
        return Meaning(DURATION, length(amount, unit), vague=way != "ago")
    unit = {"centurie": "century"}.get(unit, unit)
    if (
        unit == "year"
        and amount == 1
        and way in ("ago", "earlier")
        and (near := c.quarter_near(p.span))
    ):
        return Meaning(DATE, f"{near[0] - 1:04}-{near[1]}")
    back = way in ("ago", "earlier", "before", "previously", "prior")
    words = f"{p.parts['n']} {p.parts['unit']} {'before' if back else 'after'} "
    if way in ("ago", "from now", "hence"):
        if c.published is None:
            return Meaning(DATE, None, words + "publication")
        return shifted(c.published, -amount if back else amount, unit)
    if way in ("earlier", "later") and (same := _apposed(c, p)):
        return same
    base = (_soon(c, p) if way in ("before", "after") else None) or _base(c, p, unit)
    if base is None and way == "earlier":
        base = c.published
    if base is None:
        if c.published is None:
            return Meaning(DATE, None, words + "a date not given")
        return Meaning(DURATION, length(amount, unit), vague=True)
    shift = -amount if back else amount
    # Counted from a day, a week later is a day.
    meaning = shifted(base, 7 * shift, "day") if unit == "week" else shifted(base, shift, unit)
    if meaning and meaning.value and _too_late(c, p, meaning.value):
        return Meaning(DURATION, length(amount, unit), vague=True)
    return meaning


def _soon(c: Context, p: Phrase) -> date | None:
    """Give the day that follows, or that of what follows: "13 days after the bombings"."""
    if day := c.day_soon(p.span):
        return day
    what = _WHAT.match(c.doc.text, p.span.end)
    words = what[1].lower().split() if what else []
    named = next((w for w in words if w in _events()), words[0] if words else "")
    stem = re.sub(r"(?:ings?|s|ed)$", "", named)
    return c.day_of_what(stem, p.span.start) if len(stem) >= _SHORTEST else None


@cache
def _events() -> frozenset[str]:
    """Give nouns for what is dated: attacks, fights, wars."""
    nouns = vocab.table("counted")["grammar"]
    return frozenset(word for name in ("assaults", "fights", "wars") for word in nouns[name])


def _is_merelength(c: Context, p: Phrase) -> bool:
    """Tell "at sea for two months before", "less than a week after": no day can be counted from."""
    words = c.doc.text[max(0, p.span.start - 8) : p.span.end].lower()
    return bool(
        re.search(
            r"(?:\b(?:for|within|wait|waited) |than |at least |nearly |almost |over |up to )", words
        )
    )


def _apposed(c: Context, p: Phrase) -> Meaning | None:
    """Read "two days later, on March 5" as that day."""
    i = bisect_left(c.named, (p.span.end, ""))
    if i < len(c.named) and re.fullmatch(r",? on ", c.doc.text[p.span.end : c.named[i][0]]):
        return Meaning(DATE, c.named[i][1])
    return None


def _too_late(c: Context, p: Phrase, value: str) -> bool:
    """Tell whether a clause that looks back would come to lie after publication."""
    stretch = bounds(value)
    return bool(
        c.published
        and stretch
        and stretch[0] > c.published
        and direction(c.doc, p.span) != "future"
    )


def _base(c: Context, p: Phrase, unit: str) -> date | None:
    """Give the date before the expression that is fine enough to count its units from."""
    if unit in ("month", "quarter", "year", "decade", "century"):
        return c.period_before(p.span.start)
    return c.day_before(p.span.start)


def _units_earlier(c: Context, p: Phrase) -> Meaning | None:
    """Read "days earlier" as any day up to the one before; other ways are vague."""
    unit = p.parts["unit"].removesuffix("s")
    if p.parts["way"] != "earlier" or unit not in ("day", "week", "month", "year"):
        return None
    return _up_to(c, p, c.day_before(p.span.start) or c.published)


def _up_to(c: Context, p: Phrase, base: date | None) -> Meaning | None:
    """Give any time up to one unit before a day."""
    if base is None:
        return Meaning(DATE, None, f"{p.parts['unit']} before publication")
    last = step(base, -1, p.parts["unit"][0].upper())
    return Meaning(DATE, f"../{last.isoformat()}") if last else None


def _anaphor(c: Context, p: Phrase) -> Meaning | None:
    unit = p.parts.get("unit") or p.parts["unit2"]
    rel = p.parts.get("rel", "") + " " + p.parts.get("way", "")
    shift = (
        -1
        if re.search("previous|preceding|before|earlier", rel)
        else 1
        if re.search("next|following|after", rel)
        else 0
    )
    base = (c.day_soon(p.span) if "way" in p.parts else None) or _base(c, p, unit)
    if base is None:
        return unplaced(c, f"{rel.strip()} {unit}")
    if unit == "night":
        return Meaning(TIME, (base + timedelta(shift)).isoformat() + "TNI")
    meaning = shifted(base, shift, unit)
    return (
        day_of(c, p, date.fromisoformat(meaning.value))
        if meaning and meaning.value and unit == "day"
        else meaning
    )


RESOLVERS: Final[dict[str, Resolver]] = {
    "ago": _ago,
    "units_earlier": _units_earlier,
    "anaphor": _anaphor,
}
