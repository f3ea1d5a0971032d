from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.items import Actor, Kind, Mark
from parley.reading.actors import Cast, read_actors, resolve
from parley.spans import Span
from parley.text import segment


def read(text: str, outlet: str | None = None, marks: tuple[Mark, ...] = ()) -> Cast:
    return read_actors(segment(text), outlet, marks)


def mentions(cast: Cast, text: str, name: str) -> list[str]:
    """Give the words by which the actor of that name is mentioned."""
    return [m.of(text) for a in cast.actors if a.name == name for m in a.mentions]


def actor(cast: Cast, text: str, words: str) -> Actor:
    """Give the actor mentioned by just these words, at their first place."""
    start = text.index(words)
    return next(a for m, a in cast.mentions() if m == Span(start, start + len(words)))


def where(text: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def test_the_outlet_is_the_first_actor_even_where_the_text_does_not_name_it() -> None:
    outlet = read("Rain fell all night.", "The Harbour Times").actors[0]

    assert (outlet.name, outlet.kind, outlet.named, outlet.mentions) == (
        "The Harbour Times", Kind.MEDIA, True, ()
    )  # fmt: skip


def test_an_outlet_that_is_named_takes_its_mention() -> None:
    text = "An aide told Reuters that talks had begun."

    assert mentions(read(text, "Reuters"), text, "Reuters") == ["Reuters"]


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


def test_a_surname_means_the_person_named_in_full_before() -> None:
    text = "Foreign Minister Pavel Orsic met the envoys. Orsic said the talks went well."

    assert mentions(read(text), text, "Pavel Orsic") == [
        "Foreign Minister Pavel Orsic", "Orsic"
    ]  # fmt: skip


def test_people_who_share_a_surname_stay_apart() -> None:
    text = "Peter Halloran was shot. His brother, Simon Halloran, said Peter had been warned."

    names = {a.name for a in read(text).actors if a.kind is Kind.PERSON}

    assert {"Peter Halloran", "Simon Halloran"} <= names


def test_an_article_of_transliteration_does_not_part_a_person() -> None:
    text = "General Omar al-Tarawi spoke. Tarawi denied it."

    assert mentions(read(text), text, "Omar al-Tarawi") == ["General Omar al-Tarawi", "Tarawi"]


def test_a_title_says_to_whom_a_person_belongs() -> None:
    cast = read("Norwegian Foreign Minister Lars Vik said he would travel.")
    person = next(a for a in cast.actors if a.kind is Kind.PERSON)

    assert cast.actor(person.affiliation).name == "Norway"  # type: ignore[union-attr]


def test_an_acronym_in_brackets_is_the_body_before_it() -> None:
    text = "The Free Valley Liberation Front (FVLF) claimed the raid. The FVLF has 200 fighters."

    body = actor(read(text), text, "FVLF")

    assert body.kind is Kind.ARMED_GROUP
    assert [m.of(text) for m in body.mentions].count("FVLF") == 2


def test_a_text_without_capitals_yields_the_same_bodies_and_people() -> None:
    text = "president anna belaro said the fmln had killed five soldiers in san salvador."
    cast = read(text)

    found = {(a.name, a.kind) for a in cast.actors}

    assert ("anna belaro", Kind.PERSON) in found
    assert ("Farabundo Martí National Liberation Front", Kind.ARMED_GROUP) in found
    assert ("five soldiers", Kind.POPULATION) in found


def test_the_pronoun_us_is_not_the_united_states() -> None:
    found = read("they told us that it was over. who is to blame?").actors

    assert [a.name for a in found] == ["unknown outlet"]


def test_an_outlet_that_no_table_knows_is_found_by_its_own_name() -> None:
    text = "A driver told Lakeside Radio that the road was closed."
    [outlet, *_] = read_actors(segment(text), "Lakeside Radio").actors

    assert [m.of(text) for m in outlet.mentions] == ["Lakeside Radio"]


@pytest.mark.parametrize(
    "words",
    [
        "Jane Roe, the fund's director in Goma,",
        "the fund's director, Jane Roe,",
        "director Jane Roe",
    ],
)
def test_a_source_that_names_a_person_is_that_person(words: str) -> None:
    text = f"Jane Roe arrived on Monday. {words} said the road was closed."
    at = text.index(words, 10)
    marks = [Mark("source", "source", Span(at, at + len(words)), 0.9)]

    cast = read_actors(segment(text), "The Daily", marks)

    assert resolve(marks[0].span, cast, segment(text)) is cast.at(Span(0, 8))


@pytest.mark.parametrize(
    ("text", "affiliation", "basis"),
    [
        pytest.param("Informed Egyptian sources said a deal was near.", "Egypt", "informed",
                     id="modifier"),
        pytest.param("A Hamas official said the list was final.", "Hamas", None, id="body"),
        pytest.param("A diplomat with knowledge of the talks said they had stalled.", None,
                     "with knowledge of the talks", id="knowledge"),
        pytest.param("An officer, who spoke on condition of anonymity, said two died.", None,
                     "who spoke on condition of anonymity", id="anonymity"),
    ],
)  # fmt: skip
def test_an_unnamed_source_keeps_whose_it_is_and_why_it_knows(
    text: str, affiliation: str | None, basis: str | None
) -> None:
    cast = read(text)
    source = next(a for a in cast.actors if a.kind is Kind.UNNAMED)
    owner = cast.actor(source.affiliation)

    assert not source.named
    assert (owner.name if owner else None) == affiliation
    assert source.basis == basis


def test_a_later_definite_source_is_the_one_introduced_before() -> None:
    text = "A senior official said the road was open. The official gave no details."

    assert len([a for a in read(text).actors if a.kind is Kind.UNNAMED]) == 1


def test_those_who_are_counted_and_killed_are_a_population_apart_from_their_army() -> None:
    text = "The Kenyan army said 12 soldiers were killed."
    cast = read(text)

    assert actor(cast, text, "12 soldiers").kind is Kind.POPULATION
    assert actor(cast, text, "The Kenyan army").kind is Kind.GOVERNMENT_BODY


def test_the_rebels_are_the_only_armed_group_of_the_report() -> None:
    text = "UNITA shelled the town on Monday. The rebels denied it."

    assert mentions(read(text), text, "UNITA") == ["UNITA", "The rebels"]


def test_a_source_that_the_network_marks_becomes_a_mention() -> None:
    text = "Harbour pilots were angry, the guild of salters grumbled."
    span = where(text, "the guild of salters")

    cast = read(text, marks=(Mark("source", "source", span, 0.9),))

    assert cast.at(span) is not None


def test_a_pronoun_that_the_network_marks_becomes_no_mention() -> None:
    text = "It was late, she thought."
    span = where(text, "she")

    assert read(text, marks=(Mark("source", "source", span, 0.9),)).at(span) is None


@pytest.mark.parametrize(
    ("text", "pronoun", "words"),
    [
        pytest.param("Mr Paul Grane met Mrs Ida Holt. He said it was useful.", "He",
                     "Mr Paul Grane", id="he"),
        pytest.param("Mr Paul Grane met Mrs Ida Holt. She said it was useful.", "She",
                     "Mrs Ida Holt", id="she"),
        pytest.param("The Kenyan army said it had left.", "it", "The Kenyan army", id="it"),
        pytest.param("Two officials said they had no news.", "they", "Two officials", id="they"),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_nearest_fitting_actor(text: str, pronoun: str, words: str) -> None:
    cast = read(text)

    assert resolve(where(text, pronoun), cast, segment(text)) == actor(cast, text, words)


def test_the_speaker_of_a_quotation_is_not_guessed() -> None:
    text = "Mr Paul Grane smiled. “We won,” he said."

    assert resolve(where(text, "We"), read(text), segment(text)) is None


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
    doc = segment(text)

    cast = read_actors(doc, outlet)

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
    ("text", "person", "owner"),
    [
        pytest.param("Nora Lind, head of the Meridian Relief Fund, said food was short.",
                     "Nora Lind", "Meridian Relief Fund", id="apposition"),
        pytest.param("Hamas spokesman Karim Odeh said the talks had stalled.",
                     "Karim Odeh", "Hamas", id="title"),
        pytest.param("Reuters's Nora Lind said the road was cut.",
                     "Nora Lind", "Reuters", id="possessive"),
        pytest.param("A spokesman for Hamas in Doha, Karim Odeh, said it was false.",
                     "Karim Odeh", "Hamas", id="title-before-a-comma"),
        pytest.param("Ministers Pavel Orsic of Serbia and Jan Novy of Austria met.",
                     "Pavel Orsic", "Serbia", id="of-a-state"),
        pytest.param("Hassan Nasrallah said the front would stay open.",
                     "Hassan Nasrallah", "Hezbollah", id="leader-of-a-movement"),
        pytest.param("The Peruvian army fired first. Colonel Luis Vera said nobody was hurt.",
                     "Luis Vera", "Peruvian army", id="rank"),
    ],
)  # fmt: skip
def test_a_person_belongs_to_the_body_named_beside_him(text: str, person: str, owner: str) -> None:
    cast = read(text)
    found = next(a for a in cast.actors if a.name == person)
    body = cast.actor(found.affiliation)

    assert body is not None
    assert body.name == owner


def test_an_envoy_to_a_state_is_not_of_it() -> None:
    cast = read("Nora Lind, ambassador to Syria, left on Monday.")

    assert next(a for a in cast.actors if a.name == "Nora Lind").affiliation is None


def test_a_minister_in_an_official_text_is_of_the_state_that_publishes_it() -> None:
    cast = read("Foreign Secretary Nora Lind met Iraq's leaders. Iraq agreed.", "UK government")
    owner = cast.actor(next(a for a in cast.actors if a.name == "Nora Lind").affiliation)

    assert owner is not None
    assert owner.name == "United Kingdom"


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        pytest.param("Speaking on condition of anonymity, an official said two died.",
                     "Speaking on condition of anonymity", id="before"),
        pytest.param("An official said two died. He spoke on condition of anonymity.",
                     "spoke on condition of anonymity", id="next-sentence"),
        pytest.param("An aide who saw the list said it was long.", "who saw the list", id="clause"),
        pytest.param("A well-placed source said it was over.", "well-placed", id="epithet"),
        pytest.param("A witness said the roof fell in.", "witness", id="own-word"),
        pytest.param("An official said two died.", None, id="none-given"),
    ],
)  # fmt: skip
def test_why_a_source_knows_is_read_wherever_it_stands(text: str, basis: str | None) -> None:
    assert next(a for a in read(text).actors if a.kind is Kind.UNNAMED).basis == basis


