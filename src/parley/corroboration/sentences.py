"""The sentences of a report and their words, as they are compared between reports.

A record is asked without the text layer, so that sentences are cut here by their print alone;
what is compared needs no more.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from parley import vocab
from parley.spans import Span
from parley.vocab.numbers import find_numerals

_END: Final = re.compile(r"[.!?][\"”’'»)\]]{0,2}\s+(?=[\"“‘'«(\[]?[A-Z0-9])|\n+")
_WORD: Final = re.compile(r"\d[\d,.]*\d|\w+")
_LAST: Final = re.compile(r"(\w[\w.]*)\.\W*$")
_STEM: Final = 6
"""Letters that two forms of a word share: "negotiated", "negotiators"."""


def sentences(text: str) -> list[Span]:
    """Cut `text` into sentences, without the space around them.

    >>> [s.of("Talks began. The U.S. envoy left.") for s in sentences("Talks began. The U.S. envoy left.")]
    ['Talks began.', 'The U.S. envoy left.']
    """  # noqa: E501
    cuts = [0]
    for found in _END.finditer(text):
        if found[0][0] == "\n" or not _shortened(text[cuts[-1] : found.start() + 1]):
            cuts.append(found.end())
    cuts.append(len(text))
    pieces = (_stripped(text, a, b) for a, b in pairwise(cuts))
    return [piece for piece in pieces if piece]


def _stripped(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None


def _shortened(before: str) -> bool:
    """Tell whether the full stop at the end is that of an abbreviation."""
    last = _LAST.search(before[-12:])
    if not last:
        return False
    word = last[1].casefold()
    return "." in word or len(word) == 1 or word in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    """Give the abbreviations after which a sentence goes on, without their full stop."""
    words = vocab.table("abbreviations")["always"]
    return frozenset(word.casefold() for word in words)


def tokens(text: str) -> list[str]:
    """Give the words of `text` without case, numbers without their commas.

    >>> tokens("The Army killed 1,200 people.")
    ['the', 'army', 'killed', '1200', 'people']
    """
    return [w.replace(",", "") for w in _WORD.findall(text.casefold())]


def stems(text: str) -> frozenset[str]:
    """Give what a sentence speaks of: its words that say something, cut to a stem, its numbers.

    >>> sorted(stems("The rebels shelled the port on Monday and killed eleven."))
    ['11', 'eleven', 'killed', 'port', 'rebels', 'shelle']
    """
    said = (w for w in tokens(text) if w not in _idle() and len(w) > 2 and not w[0].isdigit())
    numbers = (f"{n.value:g}" for n in find_numerals(text))
    return frozenset((*(w[:_STEM] for w in said), *numbers))


@cache
def _idle() -> frozenset[str]:
    return frozenset(vocab.table("claims")["idle"]["words"])
