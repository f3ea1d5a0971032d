"""Numbers in English text: digits, number words and mixtures of both, with exact offsets.

``find_numerals`` reads "20,000", "2.3 million", "1.1bn", "twenty-three", "a hundred and five",
"half a dozen", "tens of thousands". It knows nothing of what is counted; dates, figures and
votes all stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from parley.items import Bound
from parley.spans import Span
from parley.vocab import table


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written.

    `bound` is what the words alone say of it: ``EXACT`` for "12", ``AT_LEAST`` for "dozens"
    (then `value` is the least they can mean), ``ABOUT`` for "a couple".
    """

    span: Span
    value: int | float
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class _Piece:
    """One word or digit group of a number, in lower case."""

    start: int
    end: int
    word: str
    digits: Decimal | None = None
    factor: int = 1  # of a suffix: 20k


# No more digits than a float holds exactly: longer strings are identifiers, not counts.
_DIGITS = r"""
    (?: (?<!\w) | (?<=\$US) | (?<=\$A) | (?<=\bRM) | (?<=\bINR) | (?<=\bRs) )
    (?: (?<=\bminus-) | (?<![^\W\d_]-) | (?<=\bto-) ) (?<!\d[.,:/]) (?<!\#)
    (?P<digits>
        \d{1,3} (?:[,\u00a0\u202f\u2009\u066c]\d{3})+ (?:[.\u066b]\d{1,9})?
      | \d{1,3} (?:,[ ]\d{3})+ (?=[ ](?!and\b)[^\W\d])      # "1, 800 wounded", of tokenised texts
      | \d{1,3}\.[ ]\d{1,2} (?=[ ](?:million|billion|trillion)\b)  # "2. 3 million", the same
      | \d{1,15} (?:[.\u066b]\d{1,9})?
      | \.\d{1,9}
    )
    (?![\d:/]) (?!,\d{3}(?!\d)) (?P<suffix>[^\W\d_]+)?
"""
_JOINT = re.compile(r"[ \u00a0-]")
_THOUSANDS_MARK = re.compile(r"[,\u00a0\u202f\u2009\u066c ]")
_NEXT_WORD = re.compile(r"[ \u00a0-]?([^\W\d_]+)")
_OF_THEM = re.compile(r" of (?:its|their|his|her|our|them|us|these|those|the)\b", re.I)
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_LONGEST_WORD = 20  # enough to see the word before "one"


@cache
def _pattern() -> re.Pattern[str]:
    t = table("numbers")
    parts = ("small", "tens", "magnitudes", "groups", "open", "parts")
    words = {w for part in parts for w in t[part]}.union(
        t["vague"]["words"], ["a", "an", "and", "of"]
    )
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(
        rf"{_DIGITS} | (?<![\w’'])(?P<word>{longest_first})(?![\w’'])", re.VERBOSE | re.I
    )


@cache
def _sets() -> dict[str, frozenset[str]]:
    t = table("numbers")
    return {
        "vague": frozenset(t["vague"]["words"]),
        "ordinals": frozenset(t["ordinals"]["words"]),
        "fractions": frozenset(t["ordinals"]["fractions"]),
        "metres": frozenset(t["metres"]["after"]),
        "pronoun before": frozenset(t["pronoun"]["before"]),
        "pronoun after": frozenset(t["pronoun"]["after"]),
        "pronoun joining": frozenset(t["pronoun"]["joining"]),
        "pronoun verbs": frozenset(t["pronoun"]["verbs"]),
    }


