"""Who is counted and who is held responsible: by place in the sentence."""

from __future__ import annotations

from bisect import bisect_left

from parley.items import Actor, Doc, Kind
from parley.reading.actors import Cast, resolve
from parley.reading.actors.near import Near
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.words import trigger_at, words_of

# Tokens after the number in which "by X", "when X ..." still belong to it; set by hand, not swept.
_REACH = 20
_NEAR = 4  # tokens after the counted noun in which "on X", "among X" stand; by hand too
# A part is given from this chance on; that the rules give it too counts as so much more. Chosen on
# the coded dev sets: of whom .583 by rules alone, .613; by whom .794, .799.
LEAST = 0.5
RULED = 0.5
_NO_AGENT = frozenset({Kind.MEDIA, Kind.NGO})


class Witness:
    """The actors of a report, looked up by tokens."""

    def __init__(self, doc: Doc, cast: Cast, near: Near | None = None) -> None:
        self._near = near
        self._doc = doc
        self._cast = cast
        self._mentions = [(doc.tokens_in(m), a) for m, a in cast.mentions()]
        self._starts = [tokens.start for tokens, _ in self._mentions]

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
        if place.trigger and place.trigger.form == "nouns":
            sufferer = self._sufferer(sentence, place)
            return sufferer.id if sufferer else None
        at = sentence.places.index(place)
        if at and (place.whole or sentence.head(place) in ("", "more", "others", "other")):
            before = sentence.places[at - 1]
            if before.trigger and _of_one_happening(before, place):
                return self.counted(sentence, before)
        return None

    def counted_elsewhere(self, sentence: Sentence, place: Place) -> frozenset[str]:
        """Give those whom the sentence's other numbers count, if they can't be counted here too."""
        others = (p for p in sentence.places if p.trigger and not _of_one_happening(p, place))
        return frozenset(a for p in others if (a := self.counted(sentence, p)))

    def weighed(
        self, part: str, place: Place, ruled: str | None, never: frozenset[str] = frozenset()
    ) -> str | None:
        """Weigh the actor that the rules give ("of" whom, "by" whom) against the network's.

        Those of `never` are not meant, whatever the network says.
        """
        if self._near is None:
            return ruled
        chances = self._near.chances(place.quantity.tokens.start)
        if ruled is not None and ruled not in chances:
            return ruled
        by_actor = {a: c[part] + RULED * (a == ruled) for a, c in chances.items() if a not in never}
        best = max(by_actor, key=by_actor.__getitem__, default=None)
        return best if best is not None and by_actor[best] >= LEAST else None

    def _sufferer(self, sentence: Sentence, place: Place) -> Actor | None:
        """Find who it befell: "12 casualties on the army", "40 deaths among farmers"."""
        start = place.quantity.tokens.stop
        for mention, actor in self._starting_in(range(start, place.noun.stop + _NEAR)):
            if self._before(sentence, mention) in ("on", "among", "of", "to"):
                return actor
        return None

    def responsible(self, sentence: Sentence, place: Place, counted: str) -> str | None:
        """Give the agent to whom the text ascribes it; ``None`` where it names none."""
        trigger, start = place.trigger, place.quantity.tokens.start
        if counted == "aid":
            giver = self._subject(sentence, start)
            return giver.id if giver else None
        if trigger is None or trigger.form == "toll":
            return None
        agent = None
        if trigger.form == "nouns":
            return self._id(self._doer(sentence, place))
        if place.side == "left" and trigger.form in ("active", "past"):
            agent = self._subject(sentence, trigger.tokens.start)
        agent = agent or self._named_after(sentence, place)
        if agent is None and place.whole and place.whole is not place:
            return self.responsible(sentence, place.whole, counted)
        if agent is None and counted == "detained":
            agent = self._police(sentence)
        return self._id(agent)

    def _id(self, agent: Actor | None) -> str | None:
        """Give the id of an agent; people who act are the force that they belong to."""
        if agent is None:
            return None
        force = self._cast.actor(agent.affiliation) if agent.kind is Kind.POPULATION else None
        return (force or agent).id

    def _doer(self, sentence: Sentence, place: Place) -> Actor | None:
        """Find who "inflicted 10 casualties" or "made 12 arrests"."""
        verb = sentence.before(place) - 1
        doing = sentence.word(verb) in words_of("doing", "verbs")
        return self._subject(sentence, verb) if doing else None

    def _police(self, sentence: Sentence) -> Actor | None:
        """Find the force that tells of its arrests: "12 were arrested, police said"."""
        for mention, actor in self._starting_in(sentence.tokens):
            beside = (sentence.word(mention.stop), sentence.word(mention.start - 1))
            if actor.kind is Kind.GOVERNMENT_BODY and words_of("grammar", "reports").intersection(
                beside
            ):
                return actor
        return None

    def _subject(self, sentence: Sentence, verb: int) -> Actor | None:
        """Find whose deed the verb at token `verb` is: the first free mention of its clause."""
        words, start = sentence.words, sentence.tokens.start
        before_verb = verb - 1
        while before_verb in sentence.tokens and words[before_verb] in words_of("grammar", "aux"):
            before_verb -= 1
        if words[before_verb] in words_of("grammar", "pronouns"):
            meant = resolve(self._doc.tokens[before_verb], self._cast, self._doc)
            return meant if meant and self._may_act(meant) else None
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
            attacks = _attacks(sentence, mention)
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
            if before in ("by", "when", "as", "after"):
                return actor
            behind = words[max(start, mention.start - 6) : mention.start]
            if before in words_of("grammar", "assault_before") and _attacks(sentence, mention):
                return actor
            if before in ("with", "against") and words_of("grammar", "fights").intersection(behind):
                return actor
        return None

    @staticmethod
    def _may_act(actor: Actor) -> bool:
        return actor.kind not in _NO_AGENT


def _attacks(sentence: Sentence, mention: range) -> bool:
    """Tell whether an assault is called after the mention: "Taliban suicide attack"."""
    for at in range(mention.stop, mention.stop + 3):
        if sentence.word(at) in words_of("grammar", "assaults"):
            return True
        if trigger_at(sentence.words, at) and at in sentence.tokens:
            return False
    return False


def _of_one_happening(a: Place, b: Place) -> bool:
    """Tell whether the same people may be meant: those who were displaced are not the dead."""
    kinds = {p.trigger.counted for p in (a, b) if p.trigger}
    return "displaced" not in kinds or len(kinds) == 1


def _shared(a: range, b: range) -> int:
    return min(a.stop, b.stop) - max(a.start, b.start)
