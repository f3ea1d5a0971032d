"""What one clause says for two events: who attacked killed those who fell, "killed in a clash with".

The other ways were tried and are not taken: of the dead as an attack's target one in four is right.
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
