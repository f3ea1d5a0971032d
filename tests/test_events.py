"""Events: sentences of our own for every type, how they stand, who takes part, when and where."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import vocab
from parley.encoder.trees import Arcs
from parley.items import Actor, Doc, Event, Kind, Mark, Place, Status, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.events import read_events
from parley.spans import Span
from parley.text import segment

MARKED = re.compile(r"\[([^\]|]+)(?:\|(\w+))?\]|\{([^}]+)\}|<([^>|]+)\|([^>]*)>")


def stage(marked: str) -> tuple[Doc, Cast, list[Place], list[Timex]]:
    """Take ``[actor]``, ``[actor|kind]``, ``{place}`` and ``<time|value>`` out of a text."""
    text, end = "", 0
    mentions: dict[str, list[Span]] = {}
    kinds: dict[str, Kind] = {}
    places: list[Place] = []
    dates: list[Timex] = []
    for m in MARKED.finditer(marked):
        text += marked[end : m.start()]
        end = m.end()
        words = m[1] or m[3] or m[4]
        span = Span(len(text), len(text) + len(words))
        text += words
        if m[1]:
            mentions.setdefault(words, []).append(span)
            kinds.setdefault(words, Kind(m[2] or "state"))
        elif m[3]:
            places.append(Place(f"p{len(places) + 1}", span, words, None))
        else:
            dates.append(Timex(f"d{len(dates) + 1}", span, TimexType.DATE, m[5] or None))
    text += marked[end:]
    actors = tuple(
        Actor(name, name, kinds[name], True, tuple(spans)) for name, spans in mentions.items()
    )
    return segment(text), Cast(actors), places, dates


def told(marked: str, marks: tuple[Mark, ...] = ()) -> list[Event]:
    doc, cast, places, dates = stage(marked)
    return list(read_events(doc, cast, places, dates, marks))


def types(marked: str) -> set[str]:
    return {e.type for e in told(marked)}


def one(event_type: str, marked: str) -> Event:
    found = [e for e in told(marked) if e.type == event_type]
    assert len(found) == 1, [(e.type, e.status) for e in told(marked)]
    return found[0]


# Three sentences that tell an event of the type, then one that looks alike and tells none.
SENTENCES: dict[str, tuple[str, str, str, str]] = {
    "talks": (
        "[Ruritania] and [Syldavia] held two rounds of talks in {Zenda}.",
        "[Ruritania]'s foreign minister met [the rebel chief|person] at the airport.",
        "Negotiations between [Ruritania] and [Syldavia] resumed after a week.",
        "The new engine meets all requirements of the standard.",
    ),
    "visit": (
        "[The envoy|person] arrived in {Zenda} late at night.",
        "[The envoy|person] travelled to {Zenda} and saw the damage.",
        "[The prime minister|person] will pay a visit to the front.",
        "Readers can visit the website for more details.",
    ),
    "mediation": (
        "[Borduria] offered its good offices to both sides.",
        "[Borduria] mediated between [Ruritania] and [Syldavia].",
        "Mediation by [Borduria] has failed before.",
        "The pupils sat in silence and meditated.",
    ),
    "request": (
        "[Ruritania] urged [Syldavia] to pull its fleet away.",
        "[The mayor|person] appealed for help from the capital.",
        "[The relief agency|ngo] called on [Syldavia] to show restraint.",
        "[The reporter|person] asked whether the road was open.",
    ),
    "demand": (
        "[The rebels|armed_group] demanded the dismissal of the governor.",
        "[Ruritania] insisted on guarantees along the river.",
        "[Ruritania] issued an ultimatum to [Syldavia].",
        "Demand for bread rose in winter.",
    ),
    "proposal": (
        "[Ruritania] proposed a joint commission for the border.",
        "[Borduria] put forward a peace plan with five points.",
        "[The rebels|armed_group] presented a proposal to [Ruritania].",
        "The couple sat by the lake in the evening.",
    ),
    "acceptance": (
        "[Ruritania] accepted the proposal without changes.",
        "[The rebels|armed_group] agreed to the terms.",
        "[The rebels|armed_group] bowed to the pressure of their allies.",
        "The shop accepts cards and coins.",
    ),
    "refusal": (
        "[Ruritania] rejected the plan.",
        "[The rebels|armed_group] walked out of the conference.",
        "[Syldavia]'s refusal came within hours.",
        "The workers carried the refuse away.",
    ),
    "agreement": (
        "[Ruritania] and [Syldavia] signed an agreement on the river.",
        "A peace deal between [Ruritania] and [Syldavia] was reached.",
        "The two sides struck a deal at dawn.",
        "They have to deal with the floods alone.",
    ),
    "truce": (
        "A ceasefire took effect at midnight.",
        "[Ruritania] and [Syldavia] declared a truce of ten days.",
        "The cessation of hostilities holds along the river.",
        "He paused and looked at the hills.",
    ),
    "truce_end": (
        "The ceasefire collapsed within hours.",
        "[Ruritania] called off the truce.",
        "The collapse of the truce surprised nobody.",
        "The licence expired on the last day of the year.",
    ),
    "violation": (
        "[Syldavia] violated the ceasefire twice.",
        "[Ruritania] reported ceasefire violations by [Syldavia].",
        "It was a breach of the agreement.",
        "He was fined for a traffic violation.",
    ),
    "exchange": (
        "[Ruritania] and [Syldavia] exchanged forty prisoners.",
        "A prisoner swap took place at the bridge.",
        "The exchange of detainees was finished at noon.",
        "The exchange rate fell to a new low.",
    ),
    "release": (
        "[The rebels|armed_group] released nine hostages.",
        "Nine captives were freed on the bridge.",
        "The release of the prisoners began at noon.",
        "The ministry released a statement at noon.",
    ),
    "withdrawal": (
        "[Ruritania] withdrew its troops from the valley.",
        "The army pulled back behind the river.",
        "The withdrawal of all forces took a month.",
        "She withdrew money from her account.",
    ),
    "attack": (
        "[Ruritanian|state] jets bombed the harbour.",
        "Gunmen opened fire on a bus.",
        "A car bombing shook {Zenda}.",
        "He died of a heart attack.",
    ),
    "offensive": (
        "[Ruritania] launched an offensive in the north.",
        "[Ruritania] invaded [Syldavia] in spring.",
        "The war has emptied whole towns.",
        "The election campaign began in spring.",
    ),
    "casualties": (
        "The shells killed six villagers.",
        "Two soldiers were wounded at the gate.",
        "The death toll rose to nine.",
        "The court has not abolished the death penalty.",
    ),
    "abduction": (
        "Gunmen kidnapped three teachers.",
        "[The rebels|armed_group] took two pilots hostage.",
        "The abduction of the priest caused anger.",
        "The film captured the mood of the year.",
    ),
    "arrest": (
        "Police arrested two students.",
        "A journalist was detained at the airport.",
        "His arrest came as a surprise.",
        "The detention centre has a new roof.",
    ),
    "siege": (
        "[Syldavia]'s blockade of the port is in its third year.",
        "The town has been besieged since spring.",
        "[Syldavia] closed the border crossing.",
        "The government declared a state of siege.",
    ),
    "displacement": (
        "Thousands fled the valley.",
        "The fighting has displaced whole villages.",
        "Families were evacuated from the town.",
        "The ship leaves port at noon.",
    ),
    "aid": (
        "[The relief agency|ngo] delivered food to the camp.",
        "An aid convoy reached the valley.",
        "Humanitarian access to the town is blocked.",
        "He wears a hearing aid.",
    ),
    "reconstruction": (
        "[Borduria] will rebuild the bridges.",
        "The reconstruction of the port has begun.",
        "The town was rebuilt by volunteers.",
        "Builders met in the hall.",
    ),
    "resolution": (
        "[The Security Council|igo] adopted a resolution on the port.",
        "[The parliament|government_body] passed a law on emergency powers.",
        "[Borduria] vetoed the text in the council.",
        "The screen has a high resolution.",
    ),
    "sanction": (
        "[Borduria] imposed sanctions on [Syldavia].",
        "The arms embargo was extended.",
        "[Borduria] froze the assets of two banks.",
        "The race was run on a dry road.",
    ),
    "ruling": (
        "A court convicted the general.",
        "The tribunal issued an arrest warrant.",
        "Two officers were indicted for murder.",
        "The wires were charged by the sun.",
    ),
    "mobilization": (
        "[Ruritania] deployed two brigades along the river.",
        "[Syldavia] put its forces on alert.",
        "[Ruritania] sent troops to the island.",
        "The phone is mobile and light.",
    ),
    "protest": (
        "Crowds took to the streets of {Zenda}.",
        "A general strike paralysed the port.",
        "Students demonstrated against the war.",
        "He arrived in <March 2021|2021-03>.",
    ),
    "condemnation": (
        "[Borduria] condemned the raid.",
        "[Ruritania] accused [Syldavia] of murder.",
        "[Ruritania] blamed [Syldavia] for the fire.",
        "[Borduria] did not condemn the raid.",
    ),
    "support": (
        "[Borduria] welcomed the deal.",
        "[Borduria] backs [Ruritania] in the dispute.",
        "[Borduria] pledged its support for [Ruritania].",
        "Iron beams support the roof.",
    ),
}


def test_every_type_but_votes_has_its_sentences() -> None:
    assert set(SENTENCES) == set(vocab.event_types()) - {"vote"}


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [(t, s) for t, (*positive, _) in SENTENCES.items() for s in positive],
)
def test_a_sentence_tells_its_event(event_type: str, sentence: str) -> None:
    assert event_type in types(sentence)


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [(t, s) for t, (*positive, _) in SENTENCES.items() for s in positive],
)
def test_small_letters_tell_the_same_event(event_type: str, sentence: str) -> None:
    assert event_type in types(sentence.lower())


@pytest.mark.parametrize(("event_type", "sentence"), [(t, s[3]) for t, s in SENTENCES.items()])
def test_a_look_alike_tells_no_event(event_type: str, sentence: str) -> None:
    assert event_type not in types(sentence)


@pytest.mark.parametrize(
    ("event_type", "status", "sentence"),
    [
        ("attack", "happened", "[Ruritania] shelled the port."),
        ("attack", "ongoing", "[Ruritania] is shelling the port."),
        ("attack", "ongoing", "[Ruritania] has been shelling the port since spring."),
        ("attack", "planned", "[Ruritania] will shell the port."),
        ("attack", "planned", "[Ruritania] threatened to shell the port."),
        ("attack", "denied", "[Ruritania] did not shell the port."),
        ("attack", "denied", "[Ruritania] denied the attack."),
        ("attack", "hypothetical", "[Ruritania] could shell the port."),
        ("attack", "hypothetical", "If [Ruritania] shelled the port, trade would stop."),
        ("truce", "demanded", "[Borduria] called for an immediate ceasefire."),
        ("truce", "demanded", "[Borduria] demanded an end to the war."),
        ("truce", "proposed", "[Borduria] proposed a truce of ten days."),
        ("truce", "hypothetical", "The visit may lead to a truce."),
        ("talks", "planned", "[Ruritania] will hold talks with [Syldavia]."),
        ("talks", "planned", "Talks are scheduled for next month."),
        ("talks", "ongoing", "Talks continue in {Zenda}."),
        ("withdrawal", "demanded", "[Borduria] demanded that [Syldavia] withdraw its troops."),
        ("withdrawal", "demanded", "[Syldavia] must withdraw its troops."),
        ("withdrawal", "planned", "[Syldavia] plans to withdraw its troops."),
        ("release", "demanded", "[Borduria] demanded food, water and the release of prisoners."),
        ("siege", "ongoing", "The siege of the town has no end."),
        ("casualties", "denied", "There were no casualties."),
        ("casualties", "denied", "The mill burned but nobody was killed."),
        ("attack", "ongoing", "Clashes are taking place in {Zenda}."),
        ("attack", "happened", "[Borduria] did little after the 2012 attacks."),
        ("offensive", "happened", "The border moved in the war of 1969."),
        ("offensive", "ongoing", "The border moved in the war that began in 1969."),
        ("aid", "planned", "[Borduria] promised to send food aid to the camp."),
    ],
)
def test_status_follows_the_words(event_type: str, status: str, sentence: str) -> None:
    assert one(event_type, sentence).status == Status(status)


@pytest.mark.parametrize(
    ("event_type", "roles", "sentence"),
    [
        pytest.param(
            "attack",
            {"attacker": ("Ruritania",), "target": ("Syldavia",)},
            "[Ruritania] attacked [Syldavia] at dawn.",
            id="active",
        ),
        pytest.param(
            "attack",
            {"attacker": ("Ruritania",), "target": ("Syldavia",)},
            "[Syldavia] was attacked by [Ruritania] at dawn.",
            id="passive",
        ),
        pytest.param(
            "attack",
            {"attacker": ("Ruritania",), "target": ("Syldavia",)},
            "The attack on [Syldavia] by [Ruritania] came at dawn.",
            id="noun",
        ),
        pytest.param(
            "attack",
            {"attacker": ("Ruritania",), "target": ("Syldavia",)},
            "[Ruritania] launched an attack on [Syldavia].",
            id="light verb",
        ),
        pytest.param(
            "siege",
            {"besieger": ("Ruritania",), "target": ("Zubrowka",)},
            "[Ruritania]'s siege of [Zubrowka] goes on.",
            id="owner",
        ),
        pytest.param(
            "truce",
            {"mediator": ("Bordurian",)},
            "The [Bordurian]-brokered truce took effect.",
            id="brokered",
        ),
        pytest.param(
            "talks",
            {"party": ("Ruritania", "Syldavia")},
            "Talks between [Ruritania] and [Syldavia] were held.",
            id="between",
        ),
        pytest.param(
            "agreement",
            {"party": ("Syldavia", "Ruritania")},
            "[Ruritania] and [Syldavia] signed an agreement.",
            id="conjunction",
        ),
        pytest.param(
            "talks",
            {"party": ("the envoy", "the rebels")},
            "[the envoy|person] met with [the rebels|armed_group].",
            id="with",
        ),
        pytest.param(
            "arrest",
            {"detainer": ("the police",), "victim": ("two students",)},
            "[the police|government_body] arrested [two students|population].",
            id="object",
        ),
        pytest.param(
            "aid",
            {"giver": ("Borduria",), "recipient": ("the refugees",)},
            "[Borduria] sent medical aid to [the refugees|population].",
            id="to",
        ),
        pytest.param(
            "request",
            {"requester": ("Borduria",), "addressee": ("Syldavia",)},
            "[Borduria] urged [Syldavia] to wait.",
            id="addressee",
        ),
        pytest.param(
            "attack",
            {"attacker": ("the rebels",)},
            "[Borduria] accused [the rebels|armed_group] of shelling the port.",
            id="object control",
        ),
        pytest.param(
            "attack",
            {"attacker": ("Syldavia", "the rebels")},
            "[Syldavia] clashed with [the rebels|armed_group].",
            id="both sides fight",
        ),
        pytest.param(
            "casualties",
            {"victim": ("Two guards",), "attacker": ("the rebels",)},
            "[Two guards|population] were killed in a clash with [the rebels|armed_group].",
            id="killed in a clash",
        ),
        pytest.param(
            "casualties",
            {"victim": ("two monks",)},
            "Bells rang for [two monks|population] killed when a mill burned.",
            id="reduced relative",
        ),
        pytest.param(
            "arrest",
            {"detainer": ("the police",), "victim": ("Jane Roe",)},
            "[Jane Roe|person] went home. She was arrested there by [the police|government_body].",
            id="pronoun",
        ),
        pytest.param(
            "mobilization",
            {"party": ("Syldavia",)},
            "[Syldavia] has been on high alert.",
            id="stated of the subject",
        ),
        pytest.param(
            "attack",
            {"attacker": ("The rebels",)},
            "[The rebels|armed_group] claimed responsibility for the bombing.",
            id="claimed",
        ),
        pytest.param(
            "attack",
            {},
            "[The rebels|armed_group] denied responsibility for the bombing.",
            id="disowned",
        ),
        pytest.param(
            "condemnation",
            {"accuser": ("Borduria",)},
            "[Borduria] condemned the attack on [Syldavia].",
            id="what was condemned is not who",
        ),
    ],
)
def test_parts_are_given_by_the_grammar(
    event_type: str, roles: dict[str, tuple[str, ...]], sentence: str
) -> None:
    assert one(event_type, sentence).roles == roles


def test_a_killing_by_someone_is_an_attack_and_casualties() -> None:
    events = told("[The rebels|armed_group] killed [six soldiers|population].")

    assert [e.type for e in events] == ["casualties", "attack"]
    assert events[1].roles == {"attacker": ("The rebels",), "target": ("six soldiers",)}


def test_a_death_without_an_agent_is_no_attack() -> None:
    assert types("[Six soldiers|population] were killed.") == {"casualties"}


def test_a_later_definite_mention_is_the_same_event() -> None:
    event = one("attack", "Gunmen attacked a post. The attack lasted an hour.")

    assert len(event.mentions) == 1


def test_a_definite_noun_points_to_its_event_under_any_cue() -> None:
    events = told("Gunmen attacked a post. [The rebels|armed_group] denied the attack.")

    assert [(e.type, e.status, len(e.mentions)) for e in events] == [("attack", "happened", 1)]


def test_a_bare_noun_takes_the_status_of_a_clearer_mention() -> None:
    event = one("truce", "Talks on a truce went on. [Borduria] has proposed a truce of ten days.")

    assert event.status == Status.PROPOSED


def test_what_a_thing_did_is_not_laid_to_the_last_actor() -> None:
    event = one("casualties", "It blamed [the rebels|armed_group] for the blast, which killed six.")

    assert event.roles == {}


def test_another_attack_is_another_event() -> None:
    events = told("Gunmen attacked a post. Another attack followed in the east.")

    assert [e.type for e in events] == ["attack", "attack"]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in {Zenda}. The blast shook the town. The attack was the first there.",
        "Rebels shelled {Zenda}. The shelling of {Zenda} went on for an hour.",
    ],
)
def test_repeats_in_other_words_are_one_event(text: str) -> None:
    assert len([e for e in told(text) if e.type == "attack"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mayor declined to comment.", id="no comment"),
        pytest.param("The clerk is accused of theft.", id="accused by nobody"),
        pytest.param("He sold war materiel.", id="war as a modifier"),
        pytest.param("The guards fled the scene.", id="a flight, no displacement"),
    ],
)
def test_look_alikes_of_conflict_tell_nothing(text: str) -> None:
    assert types(text) == set()


def test_a_named_part_goes_before_the_place_that_holds_it() -> None:
    text = "[Ruritania] bombed a mill in {Strelsau}'s {Zenda} district."

    assert one("attack", text).place == "p2"


def test_a_day_that_describes_another_event_is_not_taken() -> None:
    text = "Police made an arrest over the <May 1|2003-05-01> bombing on <3 May 2003|2003-05-03>."

    when = one("arrest", text).when
    assert when is not None
    assert when.value == "2003-05-03"


def test_an_attack_and_its_dead_share_day_and_place() -> None:
    text = "A bomb exploded in {Zenda} on <3 May 2003|2003-05-03>. The blast killed six."
    events = [e for e in told(text) if e.type in ("attack", "casualties")]

    assert {(e.place, e.when and e.when.value) for e in events} == {("p1", "2003-05-03")}


def test_attacks_in_two_places_are_two_events() -> None:
    events = told("[Ruritania] bombed {Zenda}. [Ruritania] bombed {Strelsau}.")

    assert [e.place for e in events] == ["p1", "p2"]


def test_killed_and_wounded_of_one_side_are_one_event() -> None:
    assert len(told("Six soldiers were killed and nine were wounded.")) == 1


def test_the_dead_of_two_sides_are_two_events() -> None:
    assert len(told("Six soldiers were killed. Nine rebels were killed.")) == 2


def test_place_and_time_come_from_the_sentence() -> None:
    event = one("attack", "[Ruritania] bombed a mill in {Zenda} on <1 May 2003|2003-05-01>.")

    assert event.place == "p1"
    assert event.when is not None
    assert event.when.value == "2003-05-01"


@pytest.mark.parametrize("value", ["2019-W03", "../2019-01-20", "P3D", "PRESENT_REF"])
def test_a_week_or_vaguer_dates_no_event(value: str) -> None:
    event = one("attack", f"[Ruritania] bombed a mill <then|{value}>.")

    assert event.when is not None
    assert event.when.value is None


def test_the_day_of_saying_dates_no_event() -> None:
    event = one("attack", "A bomb exploded, the mayor said on <1 May 2003|2003-05-01>.")

    assert event.when is None


def test_words_inside_a_name_tell_no_event() -> None:
    assert types("[Aid to the Poor|ngo] was founded in {Zenda}.") == set()


def marked(sentence: str, word: str, label: str, score: float, layer: str = "event") -> Mark:
    start = segment(sentence).text.index(word)
    return Mark(layer, label, Span(start, start + len(word)), score)


def test_a_sure_mark_adds_an_event_the_lexicon_lacks() -> None:
    sentence = "Ruritania's gambit shook the valley."

    assert [e.type for e in told(sentence, (marked(sentence, "gambit", "attack", 0.98),))] == [
        "attack"
    ]
    assert told(sentence, (marked(sentence, "gambit", "attack", 0.3),)) == []


def test_a_mark_confirms_an_event_and_gives_its_score() -> None:
    sentence = "The raid came at dawn."

    assert told(sentence, (marked(sentence, "raid", "attack", 0.95),))[0].score == 0.95


@pytest.mark.parametrize(
    ("sentence", "mark", "expected"),
    [
        pytest.param(
            "The raid came at dawn.", "ongoing", Status.ONGOING, id="no word speaks for it"
        ),
        pytest.param(
            "There was no raid on the valley.", "happened", Status.DENIED, id="a word does"
        ),
    ],
)
def test_a_mark_of_status_counts_where_no_word_speaks_for_another(
    sentence: str, mark: str, expected: Status
) -> None:
    marks = (marked(sentence, "raid", mark, 0.9, "status"),)

    assert [e.status for e in told(sentence, marks) if e.type == "attack"] == [expected]


PIECES = [
    "the",
    "a",
    "not",
    "to",
    "killed",
    "attack",
    "attacks",
    "truce",
    "-",
    ",",
    ".",
    ";",
    "and",
    "by",
    "of",
    "in",
    "will",
    "called",
    "for",
    "[A]",
    "[B]",
    "{P}",
    "troops",
    "withdraw",
    "ceasefire's",
    "“",
    "”",
    "is",
    "being",
    "may",
    "if",
    "March",
    "1999",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(PIECES),
            st.text(min_size=1, max_size=5).filter(lambda s: not set(s) & set("[]{}<>|")),
        ),
        max_size=40,
    )
)
def test_any_text_gives_events_whose_spans_lie_in_it(parts: list[str]) -> None:
    doc, cast, places, dates = stage(" ".join(parts))
    events = read_events(doc, cast, places, dates)

    assert [e.id for e in events] == [f"e{i}" for i in range(1, len(events) + 1)]
    for event in events:
        allowed = set(vocab.event_types()[event.type].roles)
        assert set(event.roles) <= allowed
        assert all(s.end <= len(doc.text) for s in (event.trigger, *event.mentions))


def test_every_slot_of_the_lexicon_is_a_role_of_its_type() -> None:
    for event_type, groups in vocab.table("events")["type"].items():
        if event_type != "blocked":
            known = set(vocab.event_types()[event_type].roles)
            assert {r for g in groups for r in g.get("slots", {}).values()} <= known


def test_an_object_shared_by_joined_verbs_is_found_by_the_arcs() -> None:
    doc, cast, places, dates = stage("[The rebels|armed_group] shot and wounded [a guard|person].")
    arcs = Arcs(
        np.array([1, 2, 2, 4, 2, 6, 4, 2]),
        ("det", "nsubj", "root", "cc", "conj", "det", "obj", "punct"),
    )
    attack = next(e for e in read_events(doc, cast, places, dates, (), arcs) if e.type == "attack")
    assert attack.roles == {"attacker": ("The rebels",), "target": ("a guard",)}
