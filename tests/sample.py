"""Three readings built by hand, in our own words: a plain one, a rich one and a hostile one.

The rich one has a chain of three hops, an unnamed source, nested statements, a quotation in
two parts, a vote that does not add up, open and ranged figures, words that are actor and place
at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from texts import find, report

from parley.items import (
    Act,
    Actor,
    Bound,
    Event,
    Figure,
    Form,
    Item,
    Kind,
    Place,
    Reading,
    Statement,
    Status,
    Tally,
    Timex,
    TimexType,
    When,
)
from parley.spans import Span

TEXT = (
    "Envoys from Norland met in Aldport on Sunday, a mediator told the Harbour News. "
    "“More than 40 people were killed,” she said. The assembly voted 9-2 with one abstaining."
)
RICH = """\
A delegation of the Northern Front arrived in Geneva on Monday for talks with the government of \
Arvenia on extending a ten-day truce, National Radio reported, citing an aide to the foreign \
minister who was not authorised to speak to the press.
“The front has told us that it will leave no prisoner behind,” the aide said. “Without that, \
there is nothing to sign.”
Front commander Lena Orsk denied that her fighters had shelled the port of Tarn last week. “We \
have not fired a single round since the truce began,” she told Harbour Wire on Tuesday, and \
called for aid convoys to be let through.
At least 340 people have been killed and between 1,200 and 1,500 wounded since 3 February, the \
health ministry in Tarn said. Arvenia puts the dead at about 90.
In Nicosia, the League of Coastal States adopted a resolution on the siege by 12 votes to one, \
with two of its 16 members, Belmar and Oster, abstaining. Switzerland, which hosts the talks, \
welcomed the vote."""

TOLL = "At least 340 people have been killed and between 1,200 and 1,500 wounded since 3 February"


KINDS = ("actors", "statements", "events", "figures", "dates", "places")


def items(reading: Reading) -> Iterator[Item]:
    """Give all items of a reading, kind after kind."""
    for kind in KINDS:
        yield from getattr(reading, kind)


def sample(text: str = TEXT, **known: object) -> Reading:
    """Give a reading with every kind of item; its spans are those of `TEXT`."""
    known = {
        "outlet": "Daily Ledger",
        "published": date(2021, 3, 9),
        "title": "Envoys meet",
    } | known
    return Reading(
        report=report(text, **known),
        actors=(
            Actor("a1", "Daily Ledger", Kind.MEDIA, True),
            Actor("a2", "Norland", Kind.STATE, True, (_find("Norland"),), {"wikidata": "Q0"}),
            Actor(
                "a3", "unnamed mediator", Kind.UNNAMED, False, (_find("a mediator"), _find("she")),
                affiliation="a2", basis="a mediator",
            ),
            Actor("a4", "Harbour News", Kind.MEDIA, True, (_find("the Harbour News"),)),
            Actor("a5", "Assembly of Norland", Kind.IGO, True, (_find("The assembly"),)),
        ),
        statements=(
            Statement(
                "s1", (_find("Envoys from Norland met in Aldport on Sunday"),), (_find("told"),),
                (_find("a mediator"),), "a3", Form.INDIRECT, Act.SAY, ("a1", "a4", "a3"),
                said="2021-03-08", score=0.75,
            ),
            Statement(
                "s2", (_find("“More than 40 people were killed,”"),), (_find("said"),),
                (_find("she"),), "a3", Form.DIRECT, Act.SAY, ("a1", "a4", "a3"),
            ),
        ),
        events=(
            Event(
                "e1", "talks", _find("met"), Status.HAPPENED, roles={"party": ("a2",)}, place="p1",
                when=When("Sunday", "2021-03-07"), statement="s1", score=0.5,
            ),
            Event("e2", "casualties", _find("killed"), Status.HAPPENED, statement="s2"),
            Event(
                "e3", "vote", _find("voted"), Status.HAPPENED, roles={"body": ("a5",)},
                tally=Tally(yes=9, no=2, abstain=1), members=12, abstaining=("a2",), adds_up=True,
            ),
        ),
        figures=(
            Figure(
                "f1", _find("More than 40"), 40, Bound.MORE_THAN, "killed",
                until="2021-03-09", event="e2", statement="s2",
            ),
        ),
        dates=(Timex("d1", _find("Sunday"), TimexType.DATE, "2021-03-07"),),
        places=(Place("p1", _find("Aldport"), "Aldport", "NO", 60.25, 5.5, 1),),
        carried="Meridian",
    )  # fmt: skip


def _find(words: str) -> Span:
    """Give the span of the first occurrence of `words` in `TEXT`."""
    return find(TEXT, words)


def rich() -> Reading:
    """Give a reading with every kind of item."""

    def at(words: str, nth: int = 1) -> Span:
        return find(RICH, words, nth)

    actors = (
        Actor("a1", "Harbour Wire", Kind.MEDIA, True, (at("Harbour Wire"),)),
        Actor(
            "a2",
            "Northern Front",
            Kind.ARMED_GROUP,
            True,
            (at("the Northern Front"), at("The front"), at("Front", 2)),
        ),
        Actor(
            "a3", "Arvenia", Kind.STATE, True, (at("the government of Arvenia"), at("Arvenia", 2))
        ),
        Actor("a4", "National Radio", Kind.MEDIA, True, (at("National Radio"),)),
        Actor(
            "a5",
            "aide to the foreign minister",
            Kind.UNNAMED,
            False,
            (at("an aide to the foreign minister"), at("the aide")),
            affiliation="a3",
            basis="not authorised to speak to the press",
        ),
        Actor("a6", "Lena Orsk", Kind.PERSON, True, (at("Front commander Lena Orsk"), at("her"))),
        Actor(
            "a7",
            "Tarn health ministry",
            Kind.GOVERNMENT_BODY,
            True,
            (at("the health ministry in Tarn"),),
        ),
        Actor("a8", "people in the war", Kind.POPULATION, True, (at("people"),)),
        Actor(
            "a9", "League of Coastal States", Kind.IGO, True, (at("the League of Coastal States"),)
        ),
        Actor("a10", "Belmar", Kind.STATE, True, (at("Belmar"),)),
        Actor("a11", "Oster", Kind.STATE, True, (at("Oster"),)),
        Actor(
            "a12",
            "Switzerland",
            Kind.STATE,
            True,
            (at("Switzerland"),),
            {"iso": "CH", "wikidata": "Q39"},
        ),
    )
    statements = (
        Statement(
            "s1",
            (at(RICH[: RICH.index(", National Radio")]),),
            (at("citing"),),
            (at("an aide to the foreign minister"),),
            "a5",
            Form.INDIRECT,
            Act.SAY,
            ("a1", "a4", "a5"),
        ),
        Statement(
            "s2",
            (
                at("“The front has told us that it will leave no prisoner behind,”"),
                at("“Without that, there is nothing to sign.”"),
            ),
            (at("said"),),
            (at("the aide"),),
            "a5",
            Form.DIRECT,
            Act.SAY,
            ("a1", "a4", "a5"),
        ),
        Statement(
            "s3",
            (at("that it will leave no prisoner behind"),),
            (at("told"),),
            (at("The front"),),
            "a2",
            Form.INDIRECT,
            Act.PROMISE,
            ("a1", "a4", "a5", "a2"),
            inside="s2",
        ),
        Statement(
            "s4",
            (at("that her fighters had shelled the port of Tarn last week"),),
            (at("denied"),),
            (at("Front commander Lena Orsk"),),
            "a6",
            Form.INDIRECT,
            Act.DENY,
            ("a1", "a6"),
        ),
        Statement(
            "s5",
            (at("“We have not fired a single round since the truce began,”"),),
            (at("told", 2),),
            (at("she"),),
            "a6",
            Form.DIRECT,
            Act.SAY,
            ("a1", "a6"),
            said="2024-03-12",
        ),
        Statement(
            "s6",
            (at("for aid convoys to be let through"),),
            (at("called"),),
            (at("she"),),
            "a6",
            Form.INDIRECT,
            Act.DEMAND,
            ("a1", "a6"),
            said="2024-03-12",
        ),
        Statement(
            "s7",
            (at(TOLL),),
            (at("said", 2),),
            (at("the health ministry in Tarn"),),
            "a7",
            Form.INDIRECT,
            Act.SAY,
            ("a1", "a7"),
        ),
        Statement(
            "s8",
            (at("the dead at about 90"),),
            (at("puts"),),
            (at("Arvenia", 2),),
            "a3",
            Form.INDIRECT,
            Act.ESTIMATE,
            ("a1", "a3"),
        ),
    )
    events = (
        Event(
            "e1",
            "visit",
            at("arrived"),
            Status.HAPPENED,
            (),
            {"party": ("a2",)},
            "p1",
            When("Monday", "2024-03-11"),
            "s1",
        ),
        Event(
            "e2",
            "talks",
            at("talks"),
            Status.PLANNED,
            (at("talks", 2),),
            {"party": ("a2", "a3"), "host": ("a12",)},
            "p1",
            None,
            "s1",
        ),
        Event(
            "e3",
            "truce",
            at("truce"),
            Status.PROPOSED,
            (at("truce", 2),),
            {"party": ("a2", "a3")},
            None,
            None,
            "s1",
        ),
        Event(
            "e4",
            "attack",
            at("shelled"),
            Status.DENIED,
            (),
            {"attacker": ("a6",)},
            "p2",
            When("last week", "2024-W10"),
            "s4",
        ),
        Event(
            "e5",
            "aid",
            at("aid convoys to be let through"),
            Status.DEMANDED,
            (),
            {"giver": (), "recipient": ()},
            None,
            None,
            "s6",
        ),
        Event(
            "e6",
            "casualties",
            at("killed"),
            Status.HAPPENED,
            (at("wounded"), at("the dead")),
            {"victim": ("a8",)},
            None,
            When("since 3 February", "2024-02-03/.."),
            "s7",
        ),
        Event("e7", "siege", at("siege"), Status.ONGOING),
        Event(
            "e8",
            "vote",
            at("12 votes to one"),
            Status.HAPPENED,
            (at("vote"),),
            {"body": ("a9",)},
            "p4",
            statement=None,
            tally=Tally(yes=12, no=1, abstain=2),
            members=16,
            abstaining=("a10", "a11"),
            adds_up=False,
        ),
    )
    figures = (
        Figure(
            "f1",
            at("At least 340"),
            340,
            Bound.AT_LEAST,
            "killed",
            of="a8",
            since="2024-02-03",
            event="e6",
            statement="s7",
        ),
        Figure(
            "f2",
            at("between 1,200 and 1,500"),
            1200,
            Bound.RANGE,
            "injured",
            high=1500,
            of="a8",
            since="2024-02-03",
            event="e6",
            statement="s7",
        ),
        Figure(
            "f3", at("about 90"), 90, Bound.ABOUT, "killed", of="a8", event="e6", statement="s8"
        ),
        Figure("f4", at("12"), 12, Bound.EXACT, "votes", event="e8"),
        Figure("f5", at("16"), 16, Bound.EXACT, "members", of="a9", event="e8"),
    )
    dates = (
        Timex("d1", at("Monday"), TimexType.DATE, "2024-03-11"),
        Timex("d2", at("ten-day"), TimexType.DURATION, "P10D"),
        Timex("d3", at("last week"), TimexType.DATE, "2024-W10"),
        Timex("d4", at("Tuesday"), TimexType.DATE, "2024-03-12"),
        Timex("d5", at("3 February"), TimexType.DATE, None, offset="previous 3 February"),
    )
    places = (
        Place("p1", at("Geneva"), "Geneva", "CH", 46.2, 6.15, 2660646),
        Place("p2", at("Tarn"), "Tarn", None),
        Place("p3", at("Tarn", 2), "Tarn", None),
        Place("p4", at("Nicosia"), "Nicosia", "CY", 35.17, 33.37, 146268),
        Place("p5", at("Switzerland"), "Switzerland", "CH", 47.0, 8.01, 2658434),
    )
    return Reading(
        report(
            RICH,
            outlet="Harbour Wire",
            published=date(2024, 3, 13),
            title="Front envoys in Geneva as truce runs out",
            url="https://news.example/2024/03/13/envoys",
        ),
        actors,
        statements,
        events,
        figures,
        dates,
        places,
        "Meridian",
    )


HOSTILE = (
    "<script>document.title='owned'</script>",
    '<img src="https://evil.example/x.png" onerror="document.title=\'owned\'">',
    "\"><svg onload=alert('owned')>",
    "javascript:alert('owned')",
    "{{7*7}} {% include 'x' %} ${7*7}",
    "</a></p></main></style><style>*{display:none}</style>",
    "71\u202e killed\u202c \u2066x\u200by\u0000z",
    "مراسلنا said «العربية» \u200f12",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=https://evil.example>",
)


def hostile() -> Reading:
    """Give a reading in which every string that a report can bring is hostile."""
    text = "\n".join(HOSTILE)
    spans = [find(text, words) for words in HOSTILE]
    actors = tuple(
        Actor(f"a{i}", words, Kind.OTHER, i % 2 == 0, (span,), {"wikidata": words}, basis=words)
        for i, (words, span) in enumerate(zip(HOSTILE, spans, strict=True), 1)
    )
    ids = tuple(a.id for a in actors)
    statements = tuple(
        Statement(f"s{i}", (span,), (), (), f"a{i}", Form.DIRECT, Act.SAY, ids, said=words)
        for i, (words, span) in enumerate(zip(HOSTILE, spans, strict=True), 1)
    )
    whole = HOSTILE[0]
    events = (
        Event(
            "e1",
            "talks",
            spans[0],
            Status.HAPPENED,
            (),
            {"party": ids},
            "p1",
            When(whole, whole),
            "s1",
        ),
    )
    figures = (Figure("f1", spans[6], 71, Bound.EXACT, "other", unit=whole, of="a1", since=whole),)
    dates = (Timex("d1", spans[4], TimexType.DATE, whole, offset=whole),)
    places = (Place("p1", spans[5], HOSTILE[1], whole, 1.0, 2.0),)
    head = report(
        text,
        outlet=HOSTILE[6] + HOSTILE[2],
        title=HOSTILE[1] + HOSTILE[4],
        url=HOSTILE[3],
        flags=("hidden-marks", whole),
    )
    return Reading(head, actors, statements, events, figures, dates, places, HOSTILE[0])
