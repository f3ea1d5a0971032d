"""Predicates with their PropBank sense and arguments (Palmer, Gildea and Kingsbury 2005)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parley import vocab
from parley.encoder.between import Between
from parley.encoder.encode import Encoding


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate: token, sense ("01"; "LV": a light verb), role and head word of its arguments."""

    token: int
    sense: str
    arguments: tuple[tuple[str, int], ...]


def read_frames(encoding: Encoding) -> list[Frame]:
    """Give the predicates of a Doc in order; an argument stands in its predicate's sentence.

    First which words are arguments, then of which role (Dozat and Manning 2018).
    """
    doc = encoding.doc
    senses = vocab.layers()["predicate"].labels
    between = Between(encoding, "role")
    query, key, least = encoding.pair("argument")
    frames = []
    classes = encoding.classes("predicate")
    for sent in doc.sents:
        span = doc.tokens_in(sent)
        keys = key[span.start : span.stop]
        for token in (i for i in span if classes[i]):
            over = keys @ query[token] > least[token, 0]
            found = (span.start + np.flatnonzero(over)).tolist()
            best = between.chances(token, found).argmax(1) if found else ()
            arguments = zip((between.labels[k] for k in best), found, strict=True)
            frames.append(Frame(token, senses[classes[token] - 1], tuple(arguments)))
    return frames
