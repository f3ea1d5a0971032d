"""What reports tell alike: claims, copies, roots, disputes, positions, in whatever order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from conftest import Places
from hypothesis import HealthCheck, settings
from hypothesis import given as any_of
from hypothesis import strategies as st
from sample import find, report

from evals.scenario import given, scenarios
from parley.corroboration import store
from parley.corroboration.alike import NEVER, likeness
from parley.corroboration.ask import Wanted, claims, count, one_claim, reports, rule
from parley.corroboration.claims import Claim
from parley.corroboration.grouping import claims_of
from parley.corroboration.positions import positions
from parley.corroboration.profiles import copies, profiles
from parley.corroboration.sentences import sentences
from parley.corroboration.tellings import Telling, tellings
from parley.corroboration.timeline import timeline
from parley.corroboration.tolls import by_happening, tolls
from parley.errors import RecordError
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
from parley.record import Record
from parley.spans import Span

STRIKE = "Shells hit the market of Tarn on Monday and killed 12 people."
FILL = (
    "Traders had come from the hills before dawn to sell wool and salt. "
    "The road to the coast has been closed since the bridge at Orm was washed away in March."
)


def reading(
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


@pytest.fixture
def place(places: Places) -> str:
    return str(places.empty())


@pytest.fixture
def record(place: str) -> Record:
    return Record.open(place)


def kinds(found: Sequence[Claim]) -> list[tuple[str, int]]:
    return [(claim.kind, len(claim.reports)) for claim in found]


def test_two_reports_of_one_shelling_make_one_claim_of_it_and_one_of_its_toll(
    record: Record,
) -> None:
    record.add(reading(STRIKE, "Post"))
    record.add(reading("On Monday a shell hit Tarn; 12 died at its market.", "Star"))

    assert sorted(kinds(claims(record))) == [("event", 2), ("figure", 2)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            reading(
                STRIKE.replace("Monday", "Friday"), "Star", date(2021, 3, 6), when="2021-03-05"
            ),
            id="another-day",
        ),
        pytest.param(
            reading(STRIKE.replace("Tarn", "Orm"), "Star", place="Orm", country="YY"),
            id="another-country",
        ),
    ],
)
def test_a_look_alike_is_another_claim(record: Record, other: Reading) -> None:
    record.add(reading(STRIKE, "Post"))
    record.add(other)

    assert {n for _, n in kinds(claims(record))} == {1}


def test_a_report_added_twice_adds_nothing(record: Record) -> None:
    record.add(reading(STRIKE, "Post"))
    before = claims(record)
    record.add(reading(STRIKE, "Post"))

    assert claims(record) == before


def test_a_claim_is_found_by_the_id_of_any_member_also_later(record: Record) -> None:
    record.add(reading(STRIKE, "Post"))
    first = claims(record, Wanted(kind="event"))[0]
    record.add(reading("A shell hit Tarn's market on Monday: 12 died.", "Early", date(2021, 3, 1)))
    now = one_claim(record, first.id)

    assert now.id != first.id
    assert first.id in [member.id for member in now.members]
    assert one_claim(record, now.id[:7]) == now


def test_a_join_and_a_split_of_the_users_stay(record: Record) -> None:
    record.add(reading(STRIKE, "Post"))
    record.add(reading(STRIKE.replace("Monday", "Friday"), "Star", when="2021-03-05"))
    one, other = claims(record, Wanted(kind="event"))

    assert len(rule(record, one.id, other.id, together=True).reports) == 2
    record.add(reading("A shell hit Tarn's market on Monday: 12 died.", "Late", date(2021, 3, 3)))
    assert len(one_claim(record, one.id).reports) == 3

    joined = one_claim(record, one.id)
    rule(record, joined.members[-1].id, joined.id, together=False)
    assert len(one_claim(record, joined.members[0].id).reports) == 2


def test_an_id_that_is_none_is_refused_in_a_sentence(record: Record) -> None:
    with pytest.raises(RecordError, match="is no id of a claim"):
        one_claim(record, "../x")
    with pytest.raises(RecordError, match='has no claim "c12"'):
        one_claim(record, "c12")


def test_counts_match_the_rows(record: Record) -> None:
    for told in (s for s in scenarios() if s.name == "council-vote"):
        for one in told.reports:
            record.add(given(told, one))

    for wanted in (Wanted(), Wanted(kind="event"), Wanted(outlet="horn review"), Wanted(reports=2)):
        assert count(record, wanted) == len(claims(record, wanted)) > 0
    assert len(claims(record, limit=2)) == 2
    assert {c.type for c in claims(record, Wanted(type="vote"))} == {"vote"}
    assert claims(record, Wanted(until=date(2013, 4, 20)))
    assert not claims(record, Wanted(actor="nobody at all"))


ALL = [told for told in scenarios() if told.name in ("market-shelling", "rounds-of-talks")]
READINGS = [given(s, told) for s in ALL for told in s.reports]
TELLINGS = [told for r in READINGS for told in tellings(r)]


def content(found: Sequence[Claim]) -> list[object]:
    return sorted((c.id, c.to_dict()["members"], str(c.roots)) for c in found)  # type: ignore[type-var]


@settings(max_examples=25, deadline=None)
@any_of(st.permutations(TELLINGS))
def test_the_order_of_tellings_does_not_change_the_claims(order: list[Telling]) -> None:
    def ids(found: list[list[Telling]]) -> list[list[str]]:
        return sorted([t.id for t in members] for members in found)

    assert ids(claims_of(order)) == ids(claims_of(TELLINGS))


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@any_of(order=st.permutations(READINGS))
def test_the_order_of_adding_does_not_change_the_record(
    places: Places, order: list[Reading]
) -> None:
    found = []
    for some in (READINGS, order):
        record = Record.open(places.empty())
        for one in some:
            record.add(one)
            claims(record, limit=1)  # compared one by one
        found.append(content(claims(record)))

    assert found[0] == found[1]


@settings(max_examples=60, deadline=None)
@any_of(st.sampled_from(TELLINGS), st.sampled_from(TELLINGS))
def test_likeness_is_the_same_the_other_way_round(a: Telling, b: Telling) -> None:
    assert likeness(a, b) == likeness(b, a) >= NEVER


@pytest.mark.parametrize("one", TELLINGS[:8], ids=lambda t: t.id)
def test_a_telling_comes_back_as_it_was_kept(one: Telling) -> None:
    assert Telling.of_json(one.to_json()) == one


def test_a_copy_is_listed_and_its_source_is_that_of_the_first_print(record: Record) -> None:
    record.add(reading(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(reading(f"Market shelled\n{FILL} {STRIKE}", "Star", date(2021, 3, 3)))
    first, second = reports(record)
    toll = claims(record, Wanted(kind="figure"))[0]

    assert second.copy_of == first.id
    assert [member.copy for member in toll.members] == [False, True]
    assert [source.name for source in toll.roots.sources] == ["Harbour Wire"]


def test_uncredited_words_of_a_wire_in_an_own_story_are_flagged(record: Record) -> None:
    own = " ".join(
        f"Our reporter walked to the {place} and spoke with {who} about the night before."
        for place, who in [("harbour", "a baker"), ("school", "two nurses"), ("mill", "a priest")]
    )
    record.add(reading(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(reading(f"{own} {STRIKE} {FILL.split('. ')[0]}.", "Star", date(2021, 3, 3)))
    [found] = copies(record)

    assert (found.whole, found.credited, found.source_outlet) == (False, False, "Harbour Wire")
    assert 0.2 < found.part < 0.6
    assert profiles(record, outlet="star")[0].copies == (found,)


def test_the_agency_that_a_report_is_carried_from_is_whose_words_they_are(record: Record) -> None:
    text = f"TARN (Harbour Wire) - {STRIKE} {FILL}"
    made = reading(text, "Star")
    record.add(replace(made, carried="Harbour Wire"))
    toll = claims(record, Wanted(kind="figure"))[0]

    assert [source.name for source in toll.roots.sources] == ["Harbour Wire"]


def test_a_dispute_has_both_sides(record: Record) -> None:
    record.add(reading(STRIKE, "Post"))
    record.add(reading(STRIKE.replace("12", "80"), "Star", value=80))
    record.add(reading("No shell hit Tarn, 12 officers say.", "Gazette", status=Status.DENIED))
    found = {c.kind: c.dispute for c in claims(record, Wanted(reports=2)) if c.dispute}

    assert found["event"].why == "denied"
    assert [[t.status for t in side] for side in found["event"].sides] == [
        ["happened", "happened"], ["denied"],
    ]  # fmt: skip


def test_a_toll_that_grows_is_no_dispute_and_two_of_one_day_are(record: Record) -> None:
    record.add(reading(STRIKE, "Post", date(2021, 3, 2)))
    record.add(reading(STRIKE.replace("12", "17"), "Star", date(2021, 3, 3), value=17))
    assert claims(record, Wanted(kind="figure"))[0].dispute is None

    record.add(reading(STRIKE.replace("12", "16"), "Gazette", date(2021, 3, 3), value=16))
    found = claims(record, Wanted(kind="figure"))[0].dispute
    assert found is not None
    assert found.why == "figures"


def stance(text: str, act: Act, day: date) -> Reading:
    """Give a reading in which the Northern Front says all of a text."""
    front = Actor("a2", "Northern Front", Kind.ARMED_GROUP, True)
    spokes = Actor("a3", "Lena Orsk", Kind.PERSON, True, affiliation="a2")
    whole = Span(0, len(text))
    said = Statement("s1", (whole,), (), (), "a3", Form.INDIRECT, act, ("a1", "a2", "a3"))
    actors = (Actor("a1", "Post", Kind.MEDIA, True), front, spokes)
    return Reading(report(text, outlet="Post", published=day), actors, (said,))


def test_a_position_that_gives_up_the_last_one_says_so(record: Record) -> None:
    record.add(stance("There will be no truce with them", Act.REJECT, date(2021, 3, 3)))
    record.add(stance("The truce is welcome to us", Act.ACCEPT, date(2021, 3, 9)))
    found = positions(record, party="the northern front")

    assert [(p.party, p.issue, p.stance, p.changed) for p in found] == [
        ("Northern Front", "ceasefire", "refuse", None),
        ("Northern Front", "ceasefire", "accept", "refuse"),
    ]
    assert found[0].chain == ("Post", "Northern Front", "Lena Orsk")
    assert not positions(record, issue="aid")


def test_a_report_that_goes_takes_its_claims_with_it(record: Record) -> None:
    record.add(reading(STRIKE, "Post"))
    record.add(reading("On Monday a shell hit Tarn; 12 died at its market.", "Star"))
    assert {n for _, n in kinds(claims(record))} == {2}

    with record.database.opened() as connection:
        connection.execute("DELETE FROM tellings WHERE report = 1")

    assert {n for _, n in kinds(claims(record))} == {1}


def test_a_record_is_asked_across_reports_without_the_network(record: Record, place: str) -> None:
    record.add(reading(STRIKE, "Post"))
    asks = (
        "import sys; from parley.cli import main; "
        f"code = main(['claims', '--record', {place!r}]); "
        "print(code, [m for m in sys.modules if 'onnx' in m or 'parley.reading' in m "
        "or 'parley.encoder' in m or 'parley.text' in m])"
    )
    run = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)

    assert run.stdout.splitlines()[-1] == "0 []"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Talks began. They went on.", 2),
        ("Gen. Orsk of the U.S. Army left. He flew.", 2),
        ("A headline\nand a text", 2),
        ("“We go,” he said. “Now.” She stayed.", 3),
        ("", 0),
    ],
)
def test_sentences_are_cut_by_their_print(text: str, number: int) -> None:
    assert len(sentences(text)) == number


@pytest.mark.parametrize(
    "command", ["claims", "disputes", "tolls", "timeline", "positions", "sources"]
)
@pytest.mark.parametrize("format_", ["table", "json", "csv"])
def test_every_question_is_answered_in_every_format(
    record: Record, place: str, capsys: pytest.CaptureFixture[str], command: str, format_: str
) -> None:
    from parley.cli import main

    record.add(reading(STRIKE, "Post"))
    record.add(stance("There will be no truce with them", Act.REJECT, date(2021, 3, 3)))
    code = main([command, "--record", place, "--format", format_])

    assert code == 0
    assert capsys.readouterr().out


def test_a_toll_lists_its_numbers_in_time_order_and_says_what_each_revises(record: Record) -> None:
    record.add(reading(STRIKE.replace("12", "17"), "Star", date(2021, 3, 3), value=17))
    record.add(reading(STRIKE, "Post", date(2021, 3, 2)))
    [toll] = tolls(record)
    first, later = toll.numbers
    [event] = claims(record, Wanted(kind="event"))

    assert [(n.value, n.bound, n.root, n.outlet) for n in toll.numbers] == [
        (12, Bound.EXACT, "Post", "Post"),
        (17, Bound.EXACT, "Star", "Star"),
    ]
    assert (first.revises, later.revises, toll.dispute) == (None, first.id, None)
    assert (toll.counted, toll.place, toll.happening) == ("killed", "Tarn", event.id)


def test_a_number_says_whom_it_counts_and_who_is_held_responsible(record: Record) -> None:
    made = reading(STRIKE)
    army = Actor("a2", "Northern Army", Kind.ARMED_GROUP, True)
    traders = Actor("a3", "traders", Kind.POPULATION, False)
    [toll] = made.figures
    figures = (replace(toll, of="a3", by="a2", bound=Bound.AT_LEAST),)
    record.add(replace(made, actors=(*made.actors, army, traders), figures=figures))
    [[number]] = [found.numbers for found in tolls(record)]

    assert (number.of, number.by, number.bound) == ("traders", "Northern Army", Bound.AT_LEAST)
    assert (number.since, number.until) == ("2021-03-01", "2021-03-01")


def test_a_copy_revises_nothing(record: Record) -> None:
    record.add(reading(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(reading(STRIKE.replace("12", "17"), "Harbour Wire", date(2021, 3, 3), value=17))
    record.add(reading(f"Market shelled\n{FILL} {STRIKE}", "Star", date(2021, 3, 4)))
    numbers = [n for toll in tolls(record) for n in toll.numbers]

    assert [n.value for n in numbers if n.revises] == [17]
    assert [n.revises for n in numbers if n.copy] == [None]


def test_what_is_no_toll_is_not_among_the_tolls(record: Record) -> None:
    made = reading(STRIKE)
    votes = replace(made.figures[0], counted="votes")
    record.add(replace(made, figures=(votes,)))

    assert not tolls(record)
    assert count(record, Wanted(kind="figure")) == 1


def test_tolls_of_one_happening_stand_side_by_side(record: Record) -> None:
    made = reading(f"{STRIKE} 30 were hurt.")
    hurt = replace(made.figures[0], id="f2", span=find(made.report.text, "30"), counted="injured")
    record.add(replace(made, figures=(*made.figures, hurt)))
    record.add(reading(STRIKE.replace("Tarn", "Orm"), "Star", place="Orm", country="YY"))
    one, other = (t for t in tolls(record) if t.place == "Tarn")
    [third] = (t for t in tolls(record) if t.place == "Orm")

    assert one.happening == other.happening != third.happening
    assert by_happening([one, third, other]) == [one, other, third]


def test_the_timeline_goes_by_day_and_ends_with_what_is_not_dated(record: Record) -> None:
    days = ("2021-03-05", None, "2021-03", "2021-02-27", "../2021-03-03")
    for n, day in enumerate(days):
        text = STRIKE.replace("Tarn", f"Tarn {n}")
        record.add(reading(text, when=day, place=f"Tarn {n}", country=f"X{n}"))
    found = timeline(record)

    assert [event.place for event in found] == [f"Tarn {n}" for n in (3, 2, 4, 0, 1)]
    assert found[-1].when is None
    assert timeline(record, limit=2) == found[:2]
    assert [e.place for e in timeline(record, Wanted(since=date(2021, 3, 4)))] == [
        "Tarn 2",
        "Tarn 0",
    ]


def test_the_timeline_names_each_party_once(record: Record) -> None:
    for outlet, name in (("Post", "Northern Army"), ("Star", "the Northern Army")):
        made = reading(f"{outlet}: {STRIKE}", outlet)
        army = Actor("a2", name, Kind.ARMED_GROUP, True)
        events = (replace(made.events[0], roles={"attacker": ("a2",)}),)
        record.add(replace(made, actors=(*made.actors, army), events=events))
    [event] = timeline(record)

    assert {role: len(who) for role, who in event.parties.items()} == {"attacker": 1}
    assert len(event.reports) == 2


@pytest.mark.parametrize("command", ["tolls", "timeline"])
def test_no_cell_of_tolls_and_timeline_is_a_formula(
    record: Record, place: str, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    from parley.cli import main

    made = reading(STRIKE, "=HYPERLINK(1)")
    record.add(replace(made, places=(replace(made.places[0], name="=Tarn()"),)))
    main([command, "--record", place, "--format", "csv"])
    out = capsys.readouterr().out

    assert "'=Tarn()" in out
    assert ",=" not in out


@pytest.mark.parametrize("most", [2, 4])
def test_the_order_does_not_matter_where_a_neighbourhood_is_too_large(
    places: Places, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(store, "_MOST", most)
    found = []
    for order in (READINGS, READINGS[::-1], READINGS[5:] + READINGS[:5]):
        record = Record.open(places.empty())
        for one in order:
            record.add(one)
            store.update(record)
        found.append(content(claims(record)))

    assert found[0] == found[1] == found[2]
