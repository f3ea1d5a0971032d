"""The media between a source and the outlet: hops of the chain (gold guide, rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

from parley import vocab
from parley.items import Actor, Doc, Kind
from parley.reading.actors import Cast
from parley.reading.statements.drafts import Draft
from parley.reading.statements.words import word_at, words_in
from parley.spans import Span

BARE = 2  # tokens of "the press", "local media": no medium that could be asked
# Tokens between a medium and the word that makes it a hop: "told the private weekly X",
# "quoted on Friday by the state news agency X".
NEAR = 5


def hops_of(
    doc: Doc, draft: Draft, speaker: Actor | None, cast: Cast, drafts: Sequence[Draft]
) -> list[str]:
    """Give the ids of the media that stand between the speaker and the outlet, outermost first.

    Looked for in the sentence of the cue or the source, outside the content: "told X", "cited by
    X", "in an interview with X", "X quoted ... as saying", "according to X", "X reporter ...".
    A medium that is the source of another draft, or whose verb is another's cue, is none of this.
    """
    place = draft.cue or draft.source
    if place is None:
        return []
    sent = doc.sent_of(place)
    near = (s for d in drafts if d is not draft for s in (d.source, d.cue) if s)
    others = [s for s in near if s.overlaps(sent)]
    found: dict[str, str] = {}  # by name: "the weekly X" and X may be two actors, one medium
    for span, actor in cast.within(sent):
        own = actor.id == cast.actors[0].id or (speaker is not None and actor.id == speaker.id)
        elsewhere = any(s.covers(span) for s in [*draft.content, *others])
        if actor.kind is not Kind.MEDIA or own or elsewhere or _is_doubled(doc, span, actor, cast):
            continue
        bare = _is_bare(doc, actor)
        told = not bare and draft.cue is not None and draft.cue.covers(span)
        if told or _carries(doc, span, draft, others, bare=bare):
            found.setdefault(actor.name, actor.id)
    return list(found.values())


def _is_bare(doc: Doc, actor: Actor) -> bool:
    return not actor.named and max(len(doc.tokens_in(m)) for m in actor.mentions) <= BARE


def _is_doubled(doc: Doc, medium: Span, actor: Actor, cast: Cast) -> bool:
    """Tell whether a medium's words stand beside its name: "the weekly X", "the X newspaper"."""
    beside = Span(max(0, medium.start - 2), medium.end + 5)
    near = cast.within(Span(max(0, medium.start - 80), medium.end + 80))
    return not actor.named and any(
        m.overlaps(beside) and a.named and a.kind is Kind.MEDIA for m, a in near
    )


def _carries(doc: Doc, medium: Span, draft: Draft, others: Sequence[Span], *, bare: bool) -> bool:
    """Tell from the words around a medium whether it carries what the draft's source says."""
    if draft.source and draft.source.overlaps(medium):
        return _has_reporter(doc, medium, draft.source)
    if _is_quoted(doc, medium, draft):
        return True
    before = _before(doc, medium, others)
    if "according" in before or ("by" in before and _passive(before)):
        return True
    return not bare and (_told(before) or _reports(doc, medium))


def _before(doc: Doc, medium: Span, others: Sequence[Span]) -> list[str]:
    """Give the words before a medium that may make it a hop, back to a stop or another's cue."""
    words: list[str] = []
    at = doc.tokens_in(medium).start - 1
    first = doc.tokens_in(doc.sent_of(medium)).start
    while at >= first and word_at(doc, at) not in ",;:”\"''":
        if any(s.overlaps(doc.tokens[at]) for s in others):
            break
        words.insert(0, word_at(doc, at))
        at -= 1
    return words


def _passive(before: Sequence[str]) -> bool:
    by = len(before) - 1 - before[::-1].index("by")
    verbs = before[max(0, by - NEAR) : by]
    near = len(before) - by <= NEAR
    return near and any(w in vocab.table("acts")["hops"]["passive"] for w in verbs)


def _told(before: Sequence[str]) -> bool:
    """Tell "told the weekly X", "in an interview on Monday with X"."""
    table = vocab.table("acts")["hops"]
    if any(w in table["told"] for w in before[-NEAR:]):
        return True
    links = any(w in table["links"] for w in before[-3:])
    return links and any(w in table["occasion"] for w in before[-2 * NEAR :])


def _reports(doc: Doc, medium: Span) -> bool:
    """Tell "X reported" behind what is reported."""
    at = doc.tokens_in(medium).stop
    return word_at(doc, at) in vocab.table("acts")["hops"]["reporting"]


def _is_quoted(doc: Doc, medium: Span, draft: Draft) -> bool:
    """Tell "X, which ..., quoted SOURCE as saying" and "Quoting SOURCE, X said"."""
    table = vocab.table("acts")["hops"]
    if draft.source is None:
        return False
    at = doc.tokens_in(draft.source).start
    before = {word_at(doc, at - back) for back in (1, 2)}
    reported = medium.end <= draft.source.start and not before.isdisjoint(table["reporting"])
    return reported or not before.isdisjoint(table["quoting"])


def _has_reporter(doc: Doc, medium: Span, source: Span) -> bool:
    """Tell "X reporter Jane Roe", "a correspondent of X", "X's sources"."""
    if medium == source:
        return False
    inside = words_in(doc, source)
    return any(w in vocab.table("acts")["hops"]["reporters"] for w in inside)


def cited(doc: Doc, draft: Draft, speaker: Actor, cast: Cast) -> Actor | None:
    """Give the one whom a medium or body cites: "X reported, citing an official"."""
    person = speaker.kind in (Kind.PERSON, Kind.UNNAMED, Kind.POPULATION)
    if person or draft.cue is None or draft.inside is not None:
        return None
    for mention, actor in cast.within(doc.sent_of(draft.cue)):
        at = doc.tokens_in(mention).start
        before = {word_at(doc, at - back) for back in (1, 2)}
        free = not any(piece.covers(mention) for piece in draft.content) and actor != speaker
        owns = doc.text[mention.end : mention.end + 2] in ("'s", "’s")  # "citing X's activity"
        own = draft.source is not None and mention.covers(draft.source)  # "citing a man of X"
        if free and not owns and not own and before & {"citing", "quoting"}:
            return actor
    return None
