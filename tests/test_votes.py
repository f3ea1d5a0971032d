"""Tallies on a text: every side as told, nothing made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import named

from parley.items import Event, Tally
from parley.reading.actors import Cast
from parley.reading.votes import read_votes
from parley.text import segment

PUBLISHED = date(2023, 12, 24)


def read(text: str, *names: str) -> tuple[Event, ...]:
    actors = tuple(named(text, name, n) for n, name in enumerate(names, 1))
    return read_votes(segment(text), Cast(actors), (), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("The council voted 13-0 with two abstaining.", Tally(13, 0, 2)),
        ("The draft got 14 votes in favour, none against.", Tally(14, 0)),
        ("The assembly adopted it by 120 votes to 5, with 40 abstentions.", Tally(120, 5, 40)),
        ("Deputies voted 8 to 3.", Tally(8, 3)),
        ("Nine voted for, two abstained.", Tally(9, None, 2)),
        ("The bill passed in a 13-2 vote.", Tally(13, 2)),
        ("Ten members voted yes, four voted no and one abstained.", Tally(10, 4, 1)),
        ("parliament will vote on the treaty on monday.", Tally()),
        ("Nine of the council's 15 members voted yes, five abstained.", Tally(9, None, 5)),
        ("A referendum on the treaty will be held in May.", Tally()),
    ],
)
def test_each_side_is_read_as_told(text: str, tally: Tally) -> None:
    (vote,) = read(text)

    assert (vote.type, vote.tally) == ("vote", tally)


@pytest.mark.parametrize(
    "text",
    [
        "The party won 42 percent of the vote in the election.",
        "The candidate took 3-1 odds into the election.",
        "They won the match 3-1.",
        "Some 12 to 15 people met.",
        "Turnout was high among voters.",
        "A resolution needs nine votes in favour and no vetoes to be adopted.",
        "The delegate from Rohan was not eligible to vote in the council.",
        "The opinion poll of 1,000 people for a paper put the law first.",
    ],
)
def test_elections_games_and_ranges_are_no_votes(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "members", "adds_up"),
    [
        ("The Security Council voted 13-0 with two abstaining.", 15, True),
        ("The Security Council voted 13-0 with one abstaining.", 15, False),
        ("The Security Council voted 13-4 with one abstaining.", 15, False),
        ("The General Assembly voted 120-5 with 40 abstaining.", 193, None),
        ("The vote in the 9-member board was 5-4.", 9, True),
        ("The village council voted 5-4.", None, None),
    ],
)
def test_a_tally_is_held_against_the_members(text: str, members: int, adds_up: bool | None) -> None:
    (vote,) = read(text)

    assert (vote.members, vote.adds_up) == (members, adds_up)


def test_the_size_of_a_body_may_stand_in_an_earlier_sentence() -> None:
    (vote,) = read("The 27-strong council met on Friday. Twenty-two voted in favour, one against.")

    assert (vote.tally, vote.members) == (Tally(22, 1), 27)


def test_the_size_of_a_body_is_that_of_its_day() -> None:
    text = "The Security Council voted 9-2."
    (vote,) = read_votes(segment(text), Cast(()), (), date(1962, 5, 1))

    assert (vote.members, vote.adds_up) == (11, True)


def test_those_named_as_abstaining_are_counted() -> None:
    (vote,) = read("The council voted 13-0 with Gondor and Rohan abstaining.", "Gondor", "Rohan")

    assert vote.abstaining == ("a1", "a2")
    assert vote.tally == Tally(13, 0, 2)


def test_a_veto_is_a_vote_against() -> None:
    (vote,) = read("Gondor vetoed the resolution in the Security Council.", "Gondor")

    assert (vote.against, vote.tally) == (("a1",), Tally())


def test_a_vote_told_twice_is_one() -> None:
    votes = read(
        "The council voted 13-0 with two abstaining.\nThe 13-0 vote with two abstaining came late."
    )

    assert len(votes) == 1


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading_of_votes(text: str) -> None:
    assert all(v.trigger.of(text) for v in read(text))
