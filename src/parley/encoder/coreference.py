"""Mentions by their head words, and which earlier mention each takes up again.

Word-level coreference (Dobrovolskii, EMNLP 2021): head words are linked, spans come from trees.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.encoder.encode import Encoding
from parley.encoder.trees import Trees
from parley.spans import Span

# A mention takes up one of this many before it: farther ones are seldom right in long texts.
REACH = 80


def read_mentions(encoding: Encoding, trees: Trees) -> list[tuple[int, str, Span]]:
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


def antecedents(encoding: Encoding, heads: Sequence[int]) -> list[int | None]:
    """Give for each mention's head token, in order, the index of the mention it takes up."""
    query, key, none = encoding.pair("antecedent")
    out: list[int | None] = []
    for i, head in enumerate(heads):
        before = range(max(0, i - REACH), i)
        scores = key[[heads[j] for j in before]] @ query[head] if i else np.zeros(0)
        best = int(np.argmax([*scores, none[head, 0]]))
        out.append(before[best] if best < len(before) else None)
    return out
