"""Whom a pronoun or a bare phrase means, by what stands before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from parley.items import Actor, Doc, Kind
from parley.knowledge.names import people, plural, roles, words
from parley.reading.actors.cast import Cast
from parley.spans import Span

_REACH = 6  # sentences back; a pronoun's noun is hardly ever farther
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "who"})
_SPEAKERS = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
_OF_ANOTHER = frozenset({"of", "by", "for", "to", "with", "against", "from", "under", "and"})
_PEOPLE = frozenset({Kind.PERSON, Kind.UNNAMED})
_BODIES = frozenset(Kind) - _PEOPLE - {Kind.POPULATION}
_GROUPS = frozenset(
    {Kind.UNNAMED, Kind.POPULATION, Kind.ARMED_GROUP, Kind.PARTY, Kind.GOVERNMENT_BODY, Kind.OTHER}
)


def resolve(span: Span, cast: Cast, doc: Doc) -> Actor | None:
    """Find the actor that a pronoun or a phrase without a name means.

    A pronoun is taken for the first fitting actor of its own sentence before it, else of the
    nearest sentence before that has one; there the one who says something goes before the
    others. A person is unfitting only if a title or a given name is surely of the other sex.
    Of a phrase, the actor mentioned at the span is taken, else the last one with its head noun.

    Returns
    -------
    actor
        ``None`` where nothing fits, and for pronouns of the speaker ("I", "we").
    """
    phrase = " ".join(words(span.of(doc.text)))
    if phrase in _SPEAKERS:
        return None
    if phrase in _HE:
        return _search(span, cast, doc, lambda m, a: _one_person(doc, m, a, "female"))
    if phrase in _SHE:
        return _search(span, cast, doc, lambda m, a: _one_person(doc, m, a, "male"))
    if phrase in _IT:
        return _search(span, cast, doc, lambda m, a: a.kind in _BODIES)
    if phrase in _THEY:
        return _search(span, cast, doc, lambda m, a: _several(doc, m, a)) or _search(
            span, cast, doc, lambda m, a: a.kind in _BODIES
        )
    return _named(span, cast, doc) or cast.at(span) or _by_head(span, cast, doc, phrase)


def _named(span: Span, cast: Cast, doc: Doc) -> Actor | None:
    """Find the person whom a longer phrase names: "the fund's director, Jane Roe"."""
    inside = cast.within(span)
    for mention, actor in inside:
        if actor.kind is Kind.PERSON and actor.named:
            before = words(doc.text[span.start : mention.start])[-1:]
            owns = doc.text[mention.end : mention.end + 2] in ("'s", "’s")
            if not owns and not _OF_ANOTHER & set(before):
                return _joint(inside, mention) or actor
    return None


def _joint(inside: list[tuple[Span, Actor]], part: Span) -> Actor | None:
    """Find the actor that a person is counted with as one: "Jane Roe and John Doe"."""
    whole = (a for m, a in inside if a.kind is Kind.OTHER and m.covers(part) and m != part)
    return next(whole, None)


def _search(span: Span, cast: Cast, doc: Doc, fits: Callable[[Span, Actor], bool]) -> Actor | None:
    """Go back sentence by sentence to the first one that has a fitting actor."""
    last = doc.sent_index(span.start)
    for index in range(last, max(-1, last - _REACH), -1):
        sent = doc.sents[index]
        if sent.start >= span.start:
            continue
        before = Span(sent.start, min(sent.end, span.start))
        fitting = [
            (m, a) for m, a in cast.within(before) if fits(m, a) and not _quoted(doc, m, index)
        ]
        if fitting:
            return next((a for m, a in fitting if _says(doc, m)), fitting[0][1])
    return None


def _quoted(doc: Doc, mention: Span, index: int) -> bool:
    """Tell whether a mention stands in quotation marks opened in its sentence."""
    before = doc.text[doc.sents[index].start : mention.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _says(doc: Doc, mention: Span) -> bool:
    """Tell whether a verb of saying stands right before or after the mention."""
    text, saying = doc.text, roles("saying", "words")
    after = words(text[mention.end : mention.end + 20])[:2]
    before = words(text[max(0, mention.start - 15) : mention.start])[-1:]
    return any(w in saying for w in after) or before == ("said",)


def _one_person(doc: Doc, mention: Span, actor: Actor, other: str) -> bool:
    """Tell whether one person is meant who is not surely of the other sex."""
    if actor.kind not in _PEOPLE or _is_plural(doc, mention):
        return False
    said = [w for m in actor.mentions for w in words(m.of(doc.text))] + list(words(actor.name))
    known = roles("honorifics", other) | roles("offices", other) | people("given", other)
    own = "male" if other == "female" else "female"
    mine = roles("honorifics", own) | roles("offices", own) | people("given", own)
    return bool(mine & set(said)) or not known & set(said)


def _several(doc: Doc, mention: Span, actor: Actor) -> bool:
    """Tell whether the mention is of more than one."""
    return actor.kind in _GROUPS and (actor.kind is not Kind.UNNAMED or _is_plural(doc, mention))


def _is_plural(doc: Doc, mention: Span) -> bool:
    """Tell whether the head of an unnamed mention is a plural."""
    return not _plurals().isdisjoint(words(mention.of(doc.text)))


@cache
def _plurals() -> frozenset[str]:
    heads = roles("speakers", "heads") | roles("population", "heads") | roles("offices", "either")
    return frozenset(map(plural, heads)) | {"people", "both"}


def _by_head(span: Span, cast: Cast, doc: Doc, phrase: str) -> Actor | None:
    """Find the last actor before whose mention ends in the phrase's last word."""
    head = phrase.rpartition(" ")[2]
    mentions = cast.mentions()
    end = bisect_left([m.start for m, _ in mentions], span.start)
    for mention, actor in reversed(mentions[:end]):
        if head and head in words(mention.of(doc.text))[-1:]:
            return actor
    return None
