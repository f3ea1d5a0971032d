"""Lengths of time and sets: "three months", "five-day", "every Friday"; and the vague."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parley import vocab
from parley.reading.dates.context import DATE, DURATION, SET, Context, Meaning, Resolver
from parley.reading.dates.grammar import Phrase
from parley.reading.dates.numbers import number, weekday

_OFTEN: Final = re.compile(r"\b(?:times|once|twice|thrice)\s$", re.IGNORECASE)
# "$5 a day", "2 million barrels a day": a measure of something, and no time.
_RATE: Final = re.compile(
    r"(?:\d|%|percent|cent|dollars|euros|pounds|barrels|tonnes|tons|thousand|[mbtr]illion)\s$",
    re.IGNORECASE,
)
_NEAR: Final = 16  # characters


def length(amount: float, unit: str) -> str | None:
    """Write an ISO 8601 duration; a fraction of hours or years goes into the next smaller unit."""
    code = vocab.table("dates")["units"].get(unit)
    if code is None:
        return None
    m = re.fullmatch(r"(T?)(\d+)(\w+)", code)
    assert m is not None  # the table's form, held by its test
    total, letter = amount * int(m[2]), m[3]
    if total % 1 and code == "T1H":
        hours, minutes = divmod(round(total * 60), 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    if total % 1 and code == "1Y":
        years, months = divmod(round(total * 12), 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    if total % 1 and code == "T1M":
        minutes, seconds = divmod(round(total * 60), 60)
        return f"PT{minutes}M{seconds}S" if minutes else f"PT{seconds}S"
    if total == 0.5 and code == "1D":
        return "PT12H"
    return f"P{m[1]}{total:g}{letter}" if total < 1e6 else None


def _unit_of(words: str) -> str:
    return {"centuries": "century"}.get(words, words.removesuffix("s"))


def _span(c: Context, p: Phrase) -> Meaning | None:
    unit, amount = _unit_of(p.parts["unit"]), number(p.parts["n"])
    if amount is None:
        return None
    value = length(amount + 0.5 * ("half" in p.parts), unit)
    if value is None or (unit in ("second", "night", "weekend") and amount == 1):
        return None
    return Meaning(SET if _is_often(c, p) else DURATION, value)


def _one_span(c: Context, p: Phrase) -> Meaning | None:
    words = p.span.of(c.doc.text).lower()
    amount = 0.5 if re.search(r"\bhalf[ -]", words) and "half" not in p.parts else 1.0
    value = length(amount + 0.5 * ("half" in p.parts), p.parts["unit"])
    if value is None or _RATE.search(c.doc.text, max(0, p.span.start - _NEAR), p.span.start):
        return None
    return Meaning(SET if _is_often(c, p) else DURATION, value)


def _is_often(c: Context, p: Phrase) -> bool:
    """Tell whether "a day" says how often: "twice a day"."""
    return bool(_OFTEN.search(c.doc.text, max(0, p.span.start - _NEAR), p.span.start))


def _long_span(c: Context, p: Phrase) -> Meaning | None:
    value = length(1, p.parts["unit"])
    return (value and Meaning(DURATION, value)) or None


def some_span(c: Context, p: Phrase) -> Meaning | None:
    """Give a length without a number, "several years", its TIMEX3 value: ``PXY``."""
    unit = _unit_of(p.parts["unit"])
    letter = {"minute": "TXM", "hour": "TXH", "decade": "XY", "century": "XY", "night": "XD"}.get(
        unit, "X" + unit[0].upper()
    )
    return Meaning(DURATION, f"P{letter}", vague=True)


def _weekdays(c: Context, p: Phrase) -> Meaning | None:
    return Meaning(SET, f"XXXX-WXX-{weekday(p.parts.get('weekday') or p.parts['plural'])}")


def _each(c: Context, p: Phrase) -> Meaning | None:
    nth = p.parts.get("nth")
    amount = 2.0 if nth in ("other", "second") else number(nth) if nth else 1.0
    value = length(amount or 1, _unit_of(p.parts["unit"]))
    return (value and Meaning(SET, value)) or None


def _each_name(c: Context, p: Phrase) -> Meaning | None:
    table, name = vocab.table("dates"), p.parts["name"]
    return Meaning(SET, f"XXXX-{table['months'].get(name) or table['seasons'][name]:02}")


def _adverb(c: Context, p: Phrase) -> Meaning | None:
    """Read "daily" as a set; before a noun it is a mere label, which a reading leaves out."""
    code = {
        "hourly": "PT1H",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "daily": "P1D",
        "nightly": "P1D",
    }
    after = re.match(
        r"\s*(?:[.,;:!?)\"”]|$|(?:and|or|in|to|from|for|by|at|on|as|since|with|but|that|because|until)\b)",
        c.doc.text[p.span.end : p.span.end + 12],
    )
    label = after is None or p.parts["word"] == "annual"
    if label and p.parts["word"] != "daily":
        return None
    return Meaning(SET, code.get(p.parts["word"], "P1Y"), vague=label)


def _vague(c: Context, p: Phrase) -> Meaning | None:
    return Meaning(DATE, _vague_values().get(re.sub(r"\s+", " ", p.parts["word"])), vague=True)


@cache
def _vague_values() -> dict[str, str]:
    return {w: value for value, words in vocab.table("dates")["vague"].items() for w in words}


RESOLVERS: Final[dict[str, Resolver]] = {
    "span": _span,
    "one_span": _one_span,
    "long_span": _long_span,
    "weekdays": _weekdays,
    "each": _each,
    "each_name": _each_name,
    "adverb": _adverb,
    "vague": _vague,
    "some_span": some_span,
    "bare_units": some_span,
}
