"""Known names left over when people and phrases are found: who acts, and what only locates."""

from __future__ import annotations

from parley.items import Kind
from parley.knowledge.names import roles
from parley.reading.actors.lexicon import Match
from parley.reading.actors.page import Found, Page
from parley.reading.actors.walking import labels


def find_known(page: Page) -> list[Found]:
    """Find the mentions of known states, bodies and people whose words are still free."""
    found = _ethnic(page)
    for match in page.names.values():
        if page.free(match.start, match.end) and (one := _read(page, match)):
            page.take(one.start, one.end)
            found.append(one)
    return found


def _ethnic(page: Page) -> list[Found]:
    """Find peoples and faiths by name: "Kurds", "thousands of Muslims"."""
    text, peoples = page.text, roles("population", "faiths")
    found = []
    for i, word in enumerate(text.folded):
        if word in peoples and page.free(i, i + 1) and (text.cap[i] or not text.cased):
            plain = text.joined[i + 1] and labels(page, i + 1) if i + 1 < len(text) else False
            if not plain:
                found.append(_counted(page, i, i + 1, f"people:{word}", ""))
                page.take(found[-1].start, found[-1].end)
    return found


def _read(page: Page, match: Match) -> Found | None:
    entry, text = match.entry, page.text
    start, end = match.start, match.end
    if entry.kind is Kind.STATE:
        if entry.form == "people":
            return _people(page, match)
        if entry.form == "adjective":
            if not _acting(page, end):
                return None
        elif entry.form == "seat":
            if not _seat_acts(page, match):
                return None
        elif located(page, match) or (entry.acronym and _label(page, end)):
            return None
    if start and text.joined[start] and text.folded[start - 1] == "the":
        start -= 1
    return Found(start, end, entry.kind, text.folded[end - 1], entry.name, entry.key, entry.owner,
                 True, speaks=page.speaks(start, end), ids=entry.ids)  # fmt: skip


def _label(page: Page, i: int) -> bool:
    """Tell whether a noun follows for which the acronym is a mere label: "U.S. | citizen"."""
    return not _acting(page, i) and labels(page, i)


def _people(page: Page, match: Match) -> Found:
    """Read "Palestinians", "20,000 Palestinians"; "the Russians" are the state."""
    entry, the = match.entry, match.start - 1
    one = _counted(page, match.start, match.end, f"people:{entry.name}", entry.key)
    whole = one.start == the and page.text.folded[the] == "the"
    if whole and (one.speaks or entry.name not in _STATELESS):
        one.kind, one.key, one.owner, one.name = Kind.STATE, entry.key, "", entry.name
        one.ids = entry.ids
    return one


def _counted(page: Page, first: int, end: int, key: str, owner: str) -> Found:
    """Take in the number and the article before a people's name."""
    text, start, counted = page.text, first, False
    numbers = roles("quantity", "numbers") | roles("quantity", "many")
    while start and text.joined[start] and not page.taken[start - 1]:
        before = text.folded[start - 1]
        if before in numbers or before[0].isdigit() or before in ("all", "than", "over"):
            counted = counted or before not in _UNCOUNTED
        elif before == "of" and start > 1 and text.folded[start - 2] in numbers:
            pass
        elif before not in _BEFORE_PEOPLES:
            break
        start -= 1
    name = text.text[text.start[first] : text.end[end - 1]]
    return Found(start, end, Kind.POPULATION, text.folded[end - 1], name, key, owner, not counted,
                 True, counted=counted, speaks=page.speaks(start, end))  # fmt: skip


_STATELESS = frozenset({"Palestine"})  # "the Palestinians" are a people rather than a state
_UNCOUNTED = frozenset({"all", "more", "than", "many", "most", "some", "over"})
_BEFORE_PEOPLES = frozenset({"the", "other", "wounded", "ordinary", "young"})


def _acting(page: Page, i: int) -> bool:
    """Tell whether an adjective stands for one who acts: "Turkish | airstrikes"."""
    text = page.text
    if i >= len(text) or not text.joined[i]:
        return False
    word = text.folded[i]
    singular = word.removesuffix("s")
    if text.gap(i) == "-":
        return word in roles("state", "done")
    after = text.after(i + 1) if i + 1 < len(text) and text.joined[i + 1] else ""
    deeds = roles("state", "acts")
    return bool({word, singular, f"{word} {after}", f"{word} {after.removesuffix('s')}"} & deeds)


def _seat_acts(page: Page, match: Match) -> bool:
    """Tell whether a capital stands for its government: it says, wants, does something."""
    text = page.text
    if located(page, match):
        return False
    if match.entry.name.casefold() == page.text.folded[match.start]:
        return True
    dateline = text.first[match.start] and text.raw[match.start].isupper()
    return not dateline and text.gap(match.end).strip() != ","


def located(page: Page, match: Match) -> bool:
    """Tell whether the words around a state's name make it a place."""
    text, start, end = page.text, match.start, match.end
    if (
        text.cased
        and text.raw[start].isupper()
        and len(text.raw[start]) > 3
        and (text.gap(end)[:1] in ":,;—–-" or text.gap(end) == " (")
    ):
        return True  # a dateline
    first = start
    if first and text.joined[first] and text.folded[first - 1] == "the":
        first -= 1
    if first and text.sent[first - 1] == text.sent[first]:
        before = text.folded[first - 1]
        if before in roles("places", "before") or before in roles("places", "states"):
            return True
        if (
            before in ("and", "or")
            and first - 1 in page.name_ends
            and (page.name_ends[first - 1].entry.form in ("name", "seat"))
        ):
            return located(page, page.name_ends[first - 1])
        if before in roles("places", "moving") and _moves(page, first - 1):
            return True
        if text.gap(start) == ", " and first == start:
            if start in page.name_ends:
                return located(page, page.name_ends[start])
            place = text.cap[start - 1] or before in roles("places", "after")
            if place and (end >= len(text) or text.gap(end).lstrip()[:1] in ",.—–_-(;:"):
                return True
    if end < len(text) and text.joined[end]:
        if text.possessive(end):
            return True
        if text.folded[end] in roles("places", "after"):
            return True
    return False


def _moves(page: Page, i: int) -> bool:
    """Tell whether a verb or noun of moving stands shortly before."""
    text = page.text
    near = text.folded[max(0, i - 4) : i]
    return any(w in roles("places", "mover") for w in near)
