"""What the network holds the actors around a word to be to it."""

from __future__ import annotations

from collections.abc import Container

from parley.encoder.between import Between
from parley.encoder.trees import Arcs
from parley.items import Doc, Kind
from parley.reading.actors.cast import Cast
from parley.spans import Span

Chances = dict[str, float]  # by label


class Near:
    """The mentions of a report by the words that head them, and one pair of the network."""

    def __init__(self, doc: Doc, cast: Cast, between: Between, arcs: Arcs) -> None:
        self.doc = doc
        self.between = between
        self._arcs = arcs
        self._named: dict[str, list[int]] = {}
        self.kinds: dict[str, Kind] = {}
        end = 0
        for mention, actor in sorted(cast.mentions(), key=lambda m: (m[0].start, -m[0].end)):
            self.kinds[actor.id] = actor.kind
            if mention.end > end:  # else inside another: of "an Argentine officer" the officer
                end = mention.end
                self._named.setdefault(actor.id, []).append(self._head(mention))

    def chances(self, token: int, without: Container[int] = ()) -> dict[str, Chances]:
        """Give for each actor near `token` its greatest chance of each label.

        Near are the mentions in its sentence, except those at `without` and those in another window
        of the network. The last of each actor before it, too, gains nothing on the coded dev sets.
        """
        inside = self.doc.tokens_in(self.doc.sents[self.doc.sent_index(self._start(token))])
        near: list[tuple[str, int]] = []
        for actor, heads in self._named.items():
            near += [(actor, h) for h in heads if h in inside and h not in without]
        if not near:
            return {}
        best: dict[str, list[float]] = {}
        rows = self.between.chances(token, [h for _, h in near]).tolist()
        for (actor, _), row in zip(near, rows, strict=True):
            if any(row):
                known = best.get(actor)
                best[actor] = list(map(max, known, row)) if known else row
        labels = self.between.labels
        return {actor: dict(zip(labels, row, strict=True)) for actor, row in best.items()}

    def _start(self, token: int) -> int:
        return self.doc.tokens[token].start

    def _head(self, mention: Span) -> int:
        """Give the token of a mention whose head lies outside it."""
        inside = self.doc.tokens_in(mention)
        heads = self._arcs.heads
        return next((t for t in inside if heads[t] not in inside or heads[t] == t), inside.start)
