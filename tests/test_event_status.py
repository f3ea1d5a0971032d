"""How events stand: happened, going on, planned, asked for, denied."""

from __future__ import annotations

import pytest
from staged import one

from parley.items import Status


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
        ("talks", "planned", "[Ruritania]'s envoy flew to the capital for fresh talks."),
        ("talks", "happened", "[Ruritania]'s envoy flew home after the talks."),
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


def test_a_bare_noun_takes_the_status_of_a_clearer_mention() -> None:
    event = one("truce", "Talks on a truce went on. [Borduria] has proposed a truce of ten days.")

    assert event.status == Status.PROPOSED
