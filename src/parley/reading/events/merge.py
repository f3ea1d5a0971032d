"""One event a report: mentions of the same happening are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from parley.items import Place, Status, When
from parley.knowledge.countries import by_name
from parley.reading.events.lexicon import Hit
from parley.reading.events.page import Page, words

# Points for and against two mentions telling one event, which they do above 0. Fitted together, by
# turns, for the events' F1 on the train reports and 295 freshly coded ones; half a point more or
# less in any one of them moves it by .01 at most. Of the types in _MANY a report tells several.
_MANY: Final = frozenset({"attack", "casualties", "talks", "visit", "arrest", "ruling", "aid"})
BASE_MANY: Final = 0.7
BASE: Final = 1.0
SAME_ACTOR: Final = 0.9
OTHER_ACTOR: Final = 1.0
SAME_SUFFERER: Final = 0.5  # of those who suffer there are many ways to speak: they say less
OTHER_SUFFERER: Final = 0.4
SAME_PLACE: Final = 1.3
OTHER_PLACE: Final = 2.5
SAME_DAY: Final = 1.2
OTHER_DAY: Final = 4.0
SAME_HEAD: Final = 1.2  # "soldiers" were killed both times
OTHER_HEAD: Final = 1.4
SAME_WORD: Final = 0.5
POINTS_BACK: Final = 0.5  # "the attack"
BACK_SHARE: Final = 0.3  # what then remains of the points against another actor or place
OTHER_STATUS: Final = 0.7
SET_APART: Final = 2.5  # "another attack"
SENTENCE: Final = 0.05  # for each sentence between them, up to
FAR: Final = 10
_SUFFERERS: Final = frozenset({"target", "victim", "released"})
_REAL: Final = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass
class Draft:
    """An event while its mentions are gathered."""

    type: str
    status: Status | None  # None: no word has said yet how it stands
    bare: bool  # the noun alone, which fits an event that stands in any way
    hits: list[Hit]
    roles: dict[str, tuple[str, ...]]
    place: Place | None
    when: When | None
    head: str  # what is counted or struck: "soldier"
    score: float
    definite: bool
    nominal: bool
    other: bool
    last: int  # the latest sentence that tells it
    sents: set[int] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)


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
    """Say how well a mention fits an earlier event of its type; not above 0: it tells another."""
    back = draft.nominal and draft.definite
    points = BASE_MANY if draft.type in _MANY else BASE
    points -= SENTENCE * min(FAR, abs(event.last - draft.last))
    points += POINTS_BACK if back else 0.0
    if draft.hits[0].entry in {h.entry for h in event.hits}:
        points += SAME_WORD
    if draft.other and draft.last not in event.sents:
        points -= SET_APART
    if not back and not _stand_alike(event, draft):
        points -= OTHER_STATUS
    if draft.head and event.heads:
        points += SAME_HEAD if draft.head in event.heads else -OTHER_HEAD
    return (
        points
        + _by_actors(event, draft, back)
        + _by_place(event, draft, back)
        + _by_day(event, draft)
    )


def _by_actors(event: Draft, draft: Draft, back: bool) -> float:
    points = 0.0
    for role in event.roles.keys() & draft.roles.keys():
        suffers = role in _SUFFERERS
        if set(event.roles[role]) & set(draft.roles[role]):
            points += SAME_SUFFERER if suffers else SAME_ACTOR
        else:
            against = OTHER_SUFFERER if suffers else OTHER_ACTOR
            points -= against * (BACK_SHARE if back else 1.0)
    return points


def _by_place(event: Draft, draft: Draft, back: bool) -> float:
    """Compare the places; a country and a town in it may be one."""
    one, two = event.place, draft.place
    if not one or not two:
        return 0.0
    if one.name == two.name:
        return SAME_PLACE
    if one.country == two.country and (by_name(one.name) or by_name(two.name)):
        return 0.0
    return -OTHER_PLACE * (BACK_SHARE if back else 1.0)


def _by_day(event: Draft, draft: Draft) -> float:
    one = event.when.value if event.when else None
    two = draft.when.value if draft.when else None
    if not one or not two:
        return 0.0
    return SAME_DAY if one.startswith(two) or two.startswith(one) else -OTHER_DAY


def _stand_alike(a: Draft, b: Draft) -> bool:
    if a.bare or b.bare or a.status == b.status:
        return True
    return a.status in _REAL and b.status in _REAL


def _absorb(event: Draft, draft: Draft) -> None:
    event.hits += draft.hits
    event.sents |= draft.sents
    event.heads |= draft.heads
    event.last = draft.last
    event.place = _narrower(event.place, draft.place)
    event.when = _clearer(event.when, draft.when)
    event.status = event.status or draft.status
    event.bare = event.bare and draft.bare
    event.score = max(event.score, draft.score)
    for role, ids in draft.roles.items():
        known = event.roles.get(role, ())
        others = {i for r, v in event.roles.items() if r != role for i in v}
        event.roles[role] = (*known, *(i for i in ids if i not in known and i not in others))


def _narrower(one: Place | None, two: Place | None) -> Place | None:
    """Take of two places the first, but a town in it before its country."""
    if not one or not two:
        return one or two
    return two if by_name(one.name) and one.country == two.country else one


def _clearer(one: When | None, two: When | None) -> When | None:
    """Take of two times that of a day before that of its month or year, and any before none."""
    if not one or not two:
        return one or two
    if not one.value or not two.value:
        return one if one.value else two
    return two if len(two.value) > len(one.value) and two.value.startswith(one.value) else one


def is_other(page: Page, first: int) -> bool:
    """Tell whether the words say that this is another happening than those before."""
    return any(page.words[t] in words("other") for t in page.back(first, 3))
