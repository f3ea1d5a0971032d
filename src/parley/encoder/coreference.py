"""Mentions by their head words, and which earlier mention each takes up again.

Word-level coreference (Dobrovolskii, EMNLP 2021): head words are linked, spans come from trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.encoder.encode import Encoding
from parley.encoder.trees import Trees
from parley.spans import Span

# How many mentions back one may be taken up, and how far a pronoun reaches; what is added to the
# score for the same head word and the same words, taken off for other words in another window,
# and off "none". Chosen on the non-commercial dev part of GUM (CoNLL F1 45 to 51), which is
# for measuring only; on the open dev part 42 became 46.
REACH, NEAR = 400, 30
SAME_HEAD, SAME_WORDS, ELSEWHERE, LEAN = 1.0, 3.0, 5.0, 0.5

Mention = tuple[int, str, Span]  # head token, type, extent


def read_mentions(encoding: Encoding, trees: Trees) -> list[Mention]:
    """Give head token, type and extent of every mention, in the order of the head words."""
    doc, labels = encoding.doc, vocab.layers()["mention"].labels
    found = []
    for token, k in enumerate(encoding.classes("mention")):
        if k:
            first, last = _extent(trees, token)
            span = Span(doc.tokens[first].start, doc.tokens[last - 1].end)
            found.append((token, labels[k - 1], span))
    return found


# What hangs on a head word without being part of its mention.
_OUTSIDE = frozenset(("case", "punct", "cc", "mark", "cop", "nsubj", "parataxis", "discourse"))


def _extent(trees: Trees, token: int) -> tuple[int, int]:
    """Give the tokens of a mention: the subtree, less what only leads to it or follows in a row."""
    first, last = token, token + 1
    for child in np.flatnonzero(trees.heads == token):
        relation = trees.relations[child]
        low, high = trees.extent(int(child))
        if child == token or relation in _OUTSIDE or (relation == "conj" and child > token):
            continue
        first, last = min(first, low), max(last, high)
    return first, last


class Antecedents:
    """Which earlier mention each mention takes up; head words are given as characters."""

    def __init__(self, encoding: Encoding) -> None:
        self._doc = encoding.doc
        self._query, self._key, self._none = encoding.pair("antecedent")

    def chances(self, head: int, before: Sequence[int]) -> NDArray[np.float32]:
        """Give the probability of each of `before`; what is missing to 1 is that of none."""
        token = self._token(head)
        keys = self._key[[self._token(b) for b in before]]
        scores = np.append(keys @ self._query[token], self._none[token, 0])
        shares = np.exp(scores - scores.max())
        return np.asarray(shares[:-1] / shares.sum(), np.float32)

    def _token(self, head: int) -> int:
        return self._doc.tokens_in(Span(head, head + 1)).start


def antecedents(encoding: Encoding, trees: Trees, mentions: Sequence[Mention]) -> list[int | None]:
    """Give for each mention, in order, the index of the one it takes up.

    The network has seen no pair of two windows, so what the words themselves say is added.
    """
    query, key, none = encoding.pair("antecedent")
    tokens = [token for token, _, _ in mentions]
    words = [_wording(encoding, trees, mention) for mention in mentions]
    out: list[int | None] = []
    for i, token in enumerate(tokens):
        first = max(0, i - (NEAR if words[i].pronoun else REACH))
        scores = key[tokens[first:i]] @ query[token]
        for j in range(first, i):
            scores[j - first] += _alike(words[j], words[i])
        best = int(np.argmax([*scores, none[token, 0] - LEAN]))
        out.append(first + best if first + best < i else None)
    return out


@dataclass(frozen=True, slots=True)
class _Wording:
    pronoun: bool
    lemma: str
    text: str
    window: int


def _wording(encoding: Encoding, trees: Trees, mention: Mention) -> _Wording:
    token, _, span = mention
    text = span.of(encoding.doc.text).lower().removeprefix("the ")
    return _Wording(trees.parts[token] == "PRON", trees.lemmas[token], text, encoding.window(token))


def _alike(before: _Wording, later: _Wording) -> float:
    """Score what two wordings say beside the network."""
    if later.pronoun:
        return 0.0
    if before.pronoun or before.lemma != later.lemma:
        return 0.0 if before.window == later.window else -ELSEWHERE
    return SAME_HEAD + SAME_WORDS * (before.text == later.text)
