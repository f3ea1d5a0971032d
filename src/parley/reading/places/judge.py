"""Tell whether a name is a place where it stands: not a person, a body, or a state that acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley.items import Mark
from parley.knowledge.countries import by_adjective, by_name, by_seat
from parley.knowledge.names import organisations
from parley.reading.places.names import Name
from parley.reading.places.words import Page, word_set
from parley.spans import Span

# A paragraph that opens with its place: "CAIRO (Reuters) -", "GOMA, Congo, March 3 --".
_DATELINE = re.compile(r"[^\n.!?]{2,60}?(?:\([^()\n]{2,40}\)|\s(?:--?|[–—])\s)")
_FAMOUS = 100_000  # inhabitants from which a town is known without a hint that a place is meant
_CITY = 500_000  # the same, where persons have the name too
_LARGE = 15_000  # the same, where the report speaks of its country or a preposition goes before
_ACRONYM = 5  # letters up to which a word in capitals is more likely a body than a town
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


def judge(
    page: Page, names: Sequence[Name], votes: dict[str, int], marks: Marks, metonyms: bool
) -> list[bool]:
    """Tell of each name, in the order of the text, whether it is a place.

    `votes` says how often the report speaks of each country; with `metonyms` a state that acts
    is one too.
    """
    verdicts: list[bool] = []
    in_body = False  # "Islamic State of Iraq and the Levant": what goes for one goes for both
    for at, name in enumerate(names):
        partner = _partner(page, names, at)
        same = verdicts[-1] if partner else None
        in_body = _of_body(page, name) or (in_body and partner)
        hint = _Hint.of(page, names, at, same)
        if marks.says_place(name.span):
            verdicts.append(True)
        elif in_body or (marks.says_other(name.span) and not hint.own):
            verdicts.append(False)
        else:
            doubted = marks.ran and not metonyms and _doubtful(page, name, hint)
            verdicts.append(not doubted and _is_place(page, name, hint, votes, metonyms))
    return verdicts


@dataclass(frozen=True, slots=True)
class _Hint:
    """What the words before and after a name say of it.

    `before` is the index of the word that governs it, or -1; `weak` that this word goes before
    places, but before persons too; `own` that only a place can stand here; `same` the verdict
    on the name to which "and" or a comma joins this one.
    """

    before: int
    word: str
    weak: bool
    own: bool
    same: bool | None

    @property
    def strong(self) -> bool:
        """Whether the words around this name, or around the one it is joined to, want a place."""
        return self.own or self.same is True

    @classmethod
    def of(cls, page: Page, names: Sequence[Name], at: int, same: bool | None) -> _Hint:
        name = names[at]
        after = names[at + 1] if at + 1 < len(names) else None
        before, turned = page.before(name.first)
        word = page.low[before] if before >= 0 else ""
        weak = word in word_set("weak")
        own = turned or (word in word_set("locative") and not weak) or _sorted_out(page, before)
        state = name.entry is not None and name.entry.spots[0].kind == "country"
        own = own or _opens(page, name)
        own = own or (not state and _holds(page, name, after))  # a list of states is none
        return cls(before, word, weak, own, same)


def _partner(page: Page, names: Sequence[Name], at: int) -> bool:
    """Tell whether only a comma or "and" stands between a name and the one before."""
    if not at:
        return False
    between = page.low[names[at - 1].last + 1 : names[at].first]
    passed = word_set("directions") | {"the", "in"}
    return any(w in _PARTNERS for w in between) and all(
        w in _PARTNERS or w in passed for w in between
    )


def _is_place(page: Page, name: Name, hint: _Hint, votes: dict[str, int], metonyms: bool) -> bool:
    words = name.span.of(page.text)
    if by_adjective(words) or words.lower() in _never():
        return False
    if _in_larger_name(page, name, hint) and not (metonyms and _well_known(name)):
        return False
    if name.entry is None:
        return not page.small
    if page.small and not _in_small(page, name, hint):
        return False
    if name.head is None and _is_state(name, words) and not metonyms:
        return _state_is_place(page, name, hint)
    if page.small or name.entry.spots[0].kind == "country":
        return True
    return _town_is_place(page, name, hint, votes)


def _doubtful(page: Page, name: Name, hint: _Hint) -> bool:
    """Tell whether a name that the network passed over is none without a word for where.

    So of states, which act more often than they locate, and of what is a person's name too. On
    the coded reports 4 of 5 such states and 7 of 8 such names were no places.
    """
    if name.entry is None or name.head is not None:
        return False
    return not hint.own and (name.entry.person or _is_state(name, name.span.of(page.text)))


@cache
def _never() -> frozenset[str]:
    """Give words and names of bodies that are no places, whatever towns are called so."""
    bodies = frozenset(n.lower() for o in organisations() for n in (o.name, *o.aliases))
    return (
        bodies
        | word_set("never")
        | word_set("beside")
        | word_set("heads")
        | word_set("bodies")
        | word_set("office")
    )


def _is_state(name: Name, words: str) -> bool:
    """Tell whether the name can stand for a government."""
    assert name.entry is not None
    return name.entry.spots[0].kind == "country" or by_seat(words) is not None


def _well_known(name: Name) -> bool:
    """Tell whether a name inside a body's name is a toponym all the same: "California Senate"."""
    if name.entry is None or name.entry.person or name.entry.word:
        return False
    top = name.entry.spots[0]
    return top.main and (top.kind != "town" or top.population >= _FAMOUS)


