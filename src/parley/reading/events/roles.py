"""Who takes which part in an event: shallow patterns over words and the actors among them.

No parse is made. Before a verb stands its subject, after it the object, in a passive the other
way round with "by"; a noun takes its owner before it ("Russian strikes", "their leader's visit"),
prepositions after it, and the subject of the verb that carries it ("launched an attack").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from parley.reading.events.lexicon import Hit
from parley.reading.events.page import Named, Page, words
from parley.reading.events.status import group_start
from parley.vocab.inflection import verb_forms

SUBJECT_REACH: Final = 22  # words between a subject and its verb: a relative clause of usual length
CLAUSE_REACH: Final = 40  # words back to where a clause of two verbs may have begun
PLAIN_REACH: Final = 5  # plain words passed before a noun phrase that names no actor is assumed
OBJECT_REACH: Final = 14  # words after the trigger in which its arguments stand
GOVERNOR_REACH: Final = 12  # "would see a truce of six weeks and the release of ..."
OWNER_REACH: Final = 5
PHRASE_REACH: Final = 5  # words from a preposition to the actor it governs
_BROKERED: Final = frozenset({"brokered", "mediated", "sponsored"})


def governor_of(page: Page, noun: int) -> tuple[int, str] | None:
    """Find the verb that carries a noun ("launched an attack") and the form it has."""
    forms = _light_forms()
    for token in page.back(noun, GOVERNOR_REACH):
        word = page.words[token]
        if word in words("clause") or word in words("relatives") or word == ",":
            return None
        if word in forms and not page.noun_like(token, forms[word]):
            return token, forms[word]
    return None


def roles_of(page: Page, hit: Hit, governor: int | None) -> dict[str, tuple[str, ...]]:
    """Fill the roles of `hit` with ids of actors."""
    slots = hit.group.slots
    found = [*_noun_slots(page, hit, governor)] if hit.tag == "noun" else [*_verb_slots(page, hit)]
    roles: dict[str, list[str]] = {}
    taken: set[str] = set()
    for slot, named in found:
        role = slots.get(slot)
        if role is None or named.actor.id in taken:
            continue
        taken.add(named.actor.id)
        roles.setdefault(role, []).append(named.actor.id)
    return {role: tuple(ids) for role, ids in roles.items()}


def _verb_slots(page: Page, hit: Hit) -> Iterator[tuple[str, Named]]:
    after = list(_after(page, hit, "object"))
    before = subject_of(page, group_start(page, hit.first))
    if is_passive(page, hit, after):
        yield from (pair for pair in after if pair[0] == "by")
        yield from (("object", named) for named in before)
        yield from (pair for pair in after if pair[0] not in ("by", "object"))
    else:
        yield from (("subject", named) for named in before)
        yield from (pair for pair in after if pair[0] != "by")


def _noun_slots(page: Page, hit: Hit, governor: int | None) -> Iterator[tuple[str, Named]]:
    owners = _owners(page, hit.first)
    brokered = not _BROKERED.isdisjoint(page.words[max(0, hit.first - 3) : hit.last])
    yield from (("brokered" if brokered else "owner", named) for named in owners)
    yield from _after(page, hit, "")
    if governor is None:
        return
    slot = "subject"
    if page.words[governor] in _forms("suffering"):
        slot = "object"
    elif page.words[governor] in _forms("brokering"):
        slot = "brokered"
    if _has_be(page, governor):
        return
    yield from ((slot, named) for named in subject_of(page, group_start(page, governor)))


def is_passive(page: Page, hit: Hit, after: list[tuple[str, Named]]) -> bool:
    """Tell whether the verb of `hit` has its object before it."""
    if hit.tag not in ("past", "participle") or hit.group.intransitive:
        return False
    if _has_be(page, hit.first):
        return True
    if not words("have").isdisjoint(page.words[group_start(page, hit.first) : hit.first]):
        return False
    following = page.words[hit.last] if hit.last < page.sent[hit.first][1] else "."
    bare = len(hit.fixed) == 1 and all(slot != "object" for slot, _ in after)
    return following == "by" or (bare and following in words("prepositions"))


def _has_be(page: Page, verb: int) -> bool:
    return not words("be").isdisjoint(page.words[group_start(page, verb) : verb])


def subject_of(page: Page, end: int) -> list[Named]:
    """Find the actors that are the subject of a verb group that starts at token `end`."""
    if end > 0 and page.word(end - 1) in words("joining"):
        first = _first_free(page, end)
        if first:
            return first
    plain = 0
    token = end
    lo = max(page.sent[end][0], end - SUBJECT_REACH) if end < len(page.sent) else end
    while token > lo:
        token -= 1
        word = page.words[token]
        if token in page.named:
            named = page.named[token]
            if _is_governed(page, named.first):
                token = named.first
                continue
            return [named, *_joined_before(page, named)]
        if word in words("clause") and word not in ("as", "since"):
            return []
        if word == "which" and not _follows_name(page, token):
            return []  # "the blast, which killed six"
        if word in words("determiners") and not word.startswith("'"):
            if page.word(token - 1) not in words("prepositions") and plain:
                return []
            plain = 0
        elif word not in words("pronouns") and word not in words("relatives") and word.isalpha():
            plain += 1
            if plain > PLAIN_REACH:
                return []
    return []


def _follows_name(page: Page, relative: int) -> bool:
    """Tell whether "which" stands right after a mention, a comma between them or not."""
    return any(t in page.named for t in page.back(relative, 2))


def _first_free(page: Page, end: int) -> list[Named]:
    """Find the subject that opens the clause and still rules a second verb at `end`."""
    lo = max(page.sent[end][0], end - CLAUSE_REACH) if end < len(page.sent) else end
    for token in page.back(end, end - lo):
        if page.words[token] in words("clause") or page.words[token] == "that":
            lo = token + 1
            break
    for token in range(lo, end):
        if token in page.named and not _is_governed(page, token):
            named = page.named[token]
            return [named, *_joined_after(page, named)]
    return []


def _joined_after(page: Page, named: Named) -> list[Named]:
    """Give the actor joined to one by "and" right after it."""
    after = page.onward(named.last, 3)
    if len(after) > 1 and page.words[after[0]] == "and":
        return [page.named[t] for t in after[1:] if t in page.named][:1]
    return []


def _is_governed(page: Page, first: int) -> bool:
    """Tell whether a preposition other than "of" rules the mention that starts at `first`."""
    for token in page.back(first, 3):
        word = page.words[token]
        if word in words("prepositions"):
            return word != "of"
        if word not in words("determiners"):
            return False
    return False


def _joined_before(page: Page, named: Named) -> list[Named]:
    """Give the actors joined to one by "and" or commas, nearest first."""
    out: list[Named] = []
    seen_and = False
    for token in page.back(named.first, 10):
        word = page.words[token]
        if token in page.named:
            if not seen_and:
                return out
            other = page.named[token]
            if not out or out[-1] != other:
                out.append(other)
        elif word == "and":
            seen_and = True
        elif word not in words("coordination"):
            return out
    return out


def _owners(page: Page, noun: int) -> list[Named]:
    for token in page.back(noun, OWNER_REACH):
        word = page.words[token]
        if token in page.named:
            named = page.named[token]
            return [named, *_joined_before(page, named)]
        if (
            word in words("prepositions")
            or word in words("be")
            or word in words("stops")
            or word in words("have")
            or (word in words("determiners") and not word.startswith("'"))
            or word in _light_forms()
        ):
            return []
    return []


def _after(page: Page, hit: Hit, slot: str) -> Iterator[tuple[str, Named]]:
    """Give the actors after the trigger with the slot that each stands in."""
    inside = [t for t in range(hit.first, hit.last) if t in page.named and t not in hit.fixed]
    if slot and inside:
        yield slot, page.named[inside[0]]
        slot = ""
    since = 0  # words since the preposition
    met: Named | None = None
    for token in page.onward(hit.last, OBJECT_REACH):
        word = page.words[token]
        if token in page.named:
            named = page.named[token]
            if named == met:
                continue
            if slot and since <= PHRASE_REACH:
                yield slot, named
                met, since = named, 0
            continue
        if word == "of" and slot == "object" and not met:
            continue
        if word in words("prepositions"):
            slot, since, met = word, 0, None
        elif word in words("coordination"):
            if word == "," and not _goes_on(page, token + 1):
                return
        elif word in words("stops") or word in words("clause") or word in words("relatives"):
            return
        elif met is not None and word.isalpha():
            slot = ""
        else:
            since += 1


def _goes_on(page: Page, token: int) -> bool:
    """Tell whether an enumeration goes on at `token`."""
    return any(t in page.named for t in page.onward(token, 2))


@cache
def _light_forms() -> dict[str, str]:
    return {f: tag for base in words("light") for f, tag in verb_forms(base).items()}


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(f for base in words(name) for f in verb_forms(base))
