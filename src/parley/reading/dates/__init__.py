"""Dates: the time expressions of a report and what they come to on the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from parley.items import Doc, Mark, Timex, TimexType
from parley.reading.dates.grammar import phrases
from parley.reading.dates.resolve import resolve
from parley.reading.dates.values import bounds
from parley.spans import Span

__all__ = ["bounds", "find_timexes", "read_dates"]

# What the network marks and the grammar does not know is kept only if it speaks of time.
_TEMPORAL: Final = re.compile(
    r"(?i)\b(?:\d{4}|day|night|week|weekend|month|year|decade|century|hour|minute|morning|evening|"
    r"afternoon|noon|spring|summer|autumn|winter|\w+day)\b"
)
# A mark counts from here on; the weights are trained so that it is the even point.
_SURE: Final = 0.5


def read_dates(doc: Doc, published: date | None, marks: Sequence[Mark] = ()) -> tuple[Timex, ...]:
    """Find the time expressions of a report and give each its EDTF value.

    Vague expressions ("recently", "for months") are left out; so are those that lean on a
    date ("three days later") where the text gives none. Ages are no times.

    Parameters
    ----------
    doc
        The report's text with its sentences and tokens.
    published
        The day of publication, which counts as part of the past and of the future: "Sunday" in
        a report of a Sunday is that day. ``None``: relative expressions get no value, and
        `Timex.offset` says what they wait for.
    marks
        The network's marks; only those of the layer "time" are used. A mark adds an
        expression that the grammar lacks or doubts; where both see one, the grammar's stands.

    Returns
    -------
    dates
        In the order of the text, none overlapping another.
    """
    return find_timexes(doc, published, marks)


def find_timexes(
    doc: Doc, published: date | None, marks: Sequence[Mark] = (), *, vague: bool = False
) -> tuple[Timex, ...]:
    """Do as `read_dates`; with `vague`, give vague expressions too, with TIMEX3 values.

    Those are ``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF`` and lengths like ``PXM``, which
    corpora of TIMEX3 hold and a reading does not.
    """
    hints = [m for m in marks if m.layer == "time" and m.score >= _SURE]
    found = resolve(doc, phrases(doc.text, [m.span for m in hints]), published)
    seen = [phrase.span for phrase, _ in found]
    kept = [
        (phrase.span, meaning.type, meaning.value, meaning.offset)
        for phrase, meaning in found
        if vague or not meaning.vague
    ]
    kept += [
        (mark.span, TimexType(mark.label), None, None)
        for mark in hints
        if mark.label in set(TimexType) and _adds(doc, mark.span, seen)
    ]
    kept.sort(key=lambda row: row[0])
    return tuple(Timex(f"d{i}", *row) for i, row in enumerate(kept, 1))


def _adds(doc: Doc, span: Span, seen: Sequence[Span]) -> bool:
    words = span.of(doc.text)
    return bool(_TEMPORAL.search(words)) and not any(span.overlaps(s) for s in seen)
