"""The day of saying: a date that stands with the cue, outside the content."""

from __future__ import annotations

from collections.abc import Sequence

from parley.items import Doc, Timex
from parley.reading.statements.drafts import Draft
from parley.reading.statements.words import word_at, words_in
from parley.spans import Span

REACH = 8  # tokens between the day and the cue: "said in an interview with the weekly on Monday"
# Words that begin another clause: a date beyond them is not the cue's.
_BREAKS = frozenset(
    {"and", "but", "who", "which", "that", "after", "before", "when", "since", "while", "where"}
    | {"as", "until", ";", "”", '"', "''"}
)
# What may follow the date where it is no part of a noun phrase ("the 2014 coup").
_AFTER = frozenset({"", ",", ".", ")", "in", "at", "to", "on", "by", "from", "via", "as", "for"})

_LEADS = frozenset({"on", "late", "early", "earlier", "last", "this"})
# What a clause begins with after the day: "said Monday the road is open".
_CLAUSE = frozenset({"that", "the", "a", "an", "he", "she", "it", "they", "there", "his", "at"})


def day_of(doc: Doc, draft: Draft, dates: Sequence[Timex]) -> str | None:
    """Give the day on which a draft's words were said, where words of time stand with its cue."""
    cue = draft.cue
    if cue is None:
        return None
    near = [
        d
        for d in dates
        if d.type in ("date", "time")
        and d.value
        and doc.sent_of(cue).covers(d.span)
        and not any(piece.overlaps(d.span) for piece in draft.content)
        and _belongs(doc, d.span, draft)
    ]
    best = min(near, key=lambda d: d.span.gap(cue), default=None)
    return best.value[:10] if best and best.value else None


def _belongs(doc: Doc, day: Span, draft: Draft) -> bool:
    """Tell whether no other clause and no noun parts the date from the cue or the source."""
    said = [s for s in (draft.cue, draft.source) if s]
    if any(s.overlaps(day) for s in said):
        return any(s.end == day.end or (s == draft.cue and s.overlaps(day)) for s in said)
    after = doc.tokens_in(day).stop
    begins = [s.start for s in [*said, *draft.content]]
    apart = after < len(doc.tokens) and doc.tokens[after].start in begins
    if not apart and word_at(doc, after) not in _AFTER | {"that"}:
        return False
    return any(_is_clear(doc, day, s) for s in said)


def _is_clear(doc: Doc, day: Span, other: Span) -> bool:
    if day.overlaps(other):
        return True
    first, second = sorted([day, other])
    if first.end == second.start:
        return True
    between = words_in(doc, Span(first.end, second.start))
    return len(between) <= REACH and _BREAKS.isdisjoint(between)


def without_day(doc: Doc, draft: Draft, dates: Sequence[Timex]) -> list[Span]:
    """Begin a content after the day of saying that it swallowed: "said | on Monday that ..."."""
    if draft.cue is None or not draft.content:
        return draft.content
    first, *rest = draft.content
    if doc.text[draft.cue.end : first.start].strip():
        return draft.content
    for day in dates:
        lead = (
            words_in(doc, Span(first.start, day.span.start)) if first.start < day.span.start else []
        )
        if first.covers(day.span) and _LEADS.issuperset(lead):
            at = doc.tokens_in(day.span).stop
            if word_at(doc, at) in _CLAUSE and doc.tokens[at].start < first.end:
                return [Span(doc.tokens[at].start, first.end), *rest]
    return draft.content
