"""On what terms: how long a truce is to last, whether it was extended, who gives how many for whom.

What is not told is unknown; of start, length and end the third follows from the other two, and
`Event.computed` says which one did.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Final

from parley import vocab
from parley.items import Doc, Event, Figure, Timex, TimexType, When
from parley.spans import Span

# Words between a truce and its terms; what stands further off belongs to something else.
REACH: Final = 14
_BEFORE: Final = 3  # "four-day humanitarian and temporary truce"
_BY_VERB: Final = 6  # "the truce that was agreed on Monday has been extended"
_AFTER_FOR: Final = 6  # "in exchange for more than 150 of the prisoners"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH: Final = re.compile(r"P(?:T(?P<hours>\d+)H|(?P<n>\d+)(?P<unit>[DWMY]))")
_HELD: Final = frozenset({"released", "captured", "detained"})
# What a truce is made or ended by, so that its terms may stand on the other side.
_NEAR_TYPES: Final = ("truce", "truce_end", "agreement", "acceptance", "mediation")


@dataclass(frozen=True)
class _Page:
    """The words of a report, and which of them tell an event."""

    doc: Doc
    words: list[str]  # lower case
    triggers: Mapping[int, str]  # token -> type of event

    def between(self, one: Span, two: Span, reach: int = REACH) -> list[str] | None:
        """Give the words between two stretches; ``None`` where they belong to two clauses."""
        a, b = sorted((one, two))
        tokens = range(self.doc.tokens_in(a).stop, self.doc.tokens_in(b).start)
        told = {self.triggers[t] for t in tokens if t in self.triggers}
        if len(tokens) > reach or not told.issubset(_NEAR_TYPES):
            return None
        return self.words[tokens.start : tokens.stop]


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the lists of ``vocab/terms.toml``."""
    return frozenset(vocab.table("terms")[name])


def with_terms(
    doc: Doc, events: Sequence[Event], figures: Sequence[Figure], dates: Sequence[Timex]
) -> tuple[Event, ...]:
    """Give the events with the terms that the sentences of their mentions tell.

    Of a truce `until`, `length`, `extended`; of an exchange, and a release in return for another,
    `counts`: how many each side gives.
    """
    triggers = {t: e.type for e in events for span in _told(e) for t in doc.tokens_in(span)}
    page = _Page(doc, doc.low, triggers)
    return tuple(
        _truce(page, event, dates)
        if event.type == "truce"
        else replace(event, counts=_counts(page, event, figures))
        if event.type in ("exchange", "release")
        else event
        for event in events
    )


def _told(event: Event) -> tuple[Span, ...]:
    return (event.trigger, *event.mentions)


def _truce(page: _Page, truce: Event, dates: Sequence[Timex]) -> Event:
    near = [
        (span, timex)
        for span in _told(truce)
        for timex in dates
        if page.doc.sent_of(span).covers(timex.span)
    ]
    extended = any(_is_extended(page, span) for span in _told(truce))
    lengths = (t.value for span, t in near if _is_length(page, span, t, extended))
    end = next((t for span, t in near if _is_end(page, span, t)), None)
    until = _end_of(truce.when) if end is None else end.value
    told = replace(
        truce,
        when=None if _is_when(page, truce, end) else truce.when,
        until=until and until.split("T")[0],
        length=next(filter(None, lengths), None),
        extended=extended,
    )
    if extended or (told.when and not any(_is_start(page, truce, t) for _, t in near)):
        return told
    return _third(told)


def _is_when(page: _Page, truce: Event, end: Timex | None) -> bool:
    """Tell whether the time that was taken for the truce's is its end."""
    return bool(end and truce.when and truce.when.text == end.span.of(page.doc.text))


def _is_start(page: _Page, truce: Event, timex: Timex) -> bool:
    """Tell whether a time that was taken for the truce's is its start, no day of talks."""
    if truce.when is None or timex.span.of(page.doc.text) != truce.when.text:
        return False
    first = page.doc.tokens_in(timex.span).start
    return not words("starting").isdisjoint({page.words[first], _skip_back(page, first)})


def _end_of(when: When | None) -> str | None:
    """Give the end of a time that is a stretch of days: "from Friday to Monday"."""
    last = when.value.partition("/")[2] if when and when.value else ""
    return last if _DAY.fullmatch(last) else None


def _is_extended(page: _Page, trigger: Span) -> bool:
    """Tell whether words beside a truce say that it goes on longer, and no "not" before them."""
    return any(
        words("unmade").isdisjoint(page.words[max(0, token - 3) : token])
        for token in page.doc.tokens_in(page.doc.sent_of(trigger))
        if page.words[token] in words("extending")
        and page.between(page.doc.tokens[token], trigger, _BY_VERB) is not None
    )


