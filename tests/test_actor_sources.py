"""Sources: the unnamed, those who speak together or for others, and whom a pronoun means."""

from __future__ import annotations

import pytest
from casts import actor, meant, read, source
from texts import find

from parley.items import Kind, Mark
from parley.reading.actors import resolve
from parley.spans import Span
from parley.text import segment


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


def test_a_later_definite_source_is_the_one_introduced_before() -> None:
    text = "A senior official said the road was open. The official gave no details."

    assert len([a for a in read(text).actors if a.kind is Kind.UNNAMED]) == 1


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

    assert (one := meant(cast, text, words)) is not None
    assert [m.of(text) for m in one.mentions] == [words]


def test_one_who_has_two_offices_is_no_two() -> None:
    text = "The director and chief negotiator said the talks had failed."
    cast = read(text, marks=(source(text, "The director and chief negotiator"),))

    assert not [a for a in cast.actors if a.kind is Kind.OTHER]


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

    assert (one := meant(cast, text, words)) is not None
    assert one.kind is Kind.UNNAMED
    assert (owner := cast.actor(one.affiliation)) is not None
    assert owner.name == "Jane Quill"


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
    span = Span(at, at + len(words))

    cast = read(text, "The Daily", (Mark("source", "source", span, 0.9),))

    assert resolve(span, cast, segment(text)) is cast.at(Span(0, 8))


def test_a_source_that_the_network_marks_becomes_a_mention() -> None:
    text = "Harbour pilots were angry, the guild of salters grumbled."
    words = "the guild of salters"

    cast = read(text, marks=(source(text, words),))

    assert cast.at(find(text, words)) is not None


def test_a_pronoun_that_the_network_marks_becomes_no_mention() -> None:
    text = "It was late, she thought."

    assert read(text, marks=(source(text, "she"),)).at(find(text, "she")) is None


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

    assert meant(cast, text, pronoun) == actor(cast, text, words)


def test_the_speaker_of_a_quotation_is_not_guessed() -> None:
    text = "Mr Paul Grane smiled. “We won,” he said."

    assert meant(read(text), text, "We") is None


def test_a_resident_of_a_place_that_no_table_knows_is_a_source() -> None:
    text = "A resident of Umbaro said that soldiers had come at dawn."
    [_, found, *_] = read(text).actors

    assert (found.kind, [m.of(text) for m in found.mentions]) == (
        Kind.UNNAMED, ["A resident of Umbaro"]
    )  # fmt: skip


def test_one_of_whom_something_is_told_does_not_tell_it() -> None:
    text = "State radio reported that one Kenyan officer had been killed."

    assert not [a for a in read(text).actors if a.kind is Kind.UNNAMED]


def test_one_of_several_is_named_so() -> None:
    text = "All left early, one of the mediators told the paper."
    cast = read(text, None, (source(text, "one of the mediators"),))

    assert "unnamed one of the mediators" in {a.name for a in cast.actors}


def test_one_of_those_who_mostly_suffer_is_a_source_where_they_speak() -> None:
    text = "A former hostage said she had been held for six years."

    assert actor(read(text), text, "A former hostage").kind is Kind.UNNAMED