def _town_is_place(page: Page, name: Name, hint: _Hint, votes: dict[str, int]) -> bool:
    """Judge a name that is no state's: by how well known it is, and what else it can mean."""
    entry = name.entry
    assert entry is not None
    top = entry.spots[0]
    famous = top.main and top.population >= _FAMOUS
    if _is_acronym(page, name) and top.kind == "town" and not famous and hint.same is not True:
        return False
    if hint.strong:
        return True
    first = not page.together(name.first - 1, name.first)
    if entry.word and (first or (top.kind == "town" and top.population < _FAMOUS)):
        return False
    if top.kind != "town":
        return True
    if entry.person:
        return famous and (hint.weak or top.population >= _CITY)
    spoken = votes.get(top.country or "", 0) >= _SPOKEN
    if top.main:
        return spoken or top.population >= (_LARGE if hint.weak else _FAMOUS)
    return spoken and (hint.weak or top.population >= _LARGE)


def _is_acronym(page: Page, name: Name) -> bool:
    """Tell whether the name is one short word in capitals: an organisation, more likely."""
    word = page.words[name.first]
    return name.first == name.last and word.isupper() and 1 < len(word) <= _ACRONYM


def _in_larger_name(page: Page, name: Name, hint: _Hint) -> bool:
    """Tell whether the words belong to a longer name: of a person, a body, an outlet."""
    i, j = name.first - 1, name.last + 1
    located = hint.strong or hint.weak
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
    return page.capital(i) and not _beside(page, i)


def _of_body(page: Page, name: Name) -> bool:
    """Tell whether a body's name goes before: "Bank of", "Islamic State of the"."""
    i = name.first - 1
    i -= page.low[i] == "the"
    if i < 1 or page.low[i] != "of" or not page.together(i - 1, name.first):
        return False
    noun = page.low[i - 1]
    if page.small:
        return noun in ("university", "bank", "college")
    return page.capital(i - 1) and noun in word_set("office") | word_set("bodies") | word_set(
        "sort"
    )


def _beside(page: Page, i: int) -> bool:
    """Tell whether a capitalised word may stand beside a place without being of its name."""
    return page.low[i].rstrip(".") in word_set("beside") or by_adjective(page.words[i]) is not None


def _sorted_out(page: Page, before: int) -> bool:
    """Tell whether a sort of place goes before: "the town of", "border with", "the capital"."""
    if before < 1:
        return False
    if page.low[before] in ("of", "with"):
        return page.low[before - 1] in word_set("sort")
    return page.low[before] in ("capital", "city", "town", "village")


