"""Which words are time expressions: rules of ``date_grammar.toml``, and how neighbours join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from parley import vocab
from parley.reading.dates.doubt import is_time
from parley.reading.dates.numbers import months, spoken_year
from parley.spans import Span

# A line end inside an expression is a wrapped line; an empty line is not.
_SPACE: Final = r"(?:[\t\x20\xa0]{1,3}|[\t\x20]?\n[\t\x20]{0,3}(?=\w))"
_MAYBE: Final = r"[\t\x20]?"
# The words of one expression lie within so many characters of its word of time: the longest of
# the corpora, "10:35 a.m. (0735 GMT) on Friday, 7 August 1998", has a word of time in each part.
_AROUND: Final = 45
# Lists name lists, no deeper than this.
_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """One time expression, unresolved: the rule it matched and what the rule captured."""

    span: Span
    rule: str
    parts: Mapping[str, str] = field(default_factory=dict)


def _alternatives(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(w) for w in ordered)})".replace("\\ ", " ").replace("'", "['’]")


@cache
def _lists() -> dict[str, str]:
    """Give what a pattern may name, as regular expressions."""
    table = vocab.table("dates")
    flat = {k: v for k, v in table.items() if k not in ("words", "tense", "vague", "zones")}
    flat |= table["zones"] | vocab.table("calendars")
    flat["lunar_alone"] = vocab.table("calendars")["lunar_alone"]["words"]
    flat["vague"] = [word for words in table["vague"].values() for word in words]
    words = {name.upper(): _alternatives(rows) for name, rows in flat.items()}
    lists = vocab.table("date_grammar")["lists"]
    return words | {name: f"(?:{_unwrapped(pattern)})" for name, pattern in lists.items()}


def _unwrapped(pattern: str) -> str:
    return re.sub(r"\n {4}|^ {4}", "", pattern)


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Give the grammar's rules by name, in its order."""
    return {
        name: re.compile(rf"(?<![\w$£€+])(?:{_filled(row['pattern'])})(?!\w)", re.IGNORECASE)
        for name, row in vocab.table("date_grammar")["rules"].items()
    }


@cache
def _trigger() -> re.Pattern[str]:
    pattern = _filled(vocab.table("date_grammar")["trigger"]["pattern"])
    return re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    pattern = _filled(vocab.table("date_grammar")["lead"]["pattern"])
    return re.compile(rf"(?<!\w)(?:{pattern})$", re.IGNORECASE)


def _filled(pattern: str) -> str:
    pattern = _unwrapped(pattern)
    for _ in range(_DEPTH):
        pattern = re.sub(r"<([A-Z_0-9]{2,})>", lambda m: _lists()[m[1]], pattern)
    return pattern.replace(" ?", _MAYBE).replace(" ", _SPACE)


_DAYS: Final = frozenset(
    {"iso", "slashed", "month_day", "day_month", "weekday", "today", "feast", "anaphor"}
)
_LACK_YEAR: Final = frozenset({"month_alone", "month_day", "day_month", "quarter"})
_DAY_RANGES: Final = frozenset({"day_range", "day_range_us"})
# Group 1 is there in a range, not in a mere list.
_TO: Final = re.compile(
    r"\s?,?\s?(?:(to|until|till|through|-|–)|and|or)?\s?(?:on )?(?:the )?", re.I
)
_BEFORE_DAY: Final = re.compile(
    r"[ \t\xa0]?,?[ \t\n\xa0]{1,2}(?:(?:on|of)[ \t\n\xa0])?(?:the[ \t])?"
)
_AFTER_DAY: Final = re.compile(
    r"[ \t\xa0]?,?[ \t\n\xa0]{1,2}(?:at[ \t\n\xa0])?(?:around[ \t]|about[ \t])?"
)


def phrases(text: str, hints: Iterable[Span] = ()) -> list[Phrase]:
    """Find the time expressions of `text`, in order, none overlapping another.

    Where a hint (a stretch that something else took for a time) overlaps a doubtful one,
    such as "May" alone, it is believed.
    """
    hinted, taken = covered(text, hints), bytearray(len(text))
    found = [
        c
        for c in _candidates(text)
        if is_time(text, c.span, c.rule, c.parts) or any(hinted[c.span.start : c.span.end])
    ]
    chosen = []
    for phrase in sorted(found, key=lambda p: -len(p.span)):
        stretch = slice(phrase.span.start, phrase.span.end)
        if not any(taken[stretch]):
            taken[stretch] = b"\x01" * len(phrase.span)
            chosen.append(phrase)
    chosen.sort(key=lambda p: p.span)
    joined = _in_ranges(text, _joined(text, chosen))
    ends = [0, *(p.span.end for p in joined)]
    return [_with_lead(text, p, end) for p, end in zip(joined, ends, strict=False)]


