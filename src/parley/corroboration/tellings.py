"""Tellings: the events, figures and statements of one reading, as they are compared with others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import Any, Final, Self

from parley import vocab
from parley.corroboration.clauses import is_own_day, is_own_place, rivals
from parley.corroboration.links import Link, link
from parley.corroboration.sentences import sentences, stems
from parley.items import Bound, Event, Figure, Place, Reading, Statement, Status
from parley.knowledge.gazetteer import Spot, look_up
from parley.spans import Span
from parley.vocab.edtf import bounds

Days = tuple[int, int]

_RECENT: Final = 3
"""Days back from its publication in which an undated happening of a report is likely to lie."""
_COMING: Final = 14
"""Days on in which an undated plan is."""
_WIDE: Final = ("country", "region", "water")
_ENOUGH: Final = 4
"""Words that say what a statement is about; of a shorter one the whole sentence is taken."""
_WHOLE: Final = 400
"""Characters of a claim's words in a list: some lines."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place as it is compared.

    `wide`: a country or region, in which another place may lie; `region` is the code of its
    first-level division, empty where that is not known.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    wide: bool = False
    region: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one happening, number or saying.

    `id` stays the same as long as the words and the kind do. `days` are the first and the last
    day on which it may lie, as `date.toordinal` counts; `dated`: the report says so, else they
    are guessed from its publication; `sure`: the day is nobody else's in the sentence. `placed`:
    the place is surely that of the happening, else it is the only one in the sentence. `low` and
    `high` are what a number allows, ``high`` being ``None`` without an end. `chain` runs from the
    outlet to the root source.
    """

    id: str
    report: str
    item: str
    kind: str
    type: str
    span: Span
    what: str
    chain: tuple[Link, ...]
    status: str | None = None
    roles: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    place: Where | None = None
    placed: bool = False
    days: Days | None = None
    dated: bool = False
    sure: bool = True
    published: int | None = None
    low: float | None = None
    high: float | None = None
    stems: frozenset[str] = frozenset()
    sentence: str = ""
    rounds: frozenset[str] = frozenset()
    act: str | None = None
    adds_up: bool | None = None
    score: float = 1.0

    @property
    def actors(self) -> list[Link]:
        """Those who take part."""
        return [actor for actors in self.roles.values() for actor in actors]

    @property
    def counted(self) -> str:
        """What a figure counts, without its unit."""
        return self.type.partition(" ")[0]

    @property
    def order(self) -> tuple[int, str, int, str]:
        """The first telling of several is the least by this, in whatever order they came."""
        return (self.published or 10**9, self.report, self.span.start, self.id)

    def to_json(self) -> str:
        """Give it as it is kept."""
        row = {name: getattr(self, name) for name in self.__dataclass_fields__}
        row |= {
            "span": [self.span.start, self.span.end],
            "chain": [hop.to_row() for hop in self.chain],
            "roles": {role: [a.to_row() for a in who] for role, who in self.roles.items()},
            "place": place_row(self.place),
            "stems": sorted(self.stems),
            "rounds": sorted(self.rounds),
        }
        return json.dumps(row, ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> Self:
        """Take back what was kept."""
        row: dict[str, Any] = json.loads(text)
        row |= {
            "span": Span(*row["span"]),
            "chain": tuple(Link.of_row(hop) for hop in row["chain"]),
            "roles": {r: tuple(Link.of_row(a) for a in who) for r, who in row["roles"].items()},
            "place": Where(*row["place"]) if row["place"] else None,
            "days": tuple(row["days"]) if row["days"] else None,
            "stems": frozenset(row["stems"]),
            "rounds": frozenset(row["rounds"]),
        }
        return cls(**row)


def place_row(place: Where | None) -> list[Any] | None:
    """Give a place as JSON."""
    return [getattr(place, name) for name in Where.__dataclass_fields__] if place else None


def tellings(reading: Reading) -> list[Telling]:
    """Give what a reading tells, in the order of the text.

    A statement is one where no event or figure says what its content does: the claim of one that
    holds some is theirs, and two sayings that hold several would be neither one nor two.
    """
    page = _Page(reading)
    figures = [page.figure(f) for f in reading.figures]
    events = [page.event(e) for e in reading.events]
    said = [page.statement(s) for s in reading.statements if not page.is_carried(s)]
    found = {t.id: t for t in (*events, *figures, *said)}
    return sorted(found.values(), key=lambda t: (t.span.start, t.id))


class _Page:
    """One reading, with its items by id and its sentences."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.actors = {a.id: a for a in reading.actors}
        self.places = {p.id: p for p in reading.places}
        self.events = {e.id: e for e in reading.events}
        self.said = {s.id: s for s in reading.statements}
        self.sents = sentences(self.text)
        self.rivals = rivals(reading)
        day = reading.report.published
        self.published = day.toordinal() if day else None

    def event(self, event: Event) -> Telling:
        days = _days(event.when.value if event.when else None)
        is_dated = days is not None and event.status is not Status.DENIED
        if days and not is_dated:  # the day may be that of the denial
            days = (days[0] - _RECENT, days[1])
        roles = {role: self._links(ids) for role, ids in event.roles.items()}
        if event.against or event.abstaining:
            roles |= {"against": self._links(event.against)}
            roles |= {"abstaining": self._links(event.abstaining)}
        return self._telling(
            "event",
            event.type,
            event.id,
            event.trigger,
            event.statement,
            status=event.status.value,
            roles=roles,
            **self._place(event),
            days=days or self._about(event.status.value),
            dated=is_dated,
            sure=self._is_own_day(event.trigger, days),
            low=event.tally.yes if event.tally else None,
            high=event.tally.yes if event.tally else None,
            adds_up=event.adds_up,
            score=event.score,
        )

    def figure(self, figure: Figure) -> Telling:
        event = self.events.get(figure.event or "")
        when = event.when.value if event and event.when else None
        days = _period(figure) or _days(when)
        low, high = _allowed(figure)
        who = {"of": figure.of, "by": figure.by}
        roles = {role: self._links([id_]) for role, id_ in who.items() if id_}
        return self._telling(
            "figure",
            figure.counted if not figure.unit else f"{figure.counted} {figure.unit}".casefold(),
            figure.id,
            figure.span,
            figure.statement,
            status=event.status.value if event else None,
            roles=roles,
            **(self._place(event) if event else {}),
            days=days or self._about("happened"),
            dated=days is not None,
            sure=self._is_own_day(figure.span, days),
            low=low,
            high=high,
            score=figure.score,
        )

    def statement(self, said: Statement) -> Telling:
        speaker = self._links([said.speaker]) if said.speaker else ()
        about = self._links(self._named_in(said))
        days = _days(said.said) or self._day_in(said.content)
        return self._telling(
            "statement",
            "statement",
            said.id,
            said.content[0],
            said.id,
            roles={role: who for role, who in (("speaker", speaker), ("about", about)) if who},
            days=days or self._about("happened"),
            dated=days is not None,
            act=said.act.value,
            score=said.score,
        )

    def is_carried(self, said: Statement) -> bool:
        """Tell whether events or figures say what this statement does."""
        words = (*(e.trigger for e in self.reading.events), *(f.span for f in self.reading.figures))
        return any(piece.covers(span) for piece in said.content for span in words)

    def _telling(
        self, kind: str, type_: str, item: str, span: Span, statement: str | None, **known: Any
    ) -> Telling:
        sent = self._sentence(span)
        words = sent.of(self.text)
        if kind == "figure" and len(stems(words)) < 2 * _ENOUGH:
            sent = self._with_the_one_before(sent)
        report = self.reading.report.id
        named = f"{report} {kind} {type_} {span.start} {span.end}"
        known["placed"] = known.get("place") is not None and known.get("placed", True)
        if known.get("place") is None:
            known["place"] = self._place_in(sent)
        own = stems(span.of(self.text))
        whole = kind != "statement" or len(own) < _ENOUGH
        return Telling(
            sha256(named.encode()).hexdigest()[:12],
            report,
            item,
            kind,
            type_,
            span,
            " ".join(words.split())[:_WHOLE],
            self._chain(statement),
            published=self.published,
            stems=stems(sent.of(self.text)) if whole else own,
            sentence=_print(words),
            rounds=_rounds(words, span.start - self._sentence(span).start),
            **known,
        )

    def _place(self, event: Event) -> dict[str, Any]:
        """Give the place of an event, and whether it is surely the event's."""
        place = self.places.get(event.place or "")
        if place is None:
            return {}
        is_own = is_own_place(place.span, event.trigger, self.reading)
        return {"place": _where(place), "placed": is_own}

    def _is_own_day(self, span: Span, days: Days | None) -> bool:
        """Tell whether days are surely those of what `span` says, as far as the text shows."""
        dates = [d.span for d in self.reading.dates if days and _days(d.value) == days]
        sent = self._sentence(span)
        near = [date for date in dates if sent.covers(date)]
        others = [other for other in self.rivals if sent.covers(other)]
        return not dates or is_own_day(self.text, span, near, others)

    def _sentence(self, span: Span) -> Span:
        holding = (s for s in self.sents if s.start <= span.start < s.end)
        return next(holding, span)

    def _with_the_one_before(self, sent: Span) -> Span:
        """Give a sentence with that before it: it may say what is counted."""
        before = [s for s in self.sents if s.end <= sent.start]
        return Span(before[-1].start, sent.end) if before else sent

    def _named_in(self, said: Statement) -> list[str]:
        """Give those whom the content of a statement names."""
        named = (a for a in self.reading.actors if a.named and a.id != said.speaker)
        return [a.id for a in named if any(c.covers(m) for c in said.content for m in a.mentions)]

    def _day_in(self, content: Sequence[Span]) -> Days | None:
        """Give the only day that a content speaks of, if it speaks of one."""
        held = (d.value for d in self.reading.dates if any(c.covers(d.span) for c in content))
        days = {_days(value) for value in held} - {None}
        return days.pop() if len(days) == 1 else None

    def _place_in(self, sent: Span) -> Where | None:
        """Give the only place that a sentence names, if it names one."""
        near = {p.name: p for p in self.reading.places if sent.covers(p.span)}
        return _where(next(iter(near.values()))) if len(near) == 1 else None

    def _links(self, ids: Sequence[str | None]) -> tuple[Link, ...]:
        return tuple(link(self.actors[i], self.actors) for i in ids if i in self.actors)

    def _chain(self, statement: str | None) -> tuple[Link, ...]:
        told = self.said.get(statement or "")
        ids = told.chain if told else ()
        if not ids and self.reading.actors:
            ids = (self.reading.actors[0].id,)  # the outlet, which is always the first
        links = self._links(ids)
        if self.reading.report.outlet is None and links:
            # One that is not told is another for every report, as far as is known.
            unknown = replace(links[0], named=False, keys=frozenset({self.reading.report.id}))
            return (unknown, *links[1:])
        return links

    def _about(self, status: str) -> Days | None:
        if self.published is None:
            return None
        if status in ("planned", "demanded", "proposed", "hypothetical"):
            return (self.published - _RECENT, self.published + _COMING)
        return (self.published - _RECENT, self.published)