def _is_length(page: _Page, trigger: Span, timex: Timex, extended: bool) -> bool:
    """Tell whether a length of time is the truce's, or its extension's where it has one."""
    if timex.type is not TimexType.DURATION or not _LENGTH.fullmatch(timex.value or ""):
        return False
    between = page.between(trigger, timex.span)
    if between is None:
        return False
    inside = page.doc.tokens_in(timex.span)
    before = _skip_back(page, inside.start)
    first = page.words[inside.start]
    if extended:
        following = page.words[inside.stop : inside.stop + _BEFORE]
        by = before in words("by_how_much") and not _runs(between)
        return by or not words("extension").isdisjoint(following)
    if timex.span < trigger:
        return len(between) <= _BEFORE and words("apart").isdisjoint(between)
    lasts = before in words("lasting") or (first == "last" and before in words("to_last"))
    return lasts and not _runs(between)


def _runs(between: Sequence[str]) -> bool:
    """Tell whether a time is how long a truce has held so far."""
    return not words("holding").isdisjoint(between)


def _is_end(page: _Page, trigger: Span, timex: Timex) -> bool:
    """Tell whether a date is the truce's last: "until Monday", "expires on Monday"."""
    if timex.type not in (TimexType.DATE, TimexType.TIME) or not timex.value:
        return False
    first = page.doc.tokens_in(timex.span).start
    if page.between(trigger, timex.span) is None or timex.span < trigger:
        return False
    return page.words[first] in words("until") or _skip_back(page, first) in (
        words("until") | words("ending")
    )


def _skip_back(page: _Page, token: int) -> str:
    """Give the last word before a time that is no mere hedge: "until at least", "expires on"."""
    first = page.doc.tokens_in(page.doc.sent_of(page.doc.tokens[token])).start
    at = token - 1
    while at > first and page.words[at] in words("hedging"):
        at -= 1
    return page.words[at] if at >= first else ""


def _third(truce: Event) -> Event:
    """Work out the one of start, length and end that is not told, by whole days."""
    start = _day(truce.when.value.partition("/")[0] if truce.when and truce.when.value else None)
    end, length = _day(truce.until), truce.length
    if start and length and truce.until is None:
        until = _after(start, length)
        return replace(truce, until=str(until), computed="until") if until else truce
    if start and end and length is None and start < end:
        return replace(truce, length=f"P{(end - start).days}D", computed="length")
    if end and length and truce.when is None and (first := _after(end, length, back=True)):
        return replace(truce, when=When(None, str(first)), computed="when")
    return truce


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and _DAY.fullmatch(value) else None


def _after(day: date, length: str, *, back: bool = False) -> date | None:
    """Go a length from a day; ``None`` where it is no whole number of days."""
    found = _LENGTH.fullmatch(length)
    if not found:
        return None
    hours = int(found["hours"] or 0)
    if hours % 24:
        return None
    amount = (-1 if back else 1) * (hours // 24 or int(found["n"] or 0))
    try:
        if found["unit"] in ("M", "Y"):
            return _months(day, amount * (12 if found["unit"] == "Y" else 1))
        return day + timedelta(amount * (7 if found["unit"] == "W" else 1))
    except (ValueError, OverflowError):
        return None


def _months(day: date, amount: int) -> date:
    """Go some months from a day; in a month without that day, to its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _counts(page: _Page, event: Event, figures: Sequence[Figure]) -> dict[str, int]:
    """Give how many each side gives; nothing where the words do not tell of two sides."""
    for span in _told(event):
        sent = page.doc.sent_of(span)
        here = [f for f in figures if sent.covers(f.span) and f.counted in _HELD]
        if len(here) == 1 and event.type == "exchange":
            return _alike(page, event, here[0])
        if len(here) == 2 and (event.type == "exchange" or _is_price(page, *here)):
            return _two_sides(*here)
    return {}


def _is_price(page: _Page, given: Figure, price: Figure) -> bool:
    """Tell whether the second are given for the first: "in exchange for 150 prisoners"."""
    first = page.doc.tokens_in(price.span).start
    between = range(max(first - _AFTER_FOR, page.doc.tokens_in(given.span).stop), first)
    return any(
        page.words[t] == "for" and not words("in_return").isdisjoint(page.words[t - 1 : t])
        for t in between
    )


def _two_sides(one: Figure, two: Figure) -> dict[str, int]:
    """Name each side by who gives; where that is not told, or not apart, by who is given."""
    sides = [(f.by or f.of, f) for f in (one, two)]
    if sides[0][0] == sides[1][0]:
        sides = [(f.of, f) for f in (one, two)]
    if None in (sides[0][0], sides[1][0]) or sides[0][0] == sides[1][0]:
        return {}
    return {side: int(figure.value) for side, figure in sides if side}


def _alike(page: _Page, event: Event, figure: Figure) -> dict[str, int]:
    """Give both sides the same number: "exchanged 40 prisoners each"."""
    parties = event.roles.get("party", ())
    after = page.doc.tokens_in(figure.span).stop
    each = "each" in page.words[after : after + _BEFORE]
    return dict.fromkeys(parties, int(figure.value)) if each and len(parties) == 2 else {}
