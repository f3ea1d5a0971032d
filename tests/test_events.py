"""Events: sentences of our own for every type, their look-alikes, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from staged import stage, types

from parley import vocab
from parley.reading.events import read_events

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
    "text",
    [
        pytest.param("The mayor declined to comment.", id="no comment"),
        pytest.param("The clerk is accused of theft.", id="accused by nobody"),
        pytest.param("He sold war materiel.", id="war as a modifier"),
        pytest.param("The guards fled the scene.", id="a flight, no displacement"),
        pytest.param("They would march on Kinshasa.", id="an army's march, no protest"),
    ],
)
def test_look_alikes_of_conflict_tell_nothing(text: str) -> None:
    assert types(text) == set()


def test_words_inside_a_name_tell_no_event() -> None:
    assert types("[Aid to the Poor|ngo] was founded in {Zenda}.") == set()


def test_a_death_without_an_agent_is_no_attack() -> None:
    assert types("[Six soldiers|population] were killed.") == {"casualties"}


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [
        (
            "violation",
            "Under the ceasefire the two armies, monitors in {Zenda} say, did breach it.",
        ),
        ("exchange", "Prisoners of both armies, the elders in {Zenda} said, were swapped at dawn."),
        ("truce_end", "The truce that the elders of {Zenda} had arranged in spring lapsed."),
    ],
)
def test_a_word_anywhere_in_the_sentence_may_decide(event_type: str, sentence: str) -> None:
    assert event_type in types(sentence)
    assert not types("The two firms swapped offices before their lease lapsed.")


def test_a_gerund_with_its_object_tells_what_the_verb_does() -> None:
    assert "exchange" in types("A plan for exchanging prisoners was on the table.")


def test_every_slot_of_the_lexicon_is_a_role_of_its_type() -> None:
    for event_type, groups in vocab.table("events")["type"].items():
        if event_type != "blocked":
            known = set(vocab.event_types()[event_type].roles)
            assert {r for g in groups for r in g.get("slots", {}).values()} <= known


PIECES = [
    "the", "a", "not", "to", "killed", "attack", "attacks", "truce", "-", ",", ".", ";", "and",
    "by", "of", "in", "will", "called", "for", "[A]", "[B]", "{P}", "troops", "withdraw",
    "ceasefire's", "“", "”", "is", "being", "may", "if", "March", "1999",
]  # fmt: skip


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
