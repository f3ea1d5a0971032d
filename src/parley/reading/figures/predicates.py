"""Triggers after a number, whose subject it is: "12 of them were killed", "12 dead"."""

from __future__ import annotations

from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import DASHES, ENDS, QUOTES, Trigger, both, trigger_at, words_of

# A predicate further off is mostly another clause's; set by hand, not swept.
_REACH = 20
_LOOSE_REACH = 7  # unknown words between a number and a predicate without auxiliary
_PREDICATES = ("past", "own", "state")
_SUBJECTS = frozenset({"the", "he", "she", "it", "they", "we", "that", "then"})
_OBJECTS = frozenset({"the", "a", "an", "both", "it", "he", "she", "they", "his", "her"})


def right(sentence: Sentence, place: Place) -> Trigger | None:
    """Find the predicate of the number's noun: "12 of them were killed", "12 dead"."""
    at, bracketed, unknown = place.noun.stop, False, 0
    first = at
    if inside := _attribute(sentence, place):
        return inside
    while at in sentence.tokens and at - first < _REACH:
        word = sentence.words[at]
        if found := trigger_at(sentence.words, at):
            if found.form in ("nouns", "of", "toll"):
                at = found.tokens.stop
                unknown += 1
                continue
            fits = unknown <= _LOOSE_REACH and _is_predicate(sentence, found)
            return _joint(sentence, found) if fits else None
        if word in words_of("grammar", "aux"):
            return _after_aux(sentence, at)
        if among := _among(sentence, at):
            return among
        if at in sentence.at:
            return None
        if (word in (",", "(") or word in DASHES) and not bracketed:
            bracketed = True
            if (at := _past_bracket(sentence, at)) < 0:
                return None
            continue
        if word in ENDS or word in words_of("grammar", "breaks") or word in (",", ")"):
            return None
        if word in ("and", "or") and (at + 1 in sentence.at or _starts_clause(sentence, at + 1)):
            return None
        unknown += word not in QUOTES
        at += 1
    return None


def _attribute(sentence: Sentence, place: Place) -> Trigger | None:
    """Find the participle inside the noun phrase: "12 wounded soldiers"."""
    if not len(place.noun):
        return None
    found = trigger_at(sentence.words, place.noun.start)
    return found if found and found.form == "past" else None


def _starts_clause(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    starts = word in _SUBJECTS or word in words_of("grammar", "aux")
    return starts or trigger_at(sentence.words, at) is not None


def _after_aux(sentence: Sentence, at: int) -> Trigger | None:
    """Find the predicate after auxiliaries and adverbs."""
    passed = words_of("grammar", "aux") | words_of("grammar", "adverbs")
    while at in sentence.tokens and sentence.words[at] in passed:
        found = trigger_at(sentence.words, at)
        if found and found.form in _PREDICATES:
            break
        at += 1
    found = trigger_at(sentence.words, at)
    if found and found.form in _PREDICATES and _is_predicate(sentence, found):
        return _joint(sentence, found)
    return _among(sentence, at)


def _among(sentence: Sentence, at: int) -> Trigger | None:
    """Find "dead" in "12 of them were among the dead"."""
    if sentence.word(at) not in ("among", "amongst"):
        return None
    if sentence.word(at + 1) not in ("the", "those"):
        return None
    found = trigger_at(sentence.words, at + 2)
    return found if found and found.form in ("past", "state", "nouns") else None


def _past_bracket(sentence: Sentence, at: int) -> int:
    """Give the token after a bracketed aside that an auxiliary or predicate follows, or -1."""
    mark = sentence.words[at]
    close = {"(": ")"}.get(mark, mark)
    for end in range(at + 1, min(sentence.tokens.stop, at + _REACH)):
        if sentence.words[end] != close:
            continue
        after = sentence.word(end + 1)
        if after in words_of("grammar", "aux") or after in ("also", "who"):
            return end + 1
        found = trigger_at(sentence.words, end + 1) if end + 1 in sentence.tokens else None
        if found and found.form in _PREDICATES:
            return end + 1
        if mark != ",":
            return -1
    return -1


def _joint(sentence: Sentence, found: Trigger) -> Trigger:
    """Join "60 killed and wounded" to one kind of both."""
    stop = found.tokens.stop
    if sentence.word(stop) not in ("and", "or", "/") or stop + 1 in sentence.at:
        return found
    other = trigger_at(sentence.words, stop + 1)
    if other and other.form in ("past", "state") and _is_participle(sentence, other):
        return both(found, other) if other.counted != found.counted else found
    return found


def _is_predicate(sentence: Sentence, found: Trigger) -> bool:
    if found.form in ("own", "state"):
        return True
    return found.form == "past" and _is_participle(sentence, found)


def _is_participle(sentence: Sentence, found: Trigger) -> bool:
    """Tell "12 people killed in" from "12 rebels killed the" by what follows."""
    at = found.tokens.stop
    if at in sentence.at and sentence.at[at].quantity.tokens.start <= at:
        return False
    aux = words_of("grammar", "aux")
    before, word = sentence.word(found.tokens.start - 1), sentence.word(at)
    if word in _OBJECTS:
        return before in aux
    if not word[0].isalnum() or word in words_of("grammar", "passive_after"):
        return True
    passive = before in aux and before not in ("has", "have", "had", "having")
    return passive or word in words_of("grammar", "stops") or word in aux
