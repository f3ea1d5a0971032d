"""Every number of a report with its bound and unit, whatever it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from parley import vocab
from parley.items import Bound, Doc
from parley.spans import Span
from parley.vocab.numbers import Numeral, find_numerals

_RANGE_JOINT = re.compile(r"\s?[-–—]\s?|[\s-](?:to|or)[\s-][$£€]?|\sand\s[$£€]?")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_SCORE = re.compile(r"(?<![\w.,-])(\d{1,3})-(\d{1,3})(?![\w-])")
_LONGEST_SCORE = 5  # characters beside a number in which the other half of its score stands
_NAME_BEFORE = re.compile(r"(?<!\w)([\w&]{0,12}[A-Z][\w&]*) $")
_NAME_REACH = 24  # characters
_HOUR = re.compile(r"0\d{1,3}")  # "0600": no count is written so
_YEAR_ENDS = frozenset(
    {"in", "and", "when", "to", "was", "is", "by", "for", "with", "after", "that", "at"}
)
_LONGEST_PHRASE = 5  # tokens, of the phrases in bounds.toml and units.toml
_MOST_OF_A_RANGE = 1000  # "5 to 6 million", not "from 5 to 6 million people"
_DATED = re.compile(r"-\d\d-\d\d|[A-Za-z]")  # "2019-09-01", "49ers"
_NEGATIVE = re.compile(r"(?:^|[\s($£€])[-−]$")
_NEAR_NOUN = 3  # words after a number like a year in which a plural shows that it counts
_FAR_VERB = 5  # words between a verb of change and its "by": "grew its fleet by 12"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what its own words say of it.

    `span` holds bound, sign and unit ("more than $5 million"), `number` the numeral alone
    (both numerals of a range). `tokens` are the indices of the tokens in `span`. `unit` is a
    key of ``vocab/units.toml``, ``None`` where a plain noun follows; `change` is "up" or
    "down" where the number is a difference ("fell 5%").
    """

    span: Span
    number: Span
    tokens: range
    value: int | float
    bound: Bound
    high: int | float | None = None
    unit: str | None = None
    change: str | None = None


def phrase_at(words: Sequence[str], at: int, phrases: dict[str, Any], longest: int) -> int:
    """Count the tokens of the longest phrase that starts at token `at`; 0 where none does."""
    for n in range(min(longest, len(words) - at), 0, -1):
        if " ".join(words[at : at + n]) in phrases:
            return n
    return 0


def phrase_before(words: Sequence[str], end: int, phrases: dict[str, Any]) -> int:
    """Count the tokens of the longest phrase that ends before token `end`; 0 where none does."""
    for n in range(min(_LONGEST_PHRASE, end), 0, -1):
        if " ".join(words[end - n : end]) in phrases:
            return n
    return 0


@cache
def _bounds(side: str) -> dict[str, Bound]:
    rows = vocab.table("bounds")[side]
    return {phrase: Bound(name) for name, phrases in rows.items() for phrase in phrases}


@cache
def _units(side: str) -> dict[str, str]:
    """Give unit names by the words beside the number, as tokens in lower case."""
    return {
        phrase.lower(): name
        for name, row in vocab.table("units").items()
        for phrase in row.get(side, ())
    }


@cache
def _changes() -> dict[str, str]:
    return {w: way for way, words in vocab.table("bounds")["change"].items() for w in words}


@cache
def _filler() -> frozenset[str]:
    return frozenset(w.lower() for w in vocab.table("bounds")["filler"]["words"])


@cache
def _phrases(table: str, section: str) -> dict[str, None]:
    return dict.fromkeys(vocab.table(table)[section]["words"])


