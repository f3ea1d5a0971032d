"""Sources that are documents: the one who issued them speaks (gold guide, rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

from parley import vocab
from parley.items import Actor, Doc, Kind
from parley.reading.actors import Cast
from parley.reading.statements.words import word_at, words_in
from parley.spans import Span
from parley.vocab.inflection import noun_forms

NEAR = 6  # tokens between a document and its issuer: "report issued today by the"
_NEW = frozenset({"a", "an", "its", "his", "her", "their", "another", "new"})
REACH = 4  # sentences back in which the issuer is looked for; the training reports need no more


def document(doc: Doc, source: Span) -> str | None:
    """Give the noun if a source is a document ("the joint statement issued on Friday")."""
    table = vocab.table("acts")["documents"]
    words = words_in(doc, source)
    head = next((i for i, w in enumerate(words) if i and w in table["stops"]), len(words))
    noun = words[head - 1] if head else ""
    return next((n for n in table["nouns"] if noun in noun_forms(n)), None)


def issuer(
    doc: Doc, source: Span, noun: str, spoken: Sequence[tuple[Span, Actor]], cast: Cast
) -> Actor | None:
    """Give the one who issued a document.

    Named within the source ("a report by aid workers"), or where the document was spoken of
    before; else the last one who spoke ("the statement added"), or the last body or person that
    could have. `spoken` holds the statements before it, each with the one who speaks.
    """
    inside = [a for _, a in cast.within(source)]
    bodies = [a for a in inside if a.kind is not Kind.MEDIA]
    if inside:
        return (bodies or inside)[-1]
    at = doc.sent_index(source.start)
    before = [doc.sents[i] for i in range(at, max(-1, at - REACH - 1), -1)]
    told = [s for s in before if s.start < source.start and noun in words_in(doc, s)]
    for sent in told:
        by = _told_by(doc, sent, noun, spoken, cast)
        if by:
            return by
    return spoken[-1][1] if spoken else _before(source, [*told, *before], cast)


def _told_by(
    doc: Doc, sent: Span, noun: str, spoken: Sequence[tuple[Span, Actor]], cast: Cast
) -> Actor | None:
    """Find whose a document is in a sentence that speaks of it.

    Of the one who speaks there ("said in a statement"), of the one named behind it ("a report
    issued on Monday by the army"), or of the first before it ("the council passed a resolution").
    """
    said = next((actor for cue, actor in spoken if sent.covers(cue)), None)
    if said:
        return said
    words = words_in(doc, sent)
    at = words.index(noun)
    start = doc.tokens_in(sent).start + at
    for mention, actor in cast.within(sent):
        between = range(start + 1, doc.tokens_in(mention).start)
        links = {word_at(doc, i) for i in between[-2:]}
        if 0 < len(between) <= NEAR and links & {"by", "from", "of"}:
            return actor
    if _NEW.isdisjoint(words[max(0, at - 3) : at]):
        return None
    first = Span(sent.start, doc.tokens[start].end)
    return next((a for _, a in cast.within(first) if _may_issue(a, cast)), None)


def _before(source: Span, sents: list[Span], cast: Cast) -> Actor | None:
    for sent in sents:
        for mention, actor in cast.within(sent):
            if mention.end <= source.start and _may_issue(actor, cast):
                return actor
    return None


def _may_issue(actor: Actor, cast: Cast) -> bool:
    return actor.kind not in (Kind.POPULATION, Kind.MEDIA) and actor.id != cast.actors[0].id
