"""Mentions without a name of their own: "five soldiers", "the army", "a senior official"."""

from __future__ import annotations

import re

from parley.items import Kind
from parley.knowledge.names import keys, roles
from parley.reading.actors.lexicon import Entry
from parley.reading.actors.page import Found, Page
from parley.reading.actors.walking import (
    LONGEST_CLAUSE,
    Phrase,
    acts,
    is_modifier,
    labels,
    walk,
)
from parley.reading.actors.words import offices

_VICTIM_NEAR = 3  # words between those who suffer and the verb: "soldiers have been killed"
_SUFFERED = frozenset(
    {"killed", "wounded", "injured", "dead", "died", "missing", "arrested", "detained", "captured",
     "abducted", "kidnapped", "freed", "released", "displaced", "fled", "evacuated", "deported",
     "killing", "wounding", "injuring", "detaining", "arresting", "capturing", "abducting",
     "kidnapping", "murdered", "executed", "beheaded", "shot", "massacred", "slain", "trapped",
     "stranded", "rescued", "expelled", "homeless", "starving", "tortured", "martyred", "exchanged",
     "hurt", "disappeared", "surrendered", "fleeing", "freeing", "releasing", "leaving", "holding"}
)  # fmt: skip

_MANY = frozenset({"dead", "wounded", "injured", "displaced"})
_DOING = frozenset({"was", "were", "been", "being", "be", "are", "is", "got", "get"})
_ALONE = frozenset({"disappeared", "surrendered", "martyred", "died"})  # have no object
_OBJECTS = frozenset({"at", "about", "some", "several", "dozens", "scores", "hundreds", "thousands",
                      "more", "up", "him", "them"})  # fmt: skip

_EVERYBODY = frozenset({"media", "press", "news media"})  # "told the press": no one to be asked
_MEDIUM = frozenset({"news", "agency", "state", "daily", "weekly", "newspaper", "radio", "tv"})


def find_phrases(page: Page) -> list[Found]:
    """Find mentions that have a role word for their head, and use up their words."""
    found = []
    for start in sorted(page.roles):
        end, role = page.roles[start]
        if not page.free(start, end) or is_modifier(page, end, role):
            continue
        phrase = walk(page, start, end, role)
        if one := _read(page, phrase):
            page.take(one.start, max(end, one.start + 1))  # "of the army" may be a mention too
            found.append(one)
    return found


def _read(page: Page, phrase: Phrase) -> Found | None:
    """Decide what the phrase is, if it is an actor at all."""
    tables, head = phrase.role.tables, phrase.role.head
    speaks = page.speaks(phrase.start, phrase.end) or _speaks_later(page, phrase)
    owner = phrase.owner.entry if phrase.owner else None
    suffers = phrase.counted or _suffers(page, phrase)
    if "state:heads" in tables:
        return _state(page, phrase, speaks)
    if "population" in tables and suffers and phrase.role.plural and (phrase.counted or not speaks):
        return _population(page, phrase)
    if "speakers" in tables and (speaks or head in roles("speakers", "always")):
        return _speaker(page, phrase, speaks)
    if _is_one(phrase) and speaks:
        return _speaker(page, phrase, speaks)
    if "state:forces" in tables and owner and owner.kind is Kind.STATE:
        return _whole(page, phrase, owner, speaks)
    if "state:forces" in tables and phrase.inside == "government" and head != "official":
        return _found(page, phrase, Kind.STATE, "government", named=True)
    if head == "authorities" and owner and owner.kind is Kind.STATE and _bare(page, phrase):
        return _whole(page, phrase, owner, speaks)
    if "bodies" in tables:
        return _organ(page, phrase, speaks)
    if head in _MANY:
        return _population(page, phrase) if phrase.determiner == "the" else None
    if "fighters" in tables:
        return _fighters(page, phrase, speaks)
    if any(t.startswith("group:") for t in tables):
        return _group(page, phrase, speaks)
    if "population" in tables and (head in roles("population", "bare") or (
        head == "people" and owner and owner.kind is Kind.STATE
    )):  # fmt: skip
        return _population(page, phrase)
    return _person(page, phrase, speaks)


def _is_one(phrase: Phrase) -> bool:
    """Tell whether one of those who mostly suffer is meant: "a former hostage"."""
    one = phrase.determiner and not (phrase.role.plural or phrase.counted)
    return bool(one and "population" in phrase.role.tables and phrase.role.head not in _MANY)


def _bare(page: Page, phrase: Phrase) -> bool:
    """Tell whether the phrase is of article, state and head alone: "the Peruvian authorities"."""
    owner = phrase.owner
    if owner is None or owner.start > phrase.start + 1:
        return False
    owns = page.text.possessive(owner.end)
    return owner.end + owns == phrase.end - 1


