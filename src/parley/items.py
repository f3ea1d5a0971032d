"""What parley reads out of a report: plain frozen values, no I/O.

A `Reading` holds one report and six kinds of item. Every item keeps the report's own words
as a `Span`; what was made of them stands beside. Unknown is ``None``, never a guess.
An item's `score` is the probability that it is right, its `why` the rule or the head of the
network that made it (``vocab/whys.toml``); ``""`` where it was read before that was kept.
The JSON form is `Reading.to_dict`, described by ``parley/schema/reading.schema.json``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from parley import markup
from parley.spans import Span


class Kind(StrEnum):
    """What sort of actor."""

    STATE = "state"
    GOVERNMENT_BODY = "government_body"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    IGO = "igo"
    NGO = "ngo"
    MEDIA = "media"
    COMPANY = "company"
    PERSON = "person"
    POPULATION = "population"
    UNNAMED = "unnamed"
    OTHER = "other"


class Form(StrEnum):
    """How much of a statement stands in quotation marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does in saying it."""

    SAY = "say"
    DEMAND = "demand"
    PROPOSE = "propose"
    PROMISE = "promise"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    DENY = "deny"
    REJECT = "reject"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    ASK = "ask"
    BELIEVE = "believe"
    ESTIMATE = "estimate"


class Status(StrEnum):
    """Whether an event is told as fact, plan, demand, denial ..."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DEMANDED = "demanded"
    PROPOSED = "proposed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Bound(StrEnum):
    """What a number says of the true count: 20,000, over 20,000, up to 20,000 ..."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"


class TimexType(StrEnum):
    """TIMEX3 types (ISO-TimeML)."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Report:
    """One news text with what is known of where it came from.

    `text` is stored character for character; all spans index it. `id` is the SHA-256 of
    its UTF-8 bytes, in hexadecimal. `flags` name what a reader should be wary of
    ("hidden-marks": bidi or zero-width characters in the text).
    """

    id: str
    text: str
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    language: str = "en"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doc:
    """A text cut into paragraphs, sentences and tokens; all spans index `text`, in order.

    Tokens follow the rules of Universal Dependencies for English. Every token lies in one
    sentence, every sentence in one paragraph.
    """

    text: str
    tokens: tuple[Span, ...]
    sents: tuple[Span, ...]
    paragraphs: tuple[Span, ...]

    @cached_property
    def token_starts(self) -> list[int]:
        """Start of each token, for bisection."""
        return [t.start for t in self.tokens]

    @cached_property
    def sent_starts(self) -> list[int]:
        """Start of each sentence, for bisection."""
        return [s.start for s in self.sents]

    @cached_property
    def low(self) -> list[str]:
        """Give the tokens' own words in lower case; callers must not change the list."""
        return [w.lower() for w in self.words()]

    def words(self) -> list[str]:
        """Give the tokens' own words."""
        return [self.text[t.start : t.end] for t in self.tokens]

    def tokens_in(self, span: Span) -> range:
        """Give the indices of the tokens that share a character with `span`."""
        first = max(0, bisect_right(self.token_starts, span.start) - 1)
        if first < len(self.tokens) and self.tokens[first].end <= span.start:
            first += 1
        return range(first, max(first, bisect_left(self.token_starts, span.end)))

    def sent_index(self, offset: int) -> int:
        """Give the index of the sentence at a character, or of the last one before it."""
        return max(0, bisect_right(self.sent_starts, offset) - 1)

    def sent_of(self, span: Span) -> Span:
        """Give the sentence in which `span` starts."""
        return self.sents[self.sent_index(span.start)]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span that the network marked: on which layer, with which label, how surely (0-1)."""

    layer: str
    label: str
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Actor:
    """One that acts, suffers or speaks, with every way in which the report calls it.

    `name` is the neutral common English name; the report's own words are in `mentions`.
    For an unnamed source `affiliation` is the id of the actor it belongs to and `basis`
    the words that say why it would know or why it is not named.
    """

    id: str
    name: str
    kind: Kind
    named: bool
    mentions: tuple[Span, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    affiliation: str | None = None
    basis: str | None = None
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, asked, denied or believed by a source.

    `chain` holds actor ids from the report's outlet (first) to the root source (last).
    `inside` is the id of the statement whose content holds this one.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    form: Form
    act: Act
    chain: tuple[str, ...]
    inside: str | None = None
    said: str | None = None  # EDTF
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: its words, where it has any, and the EDTF value."""

    text: str | None
    value: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote's numbers; ``None`` where the text gives none, which is not 0."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening, planned, demanded or denied one included; once a report.

    `roles` maps a role of `parley.vocab` to actor ids. `statement` is the innermost
    statement that carries it, ``None`` for the outlet's own voice. The fields from `tally`
    on are a vote's: `adds_up` is ``None`` where the arithmetic cannot be done. `until` (EDTF),
    `length` (ISO 8601) and `extended` are a truce's: of an extended one, `length` is by how long.
    `computed` names the one of "when", "until", "length" that follows from the others and is not
    told. `counts` is how many each side gives in an exchange, by the actor id of who gives or,
    where that is not told, of who is given.
    """

    id: str
    type: str
    trigger: Span
    status: Status
    mentions: tuple[Span, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str | None = None
    when: When | None = None
    statement: str | None = None
    score: float = 1.0
    tally: Tally | None = None
    members: int | None = None
    abstaining: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    adds_up: bool | None = None
    why: str = ""
    until: str | None = None
    length: str | None = None
    extended: bool = False
    computed: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something that matters to the record.

    `value` is the number in the words (the least value for "dozens"), `high` the upper end
    of a range. `counted` is a key of ``vocab/counted.toml``; `unit` says what, where that is
    "other" or "aid". `of` (who is counted) and `by` (held responsible) are actor ids;
    `since` and `until` are the period, EDTF (JSON: ``from``, ``to``).
    """

    id: str
    span: Span
    value: int | float
    bound: Bound
    counted: str
    high: int | float | None = None
    unit: str | None = None
    of: str | None = None
    by: str | None = None
    since: str | None = None
    until: str | None = None
    event: str | None = None
    statement: str | None = None
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its words and, in EDTF, what they come to.

    Without a publication date a relative expression has `value` ``None`` and says in
    `offset` what it waits for ("previous Friday").
    """

    id: str
    span: Span
    type: TimexType
    value: str | None
    offset: str | None = None
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text; `country` is ISO 3166-1 alpha-2, ``None`` for seas and straits."""

    id: str
    span: Span
    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    score: float = 1.0
    why: str = ""


