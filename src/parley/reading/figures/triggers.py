"""What a number counts, by the words around it: no parser, only phrases and their order.

A *trigger* is a verb, noun or predicate of ``vocab/counted.toml``. A number takes the one
whose object or subject it is: first the verb right before it ("killed 12"), then the
predicate after its noun ("12 people were killed"), then what the number it is joined to has
("killed 12 and 3 others", "including 3 children").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from parley import vocab
from parley.items import Bound
from parley.reading.figures.quantities import Quantity, phrase_at, phrase_before

KINDS = ("killed", "injured", "missing", "captured", "released", "detained", "displaced")
_FORMS = ("active", "past", "own", "state", "of", "nouns", "toll")
_LONGEST = 5  # tokens, of a trigger
# A predicate further off is mostly another clause's; set by hand, not swept.
_REACH = 20
_NOUN_REACH = 9  # tokens of one noun phrase
_LOOSE_REACH = 7  # unknown words between a number and a predicate without auxiliary
_OLDEST = 123  # years: no one has been shown to live longer
_DASHES = frozenset({"-", "--", "–", "—"})
_ENDS = frozenset({".", "!", "?", ";", ":", "…"})
_QUOTES = frozenset("\"“”‘’'«»`") | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that show what is counted: tokens, what, and in which form they stand."""

    tokens: range
    counted: str
    form: str
    unit: str | None = None


@dataclass(slots=True)
class Place:
    """A number in its sentence: where its noun phrase ends and what was found for it."""

    quantity: Quantity
    noun: range  # tokens of the noun phrase after the number, perhaps none
    trigger: Trigger | None = None
    whole: Place | None = None  # the number this one is a part of, or joined to
    side: str = ""  # "left": the trigger's object; "right": its subject; "noun"


@cache
def _triggers() -> dict[str, tuple[str, str]]:
    """Give (counted, form) by the words of each trigger."""
    t = vocab.table("counted")
    rows = {
        phrase: (kind, form)
        for kind in reversed(KINDS)
        for form in reversed(_FORMS)
        for phrase in t[kind].get(form, ())
    }
    rows |= {w: ("other", "past") for w in t["other"]["fates"]}
    rows |= {w: ("other", "nouns") for w in t["casualties"]["nouns"]}
    rows |= {w: ("other", "toll") for w in t["casualties"]["toll"]}
    return rows


@cache
def _noun_stops() -> frozenset[str]:
    lists = (("grammar", "stops"), ("grammar", "aux"), ("other", "gather"), ("population", "verbs"))
    return frozenset().union(*(words_of(*names) for names in lists))


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """Give one word list of ``vocab/counted.toml`` as a set."""
    return frozenset(vocab.table("counted")[section][key])


def trigger_at(words: Sequence[str], at: int) -> Trigger | None:
    """Give the longest trigger that starts at token `at`."""
    n = phrase_at(words, at, _triggers(), _LONGEST)
    return _trigger(words, at, at + n) if n else None


def _trigger_before(words: Sequence[str], end: int) -> Trigger | None:
    n = phrase_before(words, end, _triggers())
    return _trigger(words, end - n, end) if n else None


def _trigger(words: Sequence[str], start: int, end: int) -> Trigger:
    text = " ".join(words[start:end])
    counted, form = _triggers()[text]
    unit = None
    if counted == "other":
        unit = text if form == "past" else "casualties"
    return Trigger(range(start, end), counted, form, unit)


