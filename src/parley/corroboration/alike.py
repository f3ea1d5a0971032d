"""Whether two tellings tell the same: evidence for and against, added up.

Every number that decides is in this file. They were set by hand on the development half of the
scenarios (``python -m evals.claims``) and are in one unit: `ENOUGH` is what it takes to join two.
"""

from __future__ import annotations

from functools import cache
from math import cos, hypot, radians
from typing import Final

from parley import vocab
from parley.corroboration.links import Link, shared
from parley.corroboration.tellings import Days, Telling, Where

ENOUGH: Final = 2.5
"""What two tellings must have in common to be linked."""

NEVER: Final = -99.0
"""They cannot be the same, whatever else they share."""

SAME_SENTENCE: Final = 4.0
"""A sentence printed twice tells one thing."""

SAME_WORDS: Final = 3.5
"""Every word of the poorer sentence is in the other; less for less."""

KIN: Final = -1.0
"""Another type that may mean the same: a visit and talks."""

SAID: Final = -0.5
"""One report only says what the other tells as an event, or counts."""

MOODS: Final = {
    frozenset({"real"}): 0.0,
    frozenset({"coming"}): 0.0,
    frozenset({"wished"}): 0.0,
    frozenset({"real", "coming"}): -1.0,
    frozenset({"coming", "wished"}): -1.0,
    frozenset({"real", "wished"}): -2.5,
}
"""What has been, what is coming and what is wished for are three things."""

KNOWN_DAY: Final = 2.0
KNOWN_TIME: Final = 1.0
GUESSED_DAY: Final = 0.5
GUESSED_OTHER: Final = -1.5
"""Both tell the day (the week, month), or one is guessed and fits, or does not."""

UNSURE_DAY: Final = -0.5
"""Other days, of which one may be that of something else in its sentence."""

SAME_PLACE: Final = 1.5
NEAR_PLACE: Final = 1.0
SAME_COUNTRY: Final = 0.25
OTHER_PLACE: Final = -3.0
OTHER_COUNTRY: Final = -5.0

SAME_ACTORS: Final = 2.0
OTHER_ACTORS: Final = -1.0

SAME_VALUE: Final = 1.5
NEAR_VALUE: Final = 0.25
OTHER_VALUE: Final = -1.5
"""Numbers that allow each other, or a revision by less than the double, or neither."""

SAME_ACT: Final = 0.5
OTHER_SPEAKER: Final = -2.0

SAME_REPORT: Final = -2.0
"""A report lists a happening once, and two happenings of one report are mostly two."""

_REPRINT: Final = 2  # days after which a sentence is still printed as it was
_SHORT: Final = 3  # days; a longer stretch says less of which happening is meant
_LONG: Final = 40
_NEAR_DAYS: Final = 3  # between the days of one report that may be taken for one another
_NEAR_KM: Final = 40.0  # a town and the villages about it
_DAYS_APART: Final = 10  # between two reports that say what somebody said, undated


def likeness(a: Telling, b: Telling) -> float:
    """Give how far two tellings tell the same; `NEVER` or less if they cannot.

    It is the same the other way round.
    """
    kind = _by_kind(a, b)
    if kind <= NEVER:
        return NEVER
    points = kind + _by_words(a, b) + _by_time(a, b)
    if a.report == b.report:
        points += SAME_REPORT
    if a.kind == b.kind == "statement":
        points += _by_speaker(a, b)
    elif a.kind != b.kind:
        points += _by_place(a, b) + _by_naming(a, b)
    else:
        points += _by_place(a, b) + _by_actors(a, b)
    if a.kind == b.kind == "figure":
        points += _by_value(a, b)
    return max(points, NEVER)


def _by_kind(a: Telling, b: Telling) -> float:
    if a.kind != b.kind and "figure" in (a.kind, b.kind) and not _says_number(a, b):
        return NEVER
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return NEVER
    if a.kind != b.kind:
        return NEVER if _is_its_saying(a, b) else SAID
    moods = MOODS[frozenset((_mood(a), _mood(b)))]
    if a.type == b.type:
        return moods
    return KIN + moods if _are_kin(a, b) else NEVER


def _is_its_saying(a: Telling, b: Telling) -> bool:
    """Tell whether the event is that the speaker of the statement says something."""
    said, other = (a, b) if a.kind == "statement" else (b, a)
    types = vocab.table("claims")["saying"]["types"]
    return other.type in types and shared(said.roles.get("speaker", ()), other.actors) > 0


