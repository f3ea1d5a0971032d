"""Measure how a record grows: ``python -m evals.scale [--reports 1000 10000]``.

One record grows from size to size. Readings are made here, without the network, so that it can be
of any size: a war that is reported by the same outlets day after day, with wires and their copies,
tolls that grow, denials and demands. They are kept and compared one by one as always; nothing is
put in by another way. Timed are adding one report more with all that follows from it (items,
index, names, claims), and the first page of every question, each the median of several, in seconds
of the processor: other work on the machine does not count, nor does waiting for the disk. What the
process remembers of earlier readings is taken from it before each report that is timed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from parley.corroboration import store
from parley.corroboration.ask import count
from parley.corroboration.record import Record
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
    Timex,
    TimexType,
    When,
)
from parley.spans import Span

A_DAY: Final = 10
"""Reports of a day: a record grows by days, not by more reports of each."""

_FIRST: Final = date(2014, 1, 1)
_OUTLETS: Final = tuple(f"{place} {kind}" for place in (
    "Harbour", "Northern", "Coast", "Valley", "Capital", "Border", "River", "Hill"
) for kind in ("Post", "Wire", "Gazette", "Radio"))  # fmt: skip
_SYLLABLES: Final = (
    "ka",
    "ro",
    "ten",
    "sha",
    "mir",
    "dol",
    "ver",
    "una",
    "bel",
    "gor",
    "zai",
    "lin",
)
_WEAPONS: Final = ("Shells", "Rockets", "Drones", "Gunmen", "Bombs", "Mortars")
_TARGETS: Final = ("market", "bridge", "school", "mill", "depot", "station", "barracks")


def readings(seed: int = 1) -> Iterator[Reading]:
    """Give readings without end, day after day; the same ones for the same seed."""
    random = Random(seed)
    towns = [_name(random) for _ in range(300)]
    bodies = [
        f"{_name(random)} {kind}" for kind in ("Army", "Front", "Ministry") for _ in range(20)
    ]
    day = _FIRST
    while True:
        happened = [_happening(random, towns, bodies) for _ in range(A_DAY // 3)]
        for n in range(A_DAY):
            outlet = random.choice(_OUTLETS)
            yield _report(random, outlet, day, happened[n % len(happened)], f"{day} {n}")
        day += timedelta(1)


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


@dataclass(frozen=True)
class _Happening:
    """An attack: who, where, how many; a wire tells it, and others in their own words."""

    town: str
    army: str
    other: str
    target: str
    weapon: str
    dead: int
    wire: str
    said: str
    wanted: str
    lat: float
    lon: float


def _happening(random: Random, towns: list[str], bodies: list[str]) -> _Happening:
    army, other = random.sample(bodies, 2)
    target, weapon = random.choice(_TARGETS), random.choice(_WEAPONS)
    dead = random.randint(2, 60)
    town = random.choice(towns)
    place = Random(town)  # a town stays where it is
    lat, lon = place.uniform(30, 40), place.uniform(30, 40)
    said, wanted = _words(random, 7), f"a truce {_words(random, 4)}"
    wire = _filled(random)
    return _Happening(town, army, other, target, weapon, dead, wire, said, wanted, lat, lon)


def _filled(random: Random) -> str:
    """Give three sentences that no other text has."""
    return " ".join(f"{_words(random, 12).capitalize()}." for _ in range(3))


def _words(random: Random, number: int) -> str:
    return " ".join(_name(random).lower() for _ in range(number))


def _report(random: Random, outlet: str, day: date, told: _Happening, key: str) -> Reading:
    """Make one report of a happening of the day before, and its reading."""
    dead = told.dead + random.choice((0, 0, 0, 3))
    denied = random.random() < 0.1
    fill = told.wire if random.random() < 0.2 else _filled(random)
    lines = (
        f"{told.weapon} hit the {told.target} of {told.town} on that day and killed {dead} people.",
        f"The {told.army} said {told.said}.",
        f"The {told.other} demanded {told.wanted}.",
        fill,
        f"Filed as {key} by {outlet}.",
    )
    text = " ".join(lines)
    when = (day - timedelta(1)).isoformat()
    actors = (
        Actor("a1", outlet, Kind.MEDIA, True),
        _actor("a2", told.army, text),
        _actor("a3", told.other, text),
        Actor("a4", "an official", Kind.UNNAMED, False),
    )
    hit = "hit" if random.random() < 0.8 else told.weapon
    status = Status.DENIED if denied else Status.HAPPENED
    attack = Event(
        "e1", "attack", _find(text, hit), status, place="p1", when=When("that day", when)
    )
    deaths = replace(attack, id="e2", type="casualties", trigger=_find(text, "killed"))
    demand = Event(
        "e3",
        "demand",
        _find(text, "demanded"),
        Status.HAPPENED,
        roles={"requester": ("a3",)},
    )
    toll = Figure(
        "f1", _find(text, f"{dead} people"), dead, Bound.EXACT, "killed", event="e2",
        since=when, until=when,
    )  # fmt: skip
    seen = _said("s1", text, told.said, "a2", Act.SAY)
    truce = _said("s2", text, told.wanted, "a3", Act.DEMAND)
    attack = replace(attack, roles={"attacker": ("a2",)} if random.random() < 0.5 else {})
    place = Place("p1", _find(text, told.town), told.town, "XX", told.lat, told.lon)
    report = Report(sha256(text.encode()).hexdigest(), text, outlet, day)
    dates = (Timex("d1", _find(text, "that day"), TimexType.DATE, when),)
    return Reading(
        report, actors, (seen, truce), (attack, deaths, demand), (toll,), dates, (place,)
    )


def _actor(id_: str, name: str, text: str) -> Actor:
    kind = Kind.GOVERNMENT_BODY if "Ministry" in name else Kind.ARMED_GROUP
    return Actor(id_, name, kind, True, mentions=(_find(text, name),))


def _said(id_: str, text: str, words: str, speaker: str, act: Act) -> Statement:
    span = _find(text, words)
    return Statement(id_, (span,), (), (), speaker, Form.INDIRECT, act, ("a1", speaker))


def _find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def questions(record: Record, one: Reading) -> dict[str, Callable[[], object]]:
    """Give the first page of every question, as the commands ask it."""
    place, army = one.places[0].name, one.actors[1].name
    since, until = one.report.published, one.report.published
    claim = record.claims(limit=1)[0].id
    return {
        "claims": lambda: record.claims(limit=20),
        "claims of an actor": lambda: record.claims(actor=army, limit=20),
        "claims of a place": lambda: record.claims(place=place, limit=20),
        "claims of a type": lambda: record.claims(type="attack", roots=2, limit=20),
        "claims of a day": lambda: record.claims(since=since, until=until, limit=20),
        "disputes": lambda: record.claims(disputed=True, limit=20),
        "roots": lambda: record.claim(claim),
        "tolls": lambda: record.tolls(limit=20),
        "timeline": lambda: record.timeline(limit=20),
        "timeline of an actor": lambda: record.timeline(actor=army, limit=20),
        "positions": lambda: record.positions(limit=20),
        "positions of a party": lambda: record.positions(party=army, limit=20),
        "sources": lambda: record.sources(limit=20, listed=False),
        "names": lambda: record.names(limit=20),
        "list": lambda: record.reports(limit=20),
        "search": lambda: record.search(place),
        "search for a common word": lambda: record.search("killed"),
        "count of claims": lambda: count(record),
    }


def build(record: Record, made: Iterator[Reading], number: int) -> None:
    """Add so many readings and compare them."""
    with record.writer() as writer:
        for reading in islice(made, number):
            writer.add(reading)
    store.update(record)


def adding(record: Record, made: Sequence[Reading]) -> tuple[float, float]:
    """Time adding one report more, in seconds: its items, and what follows across reports."""
    kept, compared = [], []
    for reading in made:
        store.remembered.cache_clear()
        start = time.process_time()
        record.add(reading)
        middle = time.process_time()
        store.update(record)
        kept.append(middle - start)
        compared.append(time.process_time() - middle)
    return median(kept), median(compared)


def asking(record: Record, one: Reading, times: int) -> dict[str, float]:
    """Time the first page of every question, in seconds."""
    return {name: _timed(ask, times) for name, ask in questions(record, one).items()}


def _timed(ask: Callable[[], object], times: int) -> float:
    found = []
    for _ in range(times):
        start = time.process_time()
        ask()
        found.append(time.process_time() - start)
    return median(found)


def main() -> None:
    """Build records, measure, and print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--reports", type=int, nargs="+", default=[1_000, 10_000])
    ask.add_argument("--times", type=int, default=15)
    ask.add_argument("--record", help="a record that this made before, to go on with")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Record.open(args.record or Path(folder) / "parley.db")
        made = readings()
        with record.view() as view:
            has = view.count()
        for _ in islice(made, has):
            pass
        for number in args.reports:
            start = time.process_time()
            more = max(0, number - has)
            build(record, made, more)
            took = time.process_time() - start
            print(f"{number:,} reports, {more:,} of them in {took:.0f} s", flush=True)
            some = list(islice(made, args.times))
            kept, compared = adding(record, some)
            has = number + args.times
            print(f"  {1000 * (kept + compared):8.1f} ms  one more: {1000 * kept:.1f} to keep it, "
                  f"{1000 * compared:.1f} to compare it")  # fmt: skip
            for name, seconds in asking(record, some[0], args.times).items():
                print(f"  {1000 * seconds:8.1f} ms  {name}", flush=True)


if __name__ == "__main__":
    main()
