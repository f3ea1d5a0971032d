"""A report as folded words, and the tables looked up in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar

from parley.items import Doc
from parley.knowledge.names import WORD, fold, roles
from parley.spans import Span

T = TypeVar("T")

# A text with fewer capitalised words than this share has lost its capitals: every English
# sentence has one, and news sentences are below thirty words.
_CASED = 1 / 30


class Words:
    """The words of one report, in parallel lists.

    `folded` holds them as `parley.knowledge.names.fold` writes them, `joined` whether only a
    space, a hyphen or a possessive mark parts a word from the one before, `sent` the index of
    its sentence, `cased` whether the text has capitals at all.
    """

    def __init__(self, doc: Doc) -> None:
        matches = list(WORD.finditer(doc.text))
        self.text = doc.text
        self.raw = [m.group() for m in matches]
        self.start = [m.start() for m in matches]
        self.end = [m.end() for m in matches]
        self.folded = [fold(w) for w in self.raw]
        self.cap = [w[0].isupper() for w in self.raw]
        self.sent = list(_sentences(doc, self.start))
        self.joined = [i > 0 and self._joined(i) for i in range(len(matches))]
        self.first = [i == 0 or self.sent[i] != self.sent[i - 1] for i in range(len(matches))]
        self.cased = sum(self.cap) > _CASED * len(self.cap)
        self.small = {w for w, cap in zip(self.folded, self.cap, strict=True) if not cap}

    def __len__(self) -> int:
        return len(self.raw)

    def span(self, i: int, j: int) -> Span:
        """Give the span of the words `i` to `j`, end exclusive."""
        return Span(self.start[i], self.end[j - 1])

    def gap(self, i: int) -> str:
        """Give what stands between the word before `i` and `i`."""
        return self.text[self.end[i - 1] : self.start[i]] if 0 < i < len(self) else "\n"

    def after(self, i: int) -> str:
        """Give the folded word at `i`, or nothing where there is none in the sentence before."""
        return self.folded[i] if 0 < i < len(self) and self.sent[i] == self.sent[i - 1] else ""

    def possessive(self, i: int) -> bool:
        """Tell whether the word `i` is the s of "Iran's"."""
        return self.folded[i] == "s" and self.gap(i) in ("'", "’")

    def _joined(self, i: int) -> bool:
        gap = self.text[self.end[i - 1] : self.start[i]]
        if gap in (" ", "-", "'", "’"):
            return self.sent[i] == self.sent[i - 1]
        before = self.raw[i - 1]
        if gap.isspace() and "\n\n" not in gap:
            return self.sent[i] == self.sent[i - 1]
        if gap == ". ":
            return len(before) <= 5 and (len(before) == 1 or self.folded[i - 1] in _abbreviated())
        return gap in ("- ", " -", " - ", "' ", "’ ") and self.sent[i] == self.sent[i - 1]


def _sentences(doc: Doc, starts: list[int]) -> Iterator[int]:
    index, last = 0, len(doc.sents) - 1
    for start in starts:
        while index < last and doc.sents[index + 1].start <= start:
            index += 1
        yield index


@cache
def _abbreviated() -> frozenset[str]:
    return honorifics() | {"jr", "sr", "st", "no"}


@cache
def honorifics() -> frozenset[str]:
    """Give the words that stand before a name."""
    return frozenset().union(*(roles("honorifics", k) for k in ("male", "female", "either")))


@cache
def offices() -> frozenset[str]:
    """Give the words for a person by office."""
    return frozenset().union(*(roles("offices", k) for k in ("male", "female", "either")))


class Phrases(Generic[T]):
    """Phrases of folded words, found longest first."""

    def __init__(self, rows: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self._rows: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, value in rows:
            if phrase:
                self._rows.setdefault(phrase[0], {}).setdefault(phrase, value)
        self._lengths = {
            first: sorted({len(p) for p in under}, reverse=True)
            for first, under in self._rows.items()
        }

    def at(self, words: Words, i: int) -> tuple[int, T] | None:
        """Give the end and the value of the longest phrase that starts at word `i`."""
        first = words.folded[i]
        under = self._rows.get(first)
        if under is None:
            return None
        for length in self._lengths[first]:
            phrase = tuple(words.folded[i : i + length])
            whole = len(phrase) == length and all(words.joined[i + 1 : i + length])
            if whole and phrase in under:
                return i + length, under[phrase]
        return None
