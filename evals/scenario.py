"""Scenarios: several short reports in our own words, with the items in them coded by hand.

A scenario is one file of ``evals/scenarios``; its lines are

    # what it tries
    split dev | held
    actor KEY | NAME | KIND | KEY of whom it belongs to
    place KEY | NAME | COUNTRY | LAT | LON
    report KEY | OUTLET | DAY
    (lines of text)
    - event TYPE | WORDS | status= when= place= ROLE=KEY,KEY via=KEY>KEY | GROUP
    - figure COUNTED NUMBER | WORDS | when= via= | GROUP
    - said ACT | WORDS | via= | GROUP
    group NAME | roots NUMBER or -
    apart NAME / NAME

``via`` is the chain without the outlet; ``WORDS#2`` is their second occurrence; a number is ``12``,
``12+`` (at least), ``>12``, ``<12`` (less than), ``~12`` or ``12-15``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from parley.items import (
    Act,
    Actor,
    Bound,
    Event,
    Figure,
    Form,
    Kind,
    Place,
    Reading,
    Report,
    Statement,
    Status,
    Tally,
    When,
)
from parley.spans import Span

FOLDER = Path(__file__).with_name("scenarios")
_BOUNDS = {"+": Bound.AT_LEAST, ">": Bound.MORE_THAN, "<": Bound.LESS_THAN, "~": Bound.ABOUT}


@dataclass
class Coded:
    """One coded item: its line in pieces."""

    kind: str
    what: str
    words: str
    known: dict[str, str]
    group: str


@dataclass
class Told:
    """One report of a scenario."""

    key: str
    outlet: str
    published: date
    lines: list[str] = field(default_factory=list)
    items: list[Coded] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The report, as the reader takes it."""
        text = "\n".join(self.lines)
        return Report(sha256(text.encode()).hexdigest(), text, self.outlet, self.published)


@dataclass
class Scenario:
    """One scenario; `groups` gives the root count that is asked, or ``None``."""

    name: str
    split: str = "dev"
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    reports: list[Told] = field(default_factory=list)
    groups: dict[str, int | None] = field(default_factory=dict)
    apart: list[tuple[str, str]] = field(default_factory=list)


def scenarios(split: str | None = None) -> list[Scenario]:
    """Read all scenarios, or those of one split."""
    found = [parse(path) for path in sorted(FOLDER.glob("*.txt"))]
    return [s for s in found if split in (None, s.split)]


def parse(path: Path) -> Scenario:
    """Read one scenario."""
    made = Scenario(path.stem)
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|")]
        match word:
            case "#" | "":
                pass
            case "split":
                made.split = rest.strip()
            case "actor":
                made.actors[parts[0]] = _actor(parts)
            case "place":
                made.places[parts[0]] = _place(parts)
            case "report":
                made.reports.append(Told(parts[0], parts[1], date.fromisoformat(parts[2])))
            case "-":
                made.reports[-1].items.append(_coded(parts))
            case "group":
                count = parts[1].removeprefix("roots ")
                made.groups[parts[0]] = None if count == "-" else int(count)
            case "apart":
                one, other = rest.split(" / ")
                made.apart.append((one.strip(), other.strip()))
            case _:
                made.reports[-1].lines.append(line)
    return made


def _actor(parts: list[str]) -> Actor:
    key, name, kind, *owner = parts
    named = not kind.endswith("unnamed")
    kind = "media" if kind == "media-unnamed" else kind
    return Actor(key, name, Kind(kind), named, affiliation=owner[0] if owner else None)


def _place(parts: list[str]) -> Place:
    key, name, country, lat, lon = parts
    return Place(key, Span(0, 1), name, country, float(lat), float(lon))


def _coded(parts: list[str]) -> Coded:
    head, words, *known, group = parts
    kind, _, what = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in " ".join(known).split())
    return Coded(kind, what, words, pairs, group)


def find(text: str, words: str) -> Span:
    """Give where the words of a coded item stand."""
    words, _, nth = words.partition("#")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.find(words, start + 1)
    if start < 0:
        raise ValueError(f'"{words}" does not stand in "{text[:60]} …"')
    return Span(start, start + len(words))


def given(scenario: Scenario, told: Told) -> Reading:
    """Make the reading that the coding says is right."""
    return _Maker(scenario, told).reading()


