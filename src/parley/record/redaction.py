"""A person taken out of a reading: marks of the same length stand where the words stood.

All spans stay valid, since no character moves; whatever was read in a stretch that is marked
now is taken out with it. Nothing here touches a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from parley.items import Actor, Kind, Reading, Statement
from parley.record.identities import fold
from parley.schema import from_dict, to_dict
from parley.spans import Span

MARK: Final = "█"
FORGOTTEN: Final = "forgotten person"

# An actor of another kind that has the name is no person: a brigade, a party, a town's council.
KINDS: Final = frozenset({Kind.PERSON, Kind.UNNAMED, Kind.OTHER})

# The keys of a reading's JSON whose values are words; all others are numbers, ids and our terms.
_WORDS: Final = frozenset(
    {"text", "title", "url", "outlet", "name", "basis", "unit", "offset", "carried"}
)

# What may stand between two words of a name: a space, a line's end, a hyphen, "_", "+", "%20".
_BETWEEN: Final = r"(?:%20|[\W_]){1,4}"
_BEFORE: Final = r"(?:(?<![^\W_])|(?<=%20))"
_AFTER: Final = r"(?![^\W_])"
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Person:
    """Whom to forget: by names and ids, or as the actor `key` (report and actor id) alone."""

    names: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    key: tuple[str, str] | None = None

    def is_(self, actor: Actor, report: str) -> bool:
        """Tell whether an actor of a report is the person."""
        if self.key:
            return self.key == (report, actor.id)
        known = fold(actor.name) in self._folded or not self.ids.isdisjoint(actor.ids.values())
        return known and actor.named and actor.kind in KINDS

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(fold(name) for name in self.names)

    @cached_property
    def full(self) -> re.Pattern[str] | None:
        """Finds the names of several words; one word alone may be another's, or no name."""
        ways = {way for name in self.names for way in _ways(_WORD.findall(name))}
        return _any(sorted(ways, key=lambda way: (-len(way), way)), re.IGNORECASE)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the names, as they are compared."""
        return frozenset(word.casefold() for name in self.names for word in _WORD.findall(name))


def _ways(words: list[str]) -> Iterator[str]:
    """Give the patterns of a name: in its order, and as an index has it ("Last, First")."""
    escaped = [re.escape(word) for word in words]
    if len(words) > 1:
        yield _BETWEEN.join(escaped)
        yield rf"{escaped[-1]},\s{{1,3}}{_BETWEEN.join(escaped[:-1])}"


def _any(ways: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    one_of = "|".join(ways)
    return re.compile(f"{_BEFORE}(?:{one_of}){_AFTER}", flags) if one_of else None


def marked(value: str | None, person: Person) -> str | None:
    """Give words with the full names in them marked."""
    return value and _mark(value, _found(person.full, value))


@dataclass(frozen=True)
class Redacted:
    """A reading without the person, and how much went: statements, items, stretches of text."""

    reading: Reading
    heading: Callable[[str | None], str | None]
    """Marks the names, and single words of them, in a title or an address."""
    statements: int
    items: int
    stretches: int


def redacted(reading: Reading, person: Person) -> Redacted:
    """Give `reading` without `person`.

    Marked are the words that call the person something, the full names wherever they stand,
    single words of the name where they are nobody else's, and what the person says. Statements
    of the person, or through the person, go with the events and figures in them. The part in an
    event stays, of somebody without a name: that a person was killed is not forgotten.
    """
    report = reading.report
    who = frozenset(a.id for a in reading.actors if person.is_(a, report.id))
    said = _said(reading.statements, who)
    parts = _parts(reading, who, person)
    exact, any_case = _any(sorted({*parts, *(w.upper() for w in parts)})), _any(parts, re.I)
    stretches = _joined(
        [
            *(m for a in reading.actors if a.id in who for m in a.mentions),
            *(span for s in said for span in (*s.content, *s.source)),
            *_found(person.full, report.text),
            *_unowned(_found(exact, report.text), reading, who),
        ]
    )
    text = _mark(report.text, stretches)

    def heading(value: str | None) -> str | None:
        if not value:
            return value
        return _mark(value, _joined([*_found(person.full, value), *_found(any_case, value)]))

    new = replace(
        report,
        id=sha256(text.encode()).hexdigest(),
        text=text,
        title=heading(report.title),
        url=heading(report.url),
    )
    left = _left(replace(reading, report=new), who, {s.id for s in said}, stretches)
    without = replace(left, actors=tuple(_renamed(a, heading) for a in left.actors))
    items = _count(reading) - _count(left)
    document = _without(to_dict(without), person)
    return Redacted(from_dict(document), heading, len(said), items, len(stretches))


def _renamed(actor: Actor, heading: Callable[[str | None], str | None]) -> Actor:
    """Let no single word of the name stand in our own name for another ("brother of Haddad")."""
    return actor if actor.named else replace(actor, name=heading(actor.name) or "")


def _count(reading: Reading) -> int:
    items = (reading.actors, reading.statements, reading.events, reading.figures)
    return sum(len(kind) for kind in (*items, reading.dates, reading.places))


def _said(statements: Sequence[Statement], who: frozenset[str]) -> list[Statement]:
    """Give what the person says or passes on, and what is said inside it."""
    own = {s.id for s in statements if s.speaker in who or not who.isdisjoint(s.chain)}
    out = _with_inner(statements, own)
    return [s for s in statements if s.id in out]


def _with_inner(statements: Sequence[Statement], ids: set[str]) -> set[str]:
    """Give ids of statements with those of all that is said inside these."""
    out = set(ids)
    while new := {s.id for s in statements if s.inside in out} - out:
        out |= new
    return out


def _parts(reading: Reading, who: frozenset[str], person: Person) -> list[str]:
    """Give the single words of the name, as this report writes them, each as a pattern.

    A word that the report writes small, "will" in a text without capitals, is one only where it
    alone calls the person by name.
    """
    found: set[str] = set()
    for actor in reading.actors:
        for mention in actor.mentions if actor.id in who else ():
            words = _WORD.findall(mention.of(reading.report.text))
            own = [word for word in words if word.casefold() in person.words]
            found.update(word for word in own if not word.islower() or len(words) == 1)
    return sorted(re.escape(word) for word in found)


def _unowned(found: Iterable[Span], reading: Reading, who: frozenset[str]) -> Iterator[Span]:
    """Leave out what names another: a relative, a place, a month."""
    other = [m for a in reading.actors if a.id not in who for m in a.mentions]
    other += [timex.span for timex in reading.dates] + [place.span for place in reading.places]
    own = [m for a in reading.actors if a.id in who for m in a.mentions]
    other = [span for span in other if not any(mention.covers(span) for mention in own)]
    return (span for span in found if not any(theirs.covers(span) for theirs in other))


def _found(pattern: re.Pattern[str] | None, words: str) -> list[Span]:
    return [Span(*found.span()) for found in pattern.finditer(words)] if pattern else []


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Give the stretches that the spans cover together, in order."""
    stretches: list[Span] = []
    for span in sorted(spans):
        if stretches and span.start <= stretches[-1].end:
            last = stretches.pop()
            span = Span(last.start, max(last.end, span.end))
        stretches.append(span)
    return stretches


