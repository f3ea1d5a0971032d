"""Drafts of statements become statements with form, act, day and chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from texts import find

from parley.items import Act, Actor, Form, Kind, Statement, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.statements import Draft, tell
from parley.reading.statements.acts import act, form
from parley.spans import Span
from parley.text import segment


def cast(text: str, **named: tuple[str, Kind, list[str]]) -> Cast:
    """Make a cast of the outlet and some actors, each with the words that mention it."""
    actors = [Actor("a1", "The Outlet", Kind.MEDIA, True)]
    for i, (name, kind, mentions) in enumerate(named.values(), 2):
        spans = tuple(find(text, m) for m in mentions)
        actors.append(Actor(f"a{i}", name, kind, kind is not Kind.UNNAMED, spans))
    return Cast(tuple(actors))


def draft(
    text: str, source: str, cue: str, content: str, *, nth: tuple[int, int] = (1, 1), **known: Any
) -> Draft:
    """Give the draft of a statement by its words; `nth` are the source's and the cue's places."""
    return Draft(
        find(text, cue, nth[1]), find(text, source, nth[0]), [find(text, content)], **known
    )


def told(
    text: str, people: Cast, *drafts: Draft, dates: Sequence[Timex] = ()
) -> tuple[Statement, ...]:
    """Give the statements that drafts become."""
    return tell(segment(text), drafts, people, dates)


def chain(statement: Statement, people: Cast) -> list[str]:
    """Give the names along the chain of a statement."""
    names = {a.id: a.name for a in people.actors}
    return [names[key] for key in statement.chain]


def chains(text: str, people: Cast, *drafts: Draft) -> list[list[str]]:
    """Give the names along the chain of each statement that drafts become."""
    return [chain(statement, people) for statement in told(text, people, *drafts)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("“We are leaving.”", Form.DIRECT, id="all quoted"),
        pytest.param("that “we are leaving”", Form.DIRECT, id="that does not count"),
        pytest.param("it was “deeply concerned” by the raid", Form.MIXED, id="some quoted"),
        pytest.param("the road is open", Form.INDIRECT, id="none quoted"),
        pytest.param(
            "the army's “last” stand isn't over", Form.MIXED, id="apostrophes are no marks"
        ),
        pytest.param('"We are leaving', Form.DIRECT, id="mark never closed"),
    ],
)
def test_form_follows_the_quotation_marks(words: str, expected: Form) -> None:
    assert form(words, [Span(0, len(words))]) is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("has denied", "the charge", Act.DENY),
        ("called for", "an end to the siege", Act.DEMAND),
        ("urged", "both sides to talk", Act.ASK),
        ("vowed", "to fight on", Act.PROMISE),
        ("ruled out", "a truce", Act.DENY),
        ("said", "the bridge was hit", Act.SAY),
        ("said", "the rebels must leave the city", Act.DEMAND),
        ("told", "“ We will reopen the road”", Act.PROMISE),
        ("warned", "of famine", Act.SAY),
    ],
)
def test_the_cue_tells_the_act_and_the_content_where_the_cue_only_says(
    cue: str, content: str, expected: Act
) -> None:
    assert act(cue.split(), content.split()) is expected


MEDIUM = ("Meridian", Kind.MEDIA)
OFFICIAL = ("unnamed official", Kind.UNNAMED)
BY_MERIDIAN = ["The Outlet", "Meridian", "unnamed official"]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        pytest.param("Cited by Meridian, an official said the road is open.",
                     "an official", "said", id="cited by"),
        pytest.param("An official told Meridian the road is open.",
                     "An official", "told", id="told"),
        pytest.param("An official said in an interview with Meridian the road is open.",
                     "An official", "said", id="interview"),
        pytest.param("Meridian, which is run by the state, quoted an official as saying the road "
                     "is open.",
                     "an official", "saying", id="quoted as saying"),
    ],
)  # fmt: skip
def test_a_medium_that_carries_the_words_is_a_hop(text: str, source: str, cue: str) -> None:
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, [source]))

    assert chains(text, people, draft(text, source, cue, "the road is open")) == [BY_MERIDIAN]


def test_a_medium_that_is_only_talked_about_is_no_hop() -> None:
    text = "An official said on Monday Meridian had lied. Meridian closed."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["An official"]))
    lied = draft(text, "An official", "said", "Meridian had lied")

    assert chains(text, people, lied) == [["The Outlet", "unnamed official"]]


def test_a_medium_whose_statement_is_another_s_words_becomes_a_hop() -> None:
    text = "The road is open, an official said on Monday, Meridian reported."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official"]))
    outer = draft(text, "Meridian", "reported", "The road is open, an official said")
    inner = draft(text, "an official", "said", "The road is open", inside=0)

    [statement] = told(text, people, outer, inner)

    assert chain(statement, people) == BY_MERIDIAN
    assert statement.inside is None


STRESSED = "An official said the leaders had stressed that the war must end."


def leaders() -> tuple[Cast, Draft]:
    """Give the people of `STRESSED`, and the draft of what the official said in it."""
    people = cast(
        STRESSED, o=(*OFFICIAL, ["An official"]), l=("leaders", Kind.PERSON, ["the leaders"])
    )
    content = "the leaders had stressed that the war must end"
    return people, draft(STRESSED, "An official", "said", content)


def test_an_inner_statement_lengthens_the_chain_of_the_outer() -> None:
    people, outer = leaders()
    inner = draft(STRESSED, "the leaders", "had stressed", "that the war must end", inside=0)

    first, second = told(STRESSED, people, outer, inner)

    assert second.inside == first.id
    assert chain(second, people) == ["The Outlet", "unnamed official", "leaders"]


def test_a_plain_statement_inside_a_content_is_found_without_the_network() -> None:
    people, outer = leaders()

    _, inner = told(STRESSED, people, outer)

    assert chain(inner, people) == ["The Outlet", "unnamed official", "leaders"]
    assert [s.of(STRESSED) for s in inner.content] == ["that the war must end"]


def test_a_source_keeps_the_hop_it_was_introduced_under() -> None:
    text = (
        "Cited by Meridian, an official said the road is open. The official said the bridge is not."
    )
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official", "The official"]))
    first = draft(text, "an official", "said", "the road is open")
    later = draft(text, "The official", "said", "the bridge is not", nth=(1, 2))

    assert chains(text, people, first, later)[1] == BY_MERIDIAN


def test_the_day_of_saying_stands_outside_the_content() -> None:
    text = "An official said on Monday that the raid of Friday failed."
    people = cast(text, o=(*OFFICIAL, ["An official"]))
    dates = [
        Timex("d1", find(text, "Monday"), TimexType.DATE, "2024-05-06"),
        Timex("d2", find(text, "Friday"), TimexType.DATE, "2024-05-03"),
    ]
    failed = draft(text, "An official", "said", "that the raid of Friday failed")

    [statement] = told(text, people, failed, dates=dates)

    assert statement.said == "2024-05-06"


def test_a_year_inside_a_name_is_no_day_of_saying() -> None:
    text = "Haddad, who led the 1991 revolt, said the road is open."
    people = cast(text, h=("Haddad", Kind.PERSON, ["Haddad"]))
    dates = [Timex("d1", find(text, "1991"), TimexType.DATE, "1991")]

    [statement] = told(text, people, draft(text, "Haddad", "said", "the road is open"), dates=dates)

    assert statement.said is None


def test_words_that_nobody_is_named_for_are_no_statement() -> None:
    text = "It is believed that the road is open."
    believed = Draft(find(text, "believed"), None, [find(text, "that the road is open")])

    assert told(text, cast(text), believed) == ()


def test_no_group_is_nobody() -> None:
    text = "No group has claimed responsibility."
    people = cast(text, g=("group", Kind.ARMED_GROUP, ["group"]))

    assert (
        told(text, people, draft(text, "No group", "claimed", "responsibility", claim=True)) == ()
    )


def test_a_content_begins_after_the_name_that_it_would_cut() -> None:
    text = "An official told Meridian Arabic the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian Arabic"]), o=(*OFFICIAL, ["An official"]))

    [statement] = told(text, people, draft(text, "An official", "told", "Arabic the road is open"))

    assert [s.of(text) for s in statement.content] == ["the road is open"]


def test_the_issuer_of_a_document_speaks() -> None:
    text = "A report by aid workers said the road is open."
    people = cast(text, w=("aid workers", Kind.UNNAMED, ["aid workers"]))
    said = draft(text, "A report by aid workers", "said", "the road is open")

    assert chains(text, people, said) == [["The Outlet", "aid workers"]]


def test_a_medium_told_in_another_s_clause_is_no_hop() -> None:
    text = "Salim said the road is open, and an official told Meridian the bridge is not."
    people = cast(
        text,
        s=("Salim", Kind.PERSON, ["Salim"]),
        o=(*OFFICIAL, ["an official"]),
        m=(*MEDIUM, ["Meridian"]),
    )
    drafts = (
        draft(text, "Salim", "said", "the road is open"),
        draft(text, "an official", "told", "the bridge is not"),
    )

    assert chains(text, people, *drafts) == [["The Outlet", "Salim"], BY_MERIDIAN]


def test_an_agency_in_the_dateline_is_no_hop() -> None:
    text = "ALEXANDRIA (Meridian) — An official said the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["An official"]))
    said = draft(text, "An official", "said", "the road is open")

    assert chains(text, people, said) == [["The Outlet", "unnamed official"]]


def test_the_one_whom_a_medium_cites_is_the_root() -> None:
    text = "Meridian, citing an official, reported the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official"]))
    reported = draft(text, "Meridian", "reported", "the road is open")

    assert chains(text, people, reported) == [BY_MERIDIAN]


def test_the_one_whom_a_body_cites_is_the_root_behind_it() -> None:
    text = "According to an aid group, citing a witness, the road is open."
    group, witness = ("Aid group", Kind.NGO, ["an aid group"]), ("witness", Kind.UNNAMED)
    people = cast(text, g=group, w=(*witness, ["a witness"]))
    said = draft(text, "an aid group", "According to", "the road is open")

    assert chains(text, people, said) == [["The Outlet", "Aid group", "witness"]]


def test_an_interview_lasts_for_what_its_speaker_says_later() -> None:
    text = (
        "Salim Haddad said the road is open. Rain fell. In an interview with Meridian, Haddad said "
        "the bridge is not. Rain fell again. Nobody came. Haddad said the river is high."
    )
    people = cast(text, s=("Salim Haddad", Kind.PERSON, ["Haddad"]), m=(*MEDIUM, ["Meridian"]))
    drafts = [
        draft(text, "Haddad", "said", content, nth=(n, n))
        for n, content in enumerate(
            ["the road is open", "the bridge is not", "the river is high"], 1
        )
    ]

    found = chains(text, people, *drafts)

    assert found[1] == found[2] == ["The Outlet", "Meridian", "Salim Haddad"]


def test_a_pronoun_goes_on_with_the_last_speaker() -> None:
    text = "Salim said Haddad was wounded. He added that the road is open."
    people = cast(text, s=("Salim", Kind.PERSON, ["Salim"]), h=("Haddad", Kind.PERSON, ["Haddad"]))
    drafts = (
        draft(text, "Salim", "said", "Haddad was wounded"),
        draft(text, "He", "added", "that the road is open"),
    )

    assert chains(text, people, *drafts)[1] == ["The Outlet", "Salim"]


def test_a_resolution_speaks_for_the_body_that_passed_it() -> None:
    text = (
        "On Friday the council passed a resolution. The resolution calls for an end to the siege."
    )
    people = cast(text, c=("the council", Kind.IGO, ["the council"]))
    calls = draft(text, "The resolution", "calls for", "an end to the siege")

    assert chains(text, people, calls) == [["The Outlet", "the council"]]


def test_a_plain_sentence_is_a_statement_without_the_network() -> None:
    text = "Haddad said the road to the north is open."
    people = cast(text, h=("Haddad", Kind.PERSON, ["Haddad"]))

    [statement] = told(text, people)

    assert [s.of(text) for s in statement.content] == ["the road to the north is open"]