class _Maker:
    def __init__(self, scenario: Scenario, told: Told) -> None:
        self.scenario, self.told = scenario, told
        self.report = told.report
        self.text = self.report.text
        outlet = Actor("outlet", told.outlet, Kind.MEDIA, True)
        self.actors = {"outlet": outlet, **scenario.actors}
        self.statements: dict[tuple[Span, tuple[str, ...]], Statement] = {}
        self.events: list[Event] = []
        self.figures: list[Figure] = []
        self.places: dict[str, Place] = {}

    def reading(self) -> Reading:
        for n, item in enumerate(self.told.items):
            span = find(self.text, item.words)
            match item.kind:
                case "said":
                    self._say(span, item, Act(item.what))
                case "event":
                    self.events.append(self._event(f"e{n}", span, item))
                case "figure":
                    self.figures.append(self._figure(f"f{n}", span, item))
        figures = [replace(f, event=self._event_of(f)) for f in self.figures]
        said = tuple(sorted(self.statements.values(), key=lambda s: s.content[0].start))
        return Reading(
            self.report,
            tuple(self._with_mention(actor) for actor in self.actors.values()),
            said,
            tuple(self.events),
            tuple(figures),
            (),
            tuple(self.places.values()),
        )

    def _with_mention(self, actor: Actor) -> Actor:
        at = self.text.find(actor.name)
        spans = (Span(at, at + len(actor.name)),) if at >= 0 and actor.id != "outlet" else ()
        return replace(actor, mentions=spans)

    def _say(self, span: Span, item: Coded, act: Act) -> str | None:
        via = [key for key in item.known.get("via", "").split(">") if key not in ("", "-")]
        if not via:
            return None
        chain = ("outlet", *via)
        key = (span, chain)
        if key not in self.statements:
            id_ = f"s{len(self.statements)}"
            said = Statement(id_, (span,), (), (), chain[-1], Form.INDIRECT, act, chain)
            self.statements[key] = said
        return self.statements[key].id

    def _sentence(self, span: Span) -> Span:
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        return Span(start, len(self.text) if end < 0 else end)

    def _event(self, id_: str, span: Span, item: Coded) -> Event:
        known = dict(item.known)
        told = self._say(self._sentence(span), item, Act.SAY)
        where = known.pop("place", None)
        when = known.pop("when", None)
        yes = known.pop("yes", None)
        status = Status(known.pop("status", "happened"))
        known.pop("via", None)
        if where:
            near = self._sentence(span)
            self.places[where] = replace(self.scenario.places[where], span=near)
        return Event(
            id_,
            item.what,
            span,
            status,
            roles={role: tuple(keys.split(",")) for role, keys in known.items()},
            place=where,
            when=When(None, when) if when else None,
            statement=told,
            tally=Tally(yes=int(yes)) if yes else None,
        )

    def _figure(self, id_: str, span: Span, item: Coded) -> Figure:
        counted, _, number = item.what.rpartition(" ")
        low, high, bound = _number(number)
        since, _, until = item.known.get("when", "").partition("/")
        return Figure(
            id_,
            span,
            low,
            bound,
            counted,
            high=high,
            of=item.known.get("of"),
            by=item.known.get("by"),
            since=since or None,
            until=until or since or None,
            statement=self._say(self._sentence(span), item, Act.SAY),
        )

    def _event_of(self, figure: Figure) -> str | None:
        near = self._sentence(figure.span)
        kinds = {"killed": "casualties", "injured": "casualties", "displaced": "displacement"}
        kinds |= {"captured": "abduction", "detained": "arrest", "released": "release"}
        kind = kinds.get(figure.counted)
        found = [e.id for e in self.events if e.type == kind and near.covers(e.trigger)]
        return found[0] if found else None


def _number(words: str) -> tuple[int, int | None, Bound]:
    if m := re.fullmatch(r"(\d+)-(\d+)", words):
        return int(m[1]), int(m[2]), Bound.RANGE
    sign = next((s for s in _BOUNDS if s in words), "")
    return int(words.strip("+<>~")), None, _BOUNDS.get(sign, Bound.EXACT)


def groups(chosen: list[Scenario]) -> dict[str, Any]:
    """Give the right answer in the form of the scorer: ``groups.json``."""
    tellings: dict[str, list[dict[str, Any]]] = {}
    reports = []
    for s in chosen:
        for told in s.reports:
            id_ = f"{s.name}-{told.key}"
            day = told.published.isoformat()
            reports.append(
                {"id": id_, "file": f"{id_}.txt", "outlet": told.outlet, "published": day}
            )
            for item in told.items:
                words, _, nth = item.words.partition("#")
                words_: Any = [words, int(nth)] if nth else words
                tellings.setdefault(f"{s.name}/{item.group}", []).append(
                    {"report": id_, "words": words_}
                )
    counts = {f"{s.name}/{group}": n for s in chosen for group, n in s.groups.items()}
    rows = [{"id": g, "tellings": t, "count": counts[g]} for g, t in tellings.items()]
    return {
        "reports": reports,
        "events": [row for row in rows if row["count"] is None],
        "claims": [row for row in rows if row["count"] is not None],
        "not_same": [
            {"a": f"{s.name}/{a}", "b": f"{s.name}/{b}"} for s in chosen for a, b in s.apart
        ],
    }
