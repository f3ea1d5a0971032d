"""Numbers, months and weekdays as words."""

from __future__ import annotations

import re
from functools import cache
from typing import overload

from parley import vocab


@cache
def _months() -> dict[str, int]:
    table = vocab.table("dates")
    return {**table["months"], **table["month_abbreviations"]}


@overload
def months(name: str) -> int: ...
@overload
def months(name: int) -> str: ...
def months(name: str | int) -> int | str:
    """Turn a month's name or abbreviation into its number, or a number into the name."""
    if isinstance(name, int):
        names: list[str] = list(vocab.table("dates")["months"])
        return names[name - 1].capitalize()
    number_of: int = _months()[name.rstrip(".")]
    return number_of


def weekday(name: str) -> int:
    """Give the ISO number of a weekday: Monday is 1."""
    table = vocab.table("dates")
    name = name.rstrip(".")
    found: int = table["weekdays"].get(name) or table["weekday_abbreviations"][name]
    return found


def ordinal(words: str) -> int | None:
    """Read "3rd", "third", "twenty-first" or a bare "3"."""
    if m := re.match(r"\d+", words):
        return int(m[0])
    table = vocab.table("dates")
    tens, _, last = words.replace(" ", "-").rpartition("-")
    if last not in table["ordinals"] or (tens and tens not in table["tens"]):
        return None
    found: int = table["ordinals"][last] + table["tens"].get(tens, 0)
    return found


def number(words: str) -> float | None:
    """Read a number in figures or words; ``None`` for "several" and the like.

    >>> number("two and a half"), number("a hundred"), number("1,200")
    (2.5, 100, 1200)
    """
    table = vocab.table("dates")
    words = words.replace(",", "").strip()
    if m := re.fullmatch(r"(\d+(?:\.\d+)?)( 1/2)?", words):
        amount = float(m[1]) + (0.5 if m[2] else 0)
        return int(amount) if amount == int(amount) else amount
    if words.startswith("half"):
        return 0.5
    if words in ("a couple of", "couple of", "a dozen"):
        return 12 if words == "a dozen" else 2
    total: float = 0
    for word in re.split(r"[\s-]+", words.removesuffix(" and a half")):
        if word in ("a", "an"):
            total += 1
        elif word in ("hundred", "thousand", "dozen", "million"):
            total *= {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}[word]
        elif word in table["numbers"] or word in table["tens"]:
            total += table["numbers"].get(word) or table["tens"].get(word, 0)
        elif word != "and":
            return None
    return total + 0.5 if words.endswith(" and a half") else total


def spoken_year(words: str) -> int | None:
    """Read "nineteen ninety-six" and "two thousand and three"."""
    first, _, rest = re.sub(r"[\s-]+", " ", words).partition(" ")
    if first == "two":
        return 2000 + int(
            number(rest.removeprefix("thousand").strip().removeprefix("and ") or "zero") or 0
        )
    low = number(rest)
    return None if low is None else (1900 if first == "nineteen" else 2000) + int(low)
