"""Whose a day or a place in a sentence is: the happening's, or that of what stands nearer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from parley import vocab
from parley.items import Reading
from parley.spans import Span


def rivals(reading: Reading) -> list[Span]:
    """Give the words to which a day may belong: of events, of figures, of saying."""
    said = (cue for s in reading.statements for cue in s.cue)
    return [*(e.trigger for e in reading.events), *(f.span for f in reading.figures), *said]


def is_own_day(text: str, span: Span, days: Iterable[Span], others: Sequence[Span]) -> bool:
    """Tell whether one of the `days`, the dates of its sentence, is surely that of `span`.

    It is not if other words that may have it stand nearer, or if it stands in another clause:
    "six died on Wednesday of wounds from the bombing", "searched on Tuesday for those who were
    kidnapped".
    """
    return any(_is_own(text, span, day, others) for day in days)


def _is_own(text: str, span: Span, day: Span, others: Sequence[Span]) -> bool:
    apart = span.gap(day)
    if any(other.gap(day) < apart for other in others if not other.overlaps(span)):
        return False
    first, last = sorted((span, day))
    return not _clause().search(text, first.end, last.start)


@cache
def _clause() -> re.Pattern[str]:
    words = "|".join(vocab.table("claims")["clauses"]["words"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def is_own_place(place: Span, trigger: Span, reading: Reading) -> bool:
    """Tell whether a place is surely where it happened, not where it was said.

    "The governor said in Kiev that rebels blew up the bridge": what is said to have happened
    stands in what he said, and the place does not.
    """
    holding = [s.content for s in reading.statements if any(c.covers(trigger) for c in s.content)]
    cues = [cue for s in reading.statements for cue in s.cue]
    for content in holding:
        near = min((place.gap(cue) for cue in cues), default=None)
        is_outside = not any(piece.covers(place) for piece in content)
        if is_outside and near is not None and near < place.gap(trigger):
            return False
    return True
