"""Why an unnamed source would know, or why it is not named: in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parley.items import Kind
from parley.knowledge.names import fold, roles
from parley.reading.actors.page import Found, Page

# The words that begin a reason; what follows them runs to the next stop or verb of saying.
_REASON = re.compile(
    r"\b(?:(?:who |and )?(?:spoke|speaking|talked|talking|spoken) )?"
    r"(?:(?:on|under|upon) (?:the )?(?:strict )?condition (?:of (?:strict )?anonymity"
    r"|(?:that )?(?:he|she|they|it|his name|her name|their names?) not be)"
    r"|anonymously)"
    r"|\b(?:who )?(?:has |had |have )?(?:(?:request|ask|demand|insist|prefer|cho[so])\w* "
    r"(?:on |for |to (?:remain |stay |be )?)?(?:anonym\w+|unnamed|unidentified)"
    r"|(?:ask|request|declin|refus|want|prefer|wish)\w* (?:not )?to (?:be (?:further |publicly )?"
    r"(?:named|identified|quoted)|(?:give|disclose|reveal) (?:\w+ ){0,2}names?)"
    r"|not to be (?:named|identified|quoted))"
    r"|\b(?:(?:was|were|is|are) )?(?:not (?:\w+ )?authori[sz]ed|unauthori[sz]ed) to"
    r"|\bwith (?:\w+ ){0,3}(?:knowledge|contacts?|access|links|ties|understanding) (?:of|to|with)"
    r"|\bwho (?:has|had|have) (?:\w+ ){0,3}(?:knowledge|contacts?|access|links|ties) (?:of|to|with)"
    r"|\b(?:familiar|acquainted) with|\bclose to\b|\b(?:who (?:was |were )?)?briefed (?:on|about)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[^,.;”\"\n]{0,120}")
_SAID_OF = frozenset({"he", "she", "they", "the", "both", "all"})  # "He | spoke on condition ..."
_WHY = frozenset({"who", "hired", "employed", "interviewed", "involved", "present", "inside"})
_WHERE = frozenset({"in", "at", "within"})  # "sources | in the palace"; of others it only locates
_FAR = 250  # characters between a source and its reason
_CLAUSE = 14  # words of a clause that says why the source knows: "who saw the confessions"


def read_bases(page: Page, found: Sequence[Found]) -> None:
    """Give each unnamed source the words that say why it knows, or why it has no name."""
    nameless = [f for f in found if not f.named and f.kind in (Kind.UNNAMED, Kind.PERSON)]
    if not nameless:
        return
    for match in _REASON.finditer(page.text.text):
        source = _whose(page, match.start(), nameless)
        if source and not _of_adjective(source):
            source.basis = _cut(page, match.start(), match.end())
    for one in nameless:
        one.basis = one.basis or _clause(page, one) or _standing(page, one)


def _of_adjective(source: Found) -> bool:
    """Tell whether the source has a longer reason already."""
    return bool(source.basis and " " in source.basis)


def _whose(page: Page, at: int, nameless: Sequence[Found]) -> Found | None:
    """Find the source of a reason: before it in the sentence, after it, or one sentence back."""
    sent = page.doc.sent_index(at)
    text = page.text
    here = [f for f in nameless if text.sent[f.start] == sent]
    before = [f for f in here if text.start[f.start] <= at and at - text.start[f.start] < _FAR]
    if before or here:
        return before[-1] if before else here[0]
    first = page.doc.sents[sent]
    opening = fold(text.text[first.start : first.end].split()[0])
    if opening in _SAID_OF and sent:
        return next((f for f in reversed(nameless) if text.sent[f.start] == sent - 1), None)
    return None


def _cut(page: Page, start: int, end: int) -> str:
    """Cut the reason before the verb of saying: "with knowledge of the talks | said"."""
    text = page.text.text
    tail = _TAIL.match(text, end)
    ending = roles("saying", "words") | {"have", "has", "had"}
    words = tail.group().split() if tail else []
    stop = next((i for i, w in enumerate(words) if fold(w) in ending), len(words))
    return " ".join((*text[start:end].split(), *words[:stop]))


def _clause(page: Page, one: Found) -> str | None:
    """Give the clause between a source and its verb: "an aide | who saw the list | said"."""
    text, saying = page.text, roles("saying", "words")
    if one.kind is not Kind.UNNAMED:
        return None
    opening = _WHY | (_WHERE if one.head == "source" else frozenset())
    here = range(one.start + 1, min(one.end + 1, len(text)))
    i = next((i for i in here if text.folded[i] in opening and text.joined[i]), None)
    if i is None:
        return None
    end = i + 1
    while end < min(len(text), i + _CLAUSE) and text.joined[end] and text.folded[end] not in saying:
        end += 1
    return text.text[text.start[i] : text.end[end - 1]] if end > i + 2 else None


def _standing(page: Page, one: Found) -> str | None:
    """Give the word for one who knows by having been there or by kinship: "witnesses"."""
    last = one.end - 1
    knows = one.kind is Kind.UNNAMED and one.head in roles("speakers", "knowing")
    return page.text.raw[last] if knows and page.text.folded[last][:4] == one.head[:4] else None
