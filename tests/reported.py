"""Reports of one shelling, alike and not, and of what a party says of a truce."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from texts import find, report

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
    Statement,
    Status,
    When,
)
from parley.spans import Span

STRIKE = "Shells hit the market of Tarn on Monday and killed 12 people."
FILL = (
    "Traders had come from the hills before dawn to sell wool and salt. "
    "The road to the coast has been closed since the bridge at Orm was washed away in March."
)


def shelling(
    text: str,
    outlet: str = "Post",
    day: date = date(2021, 3, 2),
    *,
    when: str | None = "2021-03-01",
    value: int = 12,
    status: Status = Status.HAPPENED,
    place: str = "Tarn",
    country: str = "XX",
) -> Reading:
    """Give the reading of a text with an attack ("hit") and a toll (the number)."""
    made = report(text, outlet=outlet, published=day)
    actors = (Actor("a1", outlet, Kind.MEDIA, True),)
    places = (Place("p1", find(text, place), place, country),)
    events = (Event("e1", "attack", find(text, "hit"), status, place="p1", when=When(None, when)),)
    toll = find(text, str(value))
    figures = (
        Figure("f1", toll, value, Bound.EXACT, "killed", since=when, until=when, event="e1"),
    )
    return Reading(made, actors, (), events, figures, (), places)


def shellings() -> list[Reading]:
    """Give three reports of one shelling: a first, its copy, and one with another toll."""
    strike = f"{STRIKE.removesuffix('.')}, a port official said."
    other = strike.replace("12", "80")
    return [
        _by_official(shelling(f"{strike} {FILL}", "Harbour Wire", date(2021, 3, 2))),
        _by_official(shelling(f"Market shelled\n{FILL} {strike}", "Star", date(2021, 3, 3))),
        _by_official(shelling(other, "Gazette", date(2021, 3, 2), value=80)),
    ]


def _by_official(made: Reading) -> Reading:
    """Let a port official say all of a shelling."""
    text, [hit], [toll] = made.report.text, made.events, made.figures
    official = Actor("a2", "port official", Kind.PERSON, False, (find(text, "a port official"),))
    content = Span(text.index("Shells hit"), text.index(", a port"))
    said = Statement("s1", (content,), (), (), "a2", Form.INDIRECT, Act.SAY, ("a1", "a2"))
    return replace(
        made,
        actors=(*made.actors, official),
        statements=(said,),
        events=(replace(hit, statement="s1"),),
        figures=(replace(toll, statement="s1"),),
    )


def stance(text: str, act: Act, day: date) -> Reading:
    """Give a reading in which the Northern Front says all of a text."""
    front = Actor("a2", "Northern Front", Kind.ARMED_GROUP, True)
    spokes = Actor("a3", "Lena Orsk", Kind.PERSON, True, affiliation="a2")
    whole = Span(0, len(text))
    said = Statement("s1", (whole,), (), (), "a3", Form.INDIRECT, act, ("a1", "a2", "a3"))
    actors = (Actor("a1", "Post", Kind.MEDIA, True), front, spokes)
    return Reading(report(text, outlet="Post", published=day), actors, (said,))