def test_both_sides_are_one_actor_and_never_named() -> None:
    text = "Both countries agreed. The two nations signed. All parties must follow."
    joint = [a for a in read(text).actors if a.kind is Kind.OTHER]

    assert [[m.of(text) for m in a.mentions] for a in joint] == [
        ["Both countries", "The two nations"], ["All parties"]
    ]  # fmt: skip
    assert not any(a.named for a in joint)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ziad al-Rahala", "Ziyad al-Rahaleh"), ("Sergei Orlov", "Sergey Orlov")],
)
def test_transliterations_of_a_name_meet_in_one_person(first: str, second: str) -> None:
    text = f"President {first} spoke. President {second} left."

    assert len([a for a in read(text).actors if a.kind is Kind.PERSON]) == 1


def test_a_title_in_apposition_is_a_name_for_later() -> None:
    text = "Pavel Orsic, the Serbian foreign minister, left. The foreign minister said it was late."

    assert "The foreign minister" in mentions(read(text), text, "Pavel Orsic")


def test_a_minister_of_another_state_is_another_person() -> None:
    text = "Pavel Orsic, the Serbian foreign minister, left. The French foreign minister said no."

    assert "The French foreign minister" not in mentions(read(text), text, "Pavel Orsic")


def test_the_capitals_of_a_name_are_its_acronym_though_no_bracket_says_so() -> None:
    text = "The Northern Water Office closed. The NWO said it had no fuel."

    assert mentions(read(text), text, "Northern Water Office") == [
        "The Northern Water Office", "NWO"
    ]  # fmt: skip


