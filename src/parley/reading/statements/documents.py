"""Sources that are documents: the one who issued them speaks (gold guide, rule 7)."""

from __future__ import annotations

from parley import vocab
from parley.items import Actor, Doc, Kind
from parley.reading.actors import Cast
from parley.reading.statements.words import words_in
from parley.spans import Span
from parley.vocab.inflection import noun_forms

REACH = 4  # sentences back in which the issuer is looked for; the training reports need no more


def document(doc: Doc, source: Span) -> str | None:
    """Give the noun if a source is a document ("the joint statement issued on Friday")."""
    table = vocab.table("acts")["documents"]
    words = words_in(doc, source)
    head = next((i for i, w in enumerate(words) if i and w in table["stops"]), len(words))
    noun = words[head - 1] if head else ""
    return next((n for n in table["nouns"] if noun in noun_forms(n)), None)


def issuer(doc: Doc, source: Span, noun: str, cast: Cast) -> Actor | None:
    """Give the one who issued a document.

    Named within the source ("a report by aid workers"), right after it ("seen by" apart), or
    where the document was spoken of before; else the last body or person that could have.
    """
    inside = [a for _, a in cast.within(source) if a.kind is not Kind.MEDIA]
    if inside:
        return inside[-1]
    last = doc.sent_index(source.start)
    before = [doc.sents[i] for i in range(last, max(-1, last - REACH - 1), -1)]
    told = [s for s in before if s.start < source.start and noun in words_in(doc, s)]
    for sent in [*told, *before]:
        for mention, actor in cast.within(sent):
            if mention.end <= source.start and _may_issue(actor, cast):
                return actor
    return None


def _may_issue(actor: Actor, cast: Cast) -> bool:
    return actor.kind not in (Kind.POPULATION, Kind.MEDIA) and actor.id != cast.actors[0].id