def _speaks_later(page: Page, phrase: Phrase) -> bool:
    """Look for the verb of saying past a relative clause: "an aide who knew him | said"."""
    text, i = page.text, phrase.end
    if "speakers" not in phrase.role.tables or text.after(i) != "who":
        return False
    clause = text.folded[i + 1 : i + LONGEST_CLAUSE]
    return text.joined[i] and any(word in roles("saying", "words") for word in clause)


def _suffers(page: Page, phrase: Phrase) -> bool:
    """Tell whether a verb of suffering stands by: those who were killed, freed, displaced."""
    text = page.text
    for i in range(phrase.end, min(phrase.end + _VICTIM_NEAR, len(text))):
        if not text.joined[i]:
            break
        if text.folded[i] in _SUFFERED and not _does(page, phrase.end, i):
            return True
    i = phrase.start
    return i > 0 and text.joined[i] and text.folded[i - 1] in _SUFFERED


def _does(page: Page, end: int, verb: int) -> bool:
    """Tell whether they do what others suffer: "fighters | captured | the town"."""
    text = page.text
    if not _DOING.isdisjoint(text.folded[end:verb]) or not text.folded[verb].endswith("ed"):
        return False
    after = text.after(verb + 1) if text.folded[verb] not in _ALONE else ""
    objects = roles("stop", "determiners") | roles("quantity", "numbers") | _OBJECTS
    return after in objects or after.isdigit()


def _found(
    page: Page, phrase: Phrase, kind: Kind, name: str, *, key: str = "", owner: str = "",
    named: bool = False, speaks: bool = False, ids: tuple[tuple[str, str], ...] = (),
) -> Found:  # fmt: skip
    return Found(
        phrase.start, phrase.end, kind, phrase.role.head, name, key, owner, named,
        plural=phrase.role.plural, definite=phrase.determiner in roles("stop", "definite"),
        counted=phrase.counted, speaks=speaks, ids=ids,
    )  # fmt: skip


def _whole(page: Page, phrase: Phrase, owner: Entry, speaks: bool) -> Found:
    """Take the phrase for the state or body it names: "Turkish troops", "Hamas fighters"."""
    return _found(page, phrase, owner.kind, owner.name, key=owner.key, owner=owner.owner,
                  named=True, speaks=speaks, ids=owner.ids)  # fmt: skip


def _words(page: Page, phrase: Phrase) -> str:
    """Give the phrase without its article, as a name."""
    text, start = page.text, phrase.start
    while start < phrase.end - 1 and text.folded[start] in roles("stop", "determiners"):
        start += 1
    return re.sub(r"\s+", " ", text.text[text.start[start] : text.end[phrase.end - 1]])


def _state(page: Page, phrase: Phrase, speaks: bool) -> Found:
    """Read "the Chilean government", "the Assad regime", "the authorities"."""
    owner = phrase.owner.entry if phrase.owner else None
    if owner and owner.kind in (Kind.ARMED_GROUP, Kind.PARTY):  # "the Taliban government"
        return _whole(page, phrase, owner, speaks)
    if owner and owner.kind is Kind.PERSON and owner.owner:
        key = owner.owner
        name = key.partition(":")[2]
    elif owner and owner.kind is Kind.STATE:
        key, name = owner.key, owner.name
    else:
        key, name = "", _words(page, phrase)
    return _found(page, phrase, Kind.STATE, name, key=key, named=True, speaks=speaks)