def _print(words: str) -> str:
    """Give what of a sentence is the same in any print of it."""
    return sha256(" ".join(re.findall(r"\w+", words.casefold())).encode()).hexdigest()[:16]


def _where(place: Place | None) -> Where | None:
    if place is None:
        return None
    where = Where(place.name, place.country, place.lat, place.lon)
    spot = _spot(place)
    return where if spot is None else replace(where, wide=spot.kind in _WIDE, region=spot.region)


def _spot(place: Place) -> Spot | None:
    """Give what the gazetteer says of a place: of that name, where it is said to lie."""
    entry = look_up(place.name)
    spots = [s for s in entry.spots if s.country == place.country] if entry else []
    if place.geonames is not None:
        return next((s for s in spots if s.geonames == place.geonames), None)
    lat, lon = place.lat, place.lon
    if lat is None or lon is None:
        return spots[0] if spots else None
    return min(spots, key=lambda s: abs(s.lat - lat) + abs(s.lon - lon), default=None)


def _days(value: str | None) -> Days | None:
    found = bounds(value) if value else None
    return (found[0].toordinal(), found[1].toordinal()) if found else None


def _period(figure: Figure) -> Days | None:
    """Give the days from the beginning to the end of a figure's period."""
    since, until = _days(figure.since), _days(figure.until)
    if since and until:
        return (since[0], max(since[0], until[1]))
    return since or until


