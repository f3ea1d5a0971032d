"""All mentions of a report: by name, by role word, by the network's marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import fold, roles
from parley.reading.actors.belonging import settle_owners
from parley.reading.actors.inner import find_inner
from parley.reading.actors.marked import compare, find_marked, without_support
from parley.reading.actors.page import Found, Page
from parley.reading.actors.people import find_people
from parley.reading.actors.phrases import find_phrases
from parley.reading.actors.states import find_known

# Why an unnamed source would know, or why it is not named; what follows runs to the next stop.
_BASIS = re.compile(
    r"(?:who (?:\w+ ){0,3})?(?:on (?:the )?condition of anonymity"
    r"|on (?:the )?condition (?:that )?(?:he|she|they) not be \w+"
    r"|(?:request|ask|demand|insist)\w* (?:\w+ )?anonymity"
    r"|(?:anonymously|remain(?:ed|ing)? anonymous)"
    r"|(?:ask|request|declin|refus|want)\w* (?:not )?to be (?:further )?(?:named|identified|quoted)"
    r"|not to be (?:named|identified)"
    r"|(?:was|were|is|are) not authori[sz]ed to|not authori[sz]ed to|unauthori[sz]ed to"
    r"|with (?:\w+ ){0,2}(?:knowledge|contacts?|access) (?:of|to)"
    r"|(?:familiar|acquainted) with|close to the|briefed (?:on|about))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[^,.;”\"\n]{0,120}")
_FAR = 250  # characters after a source in which its reason may stand


def find_mentions(page: Page, marks: Sequence[Mark] = ()) -> list[Found]:
    """Find every mention, in the order of the text; none overlap but for an inner one."""
    found = find_people(page)
    found += find_phrases(page)
    found += find_known(page)
    found += _acronyms(page, found)
    found = without_support(page, found, marks)
    found += find_marked(page, found, marks)
    found += find_inner(page, found, marks)
    found.sort(key=lambda f: (f.start, -f.end))
    compare(page, found, marks)
    settle_owners(page, found)
    _read_bases(page, found)
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
    return [
        Found(i, i + 1, full.kind, full.head, full.name, full.key, full.owner, True,
              speaks=page.speaks(i, i + 1), ids=full.ids)
        for i, word in enumerate(text.folded)
        if (full := known.get(word)) and page.free(i, i + 1)
        and (text.raw[i].isupper() or not text.cased)
    ]  # fmt: skip


def _read_bases(page: Page, found: list[Found]) -> None:
    """Give each unnamed source the words that say why it knows, or why it has no name."""
    for one in found:
        if one.named or one.kind not in (Kind.UNNAMED, Kind.PERSON):
            continue
        sent = page.doc.sents[page.text.sent[one.start]]
        first = page.text.start[one.start]
        if match := _BASIS.search(page.text.text, first, min(sent.end, first + _FAR)):
            one.basis = _basis(page, match)


def _basis(page: Page, match: re.Match[str]) -> str:
    """Cut the reason before the verb of saying: "with knowledge of the talks | said"."""
    tail = _TAIL.match(page.text.text, match.end())
    ending = roles("saying", "words") | {"have", "has", "had"}
    words = tail.group().split() if tail else []
    stop = next((i for i, w in enumerate(words) if fold(w) in ending), len(words))
    return " ".join((match.group(), *words[:stop]))