Item = Actor | Statement | Event | Figure | Timex | Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one report; items of each kind in the order of the text.

    `carried` is the name of the agency or other medium whose text the outlet prints, as the report
    credits it; the outlet is never its own, and it is no hop of a chain.
    """

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    carried: str | None = None

    def above(self, least: float) -> Reading:
        """Give what is at least so likely right, with all that it refers to.

        What is told in a statement goes with it: where that is left out, so are the statements,
        events and figures in it, since without it they would seem the outlet's own words. Actors
        and places that a kept item names are kept, however sure they are; so is the outlet.
        """
        statements = _told_surely(self.statements, least)
        out = {s.id for s in self.statements} - {s.id for s in statements}
        events = tuple(e for e in self.events if e.score >= least and e.statement not in out)
        gone = {e.id for e in self.events} - {e.id for e in events}
        figures = tuple(
            replace(f, event=None) if f.event in gone else f
            for f in self.figures
            if f.score >= least and f.statement not in out
        )
        named = {*(a.id for a in self.actors[:1]), *_named(statements, events, figures)}
        where = {e.place for e in events}
        return Reading(
            self.report,
            _with_owners(self.actors, named | {a.id for a in self.actors if a.score >= least}),
            statements,
            events,
            figures,
            tuple(d for d in self.dates if d.score >= least),
            tuple(p for p in self.places if p.score >= least or p.id in where),
            self.carried,
        )

    def marks(self) -> Iterator[tuple[Span, tuple[str, str]]]:
        """Give every stretch of an item's own words, with the item's id and the words' part.

        A statement's parts are ``content``, ``cue`` and ``source``; the others have one, named
        like the item: ``actor``, ``event``, ``figure``, ``date``, ``place``.
        """
        for s in self.statements:
            for part, spans in (("content", s.content), ("cue", s.cue), ("source", s.source)):
                yield from ((span, (s.id, part)) for span in spans)
        for actor in self.actors:
            yield from ((span, (actor.id, "actor")) for span in actor.mentions)
        for event in self.events:
            yield from ((span, (event.id, "event")) for span in (event.trigger, *event.mentions))
        yield from ((figure.span, (figure.id, "figure")) for figure in self.figures)
        yield from ((timex.span, (timex.id, "date")) for timex in self.dates)
        yield from ((place.span, (place.id, "place")) for place in self.places)

    def _repr_html_(self) -> str:
        """Show the reading in a notebook: its words, marked, and who says what through whom."""
        text = self.report.text
        names = {actor.id: actor.name for actor in self.actors}
        said = [
            (
                names.get(s.speaker or "", "not said who"),
                s.act,
                " … ".join(span.of(text) for span in s.content),
                " › ".join(names.get(link, link) for link in s.chain),
            )
            for s in self.statements
        ]
        marks = [(span, part) for span, (_, part) in self.marks()]
        head = self.report.title or self.report.outlet or "Report"
        return markup.notebook(head, text, marks, ("who", "act", "what", "chain"), said)


def _told_surely(statements: tuple[Statement, ...], least: float) -> tuple[Statement, ...]:
    """Leave out the statements that are less sure, and all that is said inside them."""
    kept = tuple(s for s in statements if s.score >= least)
    while True:
        out = {s.id for s in statements} - {s.id for s in kept}
        fewer = tuple(s for s in kept if s.inside not in out)
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _named(
    statements: Iterable[Statement], events: Iterable[Event], figures: Iterable[Figure]
) -> Iterator[str | None]:
    """Give the ids of the actors that items name."""
    for s in statements:
        yield from (s.speaker, *s.chain)
    for e in events:
        yield from (id_ for ids in e.roles.values() for id_ in ids)
        yield from (*e.abstaining, *e.against, *e.counts)
    for f in figures:
        yield from (f.of, f.by)


def _with_owners(actors: tuple[Actor, ...], wanted: set[str | None]) -> tuple[Actor, ...]:
    """Give the wanted actors and those that they belong to."""
    owner: dict[str | None, str | None] = {a.id: a.affiliation for a in actors}
    new = set(wanted)
    while new := {owner.get(id_) for id_ in new} - wanted:
        wanted = wanted | new
    return tuple(a for a in actors if a.id in wanted)
