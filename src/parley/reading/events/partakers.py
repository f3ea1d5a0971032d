"""Who, where and when, weighed: what the rules give an event against what the network does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from parley import vocab
from parley.items import Place
from parley.reading.actors.near import Near
from parley.reading.events.lexicon import Hit
from parley.reading.events.roles import unfit

# A part is given from this chance on; that the rules give it too counts as so much more: a role of
# theirs stands whatever the chance, though it may become another one; a place of theirs falls where
# the network all but rules it out. One of the network's own must be sure. Chosen on the coded dev
# sets: roles F1 .492 with RULED .75, .505 with .8; places .599 by rules alone, .628.
LEAST: Final = 0.8
RULED: Final = 0.8
LEAST_PLACE: Final = 0.3
RULED_PLACE: Final = 0.3
Roles = Mapping[str, tuple[str, ...]]


def weighed_roles(near: Near, hit: Hit, ruled: Roles) -> dict[str, tuple[str, ...]]:
    """Weigh the roles that the rules give against the network's; each actor takes one part."""
    known = vocab.event_types()[hit.type].roles
    of_rule = {actor: role for role, actors in ruled.items() for actor in actors}
    found: dict[str, list[str]] = {}
    for actor, chances in near.chances(hit.fixed[0], hit.fixed).items():
        by_rule = of_rule.pop(actor, None)
        fit = [
            (chances[role] + RULED * (role == by_rule), role)
            for role in known
            if near.kinds[actor] not in unfit(role)
        ]
        best, role = max(fit, default=(0.0, ""))
        if best >= LEAST:
            found.setdefault(role, []).append(actor)
    for actor, role in of_rule.items():  # named nowhere near: a pronoun stands for it
        found.setdefault(role, []).append(actor)
    return {role: tuple(actors) for role, actors in found.items()}


def weighed_place(
    near: Near, hit: Hit, places: Sequence[Place], ruled: Place | None
) -> Place | None:
    """Weigh the place that the rules give an event against those that the network does."""
    if not places:
        return ruled
    label = near.between.labels.index("place")
    starts = [near.doc.tokens_in(p.span).start for p in places]
    chances = near.between.chances(hit.fixed[0], starts)[:, label].tolist()
    best = max(
        zip(chances, places, strict=True),
        key=lambda pair: pair[0] + RULED_PLACE * (pair[1] == ruled),
    )
    return best[1] if best[0] + RULED_PLACE * (best[1] == ruled) >= LEAST_PLACE else None
