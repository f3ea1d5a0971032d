"""What is told by "according to X, C" and "C, according to X", from the print alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.items import Doc
from parley.reading.statements.words import word_at
from parley.spans import Span

_ASIDE = frozenset({"citing", "quoting", "who", "which", "whose", "speaking"})
_STOPS = frozenset({",", ".", ";", ":", ")", "”", '"', "''", "—", "–", "--"})


def according(doc: Doc, sources: Sequence[Span]) -> Iterator[tuple[Span, Span, Span]]:
    """Give cue, source and content of every "according to" that begins or ends its sentence.

    The source is the one of `sources` that stands there, else the words up to the next stop; whom
    it cites itself and what is told of it are left out of the content.
    """
    for i in range(len(doc.tokens) - 2):
        if word_at(doc, i) != "according" or word_at(doc, i + 1) != "to":
            continue
        cue = Span(doc.tokens[i].start, doc.tokens[i + 1].end)
        sent = doc.sent_of(cue)
        last = doc.tokens_in(sent).stop
        marked = next((s for s in sources if s.start == doc.tokens[i + 2].start), None)
        end = doc.tokens_in(marked).stop if marked else i + 2
        while end < last and word_at(doc, end) not in _STOPS:
            end += 1
        if end == i + 2:
            continue
        source = marked or Span(doc.tokens[i + 2].start, doc.tokens[end - 1].end)
        end = _past_aside(doc, end, last)
        if cue.start == sent.start and word_at(doc, end) == "," and end + 1 < last:
            yield cue, source, _without_stop(doc, Span(doc.tokens[end + 1].start, sent.end))
        elif end >= last - 1 and cue.start > sent.start:
            before = doc.text[sent.start : cue.start].rstrip(" \n,")
            if before:
                yield cue, source, Span(sent.start, sent.start + len(before))


def _past_aside(doc: Doc, end: int, last: int) -> int:
    """Pass over what is told of the source: "according to X, | citing witnesses, | C"."""
    if word_at(doc, end) != "," or word_at(doc, end + 1) not in _ASIDE:
        return end
    return next((i for i in range(end + 2, last) if word_at(doc, i) in _STOPS), last)


def _without_stop(doc: Doc, span: Span) -> Span:
    words = span.of(doc.text).rstrip(".")
    return Span(span.start, span.start + len(words)) if words else span