def _in_small(page: Page, name: Name, hint: _Hint) -> bool:
    """Judge a name in a text without capitals, where only the words around it tell."""
    entry = name.entry
    assert entry is not None
    doubtful = entry.word and hint.same is not True
    if entry.spots[0].kind == "country":
        doubtful = _takes_no_article(page, name)
    if doubtful or _of_office(page, hint):
        return False
    hinted = hint.strong or hint.word in word_set("sure") or name.head is not None
    return hinted or (hint.word == "of" and entry.spots[0].main and not entry.person)


def _takes_no_article(page: Page, name: Name) -> bool:
    """Tell "the turkey" from "the gambia": a thing called like a state, in small letters."""
    words = name.span.of(page.text)
    state = by_name(words)
    if page.low[name.first - 1 : name.first] not in (["the"], ["a"]) or state is None:
        return False
    with_article = {n.lower() for n in state.aliases if n.startswith("The ")}
    return words.isalpha() and len(words) > _ACRONYM and f"the {words}" not in with_article


def _state_is_place(page: Page, name: Name, hint: _Hint) -> bool:
    """Tell a state, or its capital, that locates from one that acts or is dealt with."""
    if _as_adjective(page, name):
        return False
    if (hint.strong and hint.same is None) or (hint.weak and hint.word != "to"):
        return True
    if hint.same is not None:
        return hint.same
    if _acts(page, name, hint) or hint.word in word_set("acting"):
        return False
    if hint.word == "to":
        return page.low[hint.before - 1] != "according"
    if _of_office(page, hint):
        return False
    following = page.low[name.last + 1 : name.last + 3]
    if following[:1] in (["'s"], ["’s"]):
        return following[1:] != [] and following[1] in word_set("possessed")
    return hint.word.isalpha() or _modifies(page, name)


def _of_office(page: Page, hint: _Hint) -> bool:
    """Tell whether "president of" or the like goes before."""
    return hint.word == "of" and page.low[hint.before - 1].rstrip("s") in word_set("office")


def _modifies(page: Page, name: Name) -> bool:
    """Tell whether a name that opens a sentence stands before its noun: "Kenya embassy blasts"."""
    i = name.last + 1
    if not page.together(name.last, i) or not page.low[i].isalpha() or page.capital(i):
        return False
    return not page.low[i].endswith("ly") and not _beside(page, i) and page.low[i] not in _PARTNERS


def _as_adjective(page: Page, name: Name) -> bool:
    """Tell "US forces" and "UK support", where the short form stands for an adjective."""
    j = name.last + 1
    if not page.together(name.last, j):
        return False
    if page.between(name.last) == "" and page.words[j] == "-":
        return page.low[j + 1 : j + 2] != ["area"]
    short = name.span.of(page.text).replace(".", "").replace(" ", "").upper() in ("US", "UK")
    return short and page.low[j].isalpha() and not _beside(page, j)


def _acts(page: Page, name: Name, hint: _Hint) -> bool:
    """Tell whether a verb follows whose subject the name is.

    Where the name opens the sentence, a word in "s" is taken for its verb.
    """
    i = name.last + 1
    if not page.together(name.last, i) or page.capital(i):
        return False
    word = page.low[i]
    past = word.endswith("ed") and len(word) > 4
    present = hint.before < 0 and word.endswith("s") and word.isalpha() and not word.endswith("ss")
    return word in word_set("verbs") or past or present


def _opens(page: Page, name: Name) -> bool:
    """Tell whether the name opens a paragraph as its dateline."""
    start = page.doc.tokens[name.first].start
    capitals = name.span.of(page.text).isupper() and len(name.span) > _ACRONYM
    return (start in page.openers or capitals) and bool(_DATELINE.match(page.text, start))


def _holds(page: Page, name: Name, after: Name | None) -> bool:
    """Tell whether the next name, after a comma, is what the place lies in: "Goma, Congo"."""
    if after is None or after.entry is None or page.low[name.last + 1 : name.last + 2] != [","]:
        return False
    between = page.low[name.last + 2 : after.first]
    if any(w not in word_set("directions") and w not in ("in", "the") for w in between):
        return False
    return after.entry.spots[0].kind in ("country", "region")
