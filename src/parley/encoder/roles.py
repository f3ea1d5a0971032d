"""Predicates with their PropBank sense and arguments (Palmer, Gildea and Kingsbury 2005)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley import vocab
from parley.encoder.encode import Encoding


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate: token, sense ("01"; "LV": a light verb), role and head word of its arguments."""

    token: int
    sense: str
    arguments: tuple[tuple[str, int], ...]


def read_frames(encoding: Encoding) -> list[Frame]:
    """Give the predicates of a Doc in order; an argument stands in its predicate's sentence."""
    doc = encoding.doc
    senses = vocab.layers()["predicate"].labels
    pair = vocab.pairs()["role"]
    query, key, _ = encoding.pair("role")
    query = query * np.float32(pair.width**0.5)  # trained without the scale of links
    shape = (-1, len(pair.labels), pair.width)
    frames = []
    classes = encoding.classes("predicate")
    for sent in doc.sents:
        span = doc.tokens_in(sent)
        keys = key[span.start : span.stop].reshape(shape)
        for token in (i for i in span if classes[i]):
            scores = np.einsum("lk,tlk->tl", query[token].reshape(shape)[0], keys)
            best = scores.argmax(1)
            found = [
                (pair.labels[best[t]], span.start + int(t))
                for t in np.flatnonzero(scores.max(1) > 0)
            ]
            frames.append(Frame(token, senses[classes[token] - 1], tuple(found)))
    return frames