def unit_kind(unit: str | None) -> str | None:
    """Give the kind of a unit ("time", "money" ...), ``None`` for no unit.

    >>> unit_kind("dollar")
    'money'
    """
    return vocab.table("units")[unit]["kind"] if unit else None


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Find every number of `doc` with its bound and unit, in the order of the text.

    Numbers joined as a range ("12 to 15", "between five and six") are one quantity.
    """
    words = doc.low
    found: list[Quantity] = []
    numerals = [n for n in find_numerals(doc.text) if not _is_other(doc, words, n)]
    at = 0
    while at < len(numerals):
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        if following and (low := _range_start(doc, words, numerals[at], following)) is not None:
            number = Span(numerals[at].span.start, following.span.end)
            quantity = _quantity(doc, words, number, low, Bound.RANGE, following.value)
            at += 2
        else:
            n = numerals[at]
            quantity = _signed(doc, words, _quantity(doc, words, n.span, n.value, n.bound, None))
            at += 1
        if found and words[quantity.tokens.start - 1] == "or" and not quantity.change:
            near = quantity.tokens.start - found[-1].tokens.stop <= 2  # "lost 190 points, or 1%"
            quantity = replace(quantity, change=found[-1].change if near else None)
        found.append(quantity)
    return tuple(found)


def _signed(doc: Doc, words: list[str], q: Quantity) -> Quantity:
    """Take in a minus: as a word always, as a sign only before a measure ("-5%", not "-5 men")."""
    first = doc.tokens_in(q.number).start
    spoken = words[first - 1 : first] == ["minus"]
    signed = q.unit and _NEGATIVE.search(doc.text[max(0, q.number.start - 2) : q.number.start])
    glued = doc.text[max(0, q.number.start - 6) : q.number.start].lower() == "minus-"
    if not (spoken or signed or glued):
        return q
    change = "down" if unit_kind(q.unit) == "share" else q.change
    return replace(q, value=-q.value, change=change)


def _is_other(doc: Doc, words: list[str], numeral: Numeral) -> bool:
    return (
        _is_calendar(doc, words, numeral)
        or _is_named(doc, numeral)
        or _is_labelled(doc, words, numeral)
        or _is_score(doc, numeral)
    )


def _is_labelled(doc: Doc, words: list[str], numeral: Numeral) -> bool:
    """Tell the number that a word before it gives out: "category 4", "part 3", "the S&P 500"."""
    first = doc.tokens_in(numeral.span).start
    return numeral.span.of(doc.text).isdigit() and bool(
        phrase_before(words, first, _phrases("numbers", "labels"))
    )


def _is_score(doc: Doc, numeral: Numeral) -> bool:
    """Tell the score of a game, "2-1" or "2-2": a range would rise."""
    around = doc.text[
        max(0, numeral.span.start - _LONGEST_SCORE) : numeral.span.end + _LONGEST_SCORE
    ]
    return any(
        int(m[1]) >= int(m[2]) and numeral.span.of(doc.text) in (m[1], m[2])
        for m in _SCORE.finditer(around)
    )


def _is_named(doc: Doc, numeral: Numeral) -> bool:
    """Tell the number in a name: "Unit 3", "the S&P 500", "Backup Plan 9"."""
    text = doc.text
    before = _NAME_BEFORE.search(text, max(0, numeral.span.start - _NAME_REACH), numeral.span.start)
    if not before or not numeral.span.of(text).isdigit():
        return False
    first = doc.sent_of(numeral.span).start >= before.start(1)
    after = text[numeral.span.end : numeral.span.end + 2]
    open_end = not after.strip() or after[0] in ".,;:)’'" or after.strip()[:1].isupper()
    return (
        open_end
        and not first
        and before[1].lower() not in vocab.table("numbers")["calendar"]["weekdays"]
    )


def _is_calendar(doc: Doc, words: list[str], numeral: Numeral) -> bool:
    """Tell a year, a day of a month or a time of day from a count."""
    t = vocab.table("numbers")["calendar"]
    tokens = doc.tokens_in(numeral.span)
    before = words[tokens.start - 1] if tokens.start else ""
    after = words[tokens.stop] if tokens.stop < len(words) else ""
    if _HOUR.fullmatch(numeral.span.of(doc.text)):
        return True
    if after in t["clock"] or (
        numeral.value <= 31 and (before in t["months"] or after in t["months"])
    ):
        return True
    if not _YEAR.fullmatch(numeral.span.of(doc.text)):
        return False
    if _DATED.match(doc.text, numeral.span.end) or _is_year_of(doc, words, tokens):
        return True
    ends = not after[:1].isalpha() or after in _YEAR_ENDS
    capital = doc.text[numeral.span.end + 1 : numeral.span.end + 2].isupper()
    if capital and before in ("the", "a", "this"):  # "the 2019 World Cup"
        return True
    return (
        before in t["months"] or before in t["year_after"] or (before in t["year_between"] and ends)
    )


def _is_year_of(doc: Doc, words: list[str], tokens: range) -> bool:
    """Tell the year in "Dec 20 2019", "the 1988 film", "Euro 2020 final": no plural follows."""
    t = vocab.table("numbers")["calendar"]
    if words[max(0, tokens.start - 2)] in t["months"]:
        return True
    after = words[tokens.stop : tokens.stop + _NEAR_NOUN]
    measured = phrase_at(words, tokens.stop, _units("after"), _LONGEST_PHRASE)
    if not tokens.start or not after or not after[0].isalpha() or measured:
        return False
    before = doc.tokens[tokens.start - 1]
    named = before.start > doc.sent_of(before).start and doc.text[before.start].isupper()
    if not named and words[tokens.start - 1] not in ("the", "a", "an", "this"):
        return False
    return not any(w.endswith("s") or w in t["counted"] for w in after)


def _range_start(doc: Doc, words: list[str], a: Numeral, b: Numeral) -> int | float | None:
    """Give the lower end where `a` and `b` are the two ends of a range."""
    joint = _joint(doc, words, a, b)
    if not _RANGE_JOINT.fullmatch(joint):
        return None
    first = doc.tokens_in(a.span).start
    before = words[max(0, first - 3) : first]
    if "and" in joint and "between" not in before:
        return None
    spread = not _phrases("bounds", "spread").keys().isdisjoint(before)
    if "to" in joint and (("from" in before and not spread) or before[-1:] == ["by"]):
        return None
    low = a.value
    scale = _scale(doc, b)
    if not re.search(r"[A-Za-z]", a.span.of(doc.text)) and low * scale < b.value:
        low *= scale
    return low if low < b.value and b.value / max(low, 1) < _MOST_OF_A_RANGE else None


def _joint(doc: Doc, words: list[str], a: Numeral, b: Numeral) -> str:
    """Give the text between two numbers, less the unit of the first where both have it."""
    stop = doc.tokens_in(a.span).stop
    unit, after = _unit_after(doc, words, stop, a.value)
    if unit and unit == _unit_after(doc, words, doc.tokens_in(b.span).stop, b.value)[0]:
        return doc.text[doc.tokens[after - 1].end : b.span.start]
    return doc.text[a.span.end : b.span.start]


def _scale(doc: Doc, numeral: Numeral) -> int:
    """Give the magnitude that ends a numeral: a million for "2.3 million", 1 for "23"."""
    if not (text := numeral.span.of(doc.text).lower())[0].isdigit():
        return 1
    last = re.search(r"[a-z]+$", text)
    t = vocab.table("numbers")
    return t["magnitudes"].get(last[0], t["suffixes"].get(last[0], 1)) if last else 1


def _quantity(
    doc: Doc,
    words: list[str],
    number: Span,
    value: int | float,
    bound: Bound,
    high: int | float | None,
) -> Quantity:
    tokens = doc.tokens_in(number)
    first, after = tokens.start, tokens.stop
    unit = None
    if n := phrase_before(words, first, _units("before")):
        unit, first = _units("before")[" ".join(words[first - n : first])], first - n
    first, stated = _bound_before(words, first)
    if n := phrase_at(words, after, _bounds("after"), _LONGEST_PHRASE):
        stated = _bounds("after")[" ".join(words[after : after + n])]
        after += n
    if stated and high is None:
        bound = stated
    change = _change(words, first)
    name, after = _unit_after(doc, words, after, value)
    span = Span(doc.tokens[first].start, max(number.end, doc.tokens[after - 1].end))
    return Quantity(span, number, range(first, after), value, bound, high, unit or name, change)


def _bound_before(words: list[str], first: int) -> tuple[int, Bound | None]:
    """Find the bound that ends before token `first`; give where it starts and what it is."""
    table = _bounds("before")
    for skip in range(2):
        if skip and words[first - 1] not in _filler():
            break
        if n := phrase_before(words, first - skip, table):
            start = first - skip - n
            return start, table[" ".join(words[start : first - skip])]
    return first, None


def _unit_after(
    doc: Doc, words: list[str], after: int, value: int | float
) -> tuple[str | None, int]:
    """Read the unit that follows at token `after`; give it and the token after it."""
    hyphen = after < len(words) and words[after] == "-"
    for at in (after, after + 1) if hyphen else (after,):
        if n := phrase_at(words, at, _units("after"), _LONGEST_PHRASE):
            name = _units("after")[" ".join(words[at : at + n])]
            attached = doc.tokens[after - 1].end == doc.tokens[at].start
            if n == 1 and len(words[at]) == 1 and words[at].isalpha() and not attached:
                return None, after
            if value > vocab.table("units")[name].get("attached_max", float("inf")):
                name = "gram"
            return name, at + n
    return None, after


def _change(words: list[str], first: int) -> str | None:
    """Tell whether the number is a difference: "fell 5%", "up by 12"."""
    if words[first - 1 : first] != ["by"]:
        return _changes().get(words[first - 1]) if first else None
    for word in reversed(words[max(0, first - 1 - _FAR_VERB) : first - 1]):
        if change := _changes().get(word):
            return change
        if not word.isalpha():
            return None
    return None


def in_dates(quantity: Quantity, dates: Iterable[Span]) -> bool:
    """Tell whether the number is a part of a date or a time of day."""
    return any(d.overlaps(quantity.number) for d in dates)
