"""Statements inside a content that the network left unmarked, by their plainest form.

"... the leaders had stressed that ...": an actor, a verb of saying, "that". The network was
shown few contents with statements in them. Such a statement is no surer than the one around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.items import Doc
from parley.reading.actors import Cast
from parley.reading.statements.acts import cue_words
from parley.reading.statements.drafts import Draft
from parley.reading.statements.words import word_at
from parley.spans import Span

_BETWEEN = frozenset({"had", "has", "have", "also", "later", "already", "repeatedly"})
_OPENS = frozenset({"that", "and", "but", "as", "because", "while", ",", "“", '"'})


def with_inner(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Add the inner statements of this form to those that hold none yet."""
    outer = {d.inside for d in drafts}
    out: list[Draft] = []
    moved: dict[int | None, int | None] = {None: None}
    for i, draft in enumerate(drafts):
        moved[i] = len(out)
        out.append(replace(draft, inside=moved[draft.inside]))
        if i not in outer and draft.source:
            found = (_inner(doc, piece, cast, draft) for piece in draft.content)
            out += [replace(x, inside=moved[i]) for x in found if x][:1]
    return out


def with_sources(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Give cues without a source the actor right before them: "X has claimed"."""
    return [replace(d, source=d.source or _before(doc, d.cue, cast)) for d in drafts]


def _before(doc: Doc, cue: Span | None, cast: Cast) -> Span | None:
    if cue is None:
        return None
    at = doc.tokens_in(cue).start
    while word_at(doc, at - 1) in _BETWEEN:
        at -= 1
    ends = doc.tokens[at - 1].end if at else 0
    return next((m for m, _ in cast.within(doc.sent_of(cue)) if m.end == ends), None)


def _inner(doc: Doc, piece: Span, cast: Cast, outer: Draft) -> Draft | None:
    """Find "ACTOR (had) SAID that ..." at the head of a clause of `piece`."""
    for mention, _ in cast.within(piece):
        first = doc.tokens_in(mention).start
        opens = mention.start == piece.start or word_at(doc, first - 1) in _OPENS
        verb = doc.tokens_in(mention).stop
        while word_at(doc, verb) in _BETWEEN:
            verb += 1
        if opens and word_at(doc, verb) in cue_words() and word_at(doc, verb + 1) == "that":
            begin, end = doc.tokens[verb + 1].start, piece.end
            if begin < end:
                cue = Span(doc.tokens[doc.tokens_in(mention).stop].start, doc.tokens[verb].end)
                content, why = [Span(begin, end)], "rule: inner clause"
                return Draft(cue, mention, content, score=outer.score, why=why)
    return None