def _says_number(a: Telling, b: Telling) -> bool:
    """Tell whether a statement says the very number that a figure gives."""
    figure, other = (a, b) if a.kind == "figure" else (b, a)
    number = figure.low if figure.low is not None else figure.high
    return other.kind == "statement" and number is not None and f"{number:g}" in other.stems


def _are_kin(a: Telling, b: Telling) -> bool:
    """Tell whether two types may mean the same; of things, trucks may be lorries."""
    if a.kind == "figure":
        return a.counted == b.counted
    return frozenset((a.type, b.type)) in _kin()


@cache
def _kin() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in vocab.table("claims")["kin"]["pairs"])


def _mood(telling: Telling) -> str:
    """Tell what has been from what is coming or wished for; a number is one in any case."""
    if telling.kind != "event":
        return "real"
    mood: str = vocab.table("claims")["status"][telling.status or "happened"]
    return mood


def _by_words(a: Telling, b: Telling) -> float:
    if a.sentence == b.sentence:
        return SAME_SENTENCE
    less = min(len(a.stems), len(b.stems))
    # Of two or three words one in common may be chance.
    return SAME_WORDS * len(a.stems & b.stems) / max(less, 4)


def _by_time(a: Telling, b: Telling) -> float:
    if a.days is None or b.days is None:
        return 0.0
    apart = _gap(a.days, b.days)
    if a.kind == b.kind == "statement":
        return NEVER if a.dated and b.dated and apart else -apart / _DAYS_APART
    if a.dated and b.dated:
        if apart and a.sentence == b.sentence and apart <= _REPRINT:
            return 0.0  # "yesterday", printed a day later
        if apart and not (a.sure and b.sure) and apart <= _NEAR_DAYS:
            return UNSURE_DAY
        if apart:
            return NEVER
        long = max(_length(a.days), _length(b.days))
        return KNOWN_DAY if long <= _SHORT else KNOWN_TIME if long <= _LONG else 0.0
    return GUESSED_DAY if not apart else GUESSED_OTHER


def _gap(a: Days, b: Days) -> int:
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def _length(days: Days) -> int:
    return days[1] - days[0] + 1


def _by_place(one: Telling, other: Telling) -> float:
    a, b = one.place, other.place
    if a is None or b is None:
        return 0.0
    if a.name == b.name:
        return SAME_PLACE
    if not (one.placed and other.placed):
        return 0.0
    if a.country and b.country and a.country != b.country:
        return OTHER_COUNTRY
    if a.wide or b.wide:
        return _within(a, b)
    apart = _km(a, b)
    if apart is None:
        return SAME_COUNTRY
    return NEAR_PLACE if apart <= _NEAR_KM else OTHER_PLACE


def _within(a: Where, b: Where) -> float:
    """Compare two places of which one at least is a country or region."""
    if not a.region or not b.region:
        return SAME_COUNTRY
    return NEAR_PLACE if a.region == b.region else OTHER_PLACE


def _km(a: Where, b: Where) -> float | None:
    """Give the distance, on a plane: near enough for what is near."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians((a.lat + b.lat) / 2))) * 111.2


def _by_actors(a: Telling, b: Telling) -> float:
    one, other = _known(a), _known(b)
    if not one or not other:
        return 0.0
    same = shared(one, other)
    return SAME_ACTORS * same if same else OTHER_ACTORS


def _by_naming(a: Telling, b: Telling) -> float:
    """Compare whom a statement speaks of with those who take part."""
    said, other = (a, b) if a.kind == "statement" else (b, a)
    one, part = list(said.roles.get("about", ())), _known(other)
    return SAME_ACTORS * shared(one, part)


def _known(telling: Telling) -> list[Link]:
    """Give those actors that another report could name too."""
    return [actor for actor in telling.actors if actor.keys or actor.owner]


def _by_value(a: Telling, b: Telling) -> float:
    if allow_each_other(a, b):
        return SAME_VALUE
    one, other = a.low or a.high or 0.0, b.low or b.high or 0.0
    less, more = sorted((one, other))
    return NEAR_VALUE if more <= 2 * less else OTHER_VALUE


def allow_each_other(a: Telling, b: Telling) -> bool:
    """Tell whether one number can be what both tellings say."""
    lows = [t.low for t in (a, b) if t.low is not None]
    highs = [t.high for t in (a, b) if t.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _by_speaker(a: Telling, b: Telling) -> float:
    points = SAME_ACT if a.act == b.act else 0.0
    one, other = (list(t.roles.get("speaker", ())) for t in (a, b))
    one, other = ([who for who in said if who.keys or who.owner] for said in (one, other))
    if not one or not other:
        return points
    same = shared(one, other)
    return points + (SAME_ACTORS * same if same else OTHER_SPEAKER)
