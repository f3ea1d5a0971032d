"""Who takes part in an event, and as what."""

from __future__ import annotations

import numpy as np
import pytest
from staged import one, stage, told

from parley.encoder.trees import Arcs
from parley.reading.events import read_events


@pytest.mark.parametrize(
    ("event_type", "roles", "sentence"),
    [
        pytest.param("attack", {"attacker": ("Ruritania",), "target": ("Syldavia",)},
                     "[Ruritania] attacked [Syldavia] at dawn.", id="active"),
        pytest.param("attack", {"attacker": ("Ruritania",), "target": ("Syldavia",)},
                     "[Syldavia] was attacked by [Ruritania] at dawn.", id="passive"),
        pytest.param("attack", {"attacker": ("Ruritania",), "target": ("Syldavia",)},
                     "The attack on [Syldavia] by [Ruritania] came at dawn.", id="noun"),
        pytest.param("attack", {"attacker": ("Ruritania",), "target": ("Syldavia",)},
                     "[Ruritania] launched an attack on [Syldavia].", id="light verb"),
        pytest.param("siege", {"besieger": ("Ruritania",), "target": ("Zubrowka",)},
                     "[Ruritania]'s siege of [Zubrowka] goes on.", id="owner"),
        pytest.param("truce", {"mediator": ("Bordurian",)},
                     "The [Bordurian]-brokered truce took effect.", id="brokered"),
        pytest.param("talks", {"party": ("Ruritania", "Syldavia")},
                     "Talks between [Ruritania] and [Syldavia] were held.", id="between"),
        pytest.param("agreement", {"party": ("Syldavia", "Ruritania")},
                     "[Ruritania] and [Syldavia] signed an agreement.", id="conjunction"),
        pytest.param("talks", {"party": ("the envoy", "the rebels")},
                     "[the envoy|person] met with [the rebels|armed_group].", id="with"),
        pytest.param("arrest", {"detainer": ("the police",), "victim": ("two students",)},
                     "[the police|government_body] arrested [two students|population].",
                     id="object"),
        pytest.param("aid", {"giver": ("Borduria",), "recipient": ("the refugees",)},
                     "[Borduria] sent medical aid to [the refugees|population].", id="to"),
        pytest.param("request", {"requester": ("Borduria",), "addressee": ("Syldavia",)},
                     "[Borduria] urged [Syldavia] to wait.", id="addressee"),
        pytest.param("attack", {"attacker": ("the rebels",)},
                     "[Borduria] accused [the rebels|armed_group] of shelling the port.",
                     id="object control"),
        pytest.param("attack", {"attacker": ("Syldavia", "the rebels")},
                     "[Syldavia] clashed with [the rebels|armed_group].", id="both sides fight"),
        pytest.param("casualties", {"victim": ("Two guards",), "attacker": ("the rebels",)},
                     "[Two guards|population] were killed in a clash with "
                     "[the rebels|armed_group].",
                     id="killed in a clash"),
        pytest.param("casualties", {"victim": ("two monks",)},
                     "Bells rang for [two monks|population] killed when a mill burned.",
                     id="reduced relative"),
        pytest.param("arrest", {"detainer": ("the police",), "victim": ("Jane Roe",)},
                     "[Jane Roe|person] went home. She was arrested there by "
                     "[the police|government_body].",
                     id="pronoun"),
        pytest.param("mobilization", {"party": ("Syldavia",)},
                     "[Syldavia] has been on high alert.", id="stated of the subject"),
        pytest.param("attack", {"attacker": ("The rebels",)},
                     "[The rebels|armed_group] claimed responsibility for the bombing.",
                     id="claimed"),
        pytest.param("attack", {},
                     "[The rebels|armed_group] denied responsibility for the bombing.",
                     id="disowned"),
        pytest.param("condemnation", {"accuser": ("Borduria",)},
                     "[Borduria] condemned the attack on [Syldavia].",
                     id="what was condemned is not who"),
    ],
)  # fmt: skip
def test_parts_are_given_by_the_grammar(
    event_type: str, roles: dict[str, tuple[str, ...]], sentence: str
) -> None:
    assert one(event_type, sentence).roles == roles


def test_a_killing_by_someone_is_an_attack_and_casualties() -> None:
    events = told("[The rebels|armed_group] killed [six soldiers|population].")

    assert [e.type for e in events] == ["casualties", "attack"]
    assert events[1].roles == {"attacker": ("The rebels",), "target": ("six soldiers",)}


def test_what_a_thing_did_is_not_laid_to_the_last_actor() -> None:
    event = one("casualties", "It blamed [the rebels|armed_group] for the blast, which killed six.")

    assert event.roles == {}


def test_an_object_shared_by_joined_verbs_is_found_by_the_arcs() -> None:
    doc, cast, places, dates = stage("[The rebels|armed_group] shot and wounded [a guard|person].")
    arcs = Arcs(
        np.array([1, 2, 2, 4, 2, 6, 4, 2]),
        ("det", "nsubj", "root", "cc", "conj", "det", "obj", "punct"),
    )
    attack = next(e for e in read_events(doc, cast, places, dates, (), arcs) if e.type == "attack")
    assert attack.roles == {"attacker": ("The rebels",), "target": ("a guard",)}