def _organ(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    """Read "the Lebanese army", "police", "the foreign ministry"."""
    owner = phrase.owner.entry if phrase.owner else None
    if phrase.determiner in ("a", "an", "") and not owner and labels(page, phrase.end):
        return None
    if owner and owner.kind not in (Kind.STATE, Kind.IGO, Kind.GOVERNMENT_BODY):
        owner = None
    named = bool(owner) or phrase.role.head not in roles("bodies", "common")
    return _found(page, phrase, Kind.GOVERNMENT_BODY, _words(page, phrase),
                  owner=owner.key if owner else "", speaks=speaks, named=named)  # fmt: skip


def _speaker(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    owner = phrase.owner.entry.key if phrase.owner else _force(phrase)
    name = _words(page, phrase)
    one = _found(page, phrase, Kind.UNNAMED, name, owner=owner, speaks=speaks)
    one.basis = _epithet(page, phrase)
    return one


def _epithet(page: Page, phrase: Phrase) -> str | None:
    """Give the word before the head that says why: "anonymous", "well-placed"."""
    text, why = page.text, roles("modifiers", "unnamed") | roles("modifiers", "informed")
    for i in range(phrase.start, phrase.end - 1):
        if text.folded[i] in why:
            first = i - 1 if i > phrase.start and text.gap(i) == "-" else i
            return text.text[text.start[first] : text.end[i]].lower()
    return None


def _fighters(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    owner = phrase.owner.entry if phrase.owner else None
    if owner and owner.kind in (Kind.ARMED_GROUP, Kind.PARTY):
        return _whole(page, phrase, owner, speaks)
    if not phrase.role.plural and not phrase.determiner and not acts(page, phrase.end):
        return None
    if not phrase.role.plural and phrase.determiner and "offices" in phrase.role.tables:
        return _person(page, phrase, speaks)
    return _found(page, phrase, Kind.ARMED_GROUP, _words(page, phrase), speaks=speaks)


def _inner_organ(phrase: Phrase) -> str:
    """Give the organ of which a "police spokesman" or a "military source" is."""
    inside = phrase.inside
    if inside == "government":
        return "main:"
    return f"organ:{inside}" if inside in roles("bodies", "heads") else ""


def _population(page: Page, phrase: Phrase) -> Found | None:
    owner = phrase.owner.entry.key if phrase.owner else _force(phrase)
    whole = phrase.role.head == "people" and owner.startswith("state:") and not phrase.counted
    return _found(page, phrase, Kind.POPULATION, _words(page, phrase), owner=owner, named=whole,
                  key=f"people:{owner.partition(':')[2]}" if whole else "")  # fmt: skip


def _force(phrase: Phrase) -> str:
    """Give whose fighters those are who were counted: the army's, the police's, the rebels'."""
    head = phrase.role.head
    if organ := _inner_organ(phrase):
        return organ
    if head in ("soldier", "troop", "serviceman", "conscript", "general", "colonel"):
        return "organ:army"
    if head in ("policeman", "police officer"):
        return "organ:police"
    return "armed:" if "fighters" in phrase.role.tables else ""


def _group(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    kind = next(Kind(k) for k in keys("groups") if f"group:{k}" in phrase.role.tables)
    if not (phrase.determiner or phrase.role.plural or phrase.owner or speaks):
        return None
    owner = phrase.owner.entry if phrase.owner else None
    same = owner and owner.form == "body" and phrase.owner and phrase.owner.end <= phrase.end and (
        phrase.owner.start < phrase.end - 1 and not page.text.possessive(phrase.owner.end)
        and page.text.folded[phrase.owner.start - 1] not in ("of", "for", "from", "at", "in")
        and page.text.gap(phrase.owner.start) != "-"  # "the anti-X coalition"
    )  # fmt: skip
    if same and owner:  # "the Hamas movement", "the AFP news agency"
        return _whole(page, phrase, owner, speaks)
    if phrase.role.head in _EVERYBODY and not owner and phrase.end - phrase.start <= 2:
        return None
    if "group:media" in phrase.role.tables and (named := _medium(page, phrase, speaks)):
        return named
    definite = phrase.determiner in roles("stop", "definite")
    if not (definite or owner or speaks or kind in (Kind.ARMED_GROUP, Kind.NGO)):
        return None
    return _found(page, phrase, kind, _words(page, phrase), owner=owner.key if owner else "",
                  speaks=speaks)  # fmt: skip


def _medium(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    """Read a medium by a name that no table knows: "the Meridian agency", "the agency Meridian"."""
    text = page.text
    if not text.cased:
        return None
    owner = range(phrase.owner.start, phrase.owner.end) if phrase.owner else range(0)
    before = [i for i in range(phrase.start, phrase.end) if text.cap[i] and not text.first[i]]
    run = [i for i in before if i not in owner and text.folded[i] not in _MEDIUM]
    end = phrase.end
    if not run:
        while end < min(len(text), phrase.end + 3) and text.cap[end] and text.gap(end) == " ":
            end += 1
        run = list(range(phrase.end, end))
    if not run:
        return None
    name = text.text[text.start[run[0]] : text.end[run[-1]]]
    return Found(phrase.start, end, Kind.MEDIA, phrase.role.head, name, named=True, speaks=speaks,
                 definite=True)  # fmt: skip


def _person(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    """Read "the minister", "Iraq's deputy foreign minister", "American officials"."""
    owner = phrase.owner.entry if phrase.owner else None
    if "speakers" not in phrase.role.tables and phrase.role.head not in offices():
        return None
    if phrase.role.head == "member" and phrase.role.plural and owner and owner.form == "body":
        return _whole(page, phrase, owner, speaks)
    governs = phrase.inside == "government"
    if not (phrase.determiner or owner or governs) and not (speaks and phrase.role.plural):
        return None
    if phrase.role.plural and not (owner or speaks or governs):
        return None
    if speaks:
        return _speaker(page, phrase, speaks)
    return _found(page, phrase, Kind.PERSON, _words(page, phrase),
                  owner=owner.key if owner else _inner_organ(phrase))  # fmt: skip
