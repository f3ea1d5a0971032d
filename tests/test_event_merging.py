"""Which mentions are one event, and which are two."""

from __future__ import annotations

import pytest
from staged import one, told


def test_a_later_definite_mention_is_the_same_event() -> None:
    event = one("attack", "Gunmen attacked a post. The attack lasted an hour.")

    assert len(event.mentions) == 1


def test_a_definite_noun_points_to_its_event_under_any_cue() -> None:
    events = told("Gunmen attacked a post. [The rebels|armed_group] denied the attack.")

    assert [(e.type, e.status, len(e.mentions)) for e in events] == [("attack", "happened", 1)]


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


def test_attacks_in_two_places_are_two_events() -> None:
    events = told("[Ruritania] bombed {Zenda}. [Ruritania] bombed {Strelsau}.")

    assert [e.place for e in events] == ["p1", "p2"]


def test_killed_and_wounded_of_one_side_are_one_event() -> None:
    assert len(told("Six soldiers were killed and nine were wounded.")) == 1


def test_the_dead_of_two_sides_are_two_events() -> None:
    assert len(told("Six soldiers were killed. Nine rebels were killed.")) == 2
