"""All mentions of a report: by name, by role word, by the network's marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import roles
from parley.reading.actors.basis import read_bases
from parley.reading.actors.belonging import settle_owners
from parley.reading.actors.coordination import find_coordinated
from parley.reading.actors.inner import find_inner
from parley.reading.actors.joint import find_joint
from parley.reading.actors.marked import compare, find_marked, without_support
from parley.reading.actors.page import Found, Page
from parley.reading.actors.people import find_people
from parley.reading.actors.phrases import find_phrases
from parley.reading.actors.states import find_known

_PEOPLE = frozenset({Kind.PERSON, Kind.POPULATION, Kind.UNNAMED})
_LEAST = 3  # capitals of a name that make an acronym though no bracket says so


def find_mentions(page: Page, marks: Sequence[Mark] = ()) -> list[Found]:
    """Find every mention, in the order of the text; none overlap but for an inner one."""
    found = find_joint(page)
    found += find_people(page)
    found += find_phrases(page)
    found += find_known(page)
    found += _acronyms(page, found)
    found = without_support(page, found, marks)
    found += find_coordinated(page, found, marks)
    found += find_marked(page, found, marks)
    found += find_inner(page, found, marks)
    found.sort(key=lambda f: (f.start, -f.end))
    compare(page, found, marks)
    settle_owners(page, found)
    read_bases(page, found)
    return found


def _acronyms(page: Page, found: Iterable[Found]) -> list[Found]:
    """Find the acronyms that a body's name introduces in brackets, wherever they stand."""
    text = page.text
    known: dict[str, Found] = {}
    for one in found:
        i = one.end
        brackets = i < len(text) and text.gap(i) in (" (", " [", "(")
        if (
            one.named
            and brackets
            and text.gap(i + 1)[:1] in (")", "]")
            and (
                one.kind is not Kind.PERSON
                and len(text.raw[i]) > 1
                and (text.raw[i].isupper() or not text.cased)
            )
        ):
            known.setdefault(text.folded[i], one)
        elif one.named and one.kind not in _PEOPLE and (initials := _initials(page, one)):
            known.setdefault(initials, one)
    return [
        Found(i, i + 1, full.kind, full.head, full.name, full.key, full.owner, True,
              speaks=page.speaks(i, i + 1), ids=full.ids)
        for i, word in enumerate(text.folded)
        if (full := known.get(word)) and page.free(i, i + 1)
        and (text.raw[i].isupper() or not text.cased)
    ]  # fmt: skip


def _initials(page: Page, one: Found) -> str:
    """Give the capitals of a body's name in a row, where they may be its acronym."""
    text = page.text
    capitals = [text.folded[i][0] for i in range(one.start, one.end)
                if text.cap[i] and text.folded[i] not in roles("stop", "words")]  # fmt: skip
    return "".join(capitals) if text.cased and len(capitals) >= _LEAST else ""
