"""Who is counted, who is held responsible, and in which period: by place in the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from parley.items import Actor, Doc, Kind, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import words_of

# Tokens after the number in which "by X", "when X ..." still belong to it; set by hand, not swept.
_REACH = 20
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_RECORDS = frozenset({"first", "worst", "deadliest", "bloodiest", "biggest", "largest", "heaviest"})
_NO_AGENT = frozenset({Kind.MEDIA, Kind.NGO})


class Witness:
    """The actors and dates of a report, looked up by tokens."""

    def __init__(
        self, doc: Doc, cast: Cast, dates: Sequence[Timex], published: date | None
    ) -> None:
        self.published = published.isoformat() if published else None
        self._doc = doc
        self._mentions = [(doc.tokens_in(m), a) for m, a in cast.mentions()]
        self._starts = [tokens.start for tokens, _ in self._mentions]
        self._dates = [
            (doc.tokens_in(d.span), d) for d in dates if d.type in (TimexType.DATE, TimexType.TIME)
        ]
        self._date_starts = [tokens.start for tokens, _ in self._dates]

    def _starting_in(self, tokens: range) -> list[tuple[range, Actor]]:
        """Give the mentions that start in `tokens`, in order."""
        first, last = (
            bisect_left(self._starts, tokens.start),
            bisect_left(self._starts, tokens.stop),
        )
        return self._mentions[first:last]

    def counted(self, sentence: Sentence, place: Place) -> str | None:
        """Give the actor that the number counts, by the noun after it or the number before it."""
        q = place.quantity
        words = range(q.tokens.start, place.noun.stop)
        # a mention may begin at the bound or the article before the number
        near = self._starting_in(range(max(sentence.tokens.start, words.start - 2), words.stop))
        heads = {t for t in words if sentence.words[t] == sentence.head(place)} | set(q.tokens)
        holding = [(t, a) for t, a in near if heads.intersection(t)]
        counted = [(t, a) for t, a in holding if a.kind is Kind.POPULATION] or holding
        counted = counted or [
            (t, a) for t, a in near if a.kind is Kind.POPULATION and t.stop > words.start
        ]
        if counted:
            return max(counted, key=lambda pair: _shared(pair[0], words))[1].id
        if sentence.words[q.tokens.start - 1] in ("lost", "sustained", "suffered"):
            loser = self._subject(sentence, q.tokens.start - 1)
            return loser.id if loser else None
        at = sentence.places.index(place)
        if at and (place.whole or sentence.head(place) in ("", "more", "others", "other")):
            before = sentence.places[at - 1]
            if before.trigger:
                return self.counted(sentence, before)
        return None

    def responsible(self, sentence: Sentence, place: Place, counted: str) -> str | None:
        """Give the agent to whom the text ascribes it; ``None`` where it names none."""
        trigger, start = place.trigger, place.quantity.tokens.start
        if counted == "aid":
            giver = self._subject(sentence, start)
            return giver.id if giver else None
        if trigger is None or trigger.form in ("nouns", "toll"):
            return None
        agent = None
        if place.side == "left" and trigger.form in ("active", "past"):
            agent = self._subject(sentence, trigger.tokens.start)
        agent = agent or self._named_after(sentence, place)
        if agent is None and place.whole and place.whole is not place:
            return self.responsible(sentence, place.whole, counted)
        return agent.id if agent else None

    def _subject(self, sentence: Sentence, verb: int) -> Actor | None:
        """Find whose deed the verb at token `verb` is: the first free mention of its clause."""
        words, start = sentence.words, sentence.tokens.start
        before_verb = verb - 1
        while before_verb in sentence.tokens and words[before_verb] in words_of("grammar", "aux"):
            before_verb -= 1
        breaks = words_of("grammar", "breaks") | {"that"}
        for t in range(before_verb - 1, start - 1, -1):
            if words[t] in breaks:
                start = t + 1
                break
        objects = {t for p in sentence.places if p.trigger for t in (*p.quantity.tokens, *p.noun)}
        candidates = [
            (m, a)
            for m, a in self._starting_in(range(start, verb))
            if m.stop <= verb and self._may_act(a) and not objects.intersection(m)
        ]
        if words[before_verb] in ("of", "for", "with", "who"):  # "X, accused of killing 12"
            return candidates[-1][1] if candidates else None
        attack_only = words[before_verb] in ("which", "that")
        for mention, actor in candidates:
            before = self._before(sentence, mention)
            if before == "by":
                return actor
            attacks = words_of("grammar", "assaults").intersection(
                words[mention.stop : mention.stop + 3]
            )
            if attacks or (not attack_only and before not in words_of("grammar", "locating")):
                return actor
        return None

    def _before(self, sentence: Sentence, mention: range) -> str:
        """Give the word before a mention and its article."""
        at = mention.start - 1
        while at in sentence.tokens and sentence.words[at] in words_of("grammar", "filler") | {
            "a",
            "an",
        }:
            at -= 1
        return sentence.words[at] if at in sentence.tokens else ""

    def _named_after(self, sentence: Sentence, place: Place) -> Actor | None:
        """Find "by X", "when X ...", "in an X attack", "in a clash with X" after the number."""
        assert place.trigger is not None
        words = sentence.words
        start = place.quantity.tokens.stop
        stop = min(sentence.tokens.stop, max(place.noun.stop, place.trigger.tokens.stop) + _REACH)
        for mention, actor in self._starting_in(range(start, stop)):
            if not self._may_act(actor) or any(
                words[t] in (";", "said", "says", "told") for t in range(start, mention.start)
            ):
                continue
            before = self._before(sentence, mention)
            if before in ("by", "when"):
                return actor
            next_words = words[mention.stop : mention.stop + 3]
            behind = words[max(start, mention.start - 6) : mention.start]
            if before in words_of("grammar", "assault_before") and words_of(
                "grammar", "assaults"
            ).intersection(next_words):
                return actor
            if before in ("with", "against") and words_of("grammar", "fights").intersection(behind):
                return actor
        return None

    @staticmethod
    def _may_act(actor: Actor) -> bool:
        return actor.kind not in _NO_AGENT

    def period(self, sentence: Sentence, place: Place) -> tuple[str | None, str | None]:
        """Give from and to, EDTF: a day that stands with the number, or since then till today."""
        words, tokens = sentence.words, sentence.tokens
        first = bisect_left(self._date_starts, tokens.start)
        last = bisect_left(self._date_starts, tokens.stop)
        near = [(t, d) for t, d in self._dates[first:last] if not _of_report(sentence, t)]
        since = next((t for t in tokens if words[t] == "since"), None)
        if since is not None and not _RECORDS.intersection(
            words[max(tokens.start, since - _REACH) : since]
        ):
            after = [d for t, d in near if since < t.start <= since + _REACH]
            start = after[0] if after else self._start_of(sentence, since)
            return (_day(start) if start else None), self.published
        if not near:
            return None, None
        at = place.quantity.tokens.start
        t, nearest = min(near, key=lambda pair: abs(pair[0].start - at))
        day = _day(nearest)
        joined = [d for u, d in near if t.stop < u.start <= t.stop + 2]
        if joined and words[t.start - 1] in ("between", "from"):
            return day, _day(joined[0])
        return day, day

    def _start_of(self, sentence: Sentence, since: int) -> Timex | None:
        """Find the day that "since then" or "since the war began" points back to."""
        words = sentence.words
        after = words[since + 1 : since + _REACH]
        if (after[:1] and not after[0].isalpha()) or after[:1] in (["then"], ["that"]):
            before = bisect_left(self._date_starts, since)
            return self._dates[before - 1][1] if before else None
        what = words_of("grammar", "wars").intersection(after)
        for tokens, day in self._dates:
            sent = self._doc.tokens_in(self._doc.sent_of(day.span))
            told = set(words[sent.start : sent.stop])
            if what & told and words_of("grammar", "begins") & told and tokens.start in sent:
                return day
        return None


def _shared(a: range, b: range) -> int:
    return min(a.stop, b.stop) - max(a.start, b.start)


def _of_report(sentence: Sentence, date_tokens: range) -> bool:
    """Tell the day of saying ("said on Friday") from the day of the deed."""
    at = date_tokens.start - 1
    while at in sentence.tokens and sentence.words[at] in (
        "on",
        "late",
        "early",
        "the",
        "in",
        "a",
        "statement",
    ):
        at -= 1
    return at in sentence.tokens and sentence.words[at] in words_of("grammar", "reports")


def _day(timex: Timex) -> str | None:
    """Give a date's value without its time of day; ``None`` where it is no calendar date."""
    found = _DAY.match(timex.value or "")
    return found[0] if found else None
