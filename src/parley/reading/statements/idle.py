"""Cues that say nothing: verdicts on a happening, talk of a topic, set phrases (gold guide, 11)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from parley import vocab
from parley.vocab.inflection import verb_forms

_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "some", "more", "about"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
_ACTIVE = frozenset({"by", "as", "saying", "having"})  # "was reported by", "was said by"
_QUOTES = frozenset('“”"«»„‘`') | {"``"}


def says_nothing(cue: Sequence[str], content: Sequence[str]) -> bool:
    """Tell whether a cue and a content, as words, hold nothing that was said.

    "Condemned the attack" and "discussed the truce" tell what was judged or talked of, not what
    was said; "condemned it as a crime" and "praised him for coming" do say something.
    """
    words = [w.lower() for w in content]
    verbs = {w.lower() for w in cue}
    if _is_impersonal(verbs) or _is_unsaid(verbs):
        return True
    if not verbs.isdisjoint(_forms("verdicts")) and _is_bare(words):
        return True
    if not verbs.isdisjoint(_forms("topics")) and _is_bare(words):
        return True
    rest = " ".join(w for w in words if w not in _ARTICLES and not w.isdigit())
    return any(
        not verbs.isdisjoint(verb_forms(verb)) and rest in things
        for verb, things in vocab.table("acts")["idle"]["phrases"].items()
    )


def _is_impersonal(cue: Collection[str]) -> bool:
    """Tell "is believed", "was reported": nobody is named who says so."""
    table = vocab.table("acts")["idle"]
    passive = not _BE.isdisjoint(cue) and not set(table["impersonal"]).isdisjoint(cue)
    return passive and _ACTIVE.isdisjoint(cue)


def _is_unsaid(cue: Collection[str]) -> bool:
    """Tell "did not say", "declined to comment"."""
    table = vocab.table("acts")["idle"]
    left = not set(table["left"]).isdisjoint(cue)
    return left and not set(table["unsaid"]).isdisjoint(cue)


def _is_bare(words: Sequence[str]) -> bool:
    """Tell a bare noun phrase: nothing quoted, no clause, no reason."""
    if words[:1] in (["that"], ["what"], ["how"], ["to"]) or not _QUOTES.isdisjoint(words):
        return False
    reasons = zip(words, [*words[1:], ""], strict=True)
    return not any(a == "as" or (a in ("for", "of") and b.endswith("ing")) for a, b in reasons)


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(f for v in vocab.table("acts")["idle"][name] for f in verb_forms(v))