class Sentence:
    """The numbers of one sentence, each with its trigger."""

    def __init__(self, words: Sequence[str], tokens: range, quantities: Sequence[Quantity]) -> None:
        self.words = words
        self.tokens = tokens
        self.places = [Place(q, self._noun_phrase(q)) for q in quantities]
        self._at = {t: p for p in self.places for t in p.quantity.tokens}
        for place in self.places:
            self._own_trigger(place)
        for place in reversed(self.places):
            self._from_the_next(place)
        for place in self.places:
            self._from_the_one_before(place)
            if place.trigger is None:
                self._from_its_noun(place)

    def _word(self, at: int) -> str:
        return self.words[at] if at in self.tokens else "."

    def _noun_phrase(self, q: Quantity) -> range:
        """Give the tokens of what is counted: to the next function word, verb or mark."""
        start = at = q.tokens.stop
        if self._word(at) == "of":
            at += 1
            while self._word(at) in (
                "the",
                "those",
                "these",
                "his",
                "her",
                "its",
                "their",
                "our",
                "a",
            ):
                at += 1
        while at in self.tokens and at - start < _NOUN_REACH:
            word = self.words[at]
            if word == "(" and self._word(at + 2) == ")":  # "liberation front (flm) fighters"
                at += 3
                continue
            if word in _noun_stops():
                break
            if not (word[0].isalnum() or word in _DASHES or word in ("'s", "’s", "'", "’", ".")):
                break
            if word[0].isdigit() or (word in _DASHES and self._word(at + 1) in ("", "-", "–")):
                break
            if word in ("--", "–", "—", "."):
                break
            found = trigger_at(self.words, at)
            if found and found.form in ("past", "own", "state", "active"):
                break
            at += 1
        return range(start, at)

    def is_denied(self, place: Place) -> bool:
        """Tell "none of the 12" from "the 12"."""
        at = self._before(place)
        return self._word(at - 1) == "of" and self._word(at - 2) in ("none", "neither")

    def is_rate(self, place: Place) -> bool:
        """Tell "12 deaths a day", "an average of 12", which are no tolls."""
        after = [self._word(at) for at in range(place.noun.stop, place.noun.stop + 2)]
        rate = after[0] in ("each", "every", "per", "a", "daily") and after[1] in words_of(
            "grammar", "spells"
        )
        start = place.quantity.tokens.start
        return rate or after[0] == "daily" or self._word(start - 2) == "average"

    def is_age(self, place: Place) -> bool:
        """Tell the age in "Jane Roe, 44, said"."""
        start, stop = place.quantity.tokens.start, place.quantity.tokens.stop
        marks = self._word(start - 1) == "," and self._word(stop) in (",", ".", ")")
        return (
            marks
            and place.quantity.bound is Bound.EXACT
            and place.quantity.value < _OLDEST
            and not self._toll(place)
        )

    def _own_trigger(self, place: Place) -> None:
        left = self._left(place)
        if left:
            place.trigger, place.side = left, "left"
        elif (
            not self._is_part(place) and not self.is_denied(place) and (right := self._right(place))
        ):
            place.trigger, place.side = right, "right"

    def _before(self, place: Place) -> int:
        """Give the token after the last one before the number that says something."""
        at = place.quantity.tokens.start
        while at - 1 in self.tokens and self.words[at - 1] in words_of("grammar", "filler"):
            at -= 1
        return at

    def _left(self, place: Place) -> Trigger | None:
        """Find a trigger right before the number: "killed 12", "the deaths of 12"."""
        start = place.quantity.tokens.start
        at = self._before(place)
        for end in {start, at}:
            found = _trigger_before(self.words, end) or self._first_of_two_verbs(end)
            if (
                found
                and found.tokens.start in self.tokens
                and found.form in ("active", "past", "of")
            ):
                return self._joint_left(found)
        lost = self._word(start - 1) in words_of("losing", "verbs")
        if lost and self.head(place) in words_of("losing", "men"):
            return Trigger(range(start - 1, start), "killed", "own")
        return self._toll(place)

    def _first_of_two_verbs(self, end: int) -> Trigger | None:
        """Find "captured" in "captured and blindfolded 10"."""
        if self._word(end - 2) == "and" and self._word(end - 1).endswith("ed"):
            return _trigger_before(self.words, end - 2)
        return None

    def _toll(self, place: Place) -> Trigger | None:
        """Find "toll rose to", "the number of missing stands at" before the number."""
        at = place.quantity.tokens.start
        linked = phrase_before(self.words, at, dict.fromkeys(words_of("grammar", "tolls")))
        if not linked and not (
            self._word(at - 1) == "," and self._word(at - 2) in words_of("grammar", "tolls")
        ):
            return None
        if len(place.noun) and self._word(place.noun[0]) not in (
            "people",
            "persons",
            "dead",
            "of",
            "killed",
        ):
            return None
        for back in range(at - 1, max(self.tokens.start, at - _REACH) - 1, -1):
            found = trigger_at(self.words, back)
            if found and found.form == "toll":
                return found
            if self.words[back] in _ENDS or self.words[back] in ("but", "while", "when"):
                return None
        return None

    def _joint_left(self, found: Trigger) -> Trigger:
        """Join "killed and wounded 60" to one kind of both."""
        start = found.tokens.start
        if self._word(start - 1) in ("and", "or"):
            other = _trigger_before(self.words, start - 1)
            if other and other.counted != found.counted and other.form == found.form:
                return _both(other, found)
        return found

    def _joint_right(self, found: Trigger) -> Trigger:
        stop = found.tokens.stop
        if self._word(stop) in ("and", "or", "/") and stop + 1 not in self._at:
            other = trigger_at(self.words, stop + 1)
            if other and other.form in ("past", "state") and self._is_participle(other):
                return _both(found, other) if other.counted != found.counted else found
        return found

    def _right(self, place: Place) -> Trigger | None:
        """Find the predicate of the number's noun: "12 of them were killed", "12 dead"."""
        at, bracketed, unknown = place.noun.stop, False, 0
        first = at
        while at in self.tokens and at - first < _REACH:
            word = self.words[at]
            if found := trigger_at(self.words, at):
                near = unknown <= _LOOSE_REACH
                if found.form in ("nouns", "of", "toll"):
                    at = found.tokens.stop
                    unknown += 1
                    continue
                return self._joint_right(found) if near and self._is_predicate(found) else None
            if word in words_of("grammar", "aux"):
                return self._after_aux(at)
            if among := self._among(at):
                return among
            if at in self._at:
                return None
            if word in (",", "(", "--", "–", "—", "-") and not bracketed:
                bracketed = True
                if (at := self._past_bracket(at)) < 0:
                    return None
                continue
            if word in _ENDS or word in words_of("grammar", "breaks") or word in (",", ")"):
                return None
            if word in ("and", "or") and (at + 1 in self._at or self._starts_clause(at + 1)):
                return None
            unknown += word not in _QUOTES
            at += 1
        return None

    def _starts_clause(self, at: int) -> bool:
        word = self._word(at)
        starts = word in ("the", "he", "she", "it", "they", "we", "that", "then")
        return (
            starts or word in words_of("grammar", "aux") or trigger_at(self.words, at) is not None
        )

    def _after_aux(self, at: int) -> Trigger | None:
        """Find the predicate after auxiliaries and adverbs."""
        while at in self.tokens and (
            self.words[at] in words_of("grammar", "aux")
            or self.words[at] in words_of("grammar", "adverbs")
        ):
            found = trigger_at(self.words, at)
            if found and found.form in ("past", "own", "state"):
                break
            at += 1
        found = trigger_at(self.words, at)
        if found and found.form in ("past", "own", "state") and self._is_predicate(found):
            return self._joint_right(found)
        return self._among(at)

    def _among(self, at: int) -> Trigger | None:
        """Find "dead" in "12 of them were among the dead"."""
        if self._word(at) not in ("among", "amongst") or self._word(at + 1) not in ("the", "those"):
            return None
        found = trigger_at(self.words, at + 2)
        return found if found and found.form in ("past", "state", "nouns") else None

    def _past_bracket(self, at: int) -> int:
        """Give the token after a bracketed aside that an auxiliary or predicate follows, or -1."""
        mark = self.words[at]
        close = {"(": ")"}.get(mark, mark)
        for end in range(at + 1, min(self.tokens.stop, at + _REACH)):
            if self.words[end] != close:
                continue
            after = self._word(end + 1)
            if after in words_of("grammar", "aux") or after in ("also", "who"):
                return end + 1
            found = trigger_at(self.words, end + 1) if end + 1 in self.tokens else None
            if found and found.form in ("past", "own", "state"):
                return end + 1
            if mark != ",":
                return -1
        return -1

    def _is_predicate(self, found: Trigger) -> bool:
        if found.form in ("own", "state"):
            return True
        return found.form == "past" and self._is_participle(found)

    def _is_participle(self, found: Trigger) -> bool:
        """Tell "12 people killed in" from "12 rebels killed the" by what follows."""
        at = found.tokens.stop
        if at in self._at and self._at[at].quantity.tokens.start <= at:
            return False
        word = self._word(at)
        if word in ("the", "a", "an", "both", "it", "he", "she", "they", "his", "her"):
            return self._word(found.tokens.start - 1) in words_of("grammar", "aux")
        if not word[0].isalnum() or word in words_of("grammar", "passive_after"):
            return True
        after_aux = self._word(found.tokens.start - 1) not in ("has", "have", "had", "having")
        stops = word in words_of("grammar", "stops") or word in words_of("grammar", "aux")
        return stops or (
            after_aux and self._word(found.tokens.start - 1) in words_of("grammar", "aux")
        )

    def _is_part(self, place: Place) -> bool:
        return bool(
            phrase_before(
                self.words, self._before(place), dict.fromkeys(words_of("grammar", "part"))
            )
        )

    def _from_the_next(self, place: Place) -> None:
        """Take the predicate that two joined numbers share: "12 men and 3 boys were killed"."""
        if place.trigger or self._is_part(place):
            return
        at = place.noun.stop
        while self._word(at) in (",", "and", "or", "as", "well", "plus", "of", "the"):
            at += 1
        following = self._at.get(at)
        if (
            at > place.noun.stop
            and following
            and following.side == "right"
            and not self._thing(place)
        ):
            place.trigger, place.side, place.whole = following.trigger, "right", following

    def _from_the_one_before(self, place: Place) -> None:
        """Take over the trigger of the number this one is joined to or is a part of."""
        if place.trigger or self._thing(place):
            return
        part = self._is_part(place)
        earlier = [
            p
            for p in self.places
            if p.quantity.tokens.start < place.quantity.tokens.start and p.trigger
        ]
        joined = self._joined(place)
        bare = self._is_bare(place)
        if not (part or joined or bare):
            return
        if earlier and (part or bare or self._reaches(earlier[-1], place)):
            whole = earlier[-1]
            place.trigger, place.side, place.whole = whole.trigger, whole.side, whole
        elif part or joined:
            place.trigger = self._verb_before(place, part=part)
            place.side = "left" if place.trigger else ""

    def _joined(self, place: Place) -> bool:
        joints = ("and", "or", ",", "plus", "then", "but", "not", "(", ":", "--", "–", "—")
        return self._word(self._before(place) - 1) in joints

    def _is_bare(self, place: Place) -> bool:
        """Tell whether nothing but "more" or "others" follows: "30 others", "10 in the north"."""
        noun = [
            w
            for w in self.words[place.noun.start : place.noun.stop]
            if w not in ("more", "others", "other", "another")
        ]
        return (
            not noun
            and self._word(place.noun.stop) not in ("-", "/")
            and place.quantity.unit is None
        )

    def _reaches(self, whole: Place, place: Place) -> bool:
        """Tell whether only one noun phrase and its places stand between two joined numbers."""
        between = range(whole.noun.stop, place.quantity.tokens.start)
        blocked = (
            words_of("grammar", "breaks") | words_of("grammar", "aux") | {"who", "which", "that"}
        )
        return len(between) <= _REACH and not any(self.words[i] in blocked for i in between)

    def _verb_before(self, place: Place, *, part: bool) -> Trigger | None:
        """Find the verb whose other object comes first: "killed a guard and 12 prisoners"."""
        for at in range(
            self._before(place) - 1,
            max(self.tokens.start, place.quantity.tokens.start - 12) - 1,
            -1,
        ):
            if self.words[at] in words_of("grammar", "breaks") or self.words[at] in _ENDS:
                return None
            found = trigger_at(self.words, at)
            if found and (part or found.form in ("active", "past", "own", "of")):
                return found  # "the dead included 4 boys": of a part, any form
        return None

    def _from_its_noun(self, place: Place) -> None:
        """Take what the counted noun itself says: "12 deaths", "30 refugees"."""
        if place.noun.stop == place.noun.start:
            return
        for at in place.noun:
            found = trigger_at(self.words, at)
            if found and found.form == "nouns" and found.tokens.stop <= place.noun.stop + 1:
                place.trigger, place.side = found, "noun"
        found = place.trigger
        before = self._word(place.quantity.tokens.start - 1)
        if found and found.counted == "detained" and before in words_of("taking", "verbs"):
            place.trigger = replace(found, counted="captured")

    def head(self, place: Place) -> str:
        """Give the last word of the noun phrase, "" where there is none."""
        words = [self.words[t] for t in place.noun]
        if words[:1] == ["of"]:
            words = words[1:]
        if "of" in words:
            words = words[: words.index("of")]
        return words[-1] if words else ""

    def _thing(self, place: Place) -> bool:
        return self.head(place) in words_of("things", "words") or place.quantity.unit is not None

    def is_thing(self, place: Place) -> bool:
        """Tell whether what is counted can be no people."""
        return self._thing(place)


def _both(a: Trigger, b: Trigger) -> Trigger:
    tokens = range(min(a.tokens.start, b.tokens.start), max(a.tokens.stop, b.tokens.stop))
    return Trigger(tokens, "other", a.form, f"{a.counted} and {b.counted}")
