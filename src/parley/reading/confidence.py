"""How likely an item is right: what the network believes of its words, weighed by what made it.

Rules and network find items together, so an item's score is neither's own. For each kind a
logistic regression (Platt scaling [1]_ over several signals, with an intercept for each `why`)
turns what is known of an item into a probability. Its numbers stand in ``calibration.toml``,
written by ``python -m evals.calibration --write``.

.. [1] J. Platt, Probabilistic outputs for support vector machines, 1999.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from parley import vocab
from parley.encoder import Encoding
from parley.encoder.decode import log_softmax
from parley.items import Actor, Event, Item, Reading, Statement
from parley.spans import Span

Signals = Mapping[str, float]
T = TypeVar("T", bound=Item)

GIVEN = "given: outlet"  # no finding, so nothing to doubt
SILENT = 0.5  # a signal of an item that has no such words: for it neither way
_SUREST = 6.0  # log odds: one part in 400 off certainty, beyond which the network cannot tell


def rated(reading: Reading, encoding: Encoding) -> Reading:
    """Give every item of `reading` its probability."""
    known = signals(reading, encoding)

    def rate(kind: str, items: Sequence[T]) -> tuple[T, ...]:
        return tuple(
            replace(i, score=probability(calibration()[kind], i.why, known[i.id])) for i in items
        )

    return replace(
        reading,
        actors=rate("actors", reading.actors),
        statements=rate("statements", reading.statements),
        events=rate("events", reading.events),
        figures=rate("figures", reading.figures),
        dates=rate("dates", reading.dates),
        places=rate("places", reading.places),
    )


def probability(weights: Mapping[str, Any], why: str, known: Signals) -> float:
    """Give the probability of an item, to three places.

    Parameters
    ----------
    weights
        Of its kind: ``base``, ``signals`` by name, ``whys`` by name; what is not there counts 0.
    """
    if why == GIVEN:
        return 1.0
    odds = weights["base"] + weights["whys"].get(why, 0.0)
    odds += sum(weights["signals"].get(name, 0.0) * log_odds(p) for name, p in known.items())
    return round(1 / (1 + exp(-odds)), 3)


def log_odds(p: float) -> float:
    """Give the log odds of `p`, kept within what the network can tell."""
    least = 1 / (1 + exp(_SUREST))
    p = min(max(p, least), 1 - least)
    return log(p / (1 - p))


def signals(reading: Reading, encoding: Encoding) -> dict[str, dict[str, float]]:
    """Give what is known for and against each item, by its id: names with numbers 0 to 1."""
    believed = _Beliefs(encoding)
    found = {a.id: _of_actor(a, believed) for a in reading.actors}
    found |= {s.id: _of_statement(s, believed) for s in reading.statements}
    found |= {e.id: _of_event(e, believed) for e in reading.events}
    for f in reading.figures:
        found[f.id] = {
            "kind": believed("figure", [f.span], f.counted, best=True),
            "figure": believed("figure", [f.span], best=True),
        }
    found |= {d.id: {"time": believed("time", [d.span])} for d in reading.dates}
    for p in reading.places:
        layers = ("place", "actor", "name")
        found[p.id] = {name: believed(name, [p.span]) for name in layers}
    return found


@cache
def calibration() -> dict[str, Any]:
    """Read ``calibration.toml``: by kind the numbers that `probability` takes."""
    source = files(__package__).joinpath("calibration.toml").read_text(encoding="utf-8")
    kinds: dict[str, Any] = tomllib.loads(source)["kinds"]
    return kinds


def _of_actor(actor: Actor, believed: Callable[..., float]) -> dict[str, float]:
    each = [[m] for m in actor.mentions]
    layers = ("actor", "actor_inner", "source", "name")
    found = {name: max((believed(name, m) for m in each), default=SILENT) for name in layers}
    return found | {"often": _often(len(each))}


def _of_statement(said: Statement, believed: Callable[..., float]) -> dict[str, float]:
    return {
        "content": believed("content", said.content),
        "cue": believed("cue", said.cue),
        "source": believed("source", said.source),
        "mark": said.score,
    }


def _of_event(event: Event, believed: Callable[..., float]) -> dict[str, float]:
    each = [[span] for span in (event.trigger, *event.mentions)]
    return {
        "type": max(believed("event", spans, event.type, best=True) for spans in each),
        "event": max(believed("event", spans, best=True) for spans in each),
        "often": _often(len(each)),
        "mark": event.score,
    }


def _often(times: int) -> float:
    """Give the times as a number whose log odds are their logarithm: once counts for nothing."""
    return times / (times + 1) if times else SILENT


class _Beliefs:
    """What the network believes of words: that they carry a label of a layer."""

    def __init__(self, encoding: Encoding) -> None:
        self._doc = encoding.doc
        self._layer = encoding.layer
        self._shares: dict[str, NDArray[np.float32]] = {}
        self._known: dict[tuple[str, str | None], list[float]] = {}

    def __call__(
        self, layer: str, spans: Iterable[Span], label: str | None = None, *, best: bool = False
    ) -> float:
        """Give the mean probability over the tokens of `spans`, or that of the best one.

        Of one `label`, or of any; `SILENT` where there are no tokens or no such label.
        """
        tokens = [i for span in spans for i in self._doc.tokens_in(span)]
        if not tokens or label not in (None, *vocab.layers()[layer].labels):
            return SILENT
        by_token = self._of(layer, label)
        each = [by_token[i] for i in tokens]
        return max(each) if best else sum(each) / len(each)

    def _of(self, name: str, label: str | None) -> list[float]:
        """Give the probability of a label of a layer, or of any, by token."""
        if (name, label) not in self._known:
            if name not in self._shares:
                self._shares[name] = np.exp(log_softmax(self._layer(name)))
            layer = vocab.layers()[name]
            self._known[name, label] = _of_label(layer, self._shares[name], label).tolist()
        return self._known[name, label]


def _of_label(
    layer: vocab.Layer, shares: NDArray[np.float32], label: str | None
) -> NDArray[np.float32]:
    if label is None:
        return np.asarray(1 - shares[:, 0])
    width = 2 if layer.scheme == "bio" else 1
    at = 1 + width * layer.labels.index(label)
    return np.asarray(shares[:, at : at + width].sum(-1))
