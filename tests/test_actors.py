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
