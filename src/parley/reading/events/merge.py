"""One event a report: mentions of the same happening are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from parley.items import Status, When
from parley.reading.events.lexicon import Hit
from parley.reading.events.page import Page, words

# Each of these happens many times in a report; of the other types a report mostly tells one for
# each set of actors.
_MANY: Final = frozenset({"attack", "casualties", "talks", "visit", "arrest", "ruling", "aid"})
_REAL: Final = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass
class Draft:
    """An event while its mentions are gathered."""

    type: str
    status: Status | None  # None: no word has said yet how it stands
    bare: bool  # the noun alone, which fits an event that stands in any way
    hits: list[Hit]
    roles: dict[str, tuple[str, ...]]
    place: str | None
    place_name: str | None
    when: When | None
    head: str  # what is counted or struck: "soldiers"
    score: float
    definite: bool
    nominal: bool
    other: bool
    last: int  # the latest sentence that tells it
    sents: set[int] = field(default_factory=set)


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """Put drafts in the order of the text together where they tell one event."""
    events: list[Draft] = []
    of_type: dict[str, list[Draft]] = {}
    for draft in drafts:
        others = of_type.setdefault(draft.type, [])
        fits = [likeness(event, draft) for event in others]
        best = max(fits, default=0.0)
        if best > 0:
            _absorb(others[fits.index(best)], draft)
        else:
            others.append(draft)
            events.append(draft)
    return events


def likeness(event: Draft, draft: Draft) -> float:
    """Say how well a mention fits an earlier event of its type; 0 where it tells another one."""
    points_back = draft.nominal and draft.definite
    if not points_back and not _stand_alike(event, draft):
        return 0.0
    if not points_back and _differ(event.place_name, draft.place_name):
        return 0.0
    if _differ_when(event.when, draft.when):
        return 0.0
    shared, apart = _roles_alike(event.roles, draft.roles)
    same_sent = bool(event.sents & draft.sents)
    anaphoric = points_back and apart <= {"target", "victim", "released"}
    if (apart and not anaphoric) or (draft.other and not same_sent):
        return 0.0
    if draft.type == "casualties":
        return _same_victims(event, draft, shared)
    closeness = 1.0 / (1.0 + abs(event.last - draft.last))
    points = closeness + shared
    if draft.type not in _MANY:
        return points
    if anaphoric or not draft.roles:
        return points
    if not draft.nominal and not event.nominal:
        return points if shared > 1 else 0.0
    return points if shared else 0.0


def _same_victims(event: Draft, draft: Draft, shared: int) -> float:
    if event.sents & draft.sents and (not event.head or not draft.head or event.head == draft.head):
        return 2.0
    if event.head and draft.head:
        return 1.0 + shared if event.head == draft.head else 0.0
    return 0.5 + shared


def _stand_alike(a: Draft, b: Draft) -> bool:
    if a.bare or b.bare or a.status == b.status:
        return True
    return a.status in _REAL and b.status in _REAL


def _differ(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b


def _differ_when(a: When | None, b: When | None) -> bool:
    if not a or not b or not a.value or not b.value:
        return False
    return not (a.value.startswith(b.value) or b.value.startswith(a.value))


def _roles_alike(
    a: Mapping[str, tuple[str, ...]], b: Mapping[str, tuple[str, ...]]
) -> tuple[int, set[str]]:
    """Count the roles with a common actor; name those that are filled by others altogether."""
    both = a.keys() & b.keys()
    apart = {role for role in both if not set(a[role]) & set(b[role])}
    shared = len(both) - len(apart)
    return shared, apart


def _absorb(event: Draft, draft: Draft) -> None:
    event.hits += draft.hits
    event.sents |= draft.sents
    event.last = draft.last
    event.place, event.place_name = (
        (event.place, event.place_name) if event.place else (draft.place, draft.place_name)
    )
    event.when = event.when if event.when and event.when.value else draft.when or event.when
    event.status = event.status or draft.status
    event.bare = event.bare and draft.bare
    event.head = event.head or draft.head
    event.score = max(event.score, draft.score)
    for role, ids in draft.roles.items():
        known = event.roles.get(role, ())
        others = {i for r, v in event.roles.items() if r != role for i in v}
        event.roles[role] = (*known, *(i for i in ids if i not in known and i not in others))


def is_other(page: Page, first: int) -> bool:
    """Tell whether the words say that this is another happening than those before."""
    return any(page.words[t] in words("other") for t in page.back(first, 3))
