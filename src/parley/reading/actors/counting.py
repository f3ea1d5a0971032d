"""Counted people: their number, what befell them, and whether two counts may be of the same."""

from __future__ import annotations

from functools import cache

from parley import vocab
from parley.reading.actors.page import Found, Page
from parley.vocab.numbers import find_numerals

_NEAR = 4  # words between people and what befell them: "soldiers have since been killed"
_FORMS = ("active", "past", "own", "state")
# What one happening does to people; those freed or displaced by it are others.
_FATES = {
    "killed": "harmed", "injured": "harmed", "missing": "harmed", "captured": "held",
    "detained": "held", "released": "freed", "displaced": "displaced",
}  # fmt: skip
# May be said of anybody, whatever else they are called.
_ANYBODY = frozenset({"people", "person", "other", "victim", "casualty", "individual"})


def count_of(page: Page, found: Found) -> float | None:
    """Give the number in a mention; ``None`` where it has none."""
    text = page.text.text[page.text.start[found.start] : page.text.end[found.end - 1]]
    return next((numeral.value for numeral in find_numerals(text)), None)


def fate_of(page: Page, found: Found) -> str:
    """Give what befell those mentioned, by the nearest word that says it; "" where none does."""
    text, table = page.text, _fates()
    for step in range(_NEAR):
        for i, edge in ((found.start - 1 - step, found.start), (found.end + step, found.end - 1)):
            same = 0 <= i < len(text) and text.sent[i] == text.sent[edge]
            if same and (fate := table.get(text.folded[i])):
                return fate
    return ""


@cache
def _fates() -> dict[str, str]:
    table = vocab.table("counted")
    return {
        word: fate for kind, fate in _FATES.items() for form in _FORMS
        for word in table[kind].get(form, ())
    }  # fmt: skip


def is_rest(page: Page, found: Found) -> bool:
    """Tell whether those are counted on from others: "9 others", "200 more"."""
    last = page.text.folded[found.end - 1]
    return found.head == "other" or last in ("others", "more") or last.isdigit()


def compatible(heads: set[str], head: str) -> bool:
    """Tell whether a noun may be said of those whom the other nouns mean."""
    return head in heads or is_anybody(head) or any(map(is_anybody, heads))


def is_anybody(head: str) -> bool:
    """Tell whether a noun says no more of people than that they are."""
    return head in _ANYBODY