def _allowed(figure: Figure) -> tuple[float | None, float | None]:
    """Give the least and the greatest number that a figure allows; ``None`` is no limit."""
    value = figure.value
    match figure.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return (value, None)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return (None, value)
        case Bound.RANGE:
            return (value, figure.high)
        case Bound.ABOUT:
            return (value * 0.9, value * 1.1)  # "about 300" is hardly said of 260 or 340
    return (value, value)


@cache
def _round_words() -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = vocab.table("claims")["rounds"]
    things, ordinals = "|".join(words["things"]), "|".join(words["ordinals"])
    numbers = {o: str(i % 10 + 1) for i, o in enumerate(words["ordinals"])}
    return re.compile(rf"\b({ordinals})\s+(?:\w+\s+)?({things})s?\b"), numbers


def _rounds(words: str, at: int) -> frozenset[str]:
    """Give the rounds that a sentence speaks of near `at`: "2 round"."""
    pattern, numbers = _round_words()
    return frozenset(_near(pattern, numbers, words.casefold(), at))


def _near(
    pattern: re.Pattern[str], numbers: Mapping[str, str], words: str, at: int
) -> Iterator[str]:
    for found in pattern.finditer(words):
        if found.start() - 40 <= at <= found.end() + 40:  # the same phrase, by and large
            yield f"{numbers[found[1]]} {found[2]}"
