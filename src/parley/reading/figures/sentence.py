"""A sentence's numbers, each with the noun phrase after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley.items import Bound
from parley.reading.figures.quantities import Quantity, phrase_before, unit_kind
from parley.reading.figures.words import DASHES, Trigger, trigger_at, words_of

_NOUN_REACH = 9  # tokens of one noun phrase
_OLDEST = 123  # years: no one has been shown to live longer
_DETERMINERS = frozenset({"the", "those", "these", "his", "her", "its", "their", "our", "a"})


@dataclass(slots=True)
class Place:
    """A number in its sentence: where its noun phrase ends and what was found for it."""

    quantity: Quantity
    noun: range  # tokens of the noun phrase after the number, perhaps none
    trigger: Trigger | None = None
    whole: Place | None = None  # the number this one is a part of, or joined to
    side: str = ""  # "left": the trigger's object; "right": its subject; "noun"


@cache
def _noun_stops() -> frozenset[str]:
    lists = (("grammar", "stops"), ("grammar", "aux"), ("other", "gather"), ("population", "verbs"))
    return frozenset().union(*(words_of(*names) for names in lists))


@cache
def _people() -> frozenset[str]:
    """Give plurals for people: with one of them a noun phrase is full."""
    lists = (("other", "forces"), ("other", "crowds"), ("population", "people"))
    words = frozenset[str]().union(*(words_of(*names) for names in lists))
    return frozenset(w for w in words if w.endswith("s")) | {"people", "men", "women", "children"}


class Sentence:
    """The numbers of one sentence.

    `words` are the report's tokens in lower case, `tokens` those of the sentence.
    """

    def __init__(self, words: Sequence[str], tokens: range, quantities: Sequence[Quantity]) -> None:
        self.words = words
        self.tokens = tokens
        self.places = [Place(q, self._noun_phrase(q)) for q in quantities]
        self.at = {t: p for p in self.places for t in p.quantity.tokens}

    def word(self, at: int) -> str:
        """Give the word at a token, a full stop outside the sentence."""
        return self.words[at] if at in self.tokens else "."

    def _noun_phrase(self, q: Quantity) -> range:
        """Give the tokens of what is counted: to the next function word, verb or mark."""
        start = at = q.tokens.stop
        if self.word(at) == "of":
            at += 1
            while self.word(at) in _DETERMINERS:
                at += 1
        first = at
        while at in self.tokens and at - start < _NOUN_REACH:
            if self.words[at] == "(" and self.word(at + 2) == ")":  # "front (flm) fighters"
                at += 3
            elif self._ends_noun(at, first):
                break
            elif self.words[at] in _people() and self._is_full(at):
                return range(start, at + 1)
            else:
                at += 1
        return range(start, at)

    def _ends_noun(self, at: int, first: int) -> bool:
        word = self.words[at]
        if word in _noun_stops() or word in ("--", "–", "—", "."):
            return True
        if not (word[0].isalnum() or word in DASHES or word in ("'s", "’s", "'", "’")):
            return True
        if word[0].isdigit():
            return self.word(at - 1) not in DASHES  # "ak-47 rifles"
        if word in DASHES and self.word(at + 1) in ("", "-", "–"):
            return True
        found = trigger_at(self.words, at)
        if found is None or found.form not in ("past", "own", "state", "active"):
            return False
        if at == first and found.form == "active":  # "17 kidnap cases"
            return False
        return not (at == first and found.form == "past" and self._has_people(found.tokens.stop))

    def _has_people(self, at: int) -> bool:
        """Tell "12 wounded soldiers" from "12 killed in": people follow within a few words."""
        for ahead in range(at, at + 4):
            if self.word(ahead) in _people():
                return True
            if not self.word(ahead)[0].isalpha() or self.word(ahead) in _noun_stops():
                return False
        return False

    def _is_full(self, at: int) -> bool:
        """Tell whether a noun for people ends its phrase: a verb or nothing of it follows."""
        after = self.word(at + 1)
        return after.endswith("ed") and trigger_at(self.words, at + 1) is None

    def head(self, place: Place) -> str:
        """Give the last word of the noun phrase, "" where there is none."""
        words = [self.words[t] for t in place.noun]
        if words[:1] == ["of"]:
            words = words[1:]
        if "of" in words:
            words = words[: words.index("of")]
        return words[-1] if words else ""

    def before(self, place: Place) -> int:
        """Give the token after the last one before the number that says something."""
        at = place.quantity.tokens.start
        while at - 1 in self.tokens and self.words[at - 1] in words_of("grammar", "filler"):
            at -= 1
        if self.word(at - 1) == "of" and self.word(at - 2) == "total":  # "killed a total of 12"
            at -= 2
            at -= self.word(at - 1) in ("a", "the")
        return at

    def is_part(self, place: Place) -> bool:
        """Tell whether the number is a part of another: "including 3"."""
        parts = dict.fromkeys(words_of("grammar", "part"))
        return bool(phrase_before(self.words, self.before(place), parts))

    def is_thing(self, place: Place) -> bool:
        """Tell whether what is counted can be no people."""
        return self.head(place) in words_of("things", "words") or place.quantity.unit is not None

    def is_denied(self, place: Place) -> bool:
        """Tell "none of the 12" from "the 12"."""
        at = self.before(place)
        return self.word(at - 1) == "of" and self.word(at - 2) in ("none", "neither")

    def is_rate(self, place: Place) -> bool:
        """Tell "12 deaths a day", "an average of 12", which are no tolls."""
        after = [self.word(at) for at in range(place.noun.stop, place.noun.stop + 2)]
        rate = after[0] in ("each", "every", "per", "a", "daily") and after[1] in words_of(
            "grammar", "spells"
        )
        start = place.quantity.tokens.start
        return rate or after[0] == "daily" or self.word(start - 2) == "average"

    def is_age(self, place: Place) -> bool:
        """Tell the age in "Jane Roe, 44, said" and in "a 16-year-old boy"."""
        q = place.quantity
        start, stop = q.tokens.start, q.tokens.stop
        if unit_kind(q.unit) == "age" or (self.word(stop) == "-" and self.word(stop + 1) == "year"):
            return True
        marks = self.word(start - 1) == "," and self.word(stop) in (",", ".", ")")
        alone = q.bound is Bound.EXACT and q.value < _OLDEST and not len(place.noun)
        named = not self.word(start - 2)[0].isdigit()
        return marks and alone and named and not (place.trigger and place.trigger.form == "toll")

    def is_label(self, place: Place) -> bool:
        """Tell a number that names or measures: "unit no. 4", "[4]", "magnitude of 5.9"."""
        start = place.quantity.tokens.start
        before = [self.word(at) for at in range(start - 2, start)]
        if "magnitude" in [self.word(at) for at in range(start - 3, start)]:
            return True
        return before[1] in ("no", "no.", "number", "[", "#") or before == ["no", "."]
