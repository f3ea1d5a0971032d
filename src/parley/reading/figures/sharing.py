"""Triggers that numbers share: "12 men and 3 boys were killed", "35, including 3 children"."""

from __future__ import annotations

from dataclasses import replace

from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import ENDS, Trigger, noun_at, trigger_at, words_of

_REACH = 20  # tokens between two joined numbers; set by hand, not swept
_BACK = 12  # the same between a verb and its second object
_JOINTS = ("and", "or", ",", "plus", "then", "but", "not", "(", ":", "--", "–", "—")
_MORE = frozenset({"more", "others", "other", "another"})


def from_the_next(sentence: Sentence, place: Place) -> None:
    """Take the predicate that two joined numbers share: "12 men and 3 boys were killed"."""
    if place.trigger or sentence.is_part(place) or sentence.is_thing(place):
        return
    at = place.noun.stop
    while sentence.word(at) in (",", "and", "or", "as", "well", "plus", "of", "the"):
        at += 1
    following = sentence.at.get(at)
    if at > place.noun.stop and following and following.side == "right":
        place.trigger, place.side, place.whole = following.trigger, "right", following


def from_the_one_before(sentence: Sentence, place: Place) -> None:
    """Take over the trigger of the number this one is joined to or is a part of."""
    if place.trigger or sentence.is_thing(place):
        return
    part = sentence.is_part(place)
    joined = sentence.word(sentence.before(place) - 1) in _JOINTS
    bare = _is_bare(sentence, place)
    if not part and (not (joined or bare) or _has_own_verb(sentence, place)):
        return
    start = place.quantity.tokens.start
    earlier = [p for p in sentence.places if p.quantity.tokens.start < start and p.trigger]
    if earlier and (part or bare or _reaches(sentence, earlier[-1], place)):
        whole = earlier[-1]
        place.trigger, place.side, place.whole = whole.trigger, whole.side, whole
    elif part or joined:
        place.trigger = _verb_before(sentence, place, part=part)
        place.side = "left" if place.trigger else ""


def _is_bare(sentence: Sentence, place: Place) -> bool:
    """Tell whether nothing but "more" or "others" follows: "30 others", "10 in the north"."""
    said = [w for w in sentence.words[place.noun.start : place.noun.stop] if w not in _MORE]
    after = sentence.word(place.noun.stop)
    return not said and after not in ("-", "/") and place.quantity.unit is None


def _has_own_verb(sentence: Sentence, place: Place) -> bool:
    """Tell "and two survived", "while 100 are recovering", which no verb before them governs."""
    if sentence.word(place.noun.stop) in words_of("grammar", "aux"):
        return True
    head = sentence.head(place)
    return head.endswith("ed") and trigger_at(sentence.words, place.noun.stop - 1) is None


def _reaches(sentence: Sentence, whole: Place, place: Place) -> bool:
    """Tell whether only one noun phrase and its places stand between two joined numbers."""
    between = range(whole.noun.stop, place.quantity.tokens.start)
    blocked = words_of("grammar", "breaks") | words_of("grammar", "aux") | {"who", "which", "that"}
    return len(between) <= _REACH and not any(sentence.words[i] in blocked for i in between)


def _verb_before(sentence: Sentence, place: Place, *, part: bool) -> Trigger | None:
    """Find the verb whose other object comes first: "killed a guard and 12 prisoners"."""
    last = max(sentence.tokens.start, place.quantity.tokens.start - _BACK)
    for at in range(sentence.before(place) - 1, last - 1, -1):
        if sentence.words[at] in words_of("grammar", "breaks") or sentence.words[at] in ENDS:
            return None
        found = trigger_at(sentence.words, at)
        if found and (part or found.form in ("active", "past", "own", "of")):
            return found  # "the dead included 4 boys": of a part, any form
    return None


def from_its_noun(sentence: Sentence, place: Place) -> None:
    """Take what the counted noun itself says: "12 deaths", "30 refugees", "46 arrests"."""
    for at in range(place.noun.start, max(place.noun.stop, place.noun.start + 1)):
        found = noun_at(sentence.words, at) if at in sentence.tokens else None
        if found and found.form == "nouns" and found.tokens.stop <= place.noun.stop + 1:
            place.trigger, place.side = found, "noun"
    found = place.trigger
    before = sentence.word(place.quantity.tokens.start - 1)
    if found and found.counted == "detained" and before in words_of("taking", "verbs"):
        place.trigger = replace(found, counted="captured")
