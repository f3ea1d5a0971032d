"""How an event stands: happened, ongoing, planned, demanded, proposed, denied, hypothetical.

The verb group says most (modal, negation, tense); above it a cue may ("called for", "threatened
to"); a finite past is told as fact unless a denial or a condition rules the clause.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from parley import vocab
from parley.items import Status
from parley.reading.events.lexicon import REACH, Hit
from parley.reading.events.page import Page, words
from parley.vocab.inflection import verb_forms

# A cue binds what follows it in its phrase; "that" and "to" may stand between, these may not.
_THROUGH: Final = frozenset({"if", "whether", "that"})
_FINITE: Final = frozenset({"past", "participle", "s"})
YEAR_REACH: Final = 5  # "the offensive of 11 november 1989"
NEAR: Final = 3  # a cue right before a known happening: "denied the attack"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
MODAL_REACH: Final = 4  # "will hold the next talks"; from further off it rules another verb
LIST_REACH: Final = 25  # words from the verb to the last member of a list, some four members
_DO: Final = frozenset({"do", "does", "did"})
_AHEAD: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
_WANTED: Final = frozenset({Status.DEMANDED, Status.PROPOSED})
_FACTUAL: Final = frozenset({Status.DENIED, Status.HYPOTHETICAL})
_OF_MODAL: Final = {
    "must": Status.DEMANDED,
    "should": Status.DEMANDED,
    "will": Status.PLANNED,
    "shall": Status.PLANNED,
    "'ll": Status.PLANNED,
}


class Standing(NamedTuple):
    """How an event stands; `cued` where a word of the clause says it, not the type or default."""

    status: Status | None
    cued: bool


def standing_of(page: Page, hit: Hit, governor: int | None, tag: str | None) -> Standing:
    """Judge how the event of `hit` stands; status ``None`` for a bare noun no word speaks of.

    `governor` is the verb that carries a noun, `tag` the form of that verb.
    """
    default = vocab.table("events")["status_default"].get(hit.type)
    if default and hit.tag == "noun" and _is_past(page, hit):
        return Standing(Status.HAPPENED, True)
    if default and hit.tag == "noun" and points_back(page, hit.first):
        return Standing(Status(default), False)  # "demanded an end to the war": the war is there
    found = _found(page, hit, governor, tag)
    if found is not None:
        return Standing(found, True)
    if default and (hit.tag == "noun" or _is_state(page, hit)):
        return Standing(Status(default), False)
    bare = hit.tag == "noun" and (governor is None or tag not in _FINITE)
    return Standing(None if bare else Status.HAPPENED, False)


def _found(page: Page, hit: Hit, governor: int | None, tag: str | None) -> Status | None:
    """Find what the words of the clause say of how an event stands."""
    if hit.tag != "noun":
        found = _of_verb(page, hit.first, hit.tag)
        if found is Status.PLANNED and hit.type in words("speech") and _is_uncued(page, hit.first):
            return Status.HAPPENED  # "which led him to call on them": it was said
        if hit.type == "refusal" and found in _AHEAD:
            return Status.HAPPENED  # "will not go" refuses now
        return found
    if governor is None or tag is None:
        reach = NEAR if hit.type in words("plain") and is_told(page, hit.first) else REACH
        return _of_noun(page, hit.first, reach) or _after(page, hit.last)
    return (
        _near_adjective(page, governor + 1, hit.first)
        or _cue_at(page, governor, hit.first)
        or _of_carried(page, governor, tag)
        or _listed(page, hit.first)
    )


def _of_carried(page: Page, governor: int, tag: str) -> Status | None:
    """Judge a noun by the verb that carries it; what is only tried has not come about."""
    start = group_start(page, governor)
    group = page.words[start:governor]
    if "to" in group and page.word(start + group.index("to") - 1) in words("trying"):
        return Status.PLANNED
    return _of_verb(page, governor, tag)


def points_back(page: Page, first: int) -> bool:
    """Tell whether a noun is definite ("the attack", "these talks")."""
    for token in page.back(first, 3):
        if page.words[token] in words("definite"):
            return True
        if page.words[token] in words("determiners") or page.words[token] in words("stops"):
            return False
    return False


def _is_past(page: Page, hit: Hit) -> bool:
    """Tell whether a noun bears the year it was in: "the 1969 war", "the offensive of May 1989"."""
    if any(_YEAR.fullmatch(page.words[t]) for t in page.back(hit.first, 3)):
        return True
    for token in page.onward(hit.last, YEAR_REACH):
        word = page.words[token]
        if word in words("beginning") or word in words("stops"):
            return False
        if _YEAR.fullmatch(word):
            return True
    return False


def is_told(page: Page, first: int) -> bool:
    """Tell whether a noun is of a known happening: "the attack", "the 2012 attacks"."""
    dated = any(_YEAR.fullmatch(page.words[t]) for t in page.back(first, 3))
    return dated or points_back(page, first) or page.word(first - 1) in words("latest")


def _is_state(page: Page, hit: Hit) -> bool:
    """Tell whether a participle tells a state that lasts: "areas besieged by", "is besieged"."""
    group = page.words[group_start(page, hit.first) : hit.first]
    if hit.tag not in ("past", "participle") or {"was", "were"} & set(group):
        return False
    following = page.words[hit.last : hit.last + 1]
    return bool(group) or not words("prepositions").isdisjoint(following)


def _is_uncued(page: Page, verb: int) -> bool:
    """Tell whether an infinitive stands under no word that says how it is meant."""
    start = group_start(page, verb)
    group = page.words[start:verb]
    return "to" in group and _before(page, start + group.index("to") + 1, None) is None


def _of_noun(page: Page, first: int, reach: int) -> Status | None:
    """Read what stands before a noun that no light verb carries."""
    found = _before(page, first, None, reach)
    if found is None and _is_purpose(page, first):
        return Status.PLANNED
    if found is None:
        return _listed(page, first) if reach == REACH else None
    near = page.words[max(0, first - MODAL_REACH) : first]
    if found in _AHEAD and words("modals").isdisjoint(near):
        only_modal = _before(page, first, _FACTUAL | _WANTED | {Status.ONGOING})
        return found if only_modal is None or found == only_modal else only_modal
    return found


def _is_purpose(page: Page, first: int) -> bool:
    """Tell whether somebody set out for it: "arrived in Cairo for fresh talks"."""
    start = next((t for t in page.back(first, NEAR) if page.words[t] == "for"), None)
    if start is None or not words("definite").isdisjoint(page.words[start:first]):
        return False
    return any(page.words[t] in words("moving") for t in page.back(start, REACH))


def _listed(page: Page, first: int) -> Status | None:
    """Find the demand or offer whose list the noun stands in: "demanded A, B and the C of D"."""
    for token in page.back(first, LIST_REACH):
        word = page.words[token]
        if word in words("stops") and word != ",":
            return None
        found = _cue_at(page, token, first)
        if found:
            return found if found in _WANTED else None
    return None


def group_start(page: Page, verb: int) -> int:
    """Give the first token of the verb group that ends at `verb`: "would not have been"."""
    start = verb
    for token in page.back(verb, REACH):
        if not _in_group(page.words[token]):
            break
        start = token
    return start


def _in_group(word: str) -> bool:
    return (
        word in words("modals")
        or word in words("be")
        or word in words("have")
        or word in words("not")
        or word in words("adverbs")
        or word == "to"
        or (word.endswith("ly") and len(word) > 4)
    )


def _of_verb(page: Page, verb: int, tag: str) -> Status | None:
    start = group_start(page, verb)
    group = page.words[start:verb]
    if not words("not").isdisjoint(group) or page.word(start - 1) in words("nobody"):
        return Status.DENIED
    modal = next((w for w in group if w in words("modals") and w not in _DO), None)
    if modal:
        return _of_modal(page, start, modal)
    if "to" in group:
        at = start + group.index("to")
        if page.word(at - 1) in words("implicative"):
            return None
        if page.word(at - 1) in words("trying"):
            return Status.ONGOING if page.word(at - 2) in ("is", "are", "'re") else None
        return _before(page, at + 1, None) or Status.PLANNED
    if tag == "ing":
        if words("be").isdisjoint(group):
            return _before(page, start, None)
        return Status.ONGOING if {"is", "are", "'re", "'m", "am", "been"} & set(group) else None
    if tag in _FINITE:
        return _before(page, start, _FACTUAL)
    if group:
        return None
    carrier = _carrier(page, start)
    if carrier is not None:
        return _of_verb(page, carrier + 1, "base")
    return _before(page, start, _FACTUAL | _WANTED) or (
        _listed(page, start) if page.word(start - 1) in words("joining") else None
    )


def _of_modal(page: Page, start: int, modal: str) -> Status:
    """Judge by a modal; "would" after a verb of saying is the future of the past."""
    sentence = page.words[page.sent[start][0] : start]
    if modal == "would" and "if" not in sentence and not words("saying").isdisjoint(sentence):
        return Status.PLANNED
    asked = _before(page, start, frozenset({Status.DEMANDED}))
    return _OF_MODAL.get(modal, asked or Status.HYPOTHETICAL)


def _carrier(page: Page, verb: int) -> int | None:
    """Find the modal or "to" that a bare verb shares: "must stop firing and leave"."""
    if page.word(verb - 1) not in words("joining"):
        return None
    for token in page.back(verb, LIST_REACH):
        word = page.words[token]
        if word in words("modals") or word == "to":
            return token
        if word in words("clause"):
            return None
    return None


def _near_adjective(page: Page, first: int, last: int) -> Status | None:
    """Read the words between verb and noun: "hold planned talks", "make no attack"."""
    for token in range(last - 1, first - 1, -1):
        found = _cue_at(page, token, last)
        if found not in (None, Status.HAPPENED, Status.ONGOING):
            return found
    return None


def _before(
    page: Page, end: int, only: frozenset[Status] | None, reach: int = REACH
) -> Status | None:
    """Find the nearest cue before token `end`, of the statuses `only` where given."""
    for token in page.back(end, reach):
        word = page.words[token]
        found = _cue_at(page, token, end)
        through = word in _THROUGH or page.word(token - 1) == "only"
        if not found and word in words("stops") and not through:
            return None
        if found and (only is None or found in only) and token not in page.named:
            return found
    return None


def _after(page: Page, last: int) -> Status | None:
    """Find a cue in the few words after a noun that is a subject: "talks will resume"."""
    for token in page.onward(last, 6):  # "talks with the rebels are due"; more belongs to others
        if page.words[token] in words("stops"):
            return None
        if _is_month(page, token):
            continue
        for phrase, status in _cues("status_right").get(page.words[token], ()):
            if _stands(page, token, phrase):
                return status
    return None


def _cue_at(page: Page, token: int, end: int) -> Status | None:
    if _is_month(page, token):
        return None
    for phrase, status in _cues("status").get(page.words[token], ()):
        if token + len(phrase) <= end and _stands(page, token, phrase):
            return status
    return None


def _is_month(page: Page, token: int) -> bool:
    """Tell whether "may" is the month: "since May"."""
    return page.words[token] == "may" and page.word(token - 1) in words("prepositions")


def _stands(page: Page, token: int, phrase: tuple[str, ...]) -> bool:
    return tuple(page.words[token : token + len(phrase)])[1:] == phrase[1:]


@cache
def _cues(name: str) -> dict[str, tuple[tuple[tuple[str, ...], Status], ...]]:
    """Index the cues by the forms of their first word; the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Status]]] = {}
    for status, phrases in vocab.table("events")[name].items():
        for phrase in phrases:
            first, *rest = phrase.split()
            small = first in words("modals") or first in words("not") or len(first) < 4
            forms = [first] if small or name != "status" else verb_forms(first)
            for form in forms:
                index.setdefault(form, []).append(((first, *rest), Status(status)))
    return {w: tuple(sorted(c, key=lambda row: -len(row[0]))) for w, c in index.items()}
