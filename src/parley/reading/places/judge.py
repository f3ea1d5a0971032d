"""Tell whether a name is a place where it stands: not a person, a body, or a state that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.items import Mark
from parley.knowledge.countries import by_adjective, by_seat
from parley.reading.places.names import Name
from parley.reading.places.words import Page, word_set
from parley.spans import Span

# A paragraph that opens with its place: "CAIRO (Reuters) -", "GOMA, Congo, March 3 --".
_DATELINE = re.compile(r"[^\n.!?]{2,60}?(?:\([^()\n]{2,40}\)|\s(?:--?|[–—])\s)")
_FAMOUS = 100_000  # inhabitants from which a town is known without a hint that a place is meant
_LARGE = 15_000  # the same, in another spelling, where the report speaks of its country
_SPOKEN = 2  # mentions of a country from which a report speaks of it
_SURE = 0.5  # score from which a mark counts
_PARTNERS = frozenset({",", "and", "or", "&"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What the network says: places, and names that are no places; `ran` if it said anything."""

    ran: bool
    places: tuple[Span, ...]
    others: tuple[Span, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Marks:
        """Sort out the marks that matter here."""
        sure = [m for m in marks if m.score >= _SURE]
        places = tuple(m.span for m in sure if m.layer == "place")
        others = tuple(m.span for m in sure if m.layer == "name" and m.label in ("PER", "ORG"))
        return cls(bool(marks), places, others)

    def says_place(self, span: Span) -> bool:
        """Tell whether the network sees a place there."""
        return any(m.overlaps(span) for m in self.places)

    def says_other(self, span: Span) -> bool:
        """Tell whether the words lie in the name of a person or body."""
        return any(m.covers(span) for m in self.others)


def judge(page: Page, names: Sequence[Name], votes: dict[str, int], marks: Marks, metonyms: bool) -> list[bool]:
    """Tell of each name, in the order of the text, whether it is a place.

    `votes` says how often the report speaks of each country; with `metonyms` a state that acts
    is one too.
    """
    verdicts: list[bool] = []
    for at, name in enumerate(names):
        partner = _partner(page, names, at)
        same = verdicts[-1] if partner and verdicts else None
        after = names[at + 1] if at + 1 < len(names) else None
        verdicts.append(_is_place(page, name, after, same, votes, marks, metonyms))
    return verdicts


def _partner(page: Page, names: Sequence[Name], at: int) -> bool:
    """Tell whether only a comma or "and" stands between a name and the one before."""
    if not at:
        return False
    between = page.low[names[at - 1].last + 1 : names[at].first]
    passed = word_set("directions") | {"the", "in"}
    return any(w in _PARTNERS for w in between) and all(w in _PARTNERS or w in passed for w in between)


def _is_place(
    page: Page,
    name: Name,
    after: Name | None,
    same: bool | None,
    votes: dict[str, int],
    marks: Marks,
    metonyms: bool,
) -> bool:
    if marks.says_place(name.span):
        return True
    words = name.span.of(page.text)
    if marks.says_other(name.span) or by_adjective(words) or words.lower() in word_set("beside"):
        return False
    before, turned = page.before(name.first)
    word = page.low[before] if before >= 0 else ""
    located = turned or word in word_set("locative") or _sorted_out(page, before)
    if _in_larger_name(page, name, located):
        return False
    if name.entry is None:
        return name.head is not None and not page.small
    if page.small:
        return _in_small(page, name, before, turned, same)
    if not metonyms and name.head is None and _is_state(name, words):
        return _state_is_place(page, name, before, located, same)
    hinted = located or same is True or _holds(page, name, after) or _opens(page, name)
    return _town_is_place(page, name, hinted, votes)


def _is_state(name: Name, words: str) -> bool:
    """Tell whether the name can stand for a government."""
    assert name.entry is not None
    return name.entry.spots[0].kind == "country" or by_seat(words) is not None


def _town_is_place(page: Page, name: Name, hinted: bool, votes: dict[str, int]) -> bool:
    """Judge a name that is no state's: by how well known it is, and what else it can mean."""
    entry = name.entry
    assert entry is not None
    top = entry.spots[0]
    if _is_acronym(page, name) and top.kind == "town":
        return _opens(page, name)
    if top.kind != "town" and not entry.word:
        return True
    famous = top.main and top.population >= _FAMOUS
    if entry.word or (entry.person and not famous):
        return hinted
    spoken = votes.get(top.country or "", 0) >= _SPOKEN
    return hinted or famous or (spoken and (top.main or top.population >= _LARGE))


def _is_acronym(page: Page, name: Name) -> bool:
    """Tell whether the name is one short word in capitals: an organisation, more likely."""
    word = page.words[name.first]
    return name.first == name.last and word.isupper() and 1 < len(word) <= 5


def _in_larger_name(page: Page, name: Name, located: bool) -> bool:
    """Tell whether the words belong to a longer name: of a person, a body, an outlet."""
    i, j = name.first - 1, name.last + 1
    follows = page.low[j] if page.together(name.last, j) and page.between(name.last) == " " else ""
    if follows in word_set("bodies") and (page.small or page.capital(j) or not located):
        return True
    if page.small:
        return False
    country = name.entry is not None and name.entry.spots[0].kind == "country"
    if follows and page.capital(j) and not _beside(page, j) and not (located and country):
        return True
    if not page.together(i, name.first) or page.between(i) not in (" ", ""):
        return False
    if page.low[i].rstrip(".") in word_set("titles"):
        return True
    if page.low[i] in ("of", "the"):
        return _of_body(page, i - (page.low[i] == "the"))
    return page.capital(i) and not _beside(page, i)


def _of_body(page: Page, i: int) -> bool:
    """Tell whether token `i` is the "of" inside a body's name: "Bank of", "Islamic State of"."""
    if page.low[i] != "of" or not page.together(i - 1, i) or not page.capital(i - 1):
        return False
    noun = page.low[i - 1]
    return noun in word_set("office") | word_set("bodies") | word_set("sort")


def _beside(page: Page, i: int) -> bool:
    """Tell whether a capitalised word may stand beside a place without being of its name."""
    return page.low[i].rstrip(".") in word_set("beside") or by_adjective(page.words[i]) is not None


def _sorted_out(page: Page, before: int) -> bool:
    """Tell whether the words before say what sort of place follows: "the town of", "border with"."""
    return before > 0 and page.low[before] in ("of", "with") and page.low[before - 1] in word_set("sort")


def _in_small(page: Page, name: Name, before: int, turned: bool, same: bool | None) -> bool:
    """Judge a name in a text without capitals, where only the words around it tell."""
    entry = name.entry
    assert entry is not None
    if name.head is not None:
        return not entry.word
    word = page.low[before] if before >= 0 else ""
    hinted = turned or same is True or word in word_set("sure")
    if entry.word or len(name.span) < 3:
        return False
    return hinted or (word == "of" and entry.spots[0].main and not entry.person)


def _state_is_place(page: Page, name: Name, before: int, located: bool, same: bool | None) -> bool:
    """Tell a state, or its capital, that locates from one that acts or is dealt with."""
    word = page.low[before] if before >= 0 else ""
    if _as_adjective(page, name):
        return False
    if located and word != "to":
        return True
    if same is not None:
        return same
    if _opens(page, name):
        return True
    if _acts(page, name) or word in word_set("acting"):
        return False
    if word == "of":
        return page.low[before - 1].rstrip("s") not in word_set("office")
    following = page.low[name.last + 1 : name.last + 3]
    if following[:1] in (["'s"], ["’s"]):
        return following[1:] != [] and following[1] in word_set("possessed")
    return before >= 0


def _as_adjective(page: Page, name: Name) -> bool:
    """Tell "US forces" and "UK support", where the short form stands for an adjective."""
    short = name.span.of(page.text).replace(".", "").replace(" ", "").upper() in ("US", "UK")
    j = name.last + 1
    return short and page.together(name.last, j) and page.low[j].isalpha() and not _beside(page, j)


def _acts(page: Page, name: Name) -> bool:
    """Tell whether a verb follows whose subject the name is."""
    i = name.last + 1
    if not page.together(name.last, i) or page.capital(i):
        return False
    word = page.low[i]
    return word in word_set("verbs") or (word.endswith("ed") and len(word) > 4)


def _opens(page: Page, name: Name) -> bool:
    """Tell whether the name opens a paragraph as its dateline."""
    start = page.doc.tokens[name.first].start
    opens = start in page.openers or (name.span.of(page.text).isupper() and page.before(name.first)[0] < 0)
    return opens and bool(_DATELINE.match(page.text, start))


def _holds(page: Page, name: Name, after: Name | None) -> bool:
    """Tell whether the next name, after a comma, is what the place lies in: "Goma, Congo"."""
    if after is None or after.entry is None or page.low[name.last + 1 : name.last + 2] != [","]:
        return False
    between = page.low[name.last + 2 : after.first]
    if any(w not in word_set("directions") and w not in ("in", "the") for w in between):
        return False
    return after.entry.spots[0].kind in ("country", "region")
