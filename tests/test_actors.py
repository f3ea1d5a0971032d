"""Actors: outlets, states, bodies, populations, and what holds of any text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from casts import actor, meant, mentions, read, source
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from texts import find

from parley.encoder.coreference import Antecedents
from parley.items import Kind, Mark
from parley.reading.actors import read_actors
from parley.spans import Span
from parley.text import segment


def test_the_outlet_is_the_first_actor_even_where_the_text_does_not_name_it() -> None:
    outlet = read("Rain fell all night.", "The Harbour Times").actors[0]

    assert (outlet.name, outlet.kind, outlet.named, outlet.mentions) == (
        "The Harbour Times", Kind.MEDIA, True, ()
    )  # fmt: skip


def test_an_outlet_that_is_named_takes_its_mention() -> None:
    text = "An aide told Reuters that talks had begun."

    assert mentions(read(text, "Reuters"), text, "Reuters") == ["Reuters"]


def test_an_outlet_that_no_table_knows_is_found_by_its_own_name() -> None:
    text = "A driver told Lakeside Radio that the road was closed."
    [outlet, *_] = read(text, "Lakeside Radio").actors

    assert [m.of(text) for m in outlet.mentions] == ["Lakeside Radio"]


@pytest.mark.parametrize(
    ("outlet", "text", "expected"),
    [
        pytest.param("Lakeside Post", "A driver told this newspaper that the road was closed.",
                     "this newspaper", id="this"),
        pytest.param("Lakeside Post", "A driver told the Post that the road was closed.",
                     "the Post", id="part of its name"),
        pytest.param("Lakeside News Agency", "A driver told LNA that the road was closed.",
                     "LNA", id="initials"),
        pytest.param("Central News Agency", "A driver told CNA that the road was closed.",
                     "CNA", id="initials of another known one"),
    ],
)  # fmt: skip
def test_an_outlet_that_speaks_of_itself_is_no_second_medium(
    outlet: str, text: str, expected: str
) -> None:
    cast = read(text, outlet, (Mark("actor", "media", find(text, expected), 0.9),))

    assert expected in [m.of(text) for m in cast.actors[0].mentions]
    assert not [a for a in cast.actors[1:] if a.kind is Kind.MEDIA]


def test_a_part_of_the_outlets_name_may_be_another_medium() -> None:
    text = "The Harbour Post said the road was closed. A driver told the Post so."
    spans = (find(text, "Harbour Post"), find(text, "the Post"))
    cast = read(text, "Lakeside Post", tuple(Mark("actor", "media", s, 0.9) for s in spans))

    assert cast.actors[0].mentions == ()


def test_a_mediums_name_inside_its_longer_one_is_the_same_medium() -> None:
    text = "A driver told the Hausa service of the BBC that the road was closed."
    parts = (find(text, "Hausa service of the BBC"), find(text, "BBC"))
    cast = read(text, None, tuple(Mark("actor", "media", s, 0.9) for s in parts))

    assert len([a for a in cast.actors if a.kind is Kind.MEDIA and a.mentions]) == 1


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("Cairo urged restraint, and Egypt closed the crossing.", "Egypt",
                     ["Cairo", "Egypt"], id="capital"),
        pytest.param("The Kremlin rejected the plan. Russia will not sign.", "Russia",
                     ["The Kremlin", "Russia"], id="seat"),
        pytest.param("The Chilean government agreed. Chile will send a team.", "Chile",
                     ["The Chilean government", "Chile"], id="government"),
        pytest.param("Turkish airstrikes hit the town.", "Turkey", ["Turkish"], id="adjective"),
    ],
)  # fmt: skip
def test_a_state_is_one_actor_under_all_its_names(
    text: str, name: str, expected: list[str]
) -> None:
    assert mentions(read(text), text, name) == expected


@pytest.mark.parametrize("text", ["The plane landed in Peru.", "They live near the Syrian border."])
def test_a_state_that_only_locates_is_no_actor(text: str) -> None:
    assert not [a for a in read(text).actors if a.kind is Kind.STATE]


def test_the_pronoun_us_is_not_the_united_states() -> None:
    found = read("they told us that it was over. who is to blame?").actors

    assert [a.name for a in found] == ["unknown outlet"]


@pytest.mark.parametrize("words", ["latin america", "radio america"])
def test_a_state_is_not_met_in_the_name_of_a_region_or_a_station(words: str) -> None:
    text = f"the talks were welcomed yesterday. {words} said that they would go on."

    assert "United States" not in {a.name for a in read(text).actors}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("The Norwegians said no.", "The Norwegians", "Norway", id="people"),
        pytest.param("Oslo offered what the Norwegians have refused since.", "the Norwegians",
                     "Norway", id="people that does not speak"),
        pytest.param("Norwegian authorities closed the port.", "Norwegian authorities", "Norway",
                     id="authorities"),
    ],
)  # fmt: skip
def test_a_people_as_a_whole_and_its_authorities_are_the_state(
    text: str, words: str, name: str
) -> None:
    assert actor(read(text), text, words).name == name


def test_an_office_with_a_capital_names_nobody() -> None:
    text = "All of it was known to the Chairman. A letter reached the Chairman on Monday."
    marks = tuple(
        Mark("actor", "person", Span(i, i + len("the Chairman")), 0.9)
        for i in (text.index("the Chairman"), text.rindex("the Chairman"))
    )

    assert not actor(read(text, None, marks), text, "the Chairman").named


def test_a_title_cut_off_from_its_name_is_no_actor() -> None:
    text = "They were met by Capt. Jonas Ekwall at noon."

    cast = read(text, None, (Mark("actor", "person", find(text, "Capt"), 0.9),))

    assert "Capt" not in [m.of(text) for m, _ in cast.mentions()]


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    text = "The Free Valley Liberation Front (FVLF) claimed the raid. The FVLF has 200 fighters."

    body = actor(read(text), text, "FVLF")

    assert body.kind is Kind.ARMED_GROUP
    assert [m.of(text) for m in body.mentions].count("FVLF") == 2


def test_the_capitals_of_a_name_are_its_acronym_though_no_bracket_says_so() -> None:
    text = "The Northern Water Office closed. The NWO said it had no fuel."

    assert mentions(read(text), text, "Northern Water Office") == [
        "The Northern Water Office", "NWO"
    ]  # fmt: skip


def test_fighters_of_a_group_are_the_group_where_they_act() -> None:
    text = "Fighters of the March 23 Movement captured the town. The group held it for a day."

    assert mentions(read(text), text, "M23")[0] == "Fighters of the March 23 Movement"
    assert "The group" in mentions(read(text), text, "M23")


@pytest.mark.parametrize(
    ("text", "part", "label"),
    [
        pytest.param("The March 23 Movement took the town.", "March", "armed_group", id="start"),
        pytest.param("The African Union's envoy left.", "Union", "igo", id="end"),
    ],
)
def test_a_mark_on_a_part_of_a_known_name_is_no_other_actor(
    text: str, part: str, label: str
) -> None:
    marks = (
        Mark("actor_inner", label, find(text, part), 0.9),
        Mark("name", "ORG", find(text, part), 0.9),
    )

    assert part not in {a.name for a in read(text, None, marks).actors}


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        pytest.param("Ten people were wounded by shells.", "shells", "population", id="weapons"),
        pytest.param("He was not allowed to speak to the media.", "the media", "media",
                     id="the press"),
        pytest.param("Nobody here believes it.", "Nobody", "unnamed", id="nobody"),
    ],
)  # fmt: skip
def test_what_harms_and_what_all_speak_to_is_no_actor(text: str, words: str, label: str) -> None:
    cast = read(text, None, (Mark("actor", label, find(text, words), 0.9),))

    assert words not in [m.of(text) for m, _ in cast.mentions()]


def test_the_rebels_are_the_only_armed_group_of_the_report() -> None:
    text = "UNITA shelled the town on Monday. The rebels denied it."

    assert mentions(read(text), text, "UNITA") == ["UNITA", "The rebels"]


def test_a_text_without_capitals_yields_the_same_bodies_and_people() -> None:
    text = "president anna belaro said the fmln had killed five soldiers in san salvador."
    cast = read(text)

    found = {(a.name, a.kind) for a in cast.actors}

    assert ("anna belaro", Kind.PERSON) in found
    assert ("Farabundo Martí National Liberation Front", Kind.ARMED_GROUP) in found
    assert ("five soldiers", Kind.POPULATION) in found


def test_those_who_are_counted_and_killed_are_a_population_apart_from_their_army() -> None:
    text = "The Kenyan army said 12 soldiers were killed."
    cast = read(text)

    assert actor(cast, text, "12 soldiers").kind is Kind.POPULATION
    assert actor(cast, text, "The Kenyan army").kind is Kind.GOVERNMENT_BODY


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        pytest.param("The blast killed 14 people and wounded 32 others.", "14 people", "32 others",
                     id="others"),
        pytest.param("Five persons died in Ardal. A court named the five people on Monday.",
                     "Five persons", "the five people", id="same number"),
        pytest.param("Snipers killed three nurses. The three nurses were on duty.",
                     "three nurses", "The three nurses", id="same noun"),
    ],
)  # fmt: skip
def test_people_counted_again_are_one_population(text: str, first: str, second: str) -> None:
    cast = read(text)

    assert actor(cast, text, first) == actor(cast, text, second)


def test_people_counted_otherwise_elsewhere_are_others() -> None:
    text = "The blast killed 14 people. In the north, 600 people were arrested."
    cast = read(text)

    assert actor(cast, text, "14 people") != actor(cast, text, "600 people")


def test_a_bound_belongs_to_the_mention_only_as_a_whole() -> None:
    text = "They fired at dozens of nurses. The blast killed at least three nurses."

    assert {m.of(text) for m, _ in read(text).mentions()} >= {
        "dozens of nurses", "at least three nurses",
    }  # fmt: skip


def test_both_sides_are_one_actor_and_never_named() -> None:
    text = "Both countries agreed. The two nations signed. All parties must follow."
    joint = [a for a in read(text).actors if a.kind is Kind.OTHER]

    assert [[m.of(text) for m in a.mentions] for a in joint] == [
        ["Both countries", "The two nations"], ["All parties"]
    ]  # fmt: skip
    assert not any(a.named for a in joint)


class Certain(Antecedents):
    """A network that holds every mention to take up the first one it is asked about."""

    def __init__(self) -> None:
        pass

    def chances(self, head: int, before: Sequence[int]) -> NDArray[np.float32]:
        """Give all to the first."""
        return np.eye(1, len(before), dtype=np.float32)[0]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        pytest.param("Iraqi forces moved in. The two sides met.", "The two sides", "other",
                     id="joint"),
        pytest.param("The Iraqi army moved in. The coalition gave help.", "The coalition", "other",
                     id="coalition"),
    ],
)  # fmt: skip
def test_several_are_never_taken_for_one_whatever_the_network_says(
    text: str, words: str, kind: str
) -> None:
    marks = (Mark("actor", kind, find(text, words), 0.9),)
    cast = read_actors(segment(text), None, marks, Certain())

    assert [m.of(text) for m in actor(cast, text, words).mentions] == [words]


def test_whom_the_network_never_marks_is_left_out_unless_a_table_knows_it() -> None:
    text = "Captain Luis Vera said Hamas agreed."
    other = (Mark("actor", "other", Span(0, 1), 0.9),)

    assert {a.name for a in read(text, None, other).actors if a.named} == {"Hamas"}


_PIECES = ["The", "Cairo", "said", "rebels", "five", "soldiers", "of", "al-Nour", "'s", "-",
           "(UN)", "Mr", "officials", "killed", ".", ",", "\n", "who", "U.S.", "army",
           "’s", "İ", "Ω"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=120), st.lists(st.sampled_from(_PIECES)).map(" ".join)),
    st.sampled_from([None, "Reuters", "Nowhere Post"]),
)
def test_every_mention_lies_in_the_text_and_belongs_to_one_actor(
    text: str, outlet: str | None
) -> None:
    cast = read(text, outlet)

    spans = [m for m, _ in cast.mentions()]
    ids = [a.id for a in cast.actors]
    assert all(m.end <= len(text) for m in spans)
    assert len(spans) == len(set(spans))
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    assert all(a.affiliation in ids for a in cast.actors if a.affiliation)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_marks_leave_every_mention_with_one_actor(data: st.DataObject) -> None:
    text = data.draw(st.lists(st.sampled_from(_PIECES), min_size=1).map(" ".join))
    starts = st.integers(0, len(text) - 1)
    layers = st.sampled_from([("source", "source"), ("actor", "state"), ("actor_inner", "igo")])
    marks = []
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(starts)
        end = data.draw(st.integers(start + 1, len(text)))
        layer, label = data.draw(layers)
        marks.append(Mark(layer, label, Span(start, end), 0.5))

    spans = [m for m, _ in read(text, marks=tuple(marks)).mentions()]

    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        pytest.param("A doctor in the army said the road was shut.", "A doctor in the army",
                     "the army", id="where"),
        pytest.param("Anna Belaro's lawyers said the road was shut. Belaro is ill.",
                     "Anna Belaro's lawyers", "Belaro", id="whose"),
    ],
)  # fmt: skip
def test_a_source_is_not_the_one_it_belongs_to(text: str, words: str, other: str) -> None:
    cast = read(text, None, (source(text, words),))
    speaker = meant(cast, text, words)

    assert speaker is not None
    assert speaker != next((a for m, a in cast.mentions() if m == find(text, other)), None)
    assert not speaker.named


def test_a_name_behind_an_office_says_whose_the_office_is() -> None:
    text = "Jonas Ekwall, a farmer, fled. The governor, Anna Belaro, said the road was shut."
    cast = read(text)

    assert actor(cast, text, "The governor").name == "Anna Belaro"
    assert "The governor" not in mentions(cast, text, "Jonas Ekwall")


def test_the_prime_minister_is_not_just_the_last_person_named() -> None:
    text = "Rebels hit Jonas Ekwall, who fled. The prime minister said the road was shut."

    assert mentions(read(text), text, "Jonas Ekwall") == ["Jonas Ekwall"]
