"""Which actor a nameless mention takes up, as the network's coreference sees it."""

from __future__ import annotations

from parley.encoder.coreference import Antecedents
from parley.items import Kind
from parley.reading.actors.page import Found
from parley.reading.actors.stage import Draft, Stage

# So likely must it be: measured on coded reports, lower joins more wrong than right.
_LIKELY = 0.6
_FAR = 40  # mentions back: farther ones the network has hardly been shown together
_PREPOSITIONS = frozenset(("of", "in", "from", "for", "with", "at", "on", "near", "who", "which"))
_GROUPS = frozenset({"coalition", "delegation", "team", "committee", "panel"})
_PEOPLE = frozenset((Kind.PERSON, Kind.UNNAMED))
_BODIES = frozenset(Kind) - _PEOPLE - {Kind.POPULATION}


def taken_up(stage: Stage, found: Found, network: Antecedents) -> Draft | None:
    """Give the actor that `found` takes up, if the network is sure enough of one."""
    known = [(actor, m) for actor in stage.actors for m in actor.mentions if _alike(actor, found)]
    known = sorted(known, key=lambda x: x[1].start)[-_FAR:]
    if not known:
        return None
    chances = network.chances(_head(stage, found), [_head(stage, m) for _, m in known])
    sums: dict[int, float] = {}
    for (actor, _), chance in zip(known, chances, strict=True):
        sums[id(actor)] = sums.get(id(actor), 0.0) + float(chance)
    best = max(sums, key=lambda k: sums[k])
    return next(a for a, _ in known if id(a) == best) if sums[best] >= _LIKELY else None


def _alike(actor: Draft, found: Found) -> bool:
    """Tell whether an actor may be meant: people by people, bodies by bodies, many by many."""
    joint = found.kind is Kind.OTHER and found.plural  # "the two sides" are nobody alone
    if actor.plural != found.plural or (joint and actor.kind is not Kind.OTHER):
        return False
    if _GROUPS & {found.head} and found.kind is not actor.kind:
        return False  # "the coalition" is no army
    return any({actor.kind, found.kind} <= kinds for kinds in (_PEOPLE, _BODIES)) or (
        actor.kind is found.kind
    )


def _head(stage: Stage, found: Found) -> int:
    """Give where the head word of a mention begins: as treebanks have it, a person's first name."""
    text = stage.page.text
    if found.core >= 0:
        return text.start[found.core]
    stops = (i for i in range(found.start + 1, found.end) if text.folded[i] in _PREPOSITIONS)
    return text.start[next(stops, found.end) - 1]
