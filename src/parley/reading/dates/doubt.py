"""Words that have the form of a time expression and may be something else.

"May" is a month and a verb, "2000" a year and a count, "45 years old" an age, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from parley import vocab
from parley.spans import Span

_BEFORE: Final = re.compile(r"([^\s\"“”'‘’(),;:]+)[\s\-–(]*$")
_AFTER: Final = re.compile(r"[\s\-–]*([\w'’]+|[%°])")
_OWNED: Final = re.compile(
    r"(?:his|her|their|my|our|your|its)\W+(?:(?:early|mid|late)\W+)?$", re.IGNORECASE
)
_HOUR_ELSEWHERE: Final = re.compile(r" \(\d{4} [a-z]{3}\)", re.IGNORECASE)  # "2000 (0200 GMT)"
# The words to either side that a decision looks at lie within so many characters.
_NEAR: Final = 24


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in vocab.table("dates")["words"].items()}


def is_time(text: str, span: Span, rule: str, parts: Mapping[str, str]) -> bool:
    """Tell whether what matched `rule` at `span` is a time here."""
    before = _BEFORE.search(text, max(0, span.start - _NEAR), span.start)
    after = _AFTER.match(text, span.end, span.end + _NEAR)
    left = before[1].lower() if before else ""
    right = after[1] if after else ""
    match rule:
        case "month_alone":
            return _is_month(span.of(text), parts, left, right)
        case "month_day" | "day_month" | "first_day" | "second_day" | "day_range_us":
            return _is_day(span.of(text), parts, left, right.lower())
        case "year":
            return span.of(text)[0] not in "12" or _is_year(text, span, left, right.lower())
        case "year_range":
            return len(parts["year2"]) == 4 or parts["year2"] == f"{int(parts['year'][2:]) + 1:02}"
        case "decade":
            return _is_decade(text, span, parts)
        case "weekday" | "feast":
            if before and before[1] in _words()["day_names"]:  # "Bloody Friday"
                return False
            return right.lower() not in _words()["titles"] or not right[:1].isupper()
        case "today":
            return not _is_named_today(text, span)
        case "span":
            return _is_length(span.of(text), parts, right.lower())
        case "lunar_month":
            return _is_fast(span.of(text), parts, left, right)
        case "solar_day":
            return "calyear" in parts or not right[:1].isupper()
        case "quarter":
            return parts.get("spell") != "half" or not {"year", "year2", "yearrel"}.isdisjoint(
                parts
            )
        case "season":
            return _is_season(span.of(text), parts, right.lower())
        case "bare_units":
            bare = span.of(text).lower() == "quarters"  # mostly part of a town
            return not bare and not left[-1:].isdigit() and right.lower() != "old"
    return True


def _is_month(words: str, parts: Mapping[str, str], left: str, right: str) -> bool:
    table = _words()
    if "rel" in parts:
        return (
            parts["month"] not in table["doubtful"]
            or parts["rel"] == "last"
            or parts["month"].capitalize() in words
        )
    if words.lower() in table["doubtful"]:
        return left in table["prepositions"] and not (
            left in ("to", "for", "and", "or", "of", "by") and words.islower()
        )
    return left in table["prepositions"] or words.islower() or not right[:1].isupper()


def _is_fast(words: str, parts: Mapping[str, str], left: str, right: str) -> bool:
    """Refuse persons and streets: "Mr Ramadan", "Ramadan Street"."""
    if len(parts) > 1 or "month of" in words.lower():
        return True
    return left in _words()["prepositions"] and not right[:1].isupper()


def _is_day(words: str, parts: Mapping[str, str], left: str, right: str) -> bool:
    """Refuse "15 may have died" and "march 3 miles"."""
    month = parts["month"].rstrip(".")
    if right in (
        "people",
        "percent",
        "miles",
        "km",
        "per",
        "years",
        "months",
        "weeks",
        "days",
        "hours",
        "minutes",
    ):
        return False
    if (
        month not in ("may", "march", "mar")
        or "year" in parts
        or not words.islower()
        or "weekday" in parts
    ):
        return True
    return left in _words()["prepositions"] or words.startswith("the ") or right in ("", ",", ".")


def _is_year(text: str, span: Span, left: str, right: str) -> bool:
    table = _words()
    edge = text[max(0, span.start - 1) : span.start]
    if left == "at" or _HOUR_ELSEWHERE.match(text, span.end):
        return False
    if left in table["counted_before"] and left not in table["prepositions"]:
        return False
    if right in table["counted_after"] or right in ("%", "°") or edge in "#.,/$":
        return left in table["prepositions"] and right not in (
            "people",
            "troops",
            "men",
            "women",
            "dead",
        )
    if left in ("about", "around", "some", "over", "of"):
        return not (
            right.endswith("s")
            and right.isalpha()
            and right not in ("as", "was", "is", "this", "has", "'s", "’s")
        )
    return (
        edge not in "-–"
        or left in ("mid", "post", "pre", "late", "early")
        or not left[:1].isdigit()
    )


def _is_decade(text: str, span: Span, parts: Mapping[str, str]) -> bool:
    if "year" in parts:
        return True
    words = span.of(text).lower()
    return not _OWNED.search(text, max(0, span.start - _NEAR), span.start) and words[:1] in "t'’"


def _is_named_today(text: str, span: Span) -> bool:
    """Tell "USA Today" and "Russia Today"."""
    return bool(
        text[span.start].isupper()
        and (name := re.search(r"([A-Z]\w+) $", text[max(0, span.start - _NEAR) : span.start]))
        and name[1].lower() not in _words()["prepositions"]
        and name[1] not in ("But", "And")
    )


def _is_length(words: str, parts: Mapping[str, str], right: str) -> bool:
    """Refuse ages, "three-quarters of" and "the 1988 quarter"."""
    if "old" in parts:
        return right in _words()["aged_things"]
    if parts["unit"].startswith("quarter"):
        return right != "of" and "-quarters" not in words and not re.fullmatch(r"\d{4}", parts["n"])
    return not (re.fullmatch(r"(?:1[5-9]|20)\d\d", parts["n"]) and not parts["unit"].endswith("s"))


def _is_season(words: str, parts: Mapping[str, str], right: str) -> bool:
    """Refuse "the fall of the city", "for spring water"."""
    if not {"rel", "year", "year2", "yearrel"}.isdisjoint(parts):
        return True
    lead = words.lower().split()[0]
    if parts["season"] == "fall":
        return lead in ("in", "the") and right not in ("of", "from", "in", "to")
    return right != "of" and (
        lead in ("in", "the", "by", "until", "since") or right in ("", "and", "or")
    )
