"""Samples -> windows with labels, and the batches that training draws from them.

Everything here is a function of the corpora and one seed, so that a run can be repeated and
taken up again at any step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.encoder.windows import Pieces, Window, windows
from parley.items import Doc
from parley.spans import Span
from parley.text.segment import segment
from training.samples import ANY, FUNCTION, Chars, Sample

UNKNOWN = -100  # the label of a token that no loss is taken on


@dataclass(slots=True)
class Labelled:
    """A window and what is known of it.

    `labels` maps a layer to ``int64 [n_tokens]``, with `UNKNOWN` where nothing is known; a layer
    that the corpus lacks is absent. `pairs` maps a pair's name to ``(from, to, label)`` in tokens
    of the window; `to` is -1 where the second token is not there or lies outside. `sents` says
    which sentence of the window each token is in.
    """

    window: Window
    labels: dict[str, NDArray[np.int64]]
    pairs: dict[str, list[tuple[int, int, int]]]
    sents: NDArray[np.int64]


def labelled(sample: Sample, tokenizer: Pieces) -> list[Labelled]:
    """Cut one sample into windows with their labels and pairs."""
    doc = segment(sample.text)
    if not doc.tokens:
        return []
    layers = vocab.layers()
    columns = {
        name: _column(doc, layers[name], spans, sparse=name in sample.sparse)
        for name, spans in sample.layers.items()
    }
    pairs = {name: _tokens(doc, name, found) for name, found in sample.pairs.items()}
    if sample.attributions:
        for name, found in zip(("to_source", "to_cue"), _links(doc, sample), strict=True):
            pairs[sample.guide + name] = found
    starts = {sent.start for sent in doc.sents}
    sents = np.cumsum([token.start in starts for token in doc.tokens])
    out = []
    for window in windows(doc, tokenizer):
        span = slice(window.first, window.last)
        out.append(
            Labelled(
                window,
                {name: column[span] for name, column in columns.items()},
                {name: _inside(name, found, window) for name, found in pairs.items()},
                sents[span],
            )
        )
    return out


def _column(
    doc: Doc, layer: vocab.Layer, spans: Sequence[tuple[int, int, str]], *, sparse: bool
) -> NDArray[np.int64]:
    column = np.full(len(doc.tokens), UNKNOWN if sparse else 0, np.int64)
    for start, end, label in sorted(
        spans, key=lambda x: x[0] - x[1]
    ):  # the shortest has the last word
        if label not in (*layer.labels, ANY):
            continue
        inside = [i for i in doc.tokens_in(Span(start, end)) if doc.tokens[i].start >= start]
        if label == ANY:
            column[inside] = UNKNOWN
            continue
        k = layer.labels.index(label)
        if layer.scheme == "token":
            inside = [i for i in inside if layer.name == "figure" or _carries(doc, i)] or inside[:1]
            column[inside] = 1 + k
        elif inside:
            column[inside] = 2 + 2 * k
            column[inside[0]] = 1 + 2 * k
    return column


def _carries(doc: Doc, token: int) -> bool:
    """Tell whether a token of a trigger carries its sense: no number, no function word."""
    word = doc.tokens[token].of(doc.text)
    return word.isalpha() and word.lower() not in FUNCTION


def _tokens(doc: Doc, name: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, int]]:
    """Turn pairs of characters into pairs of tokens; those on no token of ours are left out."""
    at = {token.start: i for i, token in enumerate(doc.tokens)}
    at[-1] = -1
    labels = vocab.pairs()[name].labels
    return [
        (at[a], at[b], labels.index(label) if label in labels else -1)
        for a, b, label in found
        if a in at and b in at and (not labels or label in labels or b == -1)
    ]


def _links(doc: Doc, sample: Sample) -> tuple[list[tuple[int, int, int]], ...]:
    def first(spans: list[Chars]) -> int:
        found = [i for s, e in spans[:1] for i in doc.tokens_in(Span(s, e))]
        return found[0] if found else -1

    sources, cues = [], []
    for a in sample.attributions:
        cue = first(a.cue)
        if cue >= 0:
            sources.append((cue, first(a.source), -1))
        cues += [(first([piece]), cue, -1) for piece in a.content if first([piece]) >= 0]
    return sources, cues


def _inside(
    name: str, found: list[tuple[int, int, int]], window: Window
) -> list[tuple[int, int, int]]:
    """Keep the pairs that start in a window; the second is -1 where it is not there.

    A second token outside the window is as good as none for a cue's source or a mention's
    antecedent; of a content's cue, an arc or a role it says nothing.
    """
    out = []
    for a, b, label in found:
        if not window.first <= a < window.last:
            continue
        if window.first <= b < window.last:
            out.append((a - window.first, b - window.first, label))
        elif b < 0 or name.endswith(("to_source", "antecedent")):
            out.append((a - window.first, -1, label))
    return out


def order(
    corpora: dict[str, list[Labelled]], epochs: dict[str, float], seed: int
) -> list[tuple[str, int]]:
    """Lay out a whole run: every corpus as often as its epochs say, shuffled as one."""
    rng = np.random.default_rng(seed)
    drawn: list[tuple[str, int]] = []
    for name in sorted(corpora):
        count, times = len(corpora[name]), epochs[name]
        for turn in range(int(np.ceil(times))):
            share = min(1.0, times - turn)
            picked = rng.permutation(count)[: round(share * count)]
            drawn += [(name, int(i)) for i in picked]
    return [drawn[i] for i in rng.permutation(len(drawn))]


def batches(
    corpora: dict[str, list[Labelled]], drawn: list[tuple[str, int]], pieces: int, seed: int
) -> Iterator[list[Labelled]]:
    """Cut the run into batches of about `pieces`, of windows of like length within a stretch."""
    rng = np.random.default_rng(seed)
    stretch = 512
    for begin in range(0, len(drawn), stretch):
        near = [corpora[n][i] for n, i in drawn[begin : begin + stretch]]
        near.sort(key=lambda x: len(x.window.ids))
        cut: list[list[Labelled]] = [[]]
        for item in near:
            if cut[-1] and len(item.window.ids) * (len(cut[-1]) + 1) > pieces:
                cut.append([])
            cut[-1].append(item)
        for i in rng.permutation(len(cut)):
            yield cut[i]


def stack(batch: Sequence[Labelled]) -> dict[str, Any]:
    """Pad a batch to arrays. See `parley.encoder.windows.Window` for the inputs' shapes."""
    rows = len(batch)
    length = max(len(x.window.ids) for x in batch)
    tokens = max(x.window.last - x.window.first for x in batch)
    out: dict[str, Any] = {
        "ids": np.zeros((rows, length), np.int64),
        "mask": np.zeros((rows, length), np.int64),
        "heads": np.zeros((rows, tokens), np.int64),
        "tails": np.zeros((rows, tokens), np.int64),
        "flags": np.zeros((rows, tokens, batch[0].window.flags.shape[1]), np.float32),
        "sents": np.full((rows, tokens), -1, np.int64),
        "labels": {n: np.full((rows, tokens), UNKNOWN, np.int64) for n in vocab.layers()},
    }
    for r, item in enumerate(batch):
        w, n = item.window, item.window.last - item.window.first
        out["ids"][r, : len(w.ids)] = w.ids
        out["mask"][r, : len(w.ids)] = 1
        out["heads"][r, :n], out["tails"][r, :n] = w.heads, w.tails
        out["flags"][r, :n] = w.flags
        out["sents"][r, :n] = item.sents
        for name, column in item.labels.items():
            out["labels"][name][r, :n] = column
    out["pairs"] = {
        name: np.array(
            [
                (r, *pair)
                for r, item in enumerate(batch)
                for pair in dict.fromkeys(item.pairs.get(name, ()))
            ],
            np.int64,
        ).reshape(-1, 4)
        for name in vocab.pairs()
    }
    return out
