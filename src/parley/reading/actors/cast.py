"""The actors of one report, found by the words that mention them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from parley.items import Actor
from parley.spans import Span


@dataclass(frozen=True)
class Cast:
    """The actors of one report, found by the words that mention them."""

    actors: tuple[Actor, ...]

    def mentions(self) -> list[tuple[Span, Actor]]:
        """Give every mention with its actor, in the order of the text."""
        return self._mentions

    def within(self, span: Span) -> list[tuple[Span, Actor]]:
        """Give the mentions that lie inside `span`, in the order of the text."""
        return [
            (m, a)
            for m, a in self._mentions[
                bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
            ]
            if m.end <= span.end
        ]

    def at(self, span: Span) -> Actor | None:
        """Give the actor whose mention shares most with `span`; ``None`` where none overlaps."""
        near = self._mentions[
            bisect_left(self._starts, span.start - self._longest) : bisect_left(
                self._starts, span.end
            )
        ]
        best = max(near, key=lambda pair: _likeness(pair[0], span), default=None)
        return best[1] if best and best[0].overlaps(span) else None

    def actor(self, id: str | None) -> Actor | None:
        """Give the actor with this id; ``None`` where there is none."""
        return self._by_id.get(id) if id else None

    @cached_property
    def _mentions(self) -> list[tuple[Span, Actor]]:
        return sorted(((m, a) for a in self.actors for m in a.mentions), key=lambda pair: pair[0])

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m, _ in self._mentions]

    @cached_property
    def _longest(self) -> int:
        return max((len(m) for m, _ in self._mentions), default=0)

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {a.id: a for a in self.actors}


def _likeness(a: Span, b: Span) -> float:
    """Jaccard index of two spans' characters."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))
