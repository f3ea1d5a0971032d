"""Pieces of content as the network marked them, brought to the bounds that the print shows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from parley.items import Doc, Mark
from parley.reading.statements.acts import cue_words
from parley.reading.statements.words import word_at
from parley.spans import Span, cover

# "CAIRO, Jan. 5 (AP) - ": a town in capitals, then at most a line's worth up to the dash.
_DATELINE = re.compile(r"[A-Z]{3}[^\n“\"]{0,70}?\s?(?:—|–|\s--?\s)\s*")
_RELATIVE = (" which", " who", " that", " and", " but", " where")
_LOOSE = ",;: \n"  # what may hang at the end of a piece and is none of it


def borders(doc: Doc, quotes: Sequence[Span]) -> list[int]:
    """Give where no piece goes on: where a paragraph or a quotation begins, in order.

    A paragraph that begins within a quotation is none; a quotation must begin its sentence.
    """
    found = [q.start for q in quotes if doc.sent_of(q).start == q.start]
    ahead, end = iter([*quotes, None]), 0
    quote = next(ahead)
    for paragraph in doc.paragraphs:
        while quote and quote.start < paragraph.start:
            end = max(end, quote.end)
            quote = next(ahead)
        if paragraph.start >= end:
            found.append(paragraph.start)
    return sorted(set(found))


def cut(doc: Doc, mark: Mark, at: Sequence[int]) -> list[Mark]:
    """Cut a piece at the given borders: each part finds its own cue, or goes on a quotation."""
    span = mark.span
    inside = at[bisect_right(at, span.start) : bisect_left(at, span.end)]
    parts = (trimmed(doc.text, Span(a, b)) for a, b in pairwise([span.start, *inside, span.end]))
    return [replace(mark, span=part) for part in parts if part]


def widened(doc: Doc, piece: Span, quotes: Sequence[Span], outside: Iterable[Span | None]) -> Span:
    """Widen a piece over the quotations that it shares words with.

    A quotation that holds the cue or the source (`outside`) is another's, around them.
    """
    others = [o for o in outside if o]
    shared = [q for q in quotes if q.overlaps(piece) and not any(map(q.overlaps, others))]
    return trimmed(doc.text, cover([piece, *shared])) or piece


def trimmed(text: str, span: Span) -> Span | None:
    """Leave out a dateline and what hangs loose at the ends; ``None`` where nothing is left."""
    words = span.of(text)
    dateline = _DATELINE.match(words) if text[: span.start].strip(" ")[-1:] in ("", "\n") else None
    words = words[dateline.end() :] if dateline else words
    start = span.end - len(words.lstrip(_LOOSE))
    end = span.end - len(words) + len(words.rstrip(_LOOSE))
    return Span(start, end) if start < end else None


def around(doc: Doc, cue: Span, source: Span) -> list[Span]:
    """Give the sentence around a cue that interrupts it ("The bridge, he said, is open").

    Empty where the cue stands elsewhere.
    """
    said = cover([cue, source])
    sent = doc.sent_of(said)
    before = doc.text[sent.start : said.start].rstrip()
    after = doc.text[said.end : sent.end].lstrip()
    breaks = before.endswith(",") and after.startswith(",")
    if not breaks or before[:-1].lower().endswith(_RELATIVE):
        return []
    halves = (Span(sent.start, said.start), Span(said.end, sent.end))
    return [half for half in (trimmed(doc.text, h) for h in halves) if half]


def participle(doc: Doc, span: Span) -> Span | None:
    """Find the participle of a cue in a content: "..., adding that ..."."""
    for i in doc.tokens_in(span):
        word = word_at(doc, i)
        opens = word_at(doc, i - 1) == "," or word_at(doc, i - 2) == ","
        if word.endswith("ing") and word in cue_words() and opens and word_at(doc, i + 1) == "that":
            return doc.tokens[i]
    return None
