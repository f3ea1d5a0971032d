"""Words with their part of speech, lemma and place in the tree of the sentence.

Universal Dependencies (de Marneffe et al. 2021); arcs by deep biaffine attention (Dozat and
Manning 2017), made a tree where they are none by maximum spanning (Chu and Liu 1965; Edmonds 1967).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.encoder.encode import Encoding
from parley.items import Doc
from parley.spans import Span

Ints = NDArray[np.intp]
Scores = NDArray[np.float32]


class Arcs(NamedTuple):
    """Each token's likeliest head ``int [n_tokens]``, the root's own index, and its relation.

    Not made a tree: far quicker to read, and enough where only a token's neighbours are asked.
    """

    heads: Ints
    relations: tuple[str, ...]


@dataclass(frozen=True)
class Trees:
    """The trees of one Doc, by token.

    `heads` ``int [n_tokens]`` holds each token's head, the root's own index; `relations` its
    relation; `parts` its part of speech ("X" where the network saw none); `lemmas` its base form.
    """

    doc: Doc
    heads: Ints
    relations: tuple[str, ...]
    parts: tuple[str, ...]
    lemmas: tuple[str, ...]

    @cached_property
    def _extents(self) -> tuple[Ints, Ints]:
        """First and last token of the subtree of every token."""
        first = np.arange(len(self.heads))
        last = first.copy()
        for _ in range(len(self.heads)):  # each turn carries the bounds one arc up
            before = first.copy(), last.copy()
            np.minimum.at(first, self.heads, first.copy())
            np.maximum.at(last, self.heads, last.copy())
            if np.array_equal(before[0], first) and np.array_equal(before[1], last):
                break
        return first, last

    def extent(self, token: int) -> tuple[int, int]:
        """Give the tokens ``[first, last)`` that a token's subtree runs over."""
        first, last = self._extents
        return int(first[token]), int(last[token]) + 1

    def phrase(self, head: int, *, without: int) -> tuple[int, int]:
        """Give the tokens of what hangs on `head` around it, less the branch of one token.

        So "the men who fled" as an argument of "fled" is "the men". Punctuation at the edges is
        left out.
        """
        first, last = head, head + 1
        branches = [self.extent(int(c)) for c in np.flatnonzero(self.heads == head) if c != head]
        for low, high in sorted(branches, reverse=True):
            if high == first and not low <= without < high:
                first = low
        for low, high in sorted(branches):
            if low == last and not low <= without < high:
                last = high
        while last - 1 > head and self.parts[last - 1] == "PUNCT":
            last -= 1
        while first < head and self.parts[first] == "PUNCT":
            first += 1
        return first, last

    def head_of(self, span: Span) -> int:
        """Give the token of `span` whose head lies outside it, the first if there are several."""
        inside = self.doc.tokens_in(span)
        out = (i for i in inside if self.heads[i] not in inside or self.heads[i] == i)
        return next(out, inside.start)


def read_arcs(encoding: Encoding) -> Arcs:
    """Read the likeliest arcs off an encoding, sentence by sentence."""
    heads = _heads(encoding, lambda scores: scores.argmax(1))
    return Arcs(heads, _relations(encoding, heads))


def read_trees(encoding: Encoding) -> Trees:
    """Read the trees off an encoding, sentence by sentence."""
    doc = encoding.doc
    heads = _heads(encoding, tree)
    parts = (None, *vocab.layers()["part"].labels)
    return Trees(
        doc,
        heads,
        _relations(encoding, heads),
        tuple(parts[k] or "X" for k in encoding.classes("part")),
        _lemmas(encoding),
    )


def _heads(encoding: Encoding, choose: Callable[[Scores], Ints]) -> Ints:
    doc = encoding.doc
    query, key, _ = encoding.pair("arc")
    heads = np.arange(len(doc.tokens))
    for sent in doc.sents:
        span = doc.tokens_in(sent)
        part = slice(span.start, span.stop)
        heads[part] = choose(query[part] @ key[part].T) + span.start
    return heads


def _relations(encoding: Encoding, heads: Ints) -> tuple[str, ...]:
    pair = vocab.pairs()["relation"]
    query, key, _ = encoding.pair("relation")
    scores = (query * key[heads]).reshape(len(heads), len(pair.labels), pair.width).sum(-1)
    root = pair.labels.index("root")
    own = heads == np.arange(len(heads))
    scores[~own, root] = -np.inf
    return tuple(
        "root" if is_root else pair.labels[k]
        for is_root, k in zip(own, scores.argmax(-1), strict=True)
    )


def _lemmas(encoding: Encoding) -> tuple[str, ...]:
    rules = ("0", *vocab.layers()["lemma"].labels)
    words = [word.lower() for word in encoding.doc.words()]
    found = []
    for word, k in zip(words, encoding.classes("lemma"), strict=True):
        cut, added = int(rules[k][0]), rules[k][1:]
        found.append(word[: len(word) - cut] + added if cut <= len(word) else word)
    return tuple(found)


def tree(scores: Scores) -> Ints:
    """Give the heads of the best tree with one root.

    Parameters
    ----------
    scores
        ``float32 [n, n]``: of token *i* having head *j*; on the diagonal, of being the root.
    """
    heads: Ints = scores.argmax(1)
    if _is_tree(heads):
        return heads
    n = len(heads)
    roots = np.argsort(-np.diag(scores), kind="stable")[: min(n, 3)]
    best, found = -np.inf, heads
    for root in roots:  # the likeliest roots are tried: one of them is right nearly always
        under = scores.copy()
        np.fill_diagonal(under, -np.inf)
        under[root] = -np.inf
        under[root, root] = 0.0
        tried = _spanning(under, int(root))
        others = np.arange(n) != root
        total = float(scores[root, root] + under[np.arange(n), tried][others].sum())
        if total > best:
            best, found = total, tried
    return found


def _is_tree(heads: Ints) -> bool:
    return int((heads == np.arange(len(heads))).sum()) == 1 and _cycle(heads) is None


def _cycle(heads: Ints) -> list[int] | None:
    """Give the tokens of a cycle of two or more, if there is one."""
    done = np.zeros(len(heads), bool)
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while not done[at] and at not in path:
            path.append(at)
            at = int(heads[at])
        if at in path and heads[at] != at:
            return path[path.index(at) :]
        done[path] = True
    return None


def _spanning(scores: Scores, root: int) -> Ints:
    """Chu-Liu/Edmonds: contract a cycle to one token, solve, and open it again."""
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    n = len(heads)
    rest = [i for i in range(n) if i not in cycle]
    kept = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, rest)] - kept[:, None]  # what breaking the cycle there costs
    out = scores[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf, np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out.max(1)
    solved = _spanning(small, rest.index(root))
    for k, i in enumerate(rest):
        heads[i] = cycle[int(out[k].argmax())] if solved[k] == len(rest) else rest[solved[k]]
    heads[root] = root
    entry = int(solved[-1])
    breaks = cycle[int(into[:, entry].argmax())]
    heads[breaks] = rest[entry]
    return heads
