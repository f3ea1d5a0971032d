"""Which state a report is about: whose government is meant where the words say only "the"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from parley.items import Kind
from parley.knowledge.countries import by_code
from parley.knowledge.gazetteer import look_up
from parley.knowledge.names import organisation
from parley.reading.actors.lexicon import Entry, state_key
from parley.reading.actors.page import Page
from parley.reading.actors.states import located

# What a mention is worth; any of a state's name, adjective, people or seat is worth one. Of 130
# states and their organs in coded reports that are called "the government", "police" and the like,
# the state with most mentions is right 110 times, the one with most worth 115; half or double any
# of these and it is at most one less.
_LEAD = 1.0  # more, in the dateline and the first sentence: where it happened
_DATELINE = 8  # words within which a dateline ends
_PLACE = 0.5  # more, where it only locates: "in eastern Congo"
_HEAD = 1.0  # one who governs, by a name that the tables know
_BODY = 0.5  # a group or body of that state
_TOWN = 0.5  # a well-known town or a region, once however often
_KNOWN = 100_000  # inhabitants of such a town
_OWN_BODIES = frozenset({Kind.ARMED_GROUP, Kind.PARTY, Kind.GOVERNMENT_BODY})


def main_state(page: Page) -> str:
    """Give the key of the state that a report is about; "" where it names none."""
    text, worth = page.text, defaultdict[str, float](float)
    last = text.sent[min(_DATELINE, len(text) - 1)] if len(text) else 0
    for match in page.names.values():
        entry, lead = match.entry, _LEAD if text.sent[match.start] <= last else 0.0
        if entry.kind is Kind.STATE and text.gap(match.end) != "-":  # "Soviet-made"
            place = entry.form in ("name", "seat") and located(page, match)
            worth[entry.key] += 1 + lead + _PLACE * place
        elif entry.kind in _OWN_BODIES and (key := _country(entry)):
            worth[key] += _BODY
        elif entry.kind is Kind.PERSON and entry.owner.startswith("state:"):
            worth[entry.owner] += _HEAD
    for key, sent in _towns(page):
        worth[key] += _TOWN + (_LEAD if sent <= last else 0.0)
    return max(worth, key=worth.__getitem__, default="")


def _country(entry: Entry) -> str:
    row = organisation(entry.name)
    country = by_code(row.country) if row and row.country else None
    return state_key(country) if country else ""


def _towns(page: Page) -> Iterator[tuple[str, int]]:
    """Give the states of the regions and well-known towns of a report, with the first sentence."""
    text, met = page.text, set[str]()
    for i, word in enumerate(text.folded):
        if i in page.names or text.first[i] or word in met or not _lone(page, i):
            continue
        met.add(word)
        entry = look_up(text.raw[i])
        if entry is None or entry.word or entry.person:
            continue
        top = entry.spots[0]
        country = by_code(top.country) if top.country else None
        known = top.kind == "region" or top.population >= _KNOWN
        if country and top.main and known:
            yield state_key(country), text.sent[i]


def _lone(page: Page, i: int) -> bool:
    """Tell whether a capitalised word is a name by itself: not the York of "New York"."""
    text = page.text
    after = i + 1 < len(text) and text.joined[i + 1] and text.cap[i + 1]
    return text.cap[i] and not after and not (text.joined[i] and text.cap[i - 1])
