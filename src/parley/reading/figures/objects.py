"""Triggers before a number, whose object it is: "killed 12", "the deaths of 12", "Injured: 12"."""

from __future__ import annotations

from parley.reading.figures.quantities import phrase_at, phrase_before
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import ENDS, Trigger, both, trigger_at, trigger_before, words_of

# A toll further off is mostly another clause's; set by hand, not swept.
_REACH = 20
_TAIL = 4  # tokens of "out of their homes"
_LABELS = ("past", "state", "nouns", "toll")


def left(sentence: Sentence, place: Place) -> Trigger | None:
    """Find a trigger right before the number: "killed 12", "the deaths of 12"."""
    if parted := _parted(sentence, place):
        return parted
    start = place.quantity.tokens.start
    for end in {start, sentence.before(place)}:
        found = trigger_before(sentence.words, end) or _first_of_two_verbs(sentence, end)
        inside = found and found.tokens.start in sentence.tokens
        if found and inside and found.form in ("active", "past", "of"):
            return _joint(sentence, found)
    lost = sentence.word(start - 1) in words_of("losing", "verbs")
    if lost and sentence.head(place) in words_of("losing", "men"):
        return Trigger(range(start - 1, start), "killed", "own")
    return _label(sentence, place) or _toll(sentence, place)


def _parted(sentence: Sentence, place: Place) -> Trigger | None:
    """Find the verb before and its end behind the number: "driven 12,000 from their homes"."""
    verb, tail = sentence.before(place) - 1, place.noun.stop
    if sentence.word(verb) not in words_of("displaced", "parting"):
        return None
    n = phrase_at(sentence.words, tail, dict.fromkeys(words_of("displaced", "parted")), _TAIL)
    return Trigger(range(verb, tail + n), "displaced", "active") if n else None


def _first_of_two_verbs(sentence: Sentence, end: int) -> Trigger | None:
    """Find "captured" in "captured and blindfolded 10"."""
    if sentence.word(end - 2) == "and" and sentence.word(end - 1).endswith("ed"):
        return trigger_before(sentence.words, end - 2)
    return None


def _joint(sentence: Sentence, found: Trigger) -> Trigger:
    """Join "killed and wounded 60" to one kind of both."""
    start = found.tokens.start
    if sentence.word(start - 1) in ("and", "or"):
        other = trigger_before(sentence.words, start - 1)
        if other and other.counted != found.counted and other.form == found.form:
            return both(other, found)
    return found


def _label(sentence: Sentence, place: Place) -> Trigger | None:
    """Find the head of a row in a table: "Injured: 74"."""
    start = place.quantity.tokens.start
    if sentence.word(start - 1) != ":":
        return None
    found = trigger_before(sentence.words, start - 1)
    alone = found and not sentence.word(found.tokens.start - 2)[0].isalpha()
    return found if found and found.form in _LABELS and alone else None


def _toll(sentence: Sentence, place: Place) -> Trigger | None:
    """Find "toll rose to", "the number of missing stands at" before the number."""
    at = place.quantity.tokens.start
    tolls = words_of("grammar", "tolls")
    linked = phrase_before(sentence.words, at, dict.fromkeys(tolls))
    if not linked and not (sentence.word(at - 1) == "," and sentence.word(at - 2) in tolls):
        return None
    if len(place.noun) and not _may_be_dead(sentence, place):
        return None
    for back in range(at - 1, max(sentence.tokens.start, at - _REACH) - 1, -1):
        found = trigger_at(sentence.words, back)
        if found and found.form == "toll":
            return found
        if sentence.words[back] in ENDS or sentence.words[back] in ("but", "while", "when"):
            return None
    return None


def _may_be_dead(sentence: Sentence, place: Place) -> bool:
    return sentence.word(place.noun[0]) in ("persons", "dead", "of", "killed") or sentence.head(
        place
    ) in words_of("population", "people")
