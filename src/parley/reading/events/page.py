"""One report as the event rules see it: lower-case words, sentences, actors by token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from parley import vocab
from parley.items import Actor, Doc, Place
from parley.reading.actors import Cast
from parley.spans import Span


class Named(NamedTuple):
    """A mention of an actor: its tokens ``[first, last)``."""

    first: int
    last: int
    actor: Actor
    place: bool = False  # the words name a place as well, as a capital for its state


@dataclass(frozen=True)
class Page:
    """Words and mentions of a `Doc`, by token index."""

    doc: Doc
    words: list[str]  # lower case
    sent: list[tuple[int, int]]  # of each token: the tokens of its sentence
    named: dict[int, Named]  # of each token in a mention: the longest mention over it
    triggers: dict[int, str] = field(default_factory=dict)  # token -> type of event it tells

    @classmethod
    def of(cls, doc: Doc, cast: Cast, places: Sequence[Place] = ()) -> Page:
        """Lay out `doc` with the actors of `cast`, some of which may be named by `places`."""
        sent: list[tuple[int, int]] = []
        for here in doc.sents:
            end = bisect_left(doc.token_starts, here.end)
            sent += [(len(sent), end)] * (end - len(sent))
        sent += [(len(sent), len(doc.tokens))] * (len(doc.tokens) - len(sent))
        located = {token for place in places for token in doc.tokens_in(place.span)}
        named: dict[int, Named] = {}
        for span, actor in sorted(cast.mentions(), key=lambda pair: len(pair[0])):
            inside = doc.tokens_in(span)
            for token in inside:
                where = located.issuperset(inside)
                named[token] = Named(inside.start, inside.stop, actor, where)
        return cls(doc, [w.lower().replace("’", "'") for w in doc.words()], sent, named)

    def word(self, token: int) -> str:
        """Give the word at `token`; nothing outside the text."""
        return self.words[token] if 0 <= token < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """Give the characters of the tokens ``[first, last)``."""
        return Span(self.doc.tokens[first].start, self.doc.tokens[last - 1].end)

    def back(self, token: int, reach: int) -> Iterator[int]:
        """Give up to `reach` tokens before `token`, nearest first, within its sentence."""
        return iter(range(token - 1, max(self.sent[token][0], token - reach) - 1, -1))

    def onward(self, token: int, reach: int) -> range:
        """Give up to `reach` tokens from `token` on, within the sentence of the one before."""
        end = self.sent[token - 1][1] if token else 0
        return range(token, min(end, token + reach))

    def starts_thing(self, token: int) -> bool:
        """Tell whether a noun phrase plainly starts at `token`: an article, number, mention."""
        if token >= len(self.words):
            return False
        word = self.words[token]
        small = word in words("determiners") or word in words("pronouns")
        return small or word[0].isdigit() or token in self.named

    def noun_like(self, token: int, tag: str) -> bool:
        """Guess whether a form that can be noun or verb is a noun here."""
        if tag in ("past", "participle"):
            return False
        before = self.words[token - 1] if token > self.sent[token][0] else ""
        thing_after = self.starts_thing(token + 1)
        if tag == "ing":
            return not (thing_after or before in words("be"))
        if before in words("pronouns") or before in words("modals") or before in words("not"):
            return False
        if before == "to":
            return tag != "base"
        if before in words("determiners") or before in words("prepositions"):
            return True
        return not (thing_after or (tag == "base" and before.endswith("s")))


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the lists of small words."""
    return frozenset(vocab.table("events")["small"][name])
