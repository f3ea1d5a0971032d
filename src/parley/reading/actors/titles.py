"""The title before a name: where it begins."""

from __future__ import annotations

from parley.knowledge.names import roles
from parley.reading.actors.page import Page
from parley.reading.actors.words import honorifics, offices

LONGEST_TITLE = 14  # words: "the deputy commander of the armed forces of X"


def title_start(page: Page, core: int) -> int:
    """Walk left from a name over its title; `core` itself where it has none."""
    text, i, titled = page.text, core, False
    while i > 0 and core - i < LONGEST_TITLE and (text.joined[i] or _bracketed(page, i)):
        if not text.joined[i]:
            i -= 1  # "of the Bureau (BX) | Roe"
            if text.gap(i) == " (" and i in page.name_ends:
                i = page.name_ends[i].start
            continue
        before = text.folded[i - 1]
        if text.possessive(i - 1) and titled:
            i -= 1
        elif i in page.role_ends and not page.taken[i - 1]:
            titled = titled or page.role_ends[i][1].head in offices() | honorifics()
            i = page.role_ends[i][0]
        elif i in page.name_ends and not page.taken[i - 1]:
            i = page.name_ends[i].start
        elif before in honorifics():
            titled, i = True, i - 1
        elif page.modifier(i - 1) and not text.possessive(i - 1):
            i -= 1
        elif before in ("of", "for", "to") and i < core and _after_office(page, i - 1):
            titled, i = True, i - 1
        elif before == "the" and i < core and i > 1 and text.folded[i - 2] in ("of", "for", "to"):
            i -= 1
        elif before in roles("stop", "determiners") and titled:
            return i - 1
        else:
            break
    return i if titled else core


def _bracketed(page: Page, i: int) -> bool:
    """Tell whether an acronym in brackets stands before the word at `i`."""
    text = page.text
    return text.gap(i) == ") " and text.gap(i - 1) == " (" and text.raw[i - 1].isupper()


def _after_office(page: Page, i: int) -> bool:
    """Tell whether the word at `i` follows an office: "commander | of"."""
    before = page.role_ends.get(i)
    return before is not None and before[1].head in offices() and not before[1].plural
