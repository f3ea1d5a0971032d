"""Drafts of statements become statements with form, act, day and chain."""

from __future__ import annotations

import pytest

from parley.items import Act, Actor, Form, Kind, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.statements import Draft, tell
from parley.reading.statements.acts import act, form
from parley.spans import Span
from parley.text import segment


def at(text: str, words: str, n: int = 1) -> Span:
    """Give the n-th occurrence of some words."""
    start = -1
    for _ in range(n):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def cast(text: str, **named: tuple[str, Kind, list[str]]) -> Cast:
    """Make a cast of the outlet and some actors, each with the words that mention it."""
    actors = [Actor("a1", "The Outlet", Kind.MEDIA, True)]
    for i, (name, kind, mentions) in enumerate(named.values(), 2):
        spans = tuple(at(text, m) for m in mentions)
        actors.append(Actor(f"a{i}", name, kind, kind is not Kind.UNNAMED, spans))
    return Cast(tuple(actors))


def chain(statement, cast: Cast) -> list[str]:
    names = {a.id: a.name for a in cast.actors}
    return [names[key] for key in statement.chain]


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


@pytest.mark.parametrize(
    ("text", "source", "cue", "medium"),
    [
        pytest.param(
            "Cited by Meridian, an official said the road is open.",
            "an official",
            "said",
            "Meridian",
            id="cited by",
        ),
        pytest.param(
            "An official told Meridian the road is open.",
            "An official",
            "told",
            "Meridian",
            id="told",
        ),
        pytest.param(
            "An official said in an interview with Meridian the road is open.",
            "An official",
            "said",
            "Meridian",
            id="interview",
        ),
        pytest.param(
            "Meridian, which is run by the state, quoted an official as saying the road is open.",
            "an official",
            "saying",
            "Meridian",
            id="quoted as saying",
        ),
    ],
)
def test_a_medium_that_carries_the_words_is_a_hop(
    text: str, source: str, cue: str, medium: str
) -> None:
    people = cast(text, m=(*MEDIUM, [medium]), o=(*OFFICIAL, [source]))
    draft = Draft(at(text, cue), at(text, source), [at(text, "the road is open")])

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "Meridian", "unnamed official"]


def test_a_medium_that_is_only_talked_about_is_no_hop() -> None:
    text = "An official said on Monday Meridian had lied. Meridian closed."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["An official"]))
    draft = Draft(at(text, "said"), at(text, "An official"), [at(text, "Meridian had lied")])

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "unnamed official"]


def test_a_medium_whose_statement_is_another_s_words_becomes_a_hop() -> None:
    text = "The road is open, an official said on Monday, Meridian reported."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official"]))
    outer = Draft(
        at(text, "reported"), at(text, "Meridian"), [at(text, "The road is open, an official said")]
    )
    inner = Draft(
        at(text, "said"), at(text, "an official"), [at(text, "The road is open")], inside=0
    )

    [statement] = tell(segment(text), [outer, inner], people, [])

    assert chain(statement, people) == ["The Outlet", "Meridian", "unnamed official"]
    assert statement.inside is None


def test_an_inner_statement_lengthens_the_chain_of_the_outer() -> None:
    text = "An official said the leaders had stressed that the war must end."
    people = cast(text, o=(*OFFICIAL, ["An official"]), l=("leaders", Kind.PERSON, ["the leaders"]))
    outer = Draft(
        at(text, "said"),
        at(text, "An official"),
        [at(text, "the leaders had stressed that the war must end")],
    )
    inner = Draft(
        at(text, "had stressed"),
        at(text, "the leaders"),
        [at(text, "that the war must end")],
        inside=0,
    )

    first, second = tell(segment(text), [outer, inner], people, [])

    assert second.inside == first.id
    assert chain(second, people) == ["The Outlet", "unnamed official", "leaders"]


def test_a_source_keeps_the_hop_it_was_introduced_under() -> None:
    text = (
        "Cited by Meridian, an official said the road is open. The official said the bridge is not."
    )
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official", "The official"]))
    drafts = [
        Draft(at(text, "said"), at(text, "an official"), [at(text, "the road is open")]),
        Draft(at(text, "said", 2), at(text, "The official"), [at(text, "the bridge is not")]),
    ]

    _, later = tell(segment(text), drafts, people, [])

    assert chain(later, people) == ["The Outlet", "Meridian", "unnamed official"]


def test_the_day_of_saying_stands_outside_the_content() -> None:
    text = "An official said on Monday that the raid of Friday failed."
    people = cast(text, o=(*OFFICIAL, ["An official"]))
    dates = [
        Timex("d1", at(text, "Monday"), TimexType.DATE, "2024-05-06"),
        Timex("d2", at(text, "Friday"), TimexType.DATE, "2024-05-03"),
    ]
    draft = Draft(
        at(text, "said"), at(text, "An official"), [at(text, "that the raid of Friday failed")]
    )

    [statement] = tell(segment(text), [draft], people, dates)

    assert statement.said == "2024-05-06"


def test_words_that_nobody_is_named_for_are_no_statement() -> None:
    text = "It is believed that the road is open."
    draft = Draft(at(text, "believed"), None, [at(text, "that the road is open")])

    assert tell(segment(text), [draft], cast(text), []) == ()


def test_a_plain_statement_inside_a_content_is_found_without_the_network() -> None:
    text = "An official said the leaders had stressed that the war must end."
    people = cast(text, o=(*OFFICIAL, ["An official"]), l=("leaders", Kind.PERSON, ["the leaders"]))
    outer = Draft(
        at(text, "said"),
        at(text, "An official"),
        [at(text, "the leaders had stressed that the war must end")],
    )

    _, inner = tell(segment(text), [outer], people, [])

    assert chain(inner, people) == ["The Outlet", "unnamed official", "leaders"]
    assert [s.of(text) for s in inner.content] == ["that the war must end"]