def test_two_titled_people_joined_by_and_stay_two() -> None:
    text = "Police Commissioner Nora Lind and Mayor Jane Roe came."

    assert {a.name for a in read(text).actors if a.kind is Kind.PERSON} == {"Nora Lind", "Jane Roe"}


def test_whom_the_network_never_marks_is_left_out_unless_a_table_knows_it() -> None:
    text = "Captain Luis Vera said Hamas agreed."
    other = (Mark("actor", "other", Span(0, 1), 0.9),)

    assert {a.name for a in read(text, None, other).actors if a.named} == {"Hamas"}


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


def source(text: str, words: str) -> Mark:
    return Mark("source", "source", where(text, words), 1.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Norwegian police and prosecutors said they had a list.",
                     "Norwegian police and prosecutors", id="bodies"),
        pytest.param("Jane Quill and Ben Marlow said the talks had failed.",
                     "Jane Quill and Ben Marlow", id="people"),
        pytest.param("Two doctors and several officials said the road was cut.",
                     "Two doctors and several officials", id="unnamed"),
    ],
)  # fmt: skip
def test_several_who_speak_together_are_one_actor(text: str, words: str) -> None:
    cast = read(text, marks=(source(text, words),))

    assert (one := resolve(where(text, words), cast, segment(text))) is not None
    assert [m.of(text) for m in one.mentions] == [words]


