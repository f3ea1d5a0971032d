"""Statements that the network left unmarked, by their plainest form.

"... the leaders had stressed that ...", "He said the road ...": an actor or a pronoun, a verb of
saying, a clause. Looked for inside contents that hold no statement yet, since the network was
shown few of those, and in sentences that have none at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache

from parley import vocab
from parley.items import Doc
from parley.reading.actors import Cast
from parley.reading.statements.acts import cue_words
from parley.reading.statements.drafts import Draft
from parley.reading.statements.words import word_at, words_in
from parley.spans import Span
from parley.vocab.inflection import verb_forms

LEAST = 4  # tokens of a clause after a bare verb: "said late on Monday" is none
# The share of such sentences that the coders of the training reports have as statements.
SURE = 0.85


def with_plain(doc: Doc, drafts: Sequence[Draft], cast: Cast, days: Collection[int]) -> list[Draft]:
    """Add the statements of this form; `days` are the starts of words of time."""
    outer = {d.inside for d in drafts}
    fresh = list(_fresh(doc, drafts, cast, days))
    out: list[Draft] = []
    moved: dict[int | None, int | None] = {None: None}
    for i, draft in enumerate(drafts):
        while draft.inside is None and fresh and fresh[0].start < draft.start:
            out.append(fresh.pop(0))
        moved[i] = len(out)
        out.append(replace(draft, inside=moved[draft.inside]))
        if i not in outer and draft.source:
            found = (_clause(doc, piece, cast, days) for piece in draft.content)
            out += [
                replace(x, inside=moved[i], score=draft.score, why="rule: inner clause")
                for x in found
                if x
            ][:1]
    return out + fresh


def _fresh(doc: Doc, drafts: Sequence[Draft], cast: Cast, days: Collection[int]) -> Iterator[Draft]:
    spans = (s for d in drafts for s in [*d.content, *filter(None, [d.cue])])
    taken = {
        i for s in spans for i in range(doc.sent_index(s.start), doc.sent_index(s.end - 1) + 1)
    }
    for i, sent in enumerate(doc.sents):
        if i not in taken:
            found = _clause(doc, sent, cast, days)
            if found and not set(doc.text[sent.start : found.start]) & set('"“«„‘`'):
                yield replace(found, score=SURE, why="rule: plain clause")


def _clause(doc: Doc, within: Span, cast: Cast, days: Collection[int]) -> Draft | None:
    """Find "ACTOR (had) SAID (that) ..." at the head of a clause of `within`."""
    for subject in _subjects(doc, within, cast):
        at = verb = doc.tokens_in(subject).stop
        while word_at(doc, verb) in _words("between"):
            verb += 1
        if verb + 1 >= doc.tokens_in(within).stop or not _opens(doc, subject, within):
            continue
        clause = doc.tokens[verb + 1].start
        end = min(within.end, doc.sent_of(doc.tokens[verb]).end)
        end -= len(doc.text[clause:end]) - len(doc.text[clause:end].rstrip(" \n.”\"'"))
        if clause < end and _introduces(doc, verb, Span(clause, end), days):
            return Draft(
                Span(doc.tokens[at].start, doc.tokens[verb].end), subject, [Span(clause, end)]
            )
    return None


def _subjects(doc: Doc, within: Span, cast: Cast) -> list[Span]:
    """Give the actors and pronouns that may be a verb's subject, in the order of the text."""
    pronouns = (
        doc.tokens[i] for i in doc.tokens_in(within) if word_at(doc, i) in _words("subjects")
    )
    return sorted([*(m for m, _ in cast.within(within)), *pronouns])


def _opens(doc: Doc, subject: Span, within: Span) -> bool:
    """Tell whether a clause begins with the subject: no "for" or "of" makes it another's."""
    before = word_at(doc, doc.tokens_in(subject).start - 1)
    return subject.start == within.start or before not in _words("not_before")


def _introduces(doc: Doc, verb: int, clause: Span, days: Collection[int]) -> bool:
    """Tell whether a verb introduces a clause: by "that", or, if it can only say, by a subject."""
    if word_at(doc, verb) not in cue_words():
        return False
    if word_at(doc, verb + 1) == "that":
        return True
    words = words_in(doc, clause)
    bare = word_at(doc, verb) in _says() and words[0] not in _words("not_after")
    return bare and len(words) >= LEAST and words[0].isalnum() and clause.start not in days


@cache
def _says() -> frozenset[str]:
    return frozenset(verb_forms("say")) - {"saying"}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocab.table("acts")["plain"][name])


def with_sources(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Give cues without a source the actor right before them: "X has claimed"."""
    return [replace(d, source=d.source or _before(doc, d.cue, cast)) for d in drafts]


def _before(doc: Doc, cue: Span | None, cast: Cast) -> Span | None:
    if cue is None:
        return None
    at = doc.tokens_in(cue).start
    while word_at(doc, at - 1) in _words("between"):
        at -= 1
    ends = doc.tokens[at - 1].end if at else 0
    return next((m for m, _ in cast.within(doc.sent_of(cue)) if m.end == ends), None)
