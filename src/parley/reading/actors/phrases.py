"""Mentions without a name of their own: "five soldiers", "the army", "a senior official"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.items import Kind
from parley.knowledge.names import keys, roles
from parley.reading.actors.lexicon import Entry, Match, Role
from parley.reading.actors.page import Found, Page
from parley.reading.actors.words import offices

_LONGEST_PHRASE = 10  # words before the head
_UNKNOWN = 2  # unknown words allowed between the article and the head: "the slain army officers"
_VICTIM_NEAR = 3  # words between those who suffer and the verb: "soldiers have been killed"
_SUFFERED = frozenset(
    {"killed", "wounded", "injured", "dead", "died", "missing", "arrested", "detained", "captured",
     "abducted", "kidnapped", "freed", "released", "displaced", "fled", "evacuated", "deported",
     "killing", "wounding", "injuring", "detaining", "arresting", "capturing", "abducting",
     "kidnapping", "murdered", "executed", "beheaded", "shot", "massacred", "slain", "trapped",
     "stranded", "rescued", "expelled", "homeless", "starving", "tortured", "martyred", "exchanged",
     "hurt", "disappeared", "surrendered", "fleeing", "freeing", "releasing", "leaving", "holding"}
)  # fmt: skip

_BELONGING = frozenset({"of", "for", "at", "from", "in"})
_KNOWING = frozenset({"with", "close", "familiar", "briefed"})
_LONGEST_CLAUSE = 12  # words between a source and its verb: why it knows, as a rule below ten
_UNCOUNTED = frozenset({"some", "most", "more", "many", "few"})


@dataclass(slots=True)
class Phrase:
    """A noun phrase about a role word: where it runs and what was met on the way."""

    start: int
    end: int
    role: Role
    owner: Match | None = None
    determiner: str = ""
    counted: bool = False
    unnamed: str = ""
    inside: str = ""  # a role word used as a modifier: "army troops", "rebel fighters"


def find_phrases(page: Page) -> list[Found]:
    """Find mentions that have a role word for their head, and use up their words."""
    found = []
    for start in sorted(page.roles):
        end, role = page.roles[start]
        if not page.free(start, end) or _is_modifier(page, end, role):
            continue
        phrase = _phrase(page, start, end, role)
        if one := _read(page, phrase):
            page.take(one.start, max(end, one.start + 1))  # "of the army" may be a mention too
            found.append(one)
    return found


def _is_modifier(page: Page, end: int, role: Role) -> bool:
    """Tell whether the role word only qualifies the next one: "army | troops"."""
    text = page.text
    if end >= len(text) or not text.joined[end] or text.gap(end) != " ":
        return end < len(text) and text.gap(end) == "-"
    if end in page.roles:
        return True
    if role.plural or "bodies" in role.tables or _acts(page, end):
        return False
    return labels(page, end)


def labels(page: Page, end: int) -> bool:
    """Tell whether a noun follows that the words before it only qualify: "a police | car"."""
    text = page.text
    if end >= len(text) or not text.joined[end] or text.gap(end) != " " or text.cap[end]:
        return False
    word = text.folded[end]
    tables = (("stop", "words"), ("saying", "words"), ("stop", "verbs"))
    return not any(word in roles(*t) for t in tables) and not word.endswith(("ed", "ing", "ly"))


def _phrase(page: Page, start: int, end: int, role: Role) -> Phrase:
    phrase = Phrase(start, end, role)
    _walk_left(page, phrase)
    if not phrase.owner:
        _walk_right(page, phrase)
    return phrase


def _walk_left(page: Page, phrase: Phrase) -> None:
    """Take in the modifiers, the number and the article before the head."""
    text, i, kept, unknown = page.text, phrase.start, phrase.start, 0
    numbers = roles("quantity", "numbers") | roles("quantity", "many")
    while i > 0 and phrase.start - i < _LONGEST_PHRASE and text.joined[i]:
        before = text.folded[i - 1]
        if page.taken[i - 1] and not text.possessive(i - 1):
            break
        if i in page.name_ends and not text.possessive(i - 1):
            i = page.name_ends[i].start
            phrase.owner = phrase.owner or page.name_ends[page.names[i].end]
            kept = i
        elif text.possessive(i - 1) and (i - 1) in page.name_ends:
            i = page.name_ends[i - 1].start
            phrase.owner = phrase.owner or page.names[i]
            kept = i
        elif before in numbers or before[0].isdigit():
            phrase.counted = phrase.counted or before not in _UNCOUNTED
            phrase.counted = phrase.counted or (before == "many" and i == phrase.start)
            i -= 1
            kept = i
        elif before in roles("stop", "determiners"):
            phrase.determiner = before
            i -= 1
            kept = i
            break
        elif i in page.role_ends and not phrase.counted:
            i, role = page.role_ends[i]
            phrase.inside = phrase.inside or role.head
            kept = i
        elif page.modifier(i - 1) and not phrase.counted:
            phrase.unnamed = phrase.unnamed or _unnamed(before)
            i -= 1
            kept = i
        elif before == "of" and i > 1 and text.folded[i - 2] in roles("quantity", "many"):
            phrase.counted = True
            i -= 2
            kept = i
        elif before in roles("quantity", "about") and phrase.counted:
            i -= 1
            kept = i if before not in ("to", "than", "least", "most", "many") else kept
        elif not phrase.counted and unknown < _UNKNOWN and not _breaks(before):
            unknown += 1
            i -= 1
            kept = kept if not _leads_on(page, i) else i
        else:
            break
    phrase.start = kept


def _breaks(word: str) -> bool:
    return word in roles("stop", "words") or word in roles("saying", "words")


def _leads_on(page: Page, i: int) -> bool:
    """Tell whether an unknown word has an article, a number or a name before it."""
    text = page.text
    for j in range(i, max(i - 2, 0), -1):
        if not text.joined[j]:
            return False
        before = text.folded[j - 1]
        if before in roles("stop", "determiners") or before in roles("quantity", "numbers"):
            return True
        if before.isdigit() or (text.possessive(j - 1) and j - 1 in page.name_ends):
            return True
        if before in roles("stop", "words"):
            return False
    return False


def _unnamed(word: str) -> str:
    tables = ("unnamed", "informed")
    return word if any(word in roles("modifiers", t) for t in tables) else ""


def _walk_right(page: Page, phrase: Phrase) -> None:
    """Take in "of the movement", "for the army": to whom the head belongs."""
    text, i = page.text, phrase.end
    if i >= len(text) or not text.joined[i] or text.folded[i] not in _BELONGING:
        return
    if text.folded[i] in ("from", "in") and not phrase.role.tables & {"speakers"}:
        return
    preposition, i = text.folded[i], i + 1
    for _ in range(4):
        if i >= len(text) or not text.joined[i]:
            return
        if i in page.names:
            if preposition != "in" or page.names[i].entry.form == "body":
                phrase.owner, phrase.end = page.names[i], page.names[i].end
                if phrase.end in page.roles and text.joined[phrase.end]:
                    phrase.end = page.roles[phrase.end][0]
            return
        if i in page.roles:
            end, role = page.roles[i]
            head = not _is_modifier(page, end, role) and not role.tables <= {"offices"}
            if head and preposition != "in":
                phrase.inside, phrase.end = phrase.inside or role.head, end
                return
            i = end
        elif text.folded[i] in roles("stop", "determiners") or page.modifier(i):
            i += 1
        else:
            return


def _read(page: Page, phrase: Phrase) -> Found | None:
    """Decide what the phrase is, if it is an actor at all."""
    tables, head = phrase.role.tables, phrase.role.head
    speaks = page.speaks(phrase.start, phrase.end) or _speaks_later(page, phrase)
    owner = phrase.owner.entry if phrase.owner else None
    suffers = phrase.counted or _suffers(page, phrase)
    if "state:heads" in tables:
        return _state(page, phrase, speaks)
    if "population" in tables and suffers and phrase.role.plural and (
        phrase.counted or not speaks
    ):
        return _population(page, phrase)
    if "speakers" in tables and (speaks or head in roles("speakers", "always")):
        return _speaker(page, phrase, speaks)
    if "state:forces" in tables and owner and owner.kind is Kind.STATE:
        return _whole(page, phrase, owner, speaks)
    if "state:forces" in tables and phrase.inside == "government":
        return _found(page, phrase, Kind.STATE, "government", named=True)
    if "bodies" in tables:
        return _organ(page, phrase, speaks)
    if head in ("dead", "wounded", "injured", "displaced"):
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


def _speaks_later(page: Page, phrase: Phrase) -> bool:
    """Look past "with knowledge of the talks", which becomes part of the phrase, and "who ..."."""
    text, i = page.text, phrase.end
    if "speakers" not in phrase.role.tables or i >= len(text) or not text.joined[i]:
        return False
    opening = text.folded[i]
    if opening not in _KNOWING and opening != "who":
        return False
    for j in range(i + 1, min(i + _LONGEST_CLAUSE, len(text))):
        if not text.joined[j]:
            break
        if text.folded[j] in roles("saying", "words"):
            phrase.end = j if opening in _KNOWING else phrase.end
            return True
    return False


def _suffers(page: Page, phrase: Phrase) -> bool:
    """Tell whether a verb of suffering stands by: those who were killed, freed, displaced."""
    text = page.text
    for i in range(phrase.end, min(phrase.end + _VICTIM_NEAR, len(text))):
        if not text.joined[i]:
            break
        if text.folded[i] in _SUFFERED:
            return True
    i = phrase.start
    return i > 0 and text.joined[i] and text.folded[i - 1] in _SUFFERED


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
    owner = phrase.owner.entry.key if phrase.owner else _inner_organ(phrase)
    name = _words(page, phrase)
    one = _found(page, phrase, Kind.UNNAMED, name, owner=owner, speaks=speaks)
    one.basis = phrase.unnamed or None
    return one


def _fighters(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    owner = phrase.owner.entry if phrase.owner else None
    if owner and owner.kind in (Kind.ARMED_GROUP, Kind.PARTY):
        return _whole(page, phrase, owner, speaks)
    if not phrase.role.plural and not phrase.determiner and not _acts(page, phrase.end):
        return None
    if not phrase.role.plural and phrase.determiner and "offices" in phrase.role.tables:
        return _person(page, phrase, speaks)
    return _found(page, phrase, Kind.ARMED_GROUP, _words(page, phrase), speaks=speaks)


def _inner_organ(phrase: Phrase) -> str:
    """Give the organ of which a "police spokesman" or a "military source" is."""
    inside = phrase.inside
    return f"organ:{inside}" if inside in roles("bodies", "heads") else ""


def _acts(page: Page, i: int) -> bool:
    """Tell whether a word for a deed follows: "rebel | attack"."""
    text = page.text
    if i >= len(text) or not text.joined[i]:
        return False
    word = text.folded[i]
    return any(w in roles("state", "acts") or w in roles("state", "done")
               for w in (word, word.removesuffix("s")))  # fmt: skip


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
    )  # fmt: skip
    if same and owner:  # "the Hamas movement", "the AFP news agency"
        return _whole(page, phrase, owner, speaks)
    definite = phrase.determiner in roles("stop", "definite")
    if not (definite or owner or speaks or kind in (Kind.ARMED_GROUP, Kind.NGO)):
        return None
    return _found(page, phrase, kind, _words(page, phrase), owner=owner.key if owner else "",
                  speaks=speaks)  # fmt: skip


def _person(page: Page, phrase: Phrase, speaks: bool) -> Found | None:
    """Read "the minister", "Iraq's deputy foreign minister", "American officials"."""
    owner = phrase.owner.entry if phrase.owner else None
    if "speakers" not in phrase.role.tables and phrase.role.head not in offices():
        return None
    if phrase.role.head == "member" and phrase.role.plural and owner and owner.form == "body":
        return _whole(page, phrase, owner, speaks)
    if not phrase.determiner and not owner and not (speaks and phrase.role.plural):
        return None
    if phrase.role.plural and not owner and not speaks:
        return None
    if phrase.role.head == "official" and phrase.role.plural and owner and owner.kind is Kind.STATE:
        return _found(page, phrase, Kind.STATE, owner.name, key=owner.key, named=True)
    if speaks:
        return _speaker(page, phrase, speaks)
    return _found(page, phrase, Kind.PERSON, _words(page, phrase),
                  owner=owner.key if owner else _inner_organ(phrase))  # fmt: skip
