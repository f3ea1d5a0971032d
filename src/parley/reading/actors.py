"""Who acts, suffers and speaks: mentions of actors, and the actors they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from parley.items import Actor
from parley.spans import Span


@dataclass(frozen=True)
class Cast:
    """The actors of one report, found by the words that mention them."""

    actors: tuple[Actor, ...]

    def mentions(self) -> list[tuple[Span, Actor]]:
        """Give every mention with its actor, in the order of the text."""
        return sorted(
            ((m, a) for a in self.actors for m in a.mentions), key=lambda pair: pair[0]
        )

    def within(self, span: Span) -> list[tuple[Span, Actor]]:
        """Give the mentions that lie inside `span`, in the order of the text."""
        return [(m, a) for m, a in self.mentions() if span.covers(m)]

    def at(self, span: Span) -> Actor | None:
        """Give the actor whose mention shares most with `span`; ``None`` where none overlaps."""
        best = max(self.mentions(), key=lambda pair: _likeness(pair[0], span), default=None)
        return best[1] if best and best[0].overlaps(span) else None


def _likeness(a: Span, b: Span) -> float:
    """Jaccard index of two spans' characters."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))
