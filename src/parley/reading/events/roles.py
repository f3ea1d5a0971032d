"""Who takes which part in an event: the slots that actors stand in, named by the lexicon."""

from __future__ import annotations

from functools import cache
from itertools import chain

from parley import vocab
from parley.reading.events.arguments import arguments
from parley.reading.events.lexicon import Hit
from parley.reading.events.page import Page
from parley.reading.events.syntax import Syntax


@cache
def unfit(role: str) -> frozenset[str]:
    """Give the kinds of actor that do not take a role: a ministry is no one's dead."""
    return frozenset(vocab.table("events")["unfit"].get(role, ()))


def roles_of(
    page: Page, hit: Hit, governor: int | None, syntax: Syntax | None = None
) -> dict[str, tuple[str, ...]]:
    """Fill the roles of `hit` with ids of actors; each takes one part.

    Word order goes first, being right more often; `syntax` adds whom it did not reach.
    """
    roles: dict[str, list[str]] = {}
    taken: set[str] = set()
    filled: dict[str, str] = {}  # role -> the slot that filled it first
    further = syntax.slots(hit) if syntax else ()
    for slot, named in chain(arguments(page, hit, governor), further):
        role = hit.group.slots.get(slot)
        if role is None or named.actor.id in taken or named.actor.kind in unfit(role):
            continue
        alone = role != "party" and not hit.group.mutual  # the others have sides
        if alone and filled.setdefault(role, slot) != slot:
            continue  # "criticised the plan of X for Y": the surer slot alone
        taken.add(named.actor.id)
        roles.setdefault(role, []).append(named.actor.id)
    return {role: tuple(ids) for role, ids in roles.items()}
