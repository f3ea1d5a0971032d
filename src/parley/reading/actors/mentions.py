"""All mentions of a report: by name, by role word, by the network's marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import fold, roles
from parley.reading.actors.page import Found, Page
from parley.reading.actors.people import find_people
from parley.reading.actors.phrases import find_phrases
from parley.reading.actors.states import find_known
from parley.spans import Span

_LAYERS = ("actor", "actor_inner", "source")
_SAME = 0.5  # share of characters from which two spans are one mention, as the scorer has it
_PART = 0.3  # share from which the words of a source are said of a mention that is there already
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "that",
     "i", "we", "you", "us", "me", "himself", "herself", "itself", "themselves", "one", "this",
     "those", "these", "both", "some", "others", "another", "what", "whose", "whom"}
)  # fmt: skip
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
    found += _marked(page, found, marks)
    found.sort(key=lambda f: (f.start, -f.end))
    _read_bases(page, found)
    return found


def _acronyms(page: Page, found: Iterable[Found]) -> list[Found]:
    """Find the acronyms that a body's name introduces in brackets, wherever they stand."""
    text = page.text
    known: dict[str, Found] = {}
    for one in found:
        i = one.end
        brackets = i < len(text) and text.gap(i) in (" (", " [", "(")
        if one.named and brackets and text.gap(i + 1)[:1] in (")", "]") and (
            one.kind is not Kind.PERSON and len(text.raw[i]) > 1
            and (text.raw[i].isupper() or not text.cased)
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


def _marked(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Make mentions of the network's marks where the rules have none."""
    spans = sorted(page.text.span(f.start, f.end) for f in found)
    more: list[Found] = []
    for mark in sorted(marks, key=lambda m: (m.layer == "source", -m.score)):
        if mark.layer not in _LAYERS or fold(mark.span.of(page.text.text)) in _PRONOUNS:
            continue
        one = _from_mark(page, mark)
        if one is None:
            continue
        span = page.text.span(one.start, one.end)
        enough = _PART if mark.layer == "source" else _SAME
        if not any(_likeness(span, s) >= enough for s in _near(spans, span)):
            spans.insert(bisect_left(spans, span), span)
            more.append(one)
    return more


def _near(spans: list[Span], span: Span) -> list[Span]:
    """Give the sorted spans that may be the same as `span`."""
    return spans[bisect_left(spans, Span(max(0, span.start - 200), span.start + 1)) :
                 bisect_left(spans, Span(span.end, span.end + 1))]  # fmt: skip


def _likeness(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start))


def _from_mark(page: Page, mark: Mark) -> Found | None:
    text = page.text
    start = bisect_left(text.start, mark.span.start)
    end = bisect_left(text.start, mark.span.end)
    if start >= end:
        return None
    first = start
    while first < end - 1 and text.folded[first] in roles("stop", "determiners"):
        first += 1
    name = text.text[text.start[first] : text.end[end - 1]]
    named = text.cased and text.cap[first] and not text.first[first]
    speaker = Kind.PERSON if named else Kind.UNNAMED
    kind = speaker if mark.layer == "source" else Kind(mark.label)
    known = next((page.names[i] for i in range(start, end) if i in page.names), None)
    whole = known and known.start == first and known.end == end
    return Found(
        start, end, kind, text.folded[end - 1], known.entry.name if known and whole else name,
        known.entry.key if known and whole else "",
        "" if whole or not known else known.entry.key,
        named=named and kind is not Kind.UNNAMED, speaks=mark.layer == "source",
        definite=text.folded[start] in roles("stop", "definite"),
    )  # fmt: skip
