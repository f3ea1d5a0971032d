"""A noun phrase about a role word: where it begins and ends, and what was met on the way."""

from __future__ import annotations

from dataclasses import dataclass

from parley.knowledge.names import roles
from parley.reading.actors.lexicon import Match, Role
from parley.reading.actors.page import Page

_LONGEST_PHRASE = 10  # words before the head
_UNKNOWN = 2  # unknown words allowed between the article and the head: "the slain army officers"
_BELONGING = frozenset({"of", "for", "at", "from", "in"})
_SERVING = frozenset({"to", "for", "of"})
_KNOWING = frozenset({"close", "familiar", "briefed"})
_KNOWLEDGE = frozenset({"knowledge", "contact", "contacts", "access", "ties", "links"})
_UNCOUNTED = frozenset({"some", "most", "more", "many", "few"})
# Words that belong to a number only with these after them: "at least five", "as many as five".
_BOUNDS = {
    "at": {"least", "most"}, "as": {"many", "few"}, "up": {"to"}, "to": set(), "than": set(),
    "least": set(), "most": set(), "many": set(),
}  # fmt: skip
_LOCAL = frozenset({"police", "court", "high court", "prosecutors", "authorities", "parliament"})
LONGEST_CLAUSE = 12  # words between a source and its verb: why it knows, as a rule below ten


@dataclass(slots=True)
class Phrase:
    """A noun phrase about a role word: where it runs and what was met on the way."""

    start: int
    end: int
    role: Role
    owner: Match | None = None
    determiner: str = ""
    counted: bool = False
    inside: str = ""  # a role word used as a modifier: "army troops", "rebel fighters"


def is_modifier(page: Page, end: int, role: Role) -> bool:
    """Tell whether the role word only qualifies the next one: "army | troops"."""
    text = page.text
    if end >= len(text) or not text.joined[end] or text.gap(end) != " ":
        return end < len(text) and text.gap(end) == "-"
    if end in page.roles:
        return True
    if role.plural or "bodies" in role.tables or acts(page, end):
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


def walk(page: Page, start: int, end: int, role: Role) -> Phrase:
    """Walk from the role word to both ends of its phrase."""
    phrase = Phrase(start, end, role)
    _walk_left(page, phrase)
    if not phrase.owner:
        _walk_right(page, phrase)
    _take_knowing(page, phrase)
    return phrase


def _walk_left(page: Page, phrase: Phrase) -> None:
    """Take in the modifiers, the number and the article before the head."""
    text, i, kept, unknown = page.text, phrase.start, phrase.start, 0
    numbers = roles("quantity", "numbers") | roles("quantity", "many")
    while i > 0 and phrase.start - i < _LONGEST_PHRASE and text.joined[i]:
        before = text.folded[i - 1]
        if i in page.bodies and text.gap(i) == " ":
            i = kept = page.bodies[i]
            continue
        if text.possessive(i - 1) and i - 1 in page.persons:
            kept = page.persons[i - 1]  # "Jane Roe's lawyers"
            break
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
        elif before == "that" and (phrase.role.plural or phrase.counted):
            break  # "the aid that officials promised", "said that one officer"
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
            if before == "federal":
                phrase.inside = phrase.inside or "government"
            i -= 1
            kept = i
        elif before == "of" and i > 1 and text.folded[i - 2] in roles("quantity", "many"):
            phrase.counted = True
            i -= 2
            kept = i
        elif before in roles("quantity", "about") and phrase.counted:
            i -= 1
            after = text.folded[i + 1]
            kept = i if after in _BOUNDS.get(before, {after}) else kept
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


def _walk_right(page: Page, phrase: Phrase) -> None:
    """Take in "of the movement", "for the army": to whom the head belongs."""
    text, i = page.text, phrase.end
    if _walk_to_person(page, phrase):
        return
    if i >= len(text) or not text.joined[i] or text.folded[i] not in _BELONGING:
        return
    if text.folded[i] in ("from", "in") and not phrase.role.tables & {"speakers"}:
        _take_state(page, phrase, i + 1)
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
            head = not is_modifier(page, end, role) and not role.tables <= {"offices"}
            if head and preposition != "in":
                phrase.inside, phrase.end = phrase.inside or role.head, end
                return
            i = end
        elif text.folded[i] in roles("stop", "determiners") or page.modifier(i):
            i += 1
        else:
            people = preposition == "of" and phrase.role.tables & {"speakers", "population"}
            if people and text.cased and text.cap[i]:
                phrase.end = _past_capitals(page, i)
            return


def _take_state(page: Page, phrase: Phrase, i: int) -> None:
    """Learn from "the police in | Kenya" whose they are; the words are none of the phrase."""
    near = i in page.names and page.text.joined[i]
    if near and phrase.role.head in _LOCAL and page.names[i].entry.form in ("name", "seat"):
        phrase.owner = page.names[i]


def _past_capitals(page: Page, i: int) -> int:
    """Give the end of a name that no table knows: "a resident of | Bab Amr"."""
    text = page.text
    end = i + 1
    while end < len(text) and text.cap[end] and text.joined[end] and end not in page.names:
        end += 1
    return end


def _walk_to_person(page: Page, phrase: Phrase) -> bool:
    """Take in whose people those are: "aides to | Jane Roe", "a lawyer for | Mr Roe"."""
    text, i = page.text, phrase.end
    if "speakers" not in phrase.role.tables or i >= len(text) or not text.joined[i]:
        return False
    if text.folded[i] not in _SERVING or i + 1 not in page.person_ends or not text.joined[i + 1]:
        return False
    phrase.end = page.person_ends[i + 1]
    return True


def _take_knowing(page: Page, phrase: Phrase) -> None:
    """Take "with knowledge of the talks", "close to the rebels" into a source's phrase."""
    text, i = page.text, phrase.end
    if "speakers" not in phrase.role.tables or i >= len(text) or not text.joined[i]:
        return
    near = set(text.folded[i + 1 : i + 4])
    if text.folded[i] not in _KNOWING and not (text.folded[i] == "with" and near & _KNOWLEDGE):
        return
    end = i + 1
    while (
        end < min(i + LONGEST_CLAUSE, len(text))
        and text.joined[end]
        and (text.folded[end] not in roles("saying", "words"))
    ):
        end += 1
    phrase.end = end


def acts(page: Page, i: int) -> bool:
    """Tell whether a word for a deed follows: "rebel | attack"."""
    text = page.text
    if i >= len(text) or not text.joined[i]:
        return False
    word = text.folded[i]
    return any(w in roles("state", "acts") or w in roles("state", "done")
               for w in (word, word.removesuffix("s")))  # fmt: skip
