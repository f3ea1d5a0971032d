"""Who speaks: the actor that the words of a source lead to."""

from __future__ import annotations

from collections.abc import Sequence

from parley.items import Actor, Doc
from parley.reading.actors import Cast, resolve
from parley.reading.statements.documents import document, issuer
from parley.reading.statements.drafts import Draft
from parley.reading.statements.words import words_in

_NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})  # "no group has claimed"
_PRONOUNS = frozenset({"he", "she", "it", "they"})
# Sentences between a statement and the pronoun that goes on with its speaker ("he added"); farther
# on, others have been spoken of.
_NEXT = 1


def speakers(doc: Doc, drafts: Sequence[Draft], cast: Cast) -> list[Actor | None]:
    """Give the speaker of each draft; drafts stand in the order of the text."""
    found: list[Actor | None] = []
    spoken: list[tuple[Draft, Actor]] = []
    for draft in drafts:
        speaker = _speaker(doc, draft, spoken, cast)
        found.append(speaker)
        if speaker and draft.inside is None:
            spoken.append((draft, speaker))
    return found


def _speaker(
    doc: Doc, draft: Draft, spoken: Sequence[tuple[Draft, Actor]], cast: Cast
) -> Actor | None:
    if draft.source is None:
        goes_on = spoken and draft.inside is None and not draft.claim
        return spoken[-1][1] if goes_on else None
    words = words_in(doc, draft.source)
    if words[0] in _NOBODY:
        return None
    if len(words) == 1 and words[0] in _PRONOUNS and spoken and follows(doc, draft, spoken[-1][0]):
        same = resolve(draft.source, Cast((spoken[-1][1],)), doc)
        if same:
            return same
    noun = document(doc, draft.source)
    if noun:
        before = [(d.cue, a) for d, a in spoken if d.cue and draft.inside is None]
        by = issuer(doc, draft.source, noun, before, cast)
        if by:
            return by
    return resolve(draft.source, cast, doc)


def follows(doc: Doc, draft: Draft, before: Draft) -> bool:
    """Tell whether a draft comes right after another, outside of it."""
    source = draft.source
    if source is None or draft.inside is not None or any(p.covers(source) for p in before.content):
        return False
    return doc.sent_index(source.start) - doc.sent_index(before.end - 1) <= _NEXT
