"""Which actors stand in which slot of a trigger, by word order.

Before a verb stands its subject, after it the object, in a passive the other
way round with "by"; a noun takes its owner before it ("Russian strikes", "their leader's visit"),
prepositions after it, and the subject of the verb that carries it ("launched an attack").
`syntax.py` adds what stands elsewhere in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from parley.items import Kind
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
ANSWERING_REACH: Final = 6  # "responsible for the recent wave of attacks"
STATING_REACH: Final = 3
PHRASE_REACH: Final = 5  # words from a preposition to the actor it governs
_BROKERED: Final = frozenset({"brokered", "mediated", "sponsored"})
_COUNTED: Final = (Kind.POPULATION, Kind.UNNAMED)
Slotted = tuple[str, Named]


def arguments(page: Page, hit: Hit, governor: int | None) -> Iterator[Slotted]:
    """Give the actors around a trigger, each with the slot it stands in, the surest first.

    A slot is "subject", "object", "owner" (before a noun), "self" (the trigger is part of the
    words that name it: "freed hostages"), "brokered" or a preposition. `governor` is the verb that
    carries a noun.
    """
    own = page.named.get(hit.first)
    if own and own.actor.kind in _COUNTED:
        yield "self", own
    yield from _of_noun(page, hit, governor) if hit.tag == "noun" else _of_verb(page, hit)


def governor_of(page: Page, noun: int) -> tuple[int, str] | None:
    """Find the verb that carries a noun ("launched an attack") and the form it has."""
    forms = light_forms()
    for token in page.back(noun, GOVERNOR_REACH):
        word = page.words[token]
        if word in words("clause") or word in words("relatives") or word == ",":
            return None
        if word in forms and not page.noun_like(token, forms[word]):
            return token, forms[word]
    return None


def _of_verb(page: Page, hit: Hit) -> Iterator[Slotted]:
    after = list(_after(page, hit, "object"))
    start = group_start(page, hit.first)
    before = subject_of(page, start, hit.tag)
    if is_passive(page, hit, after):
        if start == hit.first and start - 1 in page.named:  # "for the two monks killed"
            before = [page.named[start - 1], *_joined_before(page, page.named[start - 1])]
        yield from (pair for pair in after if pair[0] == "by")
        yield from (("object", named) for named in before)
        yield from (pair for pair in after if pair[0] not in ("by", "object"))
    else:
        yield from (("subject", named) for named in before)
        yield from (pair for pair in after if pair[0] != "by")


def _of_noun(page: Page, hit: Hit, governor: int | None) -> Iterator[Slotted]:
    owners = _owners(page, hit.first)
    brokered = not _BROKERED.isdisjoint(page.words[max(0, hit.first - 3) : hit.last])
    yield from (("brokered" if brokered else "owner", named) for named in owners)
    after = list(_after(page, hit, ""))
    yield from after
    doers = _answering(page, hit.first)
    if doers is not None:
        yield from (("subject", named) for named in doers)
        return
    stated = _stating(page, hit.first)
    if stated is not None:
        yield from (("subject", n) for n in subject_of(page, group_start(page, stated), ""))
    elif governor is not None:
        tag = light_forms().get(page.words[governor], "")
        slot = carried_slot(page, governor)
        if slot:
            yield from ((slot, n) for n in subject_of(page, group_start(page, governor), tag))
    elif hit.group.mutual and any(slot == "with" for slot, _ in after):
        yield from (("subject", n) for n in _first_free(page, hit.first))


def _answering(page: Page, noun: int) -> list[Named] | None:
    """Find those to whom a deed is laid, "claimed responsibility for"; none if they disown it."""
    for token in page.back(noun, ANSWERING_REACH):
        if page.words[token] in words("stops"):
            return None
        if " ".join(page.words[token : token + 2]) in words("answering"):
            if any(page.words[t] in words("disowning") for t in page.back(token, 3)):
                return []
            claimed = page.word(token - 1) in words("claiming")
            return _nearest(page, group_start(page, token - 1) if claimed else token)
    return None


def _stating(page: Page, noun: int) -> int | None:
    """Find the verb that says a noun of its subject: "were found dead", "are on high alert"."""
    for token in page.back(noun, STATING_REACH):
        if page.words[token] in words("stating"):
            return token
        if page.words[token] not in words("stated_with"):
            return None
    return None


def carried_slot(page: Page, governor: int) -> str:
    """Give the slot of the subject of a verb that carries a noun; "" where it has no part."""
    word = page.words[governor]
    if _has_be(page, governor):
        return "object" if word in _forms("giving") else ""
    if word in _forms("suffering"):
        return "object"
    return "brokered" if word in _forms("brokering") else "subject"


def is_passive(page: Page, hit: Hit, after: list[Slotted]) -> bool:
    """Tell whether the verb of `hit` has its object before it."""
    if hit.tag not in ("past", "participle") or hit.group.intransitive:
        return False
    if _has_be(page, hit.first):
        return True
    if not words("have").isdisjoint(page.words[group_start(page, hit.first) : hit.first]):
        return False
    following = page.words[hit.last] if hit.last < page.sent[hit.first][1] else "."
    if following == "by":
        return True
    if len(hit.fixed) > 1 or any(slot == "object" for slot, _ in after):
        return False
    if hit.group.absolute:
        return any(slot == "by" for slot, _ in after)
    return not page.starts_thing(hit.last) and (
        following in words("prepositions")
        or following in words("stops")
        or following in words("coordination")
        or following in words("clause")
    )


def _has_be(page: Page, verb: int) -> bool:
    return not words("be").isdisjoint(page.words[group_start(page, verb) : verb])


def subject_of(page: Page, end: int, tag: str) -> list[Named]:
    """Find the actors that are the subject of a verb group of form `tag` from token `end` on."""
    if end >= len(page.sent):
        return []
    before = page.word(end - 1)
    gerund = tag == "ing" and before in words("prepositions")
    led = end - 2 if gerund and before in words("controlling") else end - 1
    if led in page.named and (gerund or page.word(end) == "to"):
        named = page.named[led]  # "for the rebels to leave", "accused the rebels of leaving"
        return [named, *_joined_before(page, named)]
    if end > 0 and (gerund or before in words("joining") or page.word(end) == "to"):
        first = _first_free(page, end)
        if first:
            return first
    return _nearest(page, end)


def _nearest(page: Page, end: int) -> list[Named]:
    """Walk back from a verb group to the noun phrase that it follows."""
    plain = 0
    token = end
    lo = max(page.sent[end][0], end - SUBJECT_REACH)
    while token > lo:
        token -= 1
        word = page.words[token]
        if token in page.named:
            named = page.named[token]
            joined = _joined_before(page, named)
            if _is_governed(page, (joined[-1] if joined else named).first):
                token = (joined[-1] if joined else named).first
                continue
            return [named, *joined]
        if word in words("clause") and word not in ("as", "since"):
            return []
        if word in words("saying") or (word == "that" and token < end - 1):
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
    lo = max(page.sent[end][0], end - CLAUSE_REACH)
    for token in page.back(end, end - lo):
        if page.words[token] in words("clause") or page.words[token] == "that":
            lo = token + 1
            break
    for token in range(lo, end):
        named = page.named.get(token)
        if named and named.first == token and not _is_governed(page, token):
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
        elif word not in words("coordination") and word != "-" and not _is_number(word):
            return out
    return out


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in words("determiners")


def _owners(page: Page, noun: int) -> list[Named]:
    """Find who stands before a noun: "Russian strikes", "the rebels' latest attack"."""
    own = page.named.get(noun)
    for token in page.back(own.first if own else noun, OWNER_REACH):
        word = page.words[token]
        if token in page.named:
            named = page.named[token]
            possessive = page.word(named.last).startswith("'") or word in words("determiners")
            far = named.actor.kind is Kind.PERSON and named.last < noun
            if not possessive and (named.place or far):
                return []  # "the Cairo bombing": only where it was
            return [named, *_joined_before(page, named)]
        if (
            word in words("prepositions")
            or word in words("be")
            or word in words("stops")
            or word in words("have")
            or (word in words("determiners") and not word.startswith("'"))
            or word in light_forms()
        ):
            return []
    return []


def _after(page: Page, hit: Hit, slot: str) -> Iterator[Slotted]:
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
        if hit.tag != "noun" and page.triggers.get(token, hit.type) != hit.type:
            return  # "condemned the attack on the embassy": the embassy was not condemned
        if word == "of" and slot == "object" and not met:
            continue
        if word == "to" and slot == "object" and not page.starts_thing(token + 1):
            return  # "urged the rebels to leave": what follows belongs to the second verb
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
    return any(t in page.named for t in page.onward(token, 3))


@cache
def light_forms() -> dict[str, str]:
    """Give the forms of the verbs that carry an event noun, each with its tag."""
    return {f: tag for base in words("light") for f, tag in verb_forms(base).items()}


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(f for base in words(name) for f in verb_forms(base))
