"""What the network holds of pairs and acts is set against the rules: neither has all the say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from parley import vocab
from parley.encoder.between import Between
from parley.encoder.encode import Encoding
from parley.encoder.trees import Arcs
from parley.items import Act, Actor, Kind
from parley.reading.actors import Cast
from parley.reading.actors.near import Near
from parley.reading.events.lexicon import find
from parley.reading.events.page import Page
from parley.reading.events.partakers import weighed_roles
from parley.reading.statements import Acts
from parley.spans import Span
from parley.text import segment

TEXT = "Rebels attacked soldiers. Farmers fled."
REBELS, ATTACKED, SOLDIERS, _, FARMERS = range(5)


def encoding(text: str = TEXT, starts: tuple[int, ...] = (0,)) -> Encoding:
    """Give what a network would that has learned nothing: all scores 0."""
    doc = segment(text)
    tags = sum(layer.tags for layer in vocab.layers().values())
    spans = sum(pair.span for pair in vocab.pairs().values())
    sizes = (tags, spans, 384)
    scores, numbers, vectors = (np.zeros((len(doc.tokens), n), np.float32) for n in sizes)
    return Encoding(doc, scores, numbers, vectors, starts)


def held(found: Encoding, trigger: int, other: int, label: str, surely: float = 3.0) -> Encoding:
    """Let the network hold `other` to be `label` to `trigger`."""
    pair = vocab.pairs()["participant"]
    at = sum(p.span for p in list(vocab.pairs().values())[: list(vocab.pairs()).index(pair.name)])
    feature = pair.labels.index(label) * pair.width
    found.numbers[trigger, at + feature] = surely
    found.numbers[other, at + pair.side + feature] = surely
    return found


@pytest.fixture
def cast() -> Cast:
    kinds = {"Rebels": Kind.ARMED_GROUP, "soldiers": Kind.POPULATION, "Farmers": Kind.POPULATION}
    spans = {name: Span(at := TEXT.index(name), at + len(name)) for name in kinds}
    return Cast(tuple(Actor(n, n, kinds[n], False, (spans[n],)) for n in kinds))


def weighed(found: Encoding, cast: Cast, ruled: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Weigh the roles of the attack in `TEXT`."""
    heads = np.arange(len(found.doc.tokens))
    near = Near(found.doc, cast, Between(found, "participant"), Arcs(heads, ("root",) * len(heads)))
    [hit] = [h for h in find(Page.of(found.doc, cast)) if h.type == "attack"]
    return {role: set(actors) for role, actors in weighed_roles(near, hit, ruled).items()}


def test_chances_of_a_pair_sum_to_one_and_are_nothing_across_windows() -> None:
    both = Between(encoding(starts=(0, 4)), "participant").chances(ATTACKED, [REBELS, FARMERS])

    assert both[0].sum() == pytest.approx(1)
    assert not both[1].any()


def test_a_part_that_only_the_network_sees_is_given(cast: Cast) -> None:
    found = held(encoding(), ATTACKED, SOLDIERS, "target")

    assert weighed(found, cast, {"attacker": ("Rebels",)})["target"] == {"soldiers"}


def test_a_part_that_the_rules_give_stays_where_the_network_hardly_sees_it(cast: Cast) -> None:
    found = held(encoding(), ATTACKED, REBELS, "attacker", surely=1.0)

    assert "attacker" not in weighed(found, cast, {})
    assert weighed(found, cast, {"attacker": ("Rebels",)}) == {"attacker": {"Rebels"}}


def test_a_part_that_the_rules_give_falls_where_the_network_is_sure_of_another(cast: Cast) -> None:
    found = held(encoding(), ATTACKED, REBELS, "target")

    assert weighed(found, cast, {"attacker": ("Rebels",)}) == {"target": {"Rebels"}}


def test_the_share_of_the_other_guide_decides_between_two_readings() -> None:
    ours = encoding()
    names = list(vocab.layers())
    width = {name: layer.tags for name, layer in vocab.layers().items()}
    at = sum(width[n] for n in names[: names.index("parc_cue")])
    ours.scores[ATTACKED, at + 1] = 9.0

    assert not ours.layer("cue")[REBELS].any()
    assert not replace(ours, parc=0.0).layer("cue")[ATTACKED].any()
    assert replace(ours, parc=1.0).classes("cue")[ATTACKED] == 1


def test_an_act_that_the_network_is_sure_of_is_taken_behind_a_plain_said_alone() -> None:
    found = encoding()
    names = list(vocab.layers())
    at = sum(vocab.layers()[n].tags for n in names[: names.index("act")])
    found.scores[FARMERS, at + 1 + vocab.layers()["act"].labels.index("accuse")] = 9.0
    acts = Acts(found)

    fled = [Span(TEXT.index("Farmers"), len(TEXT))]
    assert acts.weighed(Act.SAY, fled) == Act.ACCUSE
    assert acts.weighed(Act.DEMAND, fled) == Act.DEMAND
    assert acts.weighed(Act.SAY, [Span(0, 6)]) == Act.SAY
