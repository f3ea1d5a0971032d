"""The words that show what a number counts: triggers of ``vocab/counted.toml``, by their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley import vocab
from parley.reading.figures.quantities import phrase_at, phrase_before

KINDS = ("killed", "injured", "missing", "captured", "released", "detained", "displaced")
_FORMS = ("active", "past", "own", "state", "of", "nouns", "toll")
_LONGEST = 5  # tokens, of a trigger
DASHES = frozenset({"-", "--", "–", "—"})
ENDS = frozenset({".", "!", "?", ";", ":", "…"})
QUOTES = frozenset("\"“”‘’'«»`") | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that show what is counted: tokens, what, and in which form they stand."""

    tokens: range
    counted: str
    form: str
    unit: str | None = None


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """Give one word list of ``vocab/counted.toml`` as a set."""
    return frozenset(vocab.table("counted")[section][key])


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
def _nouns() -> dict[str, tuple[str, str]]:
    """Give what the nouns count, those that can be verbs too ("46 arrests")."""
    t = vocab.table("counted")
    return {noun: (kind, "nouns") for kind in reversed(KINDS) for noun in t[kind].get("nouns", ())}


def trigger_at(words: Sequence[str], at: int) -> Trigger | None:
    """Give the longest trigger that starts at token `at`."""
    n = phrase_at(words, at, _triggers(), _LONGEST)
    return _trigger(words, range(at, at + n), _triggers()) if n else None


def noun_at(words: Sequence[str], at: int) -> Trigger | None:
    """Give the trigger that starts at token `at` where a noun is expected: "arrests"."""
    n = phrase_at(words, at, _nouns(), _LONGEST)
    return _trigger(words, range(at, at + n), _nouns()) if n else trigger_at(words, at)


def trigger_before(words: Sequence[str], end: int) -> Trigger | None:
    """Give the longest trigger that ends before token `end`; quotation marks in it are passed."""
    if n := phrase_before(words, end, _triggers()):
        return _trigger(words, range(end - n, end), _triggers())
    if QUOTES.isdisjoint(words[max(0, end - _LONGEST) : end]):
        return None
    bare = [at for at in range(max(0, end - 2 * _LONGEST), end) if words[at] not in QUOTES]
    said = [words[at] for at in bare]
    n = phrase_before(said, len(said), _triggers())
    found = _trigger(said, range(len(said) - n, len(said)), _triggers()) if n else None
    return found and Trigger(range(bare[-n], end), found.counted, found.form, found.unit)


def _trigger(words: Sequence[str], tokens: range, rows: dict[str, tuple[str, str]]) -> Trigger:
    text = " ".join(words[tokens.start : tokens.stop])
    counted, form = rows[text]
    unit = None
    if counted == "other":
        unit = text if form == "past" else "casualties"
    return Trigger(tokens, counted, form, unit)


def both(a: Trigger, b: Trigger) -> Trigger:
    """Join two kinds in one number: "killed and wounded 60"."""
    tokens = range(min(a.tokens.start, b.tokens.start), max(a.tokens.stop, b.tokens.stop))
    return Trigger(tokens, "other", a.form, f"{a.counted} and {b.counted}")
