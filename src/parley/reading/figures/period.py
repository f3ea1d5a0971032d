"""In which period the counted were killed, held or freed: by the dates of the report."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from parley.items import Doc, Figure, Timex, TimexType
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import words_of

_REACH = 20  # tokens after "since" in which its day stands; set by hand, not swept
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WEEKS_OR_DAYS = re.compile(r"P(\d+)([DW])")
_GOES_ON = re.compile(r"\b(?:another|others?|more|further|additional|additionally)\b", re.I)
_RECORDS = frozenset({"first", "worst", "deadliest", "bloodiest", "biggest", "largest", "heaviest"})
_BEFORE_A_DAY = frozenset({"on", "late", "early", "the", "in", "a", "statement"})
_LASTING = frozenset({"lasted", "lasting", "ran"})
_ENDING = frozenset({"ended", "ending", "expired", "until", "ends"})

Period = tuple[str | None, str | None]


class Calendar:
    """The dates of a report, looked up by tokens.

    Parameters
    ----------
    published
        The end of a period that begins with "since".
    """

    def __init__(
        self, doc: Doc, words: Sequence[str], dates: Sequence[Timex], published: date | None
    ) -> None:
        self._doc = doc
        self._words = words
        self._published = published.isoformat() if published else None
        days = [d for d in dates if d.type in (TimexType.DATE, TimexType.TIME)]
        self._dates = [(doc.tokens_in(d.span), d) for d in days]
        self._starts = [tokens.start for tokens, _ in self._dates]
        self._lengths = [(doc.tokens_in(d.span), d) for d in dates if d.type is TimexType.DURATION]

    def period(self, sentence: Sentence, place: Place) -> Period:
        """Give from and to, EDTF: a day that stands with the number, or since then till today.

        A month or a year is narrowed to the day of the one attack that the report dates in it.
        Where the sentence has no date but speaks of "the attack", that is the attack's day.
        """
        near = [(t, d) for t, d in self._within(sentence.tokens) if not _of_report(sentence, t)]
        if (since := self._since(sentence)) is not None:
            return self._from(sentence, since, near), self._published
        if not near:
            day = self._assaults[0] if self._assaults and _definite(sentence) else None
            return day, day
        at = place.quantity.tokens.start
        t, nearest = min(near, key=lambda pair: abs(pair[0].start - at))
        joined = [d for u, d in near if t.stop < u.start <= t.stop + 2]
        if joined and sentence.word(t.start - 1) in ("between", "from"):
            return _period(nearest), _period(joined[0])
        day = self._narrowed(_period(nearest))
        return self._lasting(sentence, day) or day, day

    def _within(self, tokens: range) -> list[tuple[range, Timex]]:
        first = bisect_left(self._starts, tokens.start)
        return self._dates[first : bisect_left(self._starts, tokens.stop)]

    def _since(self, sentence: Sentence) -> int | None:
        """Find a "since" that opens a period: not "the worst since"."""
        at = next((t for t in sentence.tokens if sentence.words[t] == "since"), None)
        if at is None:
            return None
        before = sentence.words[max(sentence.tokens.start, at - _REACH) : at]
        return None if _RECORDS.intersection(before) else at

    def _from(self, sentence: Sentence, since: int, near: list[tuple[range, Timex]]) -> str | None:
        """Give the day that "since June", "since then", "since the war began" points to."""
        after = [d for t, d in near if since < t.start <= since + _REACH]
        if after:
            return _period(after[0])
        words = self._words[since + 1 : since + _REACH]
        if not words or not words[0].isalpha() or words[0] in ("then", "that"):
            before = bisect_left(self._starts, since)
            return _period(self._dates[before - 1][1]) if before else None
        wars = words_of("grammar", "wars")
        named = wars.intersection(words)
        return (self._beginning(named) or self._beginning(wars)) if named else None

    def _beginning(self, what: frozenset[str]) -> str | None:
        """Give the day on which the report says that one of these began."""
        begins = words_of("grammar", "begins")
        for tokens, day in self._dates:
            sent = self._doc.tokens_in(self._doc.sent_of(day.span))
            told = set(self._words[sent.start : sent.stop])
            if what & told and begins & told and tokens.start in sent:
                return _period(day)
        return None

    @cached_property
    def _assaults(self) -> list[str]:
        """Give the days on which the report dates an attack, in the order of the text."""
        words = words_of("grammar", "assaults") | words_of("grammar", "fights")
        found = []
        for _, day in self._dates:
            sent = self._doc.tokens_in(self._doc.sent_of(day.span))
            value = _DAY.match(day.value or "")
            if value and not words.isdisjoint(self._words[sent.start : sent.stop]):
                found.append(value[0])
        return found

    def _narrowed(self, period: str | None) -> str | None:
        """Give the one day of an attack in a month or year, else that period itself."""
        inside = {d for d in self._assaults if period and d.startswith(period)}
        return inside.pop() if len(inside) == 1 else period

    def _lasting(self, sentence: Sentence, end: str | None) -> str | None:
        """Give the beginning of what "lasted for a week and ended on" a day."""
        words = set(sentence.words[sentence.tokens.start : sentence.tokens.stop])
        if not end or len(end) < len("2000-01-01") or not (words & _LASTING and words & _ENDING):
            return None
        for tokens, length in self._lengths:
            m = _WEEKS_OR_DAYS.fullmatch(length.value or "")
            if m and tokens.start in sentence.tokens:
                days = int(m[1]) * (7 if m[2] == "W" else 1)
                first = date.fromisoformat(end).toordinal() - days
                return date.fromordinal(first).isoformat() if first > 0 else None
        return None


def carry_on(doc: Doc, before: Figure, figure: Figure) -> Figure:
    """Carry a period on from the figure before, in the same or the next sentence.

    Over the end of a paragraph only where words say that the count goes on ("another 30").
    """
    told = figure.since or figure.until or not (before.since or before.until)
    far = doc.sent_index(figure.span.start) - doc.sent_index(before.span.start) > 1
    goes_on = _GOES_ON.search(doc.text, max(0, figure.span.start - 20), figure.span.end + 20)
    if told or far or ("\n" in doc.text[before.span.end : figure.span.start] and not goes_on):
        return figure
    return replace(figure, since=before.since, until=before.until)


def _definite(sentence: Sentence) -> bool:
    """Tell whether the sentence speaks of "the attack", "the bombings", told before or after."""
    words = words_of("grammar", "assaults") | words_of("grammar", "fights")
    for at in sentence.tokens:
        if sentence.words[at] in words:
            before = sentence.words[max(sentence.tokens.start, at - 4) : at]
            if {"the", "this", "that", "those"}.intersection(before):
                return True
    return False


def _of_report(sentence: Sentence, tokens: range) -> bool:
    """Tell the day of saying ("said on Friday") from the day of the deed."""
    at = tokens.start - 1
    while sentence.word(at) in _BEFORE_A_DAY:
        at -= 1
    return sentence.word(at) in words_of("grammar", "reports")


def _period(timex: Timex) -> str | None:
    """Give a date's value without its time of day; ``None`` where it is no calendar date."""
    found = _PERIOD.match(timex.value or "")
    return found[0] if found else None
