"""Scores of tokens -> spans: the likeliest way to begin, go on and end them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.items import Doc, Mark
from parley.spans import Span

# Below this probability of "no label" a token is worth decoding; above it no path through a label
# has won on the development reports, so the rest of the text is skipped for speed.
CERTAIN_NONE = 0.98
# Taken off the score of "no label": a statement without its source is lost, a source too many is
# harmless without a cue. Chosen on PolNeAR dev with evals.attribution (triple F1 .649 -> .662);
# that of cues there and on the coded dev sets (.692 -> .695). The opposite for predicates, of
# which training shows single ones where the rest is not known.
LEAN = {"source": 0.7, "cue": 0.5, "predicate": -2.0}


def leant(layer: vocab.Layer, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take a layer's lean off the score of "no label"."""
    if layer.name not in LEAN:
        return scores
    out = scores.copy()
    out[:, 0] = scores[:, 0] - np.float64(LEAN[layer.name])
    return out


def log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Normalise the last axis to log probabilities."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def marks(doc: Doc, layer: vocab.Layer, scores: NDArray[np.float32]) -> list[Mark]:
    """Decode one layer.

    Parameters
    ----------
    scores
        ``float32 [n_tokens, layer.tags]``, logits: no label first, then each label's B and I
        ("bio") or each label ("token").
    """
    rows, logp = _likely(leant(layer, scores))
    if not len(rows):
        return []
    tokens, tags = rows.tolist(), logp.argmax(-1)
    stretches = _stretches(tokens)
    if layer.scheme == "bio":
        for first, last in stretches:
            if not _is_way(tags[first:last].tolist()):
                tags[first:last] = viterbi(logp[first:last], _moves(layer.tags))
    sure = np.exp(logp[np.arange(len(tags)), tags]).tolist()
    best = tags.tolist()
    return [
        mark
        for first, last in stretches
        for mark in _spans(doc, layer, best[first:last], sure[first:last], tokens[first])
    ]


def _likely(scores: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Give the tokens worth decoding and their log probabilities."""
    # Where every label lies so far below "no label", all together have less than what it lacks.
    labels = scores.shape[1] - 1
    far = np.log(CERTAIN_NONE / (1 - CERTAIN_NONE) * labels) + 0.01
    rows = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(-1) < far)
    logp = log_softmax(scores[rows])
    likely = logp[:, 0] < np.log(CERTAIN_NONE)
    return rows[likely], logp[likely]


def _stretches(tokens: list[int]) -> list[tuple[int, int]]:
    """Cut rising indices of tokens where some are left out: ``[first, last)`` of the list."""
    cuts = [i for i in range(1, len(tokens)) if tokens[i] > tokens[i - 1] + 1]
    return list(pairwise([0, *cuts, len(tokens)]))


def _is_way(tags: list[int]) -> bool:
    """Tell whether tags may follow each other: then the best of each are the best in a row."""
    return all(
        tag % 2 or not tag or tag in (before, before + 1) for before, tag in pairwise([0, *tags])
    )


@cache
def _moves(tags: int) -> NDArray[np.float32]:
    """Say which tag may follow which, ``[before, after]``: I only after B or I of its label."""
    moves = np.zeros((tags, tags), np.float32)
    for inside in range(2, tags, 2):
        moves[:, inside] = -np.inf
        moves[[inside - 1, inside], inside] = 0.0
    return moves


def viterbi(logp: NDArray[np.float32], moves: NDArray[np.float32]) -> NDArray[np.intp]:
    """Give the likeliest allowed tags (Viterbi 1967); an I cannot open a stretch."""
    score = logp[0].copy()
    score[2::2] = -np.inf
    back = np.zeros(logp.shape, np.intp)
    for t in range(1, len(logp)):
        paths = score[:, None] + moves
        back[t] = paths.argmax(0)
        score = paths.max(0) + logp[t]
    tags = np.zeros(len(logp), np.intp)
    tags[-1] = score.argmax()
    for t in range(len(logp) - 1, 0, -1):
        tags[t - 1] = back[t, tags[t]]
    return tags


def _spans(
    doc: Doc, layer: vocab.Layer, tags: list[int], sure: list[float], first: int
) -> list[Mark]:
    found: list[Mark] = []
    begin = 0
    for t in range(1, len(tags) + 1):
        if t == len(tags) or tags[t] == 0 or _begins(layer, tags, t):
            if tags[begin]:
                found.append(_mark(doc, layer, tags[begin], sure[begin:t], first + begin))
            begin = t
    return found


def _begins(layer: vocab.Layer, tags: list[int], t: int) -> bool:
    """Tell whether a new span begins at `t`, not the one before going on."""
    if layer.scheme == "bio":
        return tags[t] % 2 == 1 or tags[t - 1] == 0
    return tags[t] != tags[t - 1]


def _mark(doc: Doc, layer: vocab.Layer, tag: int, sure: list[float], first: int) -> Mark:
    label = layer.labels[(tag - 1) // (2 if layer.scheme == "bio" else 1)]
    span = Span(doc.tokens[first].start, doc.tokens[first + len(sure) - 1].end)
    # Three decimals, as the record keeps them: more would be false precision.
    return Mark(layer.name, label, span, round(sum(sure) / len(sure), 3))
