"""What the time expressions of a text come to, against the day of publication and each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from parley.items import Doc
from parley.reading.dates import calendars, days, leaning, lengths, periods
from parley.reading.dates.context import DATE, Context, Meaning
from parley.reading.dates.grammar import Phrase

_RESOLVERS: Final = (
    days.RESOLVERS | periods.RESOLVERS | leaning.RESOLVERS | lengths.RESOLVERS | calendars.RESOLVERS
)
_LEANING: Final = leaning.RESOLVERS.keys() | {
    "part",
    "clock",
    "part_of",
    "year_ago_quarter",
    "the_quarter",
    "ended",
}


def resolve(
    doc: Doc, found: Sequence[Phrase], published: date | None
) -> list[tuple[Phrase, Meaning]]:
    """Give the expressions that mean something, each with its meaning, in the order of the text.

    Dates with a year are resolved first, then what stands on its own, then what leans on
    another date ("a day before"), so that it can lean on one that follows; each from left to right.
    """
    context = Context(doc, published)
    meanings: dict[int, Meaning] = {}
    for i in sorted(range(len(found)), key=lambda i: (_rank(found[i]), i)):
        phrase = found[i]
        meaning = _RESOLVERS[phrase.rule](context, phrase)
        if meaning is None:
            continue
        meanings[i] = _marked(meaning, phrase)
        if meaning.value and not meaning.vague:
            context.keep(phrase.span.start, meaning.value, phrase.rule)
    return [(phrase, meanings[i]) for i, phrase in enumerate(found) if i in meanings]


def _rank(phrase: Phrase) -> int:
    return 2 if phrase.rule in _LEANING else "year" not in phrase.parts


def _marked(meaning: Meaning, phrase: Phrase) -> Meaning:
    """Add what a lead says: "around" a date, the first "half" of a year."""
    value = meaning.value
    if not value or meaning.type is not DATE or meaning.vague:
        return meaning
    if "half" in phrase.parts and re.fullmatch(r"\d{4}", value):
        return Meaning(DATE, f"{value}-{40 if phrase.parts['half'].startswith('first') else 41}")
    if "about" in phrase.parts and not value.endswith(("/", "~")) and ".." not in value:
        return Meaning(DATE, value + "~")
    return meaning