def covered(text: str, spans: Iterable[Span]) -> bytearray:
    """Give a byte for each character of `text`, 1 where a span lies."""
    mask = bytearray(len(text))
    for span in spans:
        mask[span.start : span.end] = b"\x01" * len(span)
    return mask


def _stretches(text: str) -> list[tuple[int, int]]:
    """Give the parts of `text` around words of time: elsewhere no rule need look."""
    stretches: list[tuple[int, int]] = []
    for m in _trigger().finditer(text):
        start, end = max(0, m.start() - _AROUND), m.end() + _AROUND
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for start, end in _stretches(text):
        for rule, pattern in rules().items():
            for m in pattern.finditer(text, start, end):
                yield rule, m


def _candidates(text: str) -> Iterator[Phrase]:
    for rule, m in _matches(text):
        parts = {name: words.lower() for name, words in m.groupdict().items() if words}
        start, end = m.span("span") if "span" in parts else m.span()
        yield Phrase(Span(start, end), rule, parts)


def _joined(text: str, chosen: list[Phrase]) -> list[Phrase]:
    """Make one of a day and its hour or part: "Friday night", "3 p.m. on Sunday"."""
    joined: list[Phrase] = []
    for phrase in chosen:
        last = joined[-1] if joined else None
        if last and (one := _join(text, last, phrase)):
            joined[-1] = one
        else:
            joined.append(phrase)
    return joined


def _join(text: str, first: Phrase, second: Phrase) -> Phrase | None:
    gap = text[first.span.end : second.span.start]
    whole = Span(first.span.start, second.span.end)
    if first.rule == "week_of" and not gap.strip():
        return Phrase(whole, second.rule, {**second.parts, "week": "1"})
    if second.rule == "spoken_year" and first.rule in _LACK_YEAR and not gap.strip(" ,\n"):
        year = str(spoken_year(second.parts["spoken"]))
        rule = "month" if first.rule == "month_alone" else first.rule
        return Phrase(whole, rule, {**first.parts, "year": year})
    if _is_hour(first) and second.rule in _DAYS and _BEFORE_DAY.fullmatch(gap):
        return Phrase(whole, second.rule, {**first.parts, **second.parts})
    if first.rule in _DAYS and _is_hour(second) and _AFTER_DAY.fullmatch(gap):
        return Phrase(whole, first.rule, {**second.parts, **first.parts})
    return None


def _in_ranges(text: str, found: list[Phrase]) -> list[Phrase]:
    """Let the first of two dates take the year of the second, and two weekdays know each other."""
    rows = list(found)
    for i in range(len(rows) - 2, -1, -1):
        first, second = rows[i], rows[i + 1]
        gap = _TO.fullmatch(text, first.span.end, second.span.start)
        if not gap:
            continue
        if first.rule == second.rule == "weekday" and gap[1] and "rel" not in second.parts:
            rows[i] = Phrase(
                first.span, "weekday", {**first.parts, "until": second.parts["weekday"]}
            )
            rows[i + 1] = Phrase(
                second.span, "weekday", {**second.parts, "since": first.parts["weekday"]}
            )
        elif year := _year_before(first, second):
            rule = "month" if first.rule == "month_alone" else first.rule
            rows[i] = Phrase(first.span, rule, {**first.parts, "year": year})
    return rows


def _year_before(first: Phrase, second: Phrase) -> str | None:
    """Give the year of "March" in "March to June 2018", the one before for "December to June"."""
    dated = _LACK_YEAR | {"month"} | _DAY_RANGES
    if (
        first.rule not in dated
        or second.rule not in dated
        or "quarter" in (first.rule, second.rule)
    ):
        return None
    if "year" in first.parts or "year" not in second.parts or "rel" in first.parts:
        return None
    back = months(first.parts["month"]) > months(second.parts["month"])
    return str(int(second.parts["year"]) - back)


def _is_hour(phrase: Phrase) -> bool:
    return phrase.rule == "clock" or (phrase.rule == "part" and "rel" not in phrase.parts)


def _with_lead(text: str, phrase: Phrase, after: int) -> Phrase:
    """Take in "early", "the end of" and the like, which stand after the phrase before.

    Of these only "around" changes the value.
    """
    m = _lead().search(text, max(after, phrase.span.start - 25), phrase.span.start)
    if not m or phrase.rule in (
        "span",
        "one_span",
        "some_span",
        "bare_units",
        "vague",
        "each",
        "adverb",
    ):
        return phrase
    extra = {name: words.lower() for name, words in m.groupdict().items() if words}
    return Phrase(Span(m.start(), phrase.span.end), phrase.rule, {**phrase.parts, **extra})
