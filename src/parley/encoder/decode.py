"""Scores of tokens -> spans: the likeliest way to begin, go on and end them."""

from __future__ import annotations

from functools import cache

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
    shift = LEAN.get(layer.name, 0.0) * (np.arange(layer.tags) == 0)
    return np.asarray(scores - shift, np.float32)


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
    logp = log_softmax(leant(layer, scores))
    likely = np.flatnonzero(logp[:, 0] < np.log(CERTAIN_NONE))
    found: list[Mark] = []
    for first, last in _stretches(likely):
        part = logp[first:last]
        bio = layer.scheme == "bio"
        tags = viterbi(part, _moves(layer.tags)) if bio else part.argmax(-1)
        sure = np.exp(part[np.arange(len(tags)), tags])
        found += _spans(doc, layer, tags.tolist(), sure.tolist(), first)
    return found


def _stretches(indices: NDArray[np.intp]) -> list[tuple[int, int]]:
    """Give the runs of neighbouring indices, as ``[first, last)``."""
    if not len(indices):
        return []
    cuts = np.flatnonzero(np.diff(indices) > 1)
    firsts = indices[np.concatenate([[0], cuts + 1])]
    lasts = indices[np.concatenate([cuts, [-1]])] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


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
