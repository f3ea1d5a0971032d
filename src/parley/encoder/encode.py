"""One pass of the network over a Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from parley import vocab
from parley.encoder.decode import marks
from parley.encoder.weights import find_weights
from parley.encoder.windows import Pieces, Window, windows
from parley.items import Doc, Mark
from parley.spans import Span

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Encoding:
    """What the network says of one Doc.

    `scores` are logits ``[n_tokens, all tags]``, the layers side by side in the order of
    `parley.vocab.layers`; `links` ``[n_tokens, 4 * d]`` are the queries and keys of links;
    `vectors` ``[n_tokens, 384]``; `none` ``[d]`` is the key of "no source". `starts` are the
    first tokens of the windows: nothing links across them.
    """

    doc: Doc
    scores: Floats
    links: Floats
    vectors: Floats
    none: Floats
    starts: tuple[int, ...]

    def marks(self, *names: str) -> list[Mark]:
        """Give the marks of the named layers, of each layer in the order of the text."""
        found: list[Mark] = []
        at = 0
        for name, layer in vocab.layers().items():
            if name in names:
                found += marks(self.doc, layer, self.scores[:, at : at + layer.tags])
            at += layer.tags
        return found

    def link_sources(self, cues: Sequence[Span], sources: Sequence[Span]) -> list[int | None]:
        """Give for each cue the index of its source, ``None`` where it has none."""
        return self._link(cues, sources, query=0, key=1, none=True)

    def link_cues(self, contents: Sequence[Span], cues: Sequence[Span]) -> list[int | None]:
        """Give for each piece of content the index of its cue, ``None`` where none is near."""
        return self._link(contents, cues, query=2, key=3, none=False)

    def vector(self, spans: Sequence[Span]) -> Floats:
        """Give the mean vector of the tokens in `spans`, ``float32 [384]``, of length 1."""
        inside = [i for span in spans for i in self.doc.tokens_in(span)]
        mean = self.vectors[inside].mean(0) if inside else np.zeros(self.vectors.shape[1])
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), np.float32)

    def _link(
        self, froms: Sequence[Span], tos: Sequence[Span], *, query: int, key: int, none: bool
    ) -> list[int | None]:
        width = self.links.shape[1] // 4
        keys = self.links[:, key * width : (key + 1) * width]
        ends = [self._first_token(span) for span in tos]
        out: list[int | None] = []
        for start in (self._first_token(span) for span in froms):
            asked = self.links[start, query * width : (query + 1) * width]
            near = [j for j, end in enumerate(ends) if self._window(end) == self._window(start)]
            scores = [float(asked @ keys[ends[j]]) for j in near]
            if none:
                near, scores = [*near, -1], [*scores, float(asked @ self.none)]
            best = near[int(np.argmax(scores))] if near else -1
            out.append(best if best >= 0 else None)
        return out

    def _first_token(self, span: Span) -> int:
        return self.doc.tokens_in(span).start

    def _window(self, token: int) -> int:
        return bisect_right(self.starts, token)


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
        tags = sum(layer.tags for layer in vocab.layers().values())
        if not parts:
            parts = [tuple(np.zeros(n, np.float32) for n in ((0, tags), (0, 4), (0, 384), 1))]
        scores, links, vectors = (np.concatenate([part[k] for part in parts]) for k in range(3))
        starts = tuple(window.first for window in cut)
        return Encoding(doc, scores, links, vectors, parts[0][3], starts)

    def _run(self, window: Window) -> tuple[Floats, ...]:
        scores, links, vectors, none = self._session.run(
            ["scores", "links", "vectors", "none"],
            {
                "ids": window.ids[None],
                "heads": window.heads[None],
                "tails": window.tails[None],
                "flags": window.flags[None],
            },
        )
        return scores[0], links[0], vectors[0], none
