"""Drafts -> statements: who speaks, with which act, on which day, and through whose mouths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.items import Actor, Doc, Form, Kind, Statement, Timex
from parley.reading.actors import Cast
from parley.reading.statements.acts import Acts, act, form
from parley.reading.statements.chains import cited, hops_of
from parley.reading.statements.days import day_of, without_day
from parley.reading.statements.drafts import Draft
from parley.reading.statements.plain import with_plain, with_sources
from parley.reading.statements.speakers import follows, speakers
from parley.reading.statements.words import words_in
from parley.spans import Span


@dataclass(slots=True)
class Told:
    """A draft with its speaker and the media that stand between the speaker and the outlet."""

    draft: Draft
    speaker: Actor | None
    hops: list[str]


def tell(
    doc: Doc,
    drafts: Sequence[Draft],
    cast: Cast,
    dates: Sequence[Timex],
    acts: Acts | None = None,
) -> tuple[Statement, ...]:
    """Turn drafts into statements, in the order of the text.

    ``cast.actors[0]`` is the outlet. Drafts without a speaker that is no quotation are left
    out: "it is believed that" names nobody (gold guide, rule 11). Without `acts` a statement's
    own words alone tell its act.
    """
    drafts = [replace(d, content=without_day(doc, d, dates)) for d in drafts]
    days = frozenset(d.span.start for d in dates)
    drafts = with_plain(doc, with_sources(doc, drafts, cast), cast, days)
    found = speakers(doc, drafts, cast)
    told = [Told(d, speaker, []) for d, speaker in zip(drafts, found, strict=True)]
    for t in told:
        t.hops = hops_of(doc, t.draft, t.speaker, cast, drafts)
        _cite(doc, t, cast)
    kept = _without_carriers(told, cast.actors[0])
    _keep_hops(doc, kept)
    statements = _numbered(doc, kept, cast, dates)
    if acts is None:
        return statements
    return tuple(replace(s, act=acts.weighed(s.act, s.content)) for s in statements)


def _cite(doc: Doc, t: Told, cast: Cast) -> None:
    """Put the one whom a medium cites at the end of the chain (rule 7)."""
    root = cited(doc, t.draft, t.speaker, cast) if t.speaker else None
    if root and t.speaker and t.speaker.id != cast.actors[0].id:
        t.hops, t.speaker = [*t.hops, t.speaker.id], root


def _without_carriers(told: list[Told], outlet: Actor) -> list[Told]:
    """Turn media that only carry another's words into hops of that statement (rule 7)."""
    dropped: dict[int, int | None] = {}
    for i, t in enumerate(told):
        inner = [u for u in told if u.draft.inside == i]
        carried = [u for u in inner if _carries(t, u)]
        if carried:
            dropped[i] = t.draft.inside
            for u in inner:
                u.draft.inside = t.draft.inside
                own = t.speaker is not None and t.speaker.id != outlet.id
                u.hops = [*t.hops, *([t.speaker.id] if t.speaker and own else []), *u.hops]
    return _renumbered(told, set(dropped))


def _carries(outer: Told, inner: Told) -> bool:
    """Tell whether a medium's statement is hardly more than the one in it.

    Two thirds: in the training reports "X said ..., the agency reported" leaves the cue, the
    source and the date outside the inner content.
    """
    if outer.speaker is None or outer.speaker.kind is not Kind.MEDIA or inner.speaker is None:
        return False
    held = sum(len(s) for s in inner.draft.content)
    cue = len(inner.draft.cue) if inner.draft.cue else 0
    source = len(inner.draft.source) if inner.draft.source else 0
    return held + cue + source >= 2 / 3 * sum(len(s) for s in outer.draft.content)


def _renumbered(told: list[Told], dropped: set[int]) -> list[Told]:
    """Leave out the dropped ones; `inside` points into the new list."""
    kept = [i for i in range(len(told)) if i not in dropped]
    new = {old: at for at, old in enumerate(kept)}
    for i in kept:
        inside = told[i].draft.inside
        told[i].draft.inside = new.get(inside) if inside is not None else None
    return [told[i] for i in kept]


def _keep_hops(doc: Doc, told: Sequence[Told]) -> None:
    """Let a source keep its hop (rule 7).

    It keeps the one under which it was introduced, by what follows the headline, and the one of
    the statement right before, which the same interview or letter goes on with.
    """
    introduced: dict[str, list[str]] = {}
    outer = [t for t in told if t.speaker and t.draft.inside is None]
    headline = doc.sents[0].end if doc.sents else 0
    for t in sorted(outer, key=lambda t: t.draft.start < headline):
        if t.speaker:
            introduced.setdefault(t.speaker.id, t.hops)
    last: Told | None = None
    interviewed: dict[str, list[str]] = {}
    for t in outer:
        if t.speaker and not t.hops:
            same = last is not None and last.speaker == t.speaker
            goes_on = last is not None and same and follows(doc, t.draft, last.draft)
            kept = interviewed.get(t.speaker.id) or introduced[t.speaker.id]
            t.hops = list(last.hops if last and goes_on and last.hops else kept)
        elif t.speaker and t.draft.cue and "interview" in words_in(doc, doc.sent_of(t.draft.cue)):
            interviewed[t.speaker.id] = t.hops
        last = t


def _numbered(
    doc: Doc, told: Sequence[Told], cast: Cast, dates: Sequence[Timex]
) -> tuple[Statement, ...]:
    out: list[Statement] = []
    ids: dict[int, str] = {}
    chains: dict[int, tuple[str, ...]] = {}
    for i, t in enumerate(told):
        inside = t.draft.inside
        if inside is not None and inside not in ids:
            continue
        if t.speaker is None and (t.draft.cue is not None or t.draft.printed):
            continue
        above = chains[inside] if inside is not None else (cast.actors[0].id,)
        chain = list(above)
        for link in [*t.hops, *([t.speaker.id] if t.speaker else [])]:
            if link not in chain:
                chain.append(link)
        if t.speaker and t.speaker.id in above and chain[-1] != t.speaker.id:
            chain.append(t.speaker.id)
        ids[i], chains[i] = f"s{len(ids) + 1}", tuple(chain)
        out.append(
            _statement(
                doc,
                t,
                ids[i],
                ids.get(inside) if inside is not None else None,
                tuple(chain),
                cast,
                dates,
            )
        )
    return tuple(out)


def _statement(
    doc: Doc,
    t: Told,
    key: str,
    inside: str | None,
    chain: tuple[str, ...],
    cast: Cast,
    dates: Sequence[Timex],
) -> Statement:
    draft = t.draft
    content = tuple(_after_names(doc, piece, cast) for piece in draft.content)
    first = content[0]
    return Statement(
        id=key,
        content=content,
        cue=(draft.cue,) if draft.cue else (),
        source=(draft.source,) if draft.source else (),
        speaker=t.speaker.id if t.speaker else None,
        form=Form.DIRECT if draft.printed else form(doc.text, content),
        act=act(words_in(doc, draft.cue), words_in(doc, first)),
        chain=chain,
        inside=inside,
        said=day_of(doc, draft, dates),
        score=draft.score,
        why=draft.why,
    )


def _after_names(doc: Doc, piece: Span, cast: Cast) -> Span:
    """Begin a piece after a name that it cuts in two ("told Sky News | Arabic the road ...")."""
    for mention, actor in cast.within(doc.sent_of(piece)):
        if actor.named and mention.start < piece.start < mention.end < piece.end:
            rest = doc.tokens_in(Span(mention.end, piece.end)).start
            return Span(doc.tokens[rest].start, piece.end)
    return piece
