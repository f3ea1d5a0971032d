"""Dates: the time expressions of a report and what they come to on the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from parley.items import Doc, Mark, Timex, TimexType
from parley.reading.dates.grammar import Phrase, covered, phrases
from parley.reading.dates.resolve import resolve
from parley.vocab.edtf import bounds

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
    labels = set(TimexType)
    hints = [m for m in marks if m.layer == "time" and m.score >= _SURE and m.label in labels]
    said = phrases(doc.text, [m.span for m in hints])
    rows = [
        (phrase.span, meaning.type, meaning.value, meaning.offset, f"grammar: {phrase.rule}")
        for phrase, meaning in resolve(doc, said, published)
        if vague or not meaning.vague
    ]
    rows += [
        (m.span, TimexType(m.label), None, None, "network: time") for m in _added(doc, said, hints)
    ]
    rows.sort(key=lambda row: row[0])
    return tuple(
        Timex(f"d{i}", span, type_, value, offset, why=why)
        for i, (span, type_, value, offset, why) in enumerate(rows, 1)
    )


def _added(doc: Doc, said: Sequence[Phrase], hints: Sequence[Mark]) -> list[Mark]:
    """Give the marks that speak of time where the grammar saw nothing, not even the vague."""
    taken = covered(doc.text, (phrase.span for phrase in said))
    added = []
    for mark in hints:
        stretch = slice(mark.span.start, mark.span.end)
        if not any(taken[stretch]) and _TEMPORAL.search(mark.span.of(doc.text)):
            taken[stretch] = b"\x01" * len(mark.span)
            added.append(mark)
    return added
