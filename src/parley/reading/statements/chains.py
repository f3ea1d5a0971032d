"""The media between a source and the outlet: hops of the chain (gold guide, rule 7)."""

from __future__ import annotations

from parley import vocab
from parley.items import Actor, Doc, Kind
from parley.reading.actors import Cast
from parley.reading.statements.drafts import Draft
from parley.spans import Span

BARE = 2  # tokens of "the press", "local media": no medium that could be asked


def hops_of(doc: Doc, draft: Draft, speaker: Actor | None, cast: Cast) -> list[str]:
    """Give the ids of the media that stand between the speaker and the outlet, outermost first.

    Looked for in the sentences of the cue and the source, outside the content: "told X",
    "cited by X", "in an interview with X", "X quoted ... as saying", "according to X" beside a
    source of its own.
    """
    place = draft.cue or draft.source
    if place is None:
        return []
    sent = doc.sent_of(place)
    found: dict[str, str] = {}  # by name: "the weekly X" and X may be two actors, one medium
    for span, actor in cast.within(sent):
        own = actor.id == cast.actors[0].id or (speaker is not None and actor.id == speaker.id)
        in_content = any(piece.covers(span) for piece in draft.content)
        known = actor.name in found
        if actor.kind is Kind.MEDIA and not own and not in_content and not known:
            if draft.source and draft.source.overlaps(span):
                continue
            if _is_nobody(doc, span, actor, cast):
                continue
            if _carries(doc, sent, span) or _quotes_source(doc, span, draft.source):
                found[actor.name] = actor.id
    return list(found.values())


def _is_nobody(doc: Doc, medium: Span, actor: Actor, cast: Cast) -> bool:
    """Tell whether a medium's words stand beside its name ("the weekly X") or say none."""
    if actor.named:
        return False
    if max(len(doc.tokens_in(m)) for m in actor.mentions) <= BARE:
        return True
    after = Span(medium.end, min(medium.end + 5, len(doc.text) + 1))
    return any(m.overlaps(after) and a.named for m, a in cast.mentions())


def _quotes_source(doc: Doc, medium: Span, source: Span | None) -> bool:
    """Tell whether a medium named earlier quotes the source: "X, which ..., quoted Y as saying"."""
    if source is None or source.start < medium.end:
        return False
    before = [w.lower() for w in _words(doc, medium.end, source.start)][-2:]
    return any(w in vocab.table("acts")["hops"]["quoting"] for w in before)


def _carries(doc: Doc, sent: Span, medium: Span) -> bool:
    """Tell from the words around a medium whether it carries what another says."""
    table = vocab.table("acts")["hops"]
    before = [w.lower() for w in _words(doc, sent.start, medium.start)]
    after = [w.lower() for w in _words(doc, medium.end, sent.end)][:3]
    near = [w for w in before[-4:] if w.isalpha()]
    if any(w in table["told"] for w in near[-4:]):
        return True
    if "by" in near[-2:] and any(w in table["passive"] for w in near):
        return True
    if "according" in near[-3:]:
        return True
    if any(w in ("to", "with", "on", "by") for w in near[-2:]) and any(
        w in table["occasion"] for w in before[-8:]
    ):
        return True
    return any(w in table["quoting"] for w in after)


def _words(doc: Doc, start: int, end: int) -> list[str]:
    if start >= end:
        return []
    inside = doc.tokens_in(Span(start, end))
    return [t.of(doc.text) for t in doc.tokens[inside.start : inside.stop]]
