"""Find names that the gazetteer knows, and names that say themselves that they are places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.knowledge.countries import by_adjective
from parley.knowledge.gazetteer import LONGEST, Entry, look_up
from parley.reading.places.words import Page, word_set
from parley.spans import Span

_REACH = 2 * LONGEST  # tokens: a hyphen or an apostrophe is one too
_JOINTS = frozenset(["-", "'", "’", "‘", ".", "–"])


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` to `last` that may name a place; `entry` is what the gazetteer knows.

    `head` is the noun that says what it is ("airport"), where the name ends with one.
    """

    first: int
    last: int
    span: Span
    entry: Entry | None
    head: str | None = None


def find_names(page: Page) -> Iterator[Name]:
    """Give all names, the longest at each word, in the order of the text."""
    starts = _after_prepositions(page) if page.small else _capitals(page)
    end = -1
    for i in starts:
        if i <= end:
            continue
        name = _known(page, i)
        name = _headed(page, i, name) or name or _unknown(page, i)
        if name is not None:
            end = name.last
            yield name


def _capitals(page: Page) -> Iterator[int]:
    return (i for i, w in enumerate(page.words) if w[:1].isupper() or w[:1] in "‘ʻ")


def _after_prepositions(page: Page) -> Iterator[int]:
    """Give the words of a text in small letters that may begin a place's name.

    They follow a word that only places follow, or a comma or "and" in a row of names; the judge
    looks whether the row began with a place.
    """
    sure = word_set("sure") | {",", "and", "of"}
    for i in range(len(page.words)):
        j, turned = page.before(i)
        governed = turned or (j >= 0 and page.low[j] in sure)
        if governed and page.low[i].isalpha() and page.low[i] != "the":
            yield i


def _known(page: Page, first: int) -> Name | None:
    """Find the longest name of the gazetteer that begins at a token."""
    for last in reversed(list(_ends(page, first))):
        span = page.span(first, last)
        words = span.of(page.text)
        entry = look_up(words)
        state = entry is not None and entry.spots[0].kind == "country"
        turn = first == last and page.low[first] in word_set("directions")
        if entry is not None and not turn and not (state and page.low[first] == "the"):
            return Name(first, last, span, entry)
    return None


def _ends(page: Page, first: int) -> Iterator[int]:
    """Give the tokens with which a name that begins at `first` may end."""
    connecting = word_set("inside")
    words = 0
    for last in range(first, min(first + _REACH, len(page.words))):
        gap = page.between(last - 1) if last > first else ""
        if last > first and (gap not in ("", " ") or not page.together(first, last)):
            return
        joint = page.words[last] in _JOINTS
        if not joint and not page.words[last][:1].isalnum() and page.words[last][:1] not in "‘ʻ":
            return
        if not joint and (page.capital(last) or page.small or (last > first and gap == "")):
            words += gap == " " or last == first
            yield last
        elif page.low[last] not in connecting and not joint:
            return
        if words > LONGEST:
            return


def _headed(page: Page, first: int, known: Name | None) -> Name | None:
    """Find a name with the noun that says what it is: "Atocha Station", "Lima province"."""
    heads, leading = word_set("heads"), word_set("leading")
    last = known.last if known else _run_end(page, first)
    at = last + 1
    while page.together(first, at) and page.low[at] in leading and page.between(at - 1) == " ":
        at += 1
    if not page.together(first, at) or page.between(at - 1) != " ":
        return _begun(page, first, known)
    if page.low[at] not in heads - leading or last < first:
        return _begun(page, first, known)
    if known is None and any(_common(page, i) for i in range(first, last + 1)):
        return None
    return Name(first, at, page.span(first, at), known.entry if known else None, page.low[at])


def _common(page: Page, i: int) -> bool:
    """Tell whether a capitalised word is no name of its own: "The city", "Syrian territory"."""
    generic = word_set("beside") | word_set("sort") | word_set("office")
    return page.low[i] in generic or by_adjective(page.words[i]) is not None


def _run_end(page: Page, first: int) -> int:
    """Give the last token of the capitalised run at `first` that no head noun belongs to."""
    if page.small:
        return first - 1  # in small letters nothing tells where an unknown name ends
    heads = word_set("heads")
    last = first - 1
    for i in range(first, min(first + LONGEST, len(page.words))):
        joined = i == first or page.between(i - 1) in ("", " ")
        if not joined or not page.capital(i) or page.low[i] in heads:
            break
        last = i
    return last


def _begun(page: Page, first: int, known: Name | None) -> Name | None:
    """Find a name that begins with the noun that says what it is: "Fort Hood", "Jabal Mohsen"."""
    if page.small or page.low[first] not in word_set("first"):
        return None
    end = _run_end(page, first)
    if end <= first or (known is not None and known.last >= end):
        return None
    span = page.span(first, end)
    return Name(first, end, span, look_up(span.of(page.text)), page.low[first])


def _unknown(page: Page, first: int) -> Name | None:
    """Find a name that no table has, where only a place can stand: "the village of Ruk, Chad".

    It follows "town of" or the like, or it follows "in" or "near" and a known region follows it.
    """
    before, _ = page.before(first)
    last = _run_end(page, first)
    if before < 1 or last < first or any(_common(page, i) for i in range(first, last + 1)):
        return None
    sorted_out = page.low[before] == "of" and page.low[before - 1] in word_set("sort")
    held = page.low[before] in ("in", "near", "at", "outside") and _region_follows(page, last)
    if sorted_out or held:
        return Name(first, last, page.span(first, last), None)
    return None


def _region_follows(page: Page, last: int) -> bool:
    """Tell whether a comma and the name of a country or region come next."""
    at = last + 2
    if not page.together(last, at) or page.words[last + 1] != ",":
        return False
    while page.together(last, at) and page.low[at] in word_set("directions"):
        at += 1
    holder = _known(page, at) if page.together(last, at) and page.capital(at) else None
    return holder is not None and holder.entry is not None and holder.entry.spots[0].kind != "town"