def test_a_content_begins_after_the_name_that_it_would_cut() -> None:
    text = "An official told Meridian Arabic the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian Arabic"]), o=(*OFFICIAL, ["An official"]))
    draft = Draft(at(text, "told"), at(text, "An official"), [at(text, "Arabic the road is open")])

    [statement] = tell(segment(text), [draft], people, [])

    assert [s.of(text) for s in statement.content] == ["the road is open"]


def test_the_issuer_of_a_document_speaks() -> None:
    text = "A report by aid workers said the road is open."
    people = cast(text, w=("aid workers", Kind.UNNAMED, ["aid workers"]))
    draft = Draft(
        at(text, "said"), at(text, "A report by aid workers"), [at(text, "the road is open")]
    )

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "aid workers"]


def test_a_medium_told_in_another_s_clause_is_no_hop() -> None:
    text = "Salim said the road is open, and an official told Meridian the bridge is not."
    people = cast(
        text,
        s=("Salim", Kind.PERSON, ["Salim"]),
        o=(*OFFICIAL, ["an official"]),
        m=(*MEDIUM, ["Meridian"]),
    )
    drafts = [
        Draft(at(text, "said"), at(text, "Salim"), [at(text, "the road is open")]),
        Draft(at(text, "told"), at(text, "an official"), [at(text, "the bridge is not")]),
    ]

    first, second = tell(segment(text), drafts, people, [])

    assert chain(first, people) == ["The Outlet", "Salim"]
    assert chain(second, people) == ["The Outlet", "Meridian", "unnamed official"]


def test_an_agency_in_the_dateline_is_no_hop() -> None:
    text = "ALEXANDRIA (Meridian) — An official said the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["An official"]))
    draft = Draft(at(text, "said"), at(text, "An official"), [at(text, "the road is open")])

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "unnamed official"]


def test_the_one_whom_a_medium_cites_is_the_root() -> None:
    text = "Meridian, citing an official, reported the road is open."
    people = cast(text, m=(*MEDIUM, ["Meridian"]), o=(*OFFICIAL, ["an official"]))
    draft = Draft(at(text, "reported"), at(text, "Meridian"), [at(text, "the road is open")])

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "Meridian", "unnamed official"]


def test_an_interview_lasts_for_what_its_speaker_says_later() -> None:
    text = (
        "Salim Haddad said the road is open. Rain fell. In an interview with Meridian, Haddad said "
        "the bridge is not. Rain fell again. Nobody came. Haddad said the river is high."
    )
    people = cast(text, s=("Salim Haddad", Kind.PERSON, ["Haddad"]), m=(*MEDIUM, ["Meridian"]))
    drafts = [
        Draft(at(text, "said", n), at(text, "Haddad", n), [at(text, words)])
        for n, words in enumerate(["the road is open", "the bridge is not", "the river is high"], 1)
    ]

    chains = [chain(s, people) for s in tell(segment(text), drafts, people, [])]

    assert chains[1] == chains[2] == ["The Outlet", "Meridian", "Salim Haddad"]


def test_a_pronoun_goes_on_with_the_last_speaker() -> None:
    text = "Salim said Haddad was wounded. He added that the road is open."
    people = cast(text, s=("Salim", Kind.PERSON, ["Salim"]), h=("Haddad", Kind.PERSON, ["Haddad"]))
    drafts = [
        Draft(at(text, "said"), at(text, "Salim"), [at(text, "Haddad was wounded")]),
        Draft(at(text, "added"), at(text, "He"), [at(text, "that the road is open")]),
    ]

    _, second = tell(segment(text), drafts, people, [])

    assert chain(second, people) == ["The Outlet", "Salim"]


def test_a_resolution_speaks_for_the_body_that_passed_it() -> None:
    text = (
        "On Friday the council passed a resolution. The resolution calls for an end to the siege."
    )
    people = cast(text, c=("the council", Kind.IGO, ["the council"]))
    draft = Draft(
        at(text, "calls for"), at(text, "The resolution"), [at(text, "an end to the siege")]
    )

    [statement] = tell(segment(text), [draft], people, [])

    assert chain(statement, people) == ["The Outlet", "the council"]


def test_a_year_inside_a_name_is_no_day_of_saying() -> None:
    text = "Haddad, who led the 1991 revolt, said the road is open."
    people = cast(text, h=("Haddad", Kind.PERSON, ["Haddad"]))
    dates = [Timex("d1", at(text, "1991"), TimexType.DATE, "1991")]
    draft = Draft(at(text, "said"), at(text, "Haddad"), [at(text, "the road is open")])

    [statement] = tell(segment(text), [draft], people, dates)

    assert statement.said is None


def test_a_plain_sentence_is_a_statement_without_the_network() -> None:
    text = "Haddad said the road to the north is open."
    people = cast(text, h=("Haddad", Kind.PERSON, ["Haddad"]))

    [statement] = tell(segment(text), [], people, [])

    assert [s.of(text) for s in statement.content] == ["the road to the north is open"]


def test_no_group_is_nobody() -> None:
    text = "No group has claimed responsibility."
    people = cast(text, g=("group", Kind.ARMED_GROUP, ["group"]))
    draft = Draft(
        at(text, "claimed"), at(text, "No group"), [at(text, "responsibility")], claim=True
    )

    assert tell(segment(text), [draft], people, []) == ()
