"""Actors that the report counts as one: "both countries", "the two sides", "all parties"."""

from __future__ import annotations

from parley.items import Kind
from parley.knowledge.names import plural, roles
from parley.reading.actors.page import Found, Page

_OPENING = {"both", "all", "either", "neither", "two", "three"}
_ONE = frozenset({"either", "neither"})  # stand with a singular
_LONGEST = 4  # words from the opening to the noun: "both of the warring sides"


def find_joint(page: Page) -> list[Found]:
    """Find the joint actors and use up their words.

    Countries, nations and governments are one noun here, sides and parties another: a report
    changes between them for the same two. "All sides" may be more than "both".
    """
    text, heads = page.text, _heads()
    found = []
    for i, word in enumerate(text.folded):
        if word not in _OPENING:
            continue
        end = _end(page, i, heads)
        if not end or not page.free(i, end):
            continue
        start = i - 1 if i and text.joined[i] and text.folded[i - 1] == "the" else i
        page.take(start, end)
        head = heads[text.folded[end - 1]]
        found.append(
            Found(start, end, Kind.OTHER, f"all {head}" if word == "all" else head,
                  text.text[text.start[i] : text.end[end - 1]], plural=True, definite=True,
                  speaks=page.speaks(start, end))
        )  # fmt: skip
    return found


def _end(page: Page, i: int, heads: dict[str, str]) -> int:
    """Give the end of the phrase that begins at `i`; 0 where it is none."""
    text = page.text
    for j in range(i + 1, min(i + 1 + _LONGEST, len(text))):
        word = text.folded[j]
        if not text.joined[j]:
            return 0
        if word in heads:
            singular = word in roles("joint", "states") | roles("joint", "sides")
            return j + 1 if singular == (text.folded[i] in _ONE) else 0
        if word not in roles("joint", "between"):
            return 0
    return 0


def _heads() -> dict[str, str]:
    """Give the nouns, singular and plural, with the one that stands for them."""
    return {
        form: kind for kind in ("states", "sides") for noun in roles("joint", kind)
        for form in (noun, plural(noun))
    }  # fmt: skip
