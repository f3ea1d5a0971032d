"""Whether a clause looks back or ahead, and which of several days its words then mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final, Literal

from parley import vocab
from parley.items import Doc
from parley.spans import Span

Direction = Literal["past", "future"]

# A verb after the expression governs it less often than one before it ("said Sunday the truce
# will hold"), and one behind a boundary less often still.
_AFTER: Final = 3
_BOUNDARY: Final = 6
# Words between an auxiliary and its verb: "will, he said, be held" is as far as news goes.
_REACH: Final = 4
# A past reading that lies so many days back yields to a future one within the second number, and
# the other way round: news seldom names a day without its year at such a distance. Chosen on TBAQ
# train by evals/timex.py: calendar F1 87.0, without it 84.7.
_FAR: Final = 270
_CLOSE: Final = 60
BACK: Final = frozenset({"last", "this past", "past", "previous", "the previous"})
AHEAD: Final = frozenset({"next", "coming", "this coming"})
# How far from the expression a verb may stand, in tokens.
_WINDOW: Final = 25
# Words in -ed and the like that are no verbs.
_NOT_VERBS: Final = frozenset(
    {"united", "red", "indeed", "hundred", "need", "speed", "seed", "armed"}
)


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in vocab.table("dates")["tense"].items()}


def direction(doc: Doc, span: Span) -> Direction | None:
    """Tell whether the clause around `span` looks back or ahead; ``None`` where no verb tells.

    Examples
    --------
    >>> from parley.text import segment
    >>> doc = segment("The truce will begin on Monday, the envoy said.")
    >>> direction(doc, Span(24, 30))
    'future'
    """
    sent = doc.sent_of(span)
    inside = doc.tokens_in(span)
    around = doc.tokens_in(sent)
    if not inside:
        return None
    low = max(around.start, inside.start - _WINDOW)
    high = min(around.stop, inside.stop + _WINDOW)
    words = [doc.text[t.start : t.end].lower() for t in doc.tokens[low:high]]
    here, there = inside.start - low, inside.stop - low
    for i in range(here - 1, max(-1, here - 3), -1):
        if words[i] in _words()["ahead_prepositions"]:
            near = words[max(0, i - 2 * _REACH) : there + _REACH]
            return "past" if "had" in near else "future"
        if words[i] in _words()["back_prepositions"]:
            return "past"
    before = _nearest(words, range(here - 1, -1, -1))
    after = _nearest(words, range(there, len(words)))
    found = [(d, tense) for d, tense in (before, (after[0] + _AFTER, after[1])) if tense]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _nearest(words: list[str], order: range) -> tuple[int, Direction | None]:
    """Give the first verb met in `order`, as its weighted distance and what it tells."""
    boundaries = _words()["boundaries"]
    cost = 0
    for i in order:
        cost += 1
        if words[i] in boundaries:
            cost += _BOUNDARY
        elif tense := _tense(words, i):
            return cost, tense
    return 0, None


def _tense(words: list[str], i: int) -> Direction | None:
    """Tell what the verb at `i`, if there is one, says with the words before it."""
    table = _words()
    word = words[i]
    if word in table["future"]:
        return "future"
    if word in table["planned"] and _looks_ahead(words, i):
        return "past" if "had" in words[max(0, i - _REACH) : i] else "future"
    is_past = word in table["past"] or (
        word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS and re.match("[a-z]", word)
    )
    if not is_past and not (i and words[i - 1] == "to"):
        return None
    for j in range(i - 1, max(-1, i - 1 - _REACH), -1):
        if words[j] in table["boundaries"] or words[j] == ",":
            break
        if (
            words[j] == "to"
            and j
            and words[j - 1] in table["before_to"]
            and (
                words[j + 1][0].isalpha()  # not "up to 60,000 fled"
            )
        ):
            was_due = words[max(0, j - 3) : j - 1] == ["had", "been"]
            return "past" if was_due else "future"
        if words[j] in table["future"]:
            return "future"
    return "past" if is_past else None


def _looks_ahead(words: list[str], i: int) -> bool:
    """Tell "is expected" and "talks planned for" from "he expected"."""
    return (
        words[i] == "due"
        or words[i + 1 : i + 2] in (["for"], ["on"])
        or any(w in _words()["before_planned"] for w in words[max(0, i - 2) : i])
    )


def chosen(days: Sequence[date], published: date, way: Direction | None) -> date | None:
    """Choose among days that the words could mean, by the tense of the clause."""
    near = min(days, key=lambda d: abs((d - published).days), default=None)
    wanted = on_side(days, published, way) if way else near
    if near is None or wanted is None:
        return near
    far = abs((wanted - published).days) > _FAR and abs((near - published).days) <= _CLOSE
    return near if far else wanted


def on_side(days: Sequence[date], published: date, way: Direction) -> date | None:
    """Give the last day up to publication, or the first from there on."""
    if way == "past":
        return max((d for d in days if d <= published), default=None)
    return min((d for d in days if d >= published), default=None)


def side(rel: str) -> Direction | None:
    """Tell which side of publication "last" or "next" means."""
    return "past" if rel in BACK else "future" if rel in AHEAD else None