@lru_cache(maxsize=4)  # those of one report are asked for as votes and as figures
def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Find the cardinal numbers of `text`, in order; ordinals, fractions and names stay out.

    >>> [(n.value, n.span.of("some 2.3 million fled, dozens died")) for n in
    ...  find_numerals("some 2.3 million fled, dozens died")]
    [(2300000, '2.3 million'), (24, 'dozens')]
    """
    found: list[Numeral] = []
    for run in _runs(text):
        at = 0
        while at < len(run):
            read = _read(run, at)
            if read is None:
                at += 1
                continue
            value, bound, after = read
            span = Span(run[at].start, run[after - 1].end)
            if not _is_other(text, span, last=after == len(run)):
                found.append(Numeral(span, _plain(value), bound))
            at = after
    return tuple(found)


def _runs(text: str) -> Iterator[list[_Piece]]:
    """Group the number words that stand next to each other."""
    run: list[_Piece] = []
    for match in _pattern().finditer(text):
        piece = _piece(text, match)
        if run and not (piece and _JOINT.fullmatch(text, run[-1].end, piece.start)):
            yield run
            run = []
        if piece:
            run.append(piece)
    if run:
        yield run


def _piece(text: str, match: re.Match[str]) -> _Piece | None:
    if match["word"]:
        return _Piece(match.start(), match.end(), match["word"].lower())
    number = match["digits"].replace(". ", ".").replace("\u066b", ".")
    digits = Decimal(_THOUSANDS_MARK.sub("", number))
    end, factor = match.end("digits"), 1
    if suffix := match["suffix"]:
        suffix = suffix.lower()
        if suffix in ("st", "nd", "rd", "th", "s"):
            return None
        factor = table("numbers")["suffixes"].get(suffix, 1)
        if suffix == "m" and _metres(text, match):
            factor = 1
        if factor > 1:
            end = match.end()
    return _Piece(match.start(), end, "", digits, factor)


def _metres(text: str, match: re.Match[str]) -> bool:
    """Tell whether "5m" is a length: no money before it, nothing countable after it."""
    if text[: match.start()].rstrip()[-1:] in ("$", "£", "€", "¥"):
        return False
    after = _NEXT_WORD.match(text, match.end())
    whose = _OF_THEM.match(text, match.end())  # "35m of its phones"
    return after is None or (after[1].lower() in _sets()["metres"] and not whose)


def _read(run: list[_Piece], at: int) -> tuple[Decimal, Bound, int] | None:
    """Read the number that starts at piece `at`: its value, its bound, the piece after it."""
    t = table("numbers")
    word = run[at].word
    following = run[at + 1].word if at + 1 < len(run) else ""
    if word in t["open"]:
        return _open(run, at)
    if word in ("a", "an"):
        vague = following in _sets()["vague"] and _scale(run, at + 2) is not None
        counts = following in {**t["magnitudes"], **t["groups"], **t["parts"]}
        if vague:
            return _vague(run, at + 1)
        return _scaled(run, at + 1, Decimal(1)) if counts else None
    if word in _sets()["vague"]:
        return _vague(run, at)
    if word in t["magnitudes"]:
        return None  # "million" without "a" or a number: a size, not a count
    if word in t["groups"] or word in t["parts"]:
        return _scaled(run, at, Decimal(1))
    return _cardinal(run, at)


def _open(run: list[_Piece], at: int) -> tuple[Decimal, Bound, int] | None:
    """Read "dozens", "tens of thousands"."""
    t = table("numbers")
    value, after = Decimal(t["open"][run[at].word]), at + 1
    while after + 1 < len(run) and run[after].word == "of" and run[after + 1].word in t["open"]:
        value *= Decimal(t["open"][run[after + 1].word]) / 2
        after += 2
    alone = after == at + 1
    if run[at].word == "tens" and alone and [p.word for p in run[after : after + 1]] != ["of"]:
        return None
    return value, Bound.AT_LEAST, after


def _vague(run: list[_Piece], at: int) -> tuple[Decimal, Bound, int] | None:
    """Read "several hundred", "a few dozen"."""
    opened = at + 1 < len(run) and run[at + 1].word in table("numbers")["open"]
    if opened:
        return _open(run, at + 1)
    scale = _scale(run, at + 1)
    return None if scale is None else (2 * scale[0], Bound.AT_LEAST, scale[1])


def _scale(run: list[_Piece], at: int) -> tuple[Decimal, int] | None:
    """Multiply the magnitudes and groups from piece `at` on: "hundred thousand"."""
    t = table("numbers")
    value, after = Decimal(1), at
    while after < len(run) and (
        m := t["magnitudes"].get(run[after].word) or t["groups"].get(run[after].word)
    ):
        value *= m
        after += 1
    return (value, after) if after > at else None


def _scaled(run: list[_Piece], at: int, times: Decimal) -> tuple[Decimal, Bound, int] | None:
    """Read what follows "a": "hundred and five", "dozen", "couple of dozen", "half million"."""
    t = table("numbers")
    word, after = run[at].word, at + 1
    if word in t["magnitudes"]:
        return _cardinal(run, at)
    words = [p.word for p in run[after : after + 2]]
    if word in t["parts"]:
        after += 2 if words == ["of", "a"] else words[:1] == ["a"]
        scale = _scale(run, after)
        return (
            None
            if scale is None
            else (Decimal(str(t["parts"][word])) * scale[0], Bound.EXACT, scale[1])
        )
    bound = Bound.ABOUT if word == "couple" else Bound.EXACT
    value = times * t["groups"][word]
    scale = _scale(run, after + (words[:1] == ["of"]))
    return (value, bound, after) if scale is None else (value * scale[0], bound, scale[1])


def _cardinal(run: list[_Piece], at: int) -> tuple[Decimal, Bound, int] | None:
    """Read "23", "2.3 million", "two hundred thousand and five", "hundred"."""
    t = table("numbers")
    total, part, after = Decimal(0), None, at
    ceiling = Decimal("Infinity")  # magnitudes fall from left to right
    while after < len(run):
        piece = run[after]
        if piece.digits is not None:
            if part is not None or total:
                break
            part = piece.digits * piece.factor
        elif piece.word in t["small"] or piece.word in t["tens"]:
            n = t["small"].get(piece.word, t["tens"].get(piece.word))
            if part is not None and not _fits(part, n):
                break
            part = (part or Decimal(0)) + n
        elif m := t["magnitudes"].get(piece.word) or (
            t["groups"].get(piece.word) if part else None
        ):
            if (part is None and after > at) or (m <= 100 and part is not None and part >= 100):
                break
            part = (1 if part is None else part) * m
            if m > 100:
                if part >= ceiling:
                    break
                ceiling, total, part = Decimal(m), total + part, None
        elif not _carries_on(run, after, part, total):
            break
        elif _is_half(run, after):  # two and a half million
            part, after = (part or Decimal(0)) + Decimal("0.5"), after + 2
        after += 1
    if after == at or (part is None and not total):
        return None
    return total + (part or 0), Bound.EXACT, after


def _fits(part: Decimal, n: int) -> bool:
    """Tell whether `n` may follow `part` in one number: "hundred five", "twenty three"."""
    if part % 100 == 0 and part:
        return n > 0
    return bool(part % 10 == 0 and part % 100 >= 20 and 0 < n < 10)


def _carries_on(run: list[_Piece], at: int, part: Decimal | None, total: Decimal) -> bool:
    """Tell whether "and" at piece `at` joins parts of one number, not two numbers."""
    if run[at].word != "and" or at + 1 >= len(run):
        return False
    if _is_half(run, at):
        return True
    t, next_word = table("numbers"), run[at + 1].word
    if run[at - 1].digits is not None or next_word not in {**t["small"], **t["tens"]}:
        return False
    return bool(part is None and total) or bool(part and part % 100 == 0)


def _is_half(run: list[_Piece], at: int) -> bool:
    return [p.word for p in run[at : at + 3]] == ["and", "a", "half"]


def _is_other(text: str, span: Span, *, last: bool) -> bool:
    """Tell whether the words are an ordinal, a fraction or a pronoun after all."""
    sets = _sets()
    after = _NEXT_WORD.match(text, span.end)
    next_word = after[1].lower() if after else ""
    hyphen = text[span.end : span.end + 1] == "-"
    if hyphen and next_word in sets["ordinals"] | sets["fractions"]:
        return True
    if next_word in sets["fractions"] and span.of(text).lower() == "one":  # "one third of them"
        return True
    if next_word in sets["fractions"] and next_word.endswith("s"):
        return True
    if text[span.start : span.end].lower() != "one":
        return next_word in sets["ordinals"] and span.of(text)[-2:].lower() == "ty"
    before = _LAST_WORD.search(text, max(0, span.start - _LONGEST_WORD), span.start)
    word = before[1].lower() if before else ""
    if word in sets["pronoun joining"] and next_word and next_word not in sets["pronoun verbs"]:
        return False  # "said that one soldier died"
    return next_word in sets["pronoun after"] or bool(word in sets["pronoun before"] and last)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
