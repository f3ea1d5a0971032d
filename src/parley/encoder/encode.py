"""One pass of the network over a Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from parley import vocab
from parley.encoder.decode import leant, marks
from parley.encoder.weights import find_weights
from parley.encoder.windows import Pieces, Window, windows
from parley.items import Doc, Mark
from parley.spans import Span

Floats = NDArray[np.float32]
# What we share with PARC is learned from much more text: mixed in, statements on the dev sets gain
# a point (F1 of content and source .709 to .716; .3 and .5 do as well).
PARC = 0.4


@dataclass(frozen=True)
class Encoding:
    """What the network says of one Doc.

    `scores` are logits ``[n_tokens, all tags]``, the layers side by side in the order of
    `parley.vocab.layers`; `numbers` ``[n_tokens, all spans]`` are those of the pairs, in the order
    of `parley.vocab.pairs`; `vectors` ``[n_tokens, 384]``. `starts` are the first tokens of the
    windows: what stands in another was not seen. `parc` is the share that the guide of PARC 3.0
    has in what statements are made of; the rest is ours.
    """

    doc: Doc
    scores: Floats
    numbers: Floats
    vectors: Floats
    starts: tuple[int, ...]
    parc: float = PARC

    def marks(self, *names: str) -> list[Mark]:
        """Give the marks of the named layers, of each layer in the order of the text."""
        return [
            mark
            for name, layer in vocab.layers().items()
            if name in names
            for mark in marks(self.doc, layer, self.layer(name))
        ]

    def classes(self, name: str) -> NDArray[np.intp]:
        """Give each token's likeliest class in a layer, ``int [n_tokens]``; 0 is none."""
        return np.asarray(leant(vocab.layers()[name], self.layer(name)).argmax(-1), np.intp)

    def layer(self, name: str) -> Floats:
        """Give the scores of one layer, ``float32 [n_tokens, tags]``. Raises KeyError."""
        scores = self._layer(name)
        if f"parc_{name}" in vocab.layers():
            return (1 - self.parc) * scores + self.parc * self._layer(f"parc_{name}")
        return scores

    def _layer(self, name: str) -> Floats:
        return self.scores[:, _tags()[name]]

    def pair(self, name: str) -> tuple[Floats, Floats, Floats]:
        """Give a pair's queries and keys ``[n_tokens, pair.side]``, and scores of "none"."""
        pair, at = vocab.pairs()[name], _spans()[name]
        keys = at + pair.side
        query, key = self.numbers[:, at:keys], self.numbers[:, keys : keys + pair.side]
        none = self.numbers[:, keys + pair.side : at + pair.span]
        return query / np.float32(pair.width**0.5), key, none

    def link_sources(self, cues: Sequence[Span], sources: Sequence[Span]) -> list[int | None]:
        """Give for each cue the index of its source, ``None`` where it has none."""
        return self._link("to_source", cues, sources)

    def link_cues(self, contents: Sequence[Span], cues: Sequence[Span]) -> list[int | None]:
        """Give for each piece of content the index of its cue, ``None`` where it has none."""
        return self._link("to_cue", contents, cues)

    def vector(self, spans: Sequence[Span]) -> Floats:
        """Give the mean vector of the tokens in `spans`, ``float32 [384]``, of length 1."""
        inside = [i for span in spans for i in self.doc.tokens_in(span)]
        mean = self.vectors[inside].mean(0) if inside else np.zeros(self.vectors.shape[1])
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)

    def _link(self, name: str, froms: Sequence[Span], tos: Sequence[Span]) -> list[int | None]:
        if not froms or not tos:
            return [None for _ in froms]
        guides = [(1 - self.parc, *self.pair(name)), (self.parc, *self.pair(f"parc_{name}"))]
        ends = [self._first_token(span) for span in tos]
        out: list[int | None] = []
        for start in (self._first_token(span) for span in froms):
            near = [j for j, end in enumerate(ends) if self.window(end) == self.window(start)]
            scores = sum(
                share * np.append(key[[ends[j] for j in near]] @ query[start], none[start])
                for share, query, key, none in guides
            )
            best = int(np.argmax(scores))
            out.append(near[best] if best < len(near) else None)
        return out

    def _first_token(self, span: Span) -> int:
        return self.doc.tokens_in(span).start

    def window(self, token: int) -> int:
        """Say in which window a token was seen."""
        return bisect_right(self.starts, token)


@cache
def _tags() -> dict[str, slice]:
    """Give the columns of each layer in the scores."""
    ends = list(accumulate(layer.tags for layer in vocab.layers().values()))
    return dict(zip(vocab.layers(), map(slice, [0, *ends], ends), strict=True))


@cache
def _spans() -> dict[str, int]:
    """Give the first column of each pair in the numbers."""
    ends = accumulate((pair.span for pair in vocab.pairs().values()), initial=0)
    return dict(zip(vocab.pairs(), ends, strict=False))


class Encoder:
    """The network, loaded once, for many reports.

    Parameters
    ----------
    folder
        Where the weights lie; by default those that ship with parley.
    threads
        Threads of one pass. More than one helps little on windows this short.

    Raises
    ------
    WeightsError
        If the weights are missing, altered, or of another version.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        weights = find_weights(folder)
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.version = weights.version
        self._tokenizer = Pieces(weights.tokenizer)
        self._session = InferenceSession(
            str(weights.model), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, doc: Doc) -> Encoding:
        """Run the network over a Doc, window by window."""
        cut = windows(doc, self._tokenizer)
        parts = [self._run(window) for window in cut]
        if len(parts) == 1:
            scores, numbers, vectors = parts[0]
        elif parts:
            scores, numbers, vectors = (np.concatenate(part) for part in zip(*parts, strict=True))
        else:
            tags = sum(layer.tags for layer in vocab.layers().values())
            spans = sum(pair.span for pair in vocab.pairs().values())
            scores, numbers, vectors = (np.zeros((0, n), np.float32) for n in (tags, spans, 384))
        return Encoding(doc, scores, numbers, vectors, tuple(window.first for window in cut))

    def _run(self, window: Window) -> tuple[Floats, ...]:
        found = self._session.run(
            ["scores", "numbers", "vectors"],
            {
                "ids": window.ids[None],
                "heads": window.heads[None],
                "tails": window.tails[None],
                "flags": window.flags[None],
            },
        )
        return tuple(part[0] for part in found)
