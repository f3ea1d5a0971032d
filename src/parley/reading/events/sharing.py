"""What one clause says for two events: who attacked killed those who fell "in a clash with" them.

The dead are not taken for the attack's target: on freshly coded reports one in four of those is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parley.reading.events.merge import Draft
from parley.reading.events.page import Page, words

# Words from the dead to the attack: "were killed late on Monday in the north in a clash".
REACH: Final = 16
_HARMED: Final = ("casualties", "abduction")


def share_roles(page: Page, drafts: Sequence[Draft]) -> None:
    """Lay casualties and abductions that have no agent to those who made the attack."""
    attacks: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.type == "attack":
            attacks.setdefault(draft.last, []).append(draft)
    for draft in drafts:
        if draft.type not in _HARMED or draft.last not in attacks:
            continue
        attack = min(attacks[draft.last], key=lambda a: _gap(a, draft))
        if _is_linked(page, draft, attack):
            _share(draft, attack)


def share_settings(events: Sequence[Draft]) -> None:
    """Give an attack and those who fell in it, told in one sentence, each other's day and place."""
    attacks = [e for e in events if e.type == "attack"]
    for harm in (e for e in events if e.type in _HARMED):
        attack = next((a for a in attacks if a.sents & harm.sents), None)
        if attack is None:
            continue
        harm.when, attack.when = harm.when or attack.when, attack.when or harm.when
        harm.place, attack.place = harm.place or attack.place, attack.place or harm.place


def _share(harm: Draft, attack: Draft) -> None:
    doer = "attacker" if harm.type == "casualties" else "abductor"
    victims = harm.roles.get("victim", ())
    doers = tuple(a for a in attack.roles.get("attacker", ()) if a not in victims)
    if doers and doer not in harm.roles:
        harm.roles[doer] = doers


def _is_linked(page: Page, harm: Draft, attack: Draft) -> bool:
    """Tell whether the words between the two tie them: "in", "during", "which", ", killing"."""
    if attack.hits[0].first == harm.hits[0].first:
        return False
    first, second = sorted((harm.hits[0], attack.hits[0]), key=lambda h: h.first)
    between = page.words[first.last : second.first]
    if len(between) > REACH:
        return False
    if not words("parting").isdisjoint(between):
        return False
    ties = "causing" if first is attack.hits[0] else "amidst"
    return not between or not words(ties).isdisjoint(between) or second.tag == "ing"


def _gap(a: Draft, b: Draft) -> int:
    return abs(a.hits[0].first - b.hits[0].first)
