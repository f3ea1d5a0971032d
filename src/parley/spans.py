"""Exact words of a report, as half-open code-point offsets.

A span is never re-found by searching: it is cut from the stored text, so that
``span.of(text)`` are the words the reader saw, in any script.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a report: ``text[start:end]``, in code points, ``0 <= start < end``.

    Raises
    ------
    SpanError
        If the offsets are no such stretch.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"[{self.start}, {self.end}) is no span: 0 <= start < end must hold")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words; `SpanError` if the span reaches past the end of `text`."""
        if self.end > len(text):
            raise SpanError(
                f"[{self.start}, {self.end}) ends past a text of {len(text)} characters"
            )
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def gap(self, other: Span) -> int:
        """Count the characters between the two; 0 if they touch or overlap."""
        return max(0, self.start - other.end, other.start - self.end)


def cover(spans: Iterable[Span]) -> Span:
    """Give the smallest span that covers all of `spans` (at least one).

    >>> cover([Span(4, 9), Span(0, 2)])
    Span(start=0, end=9)
    """
    spans = list(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))
