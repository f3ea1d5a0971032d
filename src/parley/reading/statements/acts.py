"""Form and act of a statement, from its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from parley import vocab
from parley.encoder import Encoding
from parley.encoder.decode import log_softmax
from parley.items import Act, Form
from parley.reading.statements.quotations import quotations
from parley.spans import Span
from parley.vocab.inflection import noun_forms, verb_forms

FIRST_CLAUSE = 12  # words that hold the first clause of most contents of the training reports
_FIRST_PERSON = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)  # "us" may be a state


def form(text: str, content: Sequence[Span]) -> Form:
    """Tell how much of a content stands in quotation marks.

    A leading "that" does not count, nor do marks around a name. Words in the first person
    without marks are printed speech: direct (gold guide, rule 23).
    """
    quoted = total = 0
    for piece in content:
        words = Span(piece.start + _lead(piece.of(text)), piece.end)
        found = [q for q in quotations(text, [words]) if not _names(text, q, words)]
        outermost = [q for q in found if not any(o != q and o.covers(q) for o in found)]
        quoted += sum(_letters(q.of(text)) for q in outermost)
        total += _letters(words.of(text))
    if not quoted:
        return Form.DIRECT if _printed(text, content) else Form.INDIRECT
    return Form.DIRECT if quoted == total else Form.MIXED


def _printed(text: str, content: Sequence[Span]) -> bool:
    """Tell speech without an opening mark: in the first person, or closed all the same."""
    closed = content[-1].of(text).rstrip()[-1:] in '”»"'
    return closed or any(_FIRST_PERSON.search(piece.of(text)) for piece in content)


def _names(text: str, quotation: Span, within: Span) -> bool:
    """Tell whether quotation marks only mark a name: known as "Iron Fist"."""
    before = text[within.start : quotation.start].lower().split()[-4:]
    naming = vocab.table("acts")["naming"]
    return before[-1:] == ["as"] and not set(naming["as"]).isdisjoint(before)


def _lead(words: str) -> int:
    """Length of an opening "that" outside the quotation."""
    match = re.match(r"that\s+", words, re.IGNORECASE)
    return match.end() if match else 0


def _letters(words: str) -> int:
    return sum(c.isalnum() for c in words)


@cache
def _cues() -> list[tuple[tuple[frozenset[str], ...], Act]]:
    """Cue phrases with their act, the longest first; the first word in all its forms."""
    rows = []
    for name, phrases in vocab.table("acts")["cues"].items():
        if name == "say":
            continue  # what the content makes of it decides
        for first, *rest in map(str.split, phrases):
            forms = frozenset({*verb_forms(first), *noun_forms(first)})
            rows.append(((forms, *(frozenset({w}) for w in rest)), Act(name)))
    return sorted(rows, key=lambda row: -len(row[0]))


@cache
def cue_words() -> frozenset[str]:
    """Give every form of the first words of cues: a text without one says nothing of its own.

    Of "be afraid" that is "afraid".
    """
    firsts = [
        p.removeprefix("be ").split()[0] for ps in vocab.table("acts")["cues"].values() for p in ps
    ]
    return frozenset(f for w in firsts for f in (*verb_forms(w), *noun_forms(w)))


# Where the words only say, the network's act is taken from this chance on: .684 to .703 on the
# coded dev sets. Against an act that the words do tell it loses: coders go by them.
SURE = 0.8


class Acts:
    """What the network holds the acts of a report's statements to be."""

    def __init__(self, encoding: Encoding) -> None:
        self._doc = encoding.doc
        self._scores = encoding.layer("act")

    def weighed(self, ruled: Act, content: Sequence[Span]) -> Act:
        """Give the act of a statement: that of its words; behind a plain "said" the network's."""
        if ruled is not Act.SAY:
            return ruled
        scores = self._scores[self._doc.tokens_in(content[0]).start, 1:]
        best = int(scores.argmax())
        sure = float(np.exp(log_softmax(scores)[best]))
        return Act(vocab.layers()["act"].labels[best]) if sure >= SURE else ruled


def act(cue: Sequence[str], content: Sequence[str]) -> Act:
    """Give the act of a statement from the words of its cue and of its content's first clause."""
    words = [w.lower() for w in cue]
    for phrase, found in _cues():
        if _holds(words, phrase):
            return _NEGATED.get(found, found) if _NOT & set(words) else found
    found = _act_of_content(content)
    return Act.PROMISE if found is Act.SAY and _announces(words, content) else found


# "did not deny" and "did not rule out" only say; not to accept is to reject.
_NEGATED = {Act.DENY: Act.SAY, Act.ACCEPT: Act.REJECT}
_NOT = {"not", "n't", "n’t", "never", "neither"}


def _holds(words: Sequence[str], phrase: Sequence[frozenset[str]]) -> bool:
    """Tell whether a cue holds the words of a phrase in order: "called on Friday for"."""
    if phrase[0].isdisjoint(words):
        return False
    rest = iter(words)
    return all(any(w in forms for w in rest) for forms in phrase)


def _announces(words: Sequence[str], content: Sequence[str]) -> bool:
    """Tell whether what will be done is announced."""
    table = vocab.table("acts")["announced"]
    cues = {f for cue in table["cues"] for f in verb_forms(cue)}
    will = {w.lower() for w in content[:FIRST_CLAUSE]} & set(table["content"])
    return bool(will) and not cues.isdisjoint(words)


def _act_of_content(content: Sequence[str]) -> Act:
    """Give the act where the cue only says: the content's first clause may promise or demand."""
    head = f" {' '.join(w.lower() for w in content[:FIRST_CLAUSE])} "
    for name, phrases in vocab.table("acts")["content"].items():
        if any(f" {p} " in head for p in phrases):
            return Act(name)
    return Act.SAY
