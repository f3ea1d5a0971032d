"""What is searched for, and the words of a report that show it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from typing import Final

from parley.spans import Span

_SHOWN: Final = 24  # words of a snippet
_BEFORE: Final = 4  # of them before the first that was found: they say what it is about
_WORD: Final = re.compile(r"[^\W_]+")


def terms(words: str) -> list[str]:
    """Give what is asked for: words, and those in double quotes together.

    >>> terms('truce OR "prison exchange" NEAR(* !?')
    ['truce', 'OR', 'prison exchange', 'NEAR(*']
    """
    pieces = re.findall(r'"([^"]*)"|([^\s"]+)', words.replace("\0", " "))
    found = [phrase or word for phrase, word in pieces]
    return [term for term in found if any(c.isalnum() for c in term)]


def folded(text: str) -> list[str]:
    """Give the words of a text without case and diacritics, as they are compared.

    >>> folded("Café-goers: 1,200")
    ['cafe', 'goers', '1', '200']
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _WORD.findall(bare.lower())


def snippet(texts: Sequence[str], found: Set[str]) -> tuple[str, tuple[Span, ...]]:
    """Give the stretch of the texts that has most of the `found` words, and where they stand.

    `found` are words as `folded` gives them. Of two stretches as good it is the first.
    """
    best = max((_stretch(text, found) for text in texts), key=lambda stretch: stretch[0])
    _, text, start, stop = best
    shown = f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"
    marks = (Span(*m.span()) for m in _WORD.finditer(shown) if _is_one(m[0], found))
    return shown, tuple(marks)


def _stretch(text: str, found: Set[str]) -> tuple[int, str, int, int]:
    """Give the best stretch of one text: how many different words it has, and where it is."""
    words = list(_WORD.finditer(text))
    hits = [(n, w) for n, m in enumerate(words) for w in folded(m[0]) if w in found]
    best, first = 0, 0
    for at, _ in hits:
        has = len({word for n, word in hits if at <= n < at + _SHOWN - _BEFORE})
        if has > best:
            best, first = has, at
    first = max(0, min(first - _BEFORE, len(words) - _SHOWN))
    some = words[first : first + _SHOWN]
    start = some[0].start() if first else 0
    stop = some[-1].end() if first + _SHOWN < len(words) else len(text)
    return best, text, start, stop


def _is_one(word: str, found: Set[str]) -> bool:
    return any(part in found for part in folded(word))