def test_one_who_has_two_offices_is_no_two() -> None:
    text = "The director and chief negotiator said the talks had failed."
    cast = read(text, marks=(source(text, "The director and chief negotiator"),))

    assert not [a for a in cast.actors if a.kind is Kind.OTHER]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param("The Norwegians said no.", "The Norwegians", "Norway", id="people"),
        pytest.param("Norwegian authorities closed the port.", "Norwegian authorities", "Norway",
                     id="authorities"),
    ],
)  # fmt: skip
def test_a_people_that_speaks_and_its_authorities_are_the_state(
    text: str, words: str, name: str
) -> None:
    assert actor(read(text), text, words).name == name


def test_an_officer_is_the_one_of_military_rank_however_it_is_abbreviated() -> None:
    text = "Col. Peter Hansen met the minister, Jane Quill. The officer said the road was open."
    cast = read(text)

    assert actor(cast, text, "The officer") == actor(cast, text, "Col. Peter Hansen")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Jane Quill was ill. Quill's lawyers said so.", "Quill's lawyers", id="s"),
        pytest.param("Aides to President Jane Quill said so.", "Aides to President Jane Quill",
                     id="to"),
        pytest.param("A lawyer for Jane Quill said so.", "A lawyer for Jane Quill", id="for"),
    ],
)  # fmt: skip
def test_those_who_speak_for_a_person_are_others_and_belong_to_him(text: str, words: str) -> None:
    cast = read(text)

    assert (one := resolve(where(text, words), cast, segment(text))) is not None
    assert one.kind is Kind.UNNAMED
    assert (owner := cast.actor(one.affiliation)) is not None
    assert owner.name == "Jane Quill"


@pytest.mark.parametrize("words", ["latin america", "radio america"])
def test_a_state_is_not_met_in_the_name_of_a_region_or_a_station(words: str) -> None:
    text = f"the talks were welcomed yesterday. {words} said that they would go on."

    assert "United States" not in {a.name for a in read(text).actors}
