"""The page under the reader's eyes: tokens, their small letters, and the words around names."""

from __future__ import annotations

from functools import cache, cached_property

from parley import vocab
from parley.items import Doc
from parley.spans import Span

# Share of capitals among letters under which a text counts as set in small letters; running
# English has 2 to 8 in a hundred.
_SMALL = 0.005


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one list of ``vocab/places.toml``."""
    return frozenset(vocab.table("places")[name])


class Page:
    """A document as the finder and the judge of names look at it: by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.words = doc.words()
        self.low = doc.low

    @cached_property
    def small(self) -> bool:
        """Whether the text is set in small letters throughout."""
        letters = sum(map(str.isalpha, self.text))
        return sum(map(str.isupper, self.text)) < _SMALL * letters

    @cached_property
    def sentence(self) -> list[int]:
        """Index of the sentence of every token."""
        of: list[int] = []
        at = 0
        for token in self.doc.tokens:
            while at + 1 < len(self.doc.sents) and token.start >= self.doc.sents[at].end:
                at += 1
            of.append(at)
        return of

    @cached_property
    def openers(self) -> frozenset[int]:
        """Give the first characters of all paragraphs."""
        return frozenset(p.start for p in self.doc.paragraphs)

    def span(self, first: int, last: int) -> Span:
        """Give the characters from one token to another, both included."""
        return Span(self.doc.tokens[first].start, self.doc.tokens[last].end)

    def between(self, i: int) -> str:
        """Give the characters between token `i` and the next; empty at the end."""
        if i + 1 >= len(self.words):
            return ""
        return self.text[self.doc.tokens[i].end : self.doc.tokens[i + 1].start]

    def capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital."""
        return self.words[i][:1].isupper()

    def together(self, i: int, j: int) -> bool:
        """Tell whether both tokens exist and stand in one sentence."""
        inside = 0 <= i < len(self.words) and 0 <= j < len(self.words)
        return inside and self.sentence[i] == self.sentence[j]

    def before(self, i: int) -> tuple[int, bool]:
        """Find the word before a name at token `i`: its index, and whether a direction was passed.

        Articles and directions are passed over ("in **the** **northern** ..."); -1 if the
        sentence begins there.
        """
        j, turned = i - 1, False
        while self.together(j, i) and self.low[j] in _passed():
            turned = turned or self.low[j] in word_set("directions")
            j -= 1
        return (j if self.together(j, i) else -1), turned


@cache
def _passed() -> frozenset[str]:
    return word_set("directions") | word_set("passed")