def _mark(words: str, stretches: Iterable[Span]) -> str:
    pieces, last = [], 0
    for span in stretches:
        pieces += [words[last : span.start], MARK * len(span)]
        last = span.end
    return "".join([*pieces, words[last:]])


def _left(reading: Reading, who: frozenset[str], said: set[str], marked: list[Span]) -> Reading:
    """Give what was read outside the marked stretches, and not told by the person."""
    text = reading.report.text

    def is_gone(span: Span) -> bool:
        return any(stretch.overlaps(span) for stretch in marked)

    def kept(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(span for span in spans if not any(s.covers(span) for s in marked))

    places = tuple(p for p in reading.places if not is_gone(p.span))
    here = {p.id for p in places}
    empty = {s.id for s in reading.statements if not kept(s.content)}
    out = _with_inner(reading.statements, said | empty)
    statements = tuple(
        replace(s, cue=kept(s.cue), source=kept(s.source))
        for s in reading.statements
        if s.id not in out
    )
    events = tuple(
        replace(
            e,
            mentions=kept(e.mentions),
            place=e.place if e.place in here else None,
            when=e.when if e.when and (e.when.text or "") in text else None,
        )
        for e in reading.events
        if e.statement not in out and not is_gone(e.trigger)
    )
    happened = {e.id for e in events}
    figures = tuple(
        replace(f, event=f.event if f.event in happened else None)
        for f in reading.figures
        if f.statement not in out and not is_gone(f.span)
    )
    dates = tuple(d for d in reading.dates if not is_gone(d.span))
    left = replace(
        reading, statements=statements, events=events, figures=figures, dates=dates, places=places
    )
    named = {*(a.id for a in reading.actors[:1]), *_named(left)}  # the first is the outlet
    actors = [
        _nobody(a) if a.id in who else replace(a, mentions=kept(a.mentions)) for a in reading.actors
    ]
    known = {
        new.id
        for old, new in zip(reading.actors, actors, strict=True)
        if new.mentions or new.id in named or not (old.mentions or old.id in who)
    }
    known |= {a.affiliation for a in actors if a.id in known and a.affiliation}
    stay = [a if a.affiliation in known else replace(a, affiliation=None) for a in actors]
    return replace(left, actors=tuple(a for a in stay if a.id in known))


def _nobody(actor: Actor) -> Actor:
    """Give somebody without a name, in whose place nobody is known."""
    return Actor(actor.id, FORGOTTEN, Kind.PERSON, False, score=actor.score)


def _named(reading: Reading) -> Iterator[str | None]:
    """Give the ids of the actors that items name."""
    for said in reading.statements:
        yield from (said.speaker, *said.chain)
    for event in reading.events:
        yield from (id_ for ids in event.roles.values() for id_ in ids)
        yield from (*event.abstaining, *event.against, *event.counts)
    for figure in reading.figures:
        yield from (figure.of, figure.by)


def _without(value: Any, person: Person) -> Any:
    """Give JSON with the full names marked in all that is words."""
    if isinstance(value, Mapping):
        return {
            key: marked(part, person)
            if key in _WORDS and isinstance(part, str)
            else _without(part, person)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_without(part, person) for part in value]
    return value
