"""To whom the people in a report belong: by title, by what stands beside the name, by rank.

An owner is written as a key: ``state:`` and ``body:`` of a known name, ``@start:end`` of a
mention, ``outlet:`` of the one that publishes, ``organ:`` of a state's organ by its word, ``rank:``
likewise, but only where the report has such an organ, ``main:`` of the state that the report is
mostly about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.items import Kind
from parley.knowledge.names import keys, roles
from parley.reading.actors.page import Found, Page
from parley.reading.actors.titles import LONGEST_TITLE
from parley.reading.actors.words import honorifics, offices

_SINGLE = frozenset({Kind.PERSON, Kind.UNNAMED})
_NOT_OWNING = frozenset({Kind.PERSON, Kind.UNNAMED, Kind.POPULATION})
_ELSEWHERE = frozenset({"to", "in", "against", "on"})  # "ambassador to X" is not X's
_FAR = 25  # words from "its" back to whose it is
_BELONGING = frozenset({"of", "from", "with", "for", "at"})


def settle_owners(page: Page, found: Sequence[Found]) -> None:
    """Say of each person and source in `found` to whom it belongs, and what it is called."""
    bodies = _Bodies(page, found)
    for one in found:
        if one.kind in _SINGLE:
            one.titles = frozenset(_titles(page, one))
            one.owner = _owner(page, one, bodies)


class _Bodies:
    """The mentions that others may belong to, by their first word."""

    def __init__(self, page: Page, found: Sequence[Found]) -> None:
        self._at: dict[int, Found] = {}
        self._ends: dict[int, Found] = {}
        for one in found:
            joint = one.kind is Kind.OTHER and one.plural  # "the army and the police"
            if one.kind not in _NOT_OWNING and not joint:
                first = one.start + (page.text.folded[one.start] == "the")
                self._at.setdefault(first, one)
            if one.kind is not Kind.POPULATION and not joint:
                self._ends.setdefault(one.end, one)

    def at(self, i: int) -> Found | None:
        """Give the body mentioned from the word `i` on."""
        return self._at.get(i)

    def before(self, i: int) -> Found | None:
        """Give the actor mentioned up to the word `i`."""
        return self._ends.get(i)


def _owner(page: Page, one: Found, bodies: _Bodies) -> str:
    """Take the nearest: a body in the title, one in apposition, one that possesses, the state."""
    by_table = one.owner
    if one.named:
        return (
            _in_title(page, one, bodies)
            or _possessing(page, one, bodies)
            or _in_apposition(page, one.end, bodies)
            or by_table
            or _by_office(one)
        )
    return (
        _possessing(page, one, bodies)
        or _serving(page, one)
        or _before(page, one, bodies)
        or _opposing(page, one)
        or by_table
        or _its(page, one, bodies)
        or _after_preposition(page, one, bodies)
    )


def _titles(page: Page, one: Found) -> Iterator[str]:
    """Give the offices in the words of a mention and in the apposition after it."""
    for i in (*range(one.start, one.end), *_apposition(page, one.end)):
        if i in page.roles and page.roles[i][1].head in offices():
            yield page.roles[i][1].head
        elif any(page.text.folded[i] in roles("ranks", force) for force in keys("ranks")):
            yield page.text.folded[i]


def _in_title(page: Page, one: Found, bodies: _Bodies) -> str:
    """Give the body that a title names ("the fund's director X"), else its state or organ."""
    text = page.text
    ends = [page.roles[i][0] for i in range(one.start, one.end) if i in page.roles]
    ends += [i + 1 for i in range(one.start, one.end) if text.folded[i] in honorifics()]
    last = max(ends, default=0)
    if not last:
        return ""
    owns = page.text.possessive(one.start - 1) if one.start else False
    direct = bodies.before(one.start - owns)
    if direct and direct.kind not in _NOT_OWNING and text.gap(one.start) == " ":
        return _key(direct)
    return _first_in(page, range(one.start, max(min(last, one.end), one.core)), bodies)


def _in_apposition(page: Page, end: int, bodies: _Bodies) -> str:
    """Give the body or state in what follows the name: ", head of the fund", ", of the fund"."""
    text = page.text
    if end + 2 < len(text) and text.joined[end] and text.folded[end] == "of":
        body = bodies.at(end + 1 + (text.folded[end + 1] == "the"))
        return _key(body) if body and text.joined[body.start] else _state_at(page, end + 1)
    words = _apposition(page, end)
    if not words:
        return ""
    office = any(i in page.roles and page.roles[i][1].head in offices() for i in words)
    if not office and text.folded[words[0]] not in ("of", "from", "with"):
        return ""
    return _first_in(page, words, bodies)


def _by_office(one: Found) -> str:
    """Give the state of one who governs, the force of one with a rank, a reporter's outlet."""
    if one.titles & roles("offices", "governing"):
        return "main:"
    if one.titles & roles("offices", "reporting"):
        return "outlet:"
    for force in keys("ranks"):
        if one.titles & roles("ranks", force):
            return f"rank:{force}"
    return ""


def _apposition(page: Page, end: int) -> range:
    """Give the words that follow a name after a comma, an age left out, up to the next stop."""
    text = page.text
    if end + 1 < len(text) and text.raw[end].isdigit() and text.gap(end + 1) == ", ":
        end += 1
    elif end >= len(text) or text.gap(end) not in (", ", " ("):
        return range(0)
    saying, last = roles("saying", "words"), end
    while (
        last < min(len(text), end + LONGEST_TITLE)
        and (last == end or text.joined[last])
        and text.folded[last] not in saying
    ):
        last += 1
    return range(end, last)


def _first_in(page: Page, words: range, bodies: _Bodies) -> str:
    """Give the first body among the words, else the first organ, else the first state."""
    text, state, organ = page.text, "", ""
    for i in words:
        if i and text.folded[i - 1 - (text.folded[i - 1] == "the")] in _ELSEWHERE:
            continue
        body = bodies.at(i)
        if body and body.kind is not Kind.STATE:
            return _key(body)
        if i in page.names and page.names[i].entry.form != "person":
            entry = page.names[i].entry
            if entry.form == "body":
                return entry.key
            state = state or entry.key
        organ = organ or _organ_at(page, i)
    return f"{organ}@{state}" if organ and state else organ or state


def _organ_at(page: Page, i: int) -> str:
    """Give the organ of a state that stands at the word: "police | spokesman"."""
    head = page.roles[i][1].head if i in page.roles else ""
    return f"organ:{head}" if head in roles("bodies", "heads") else ""


def _state_at(page: Page, i: int) -> str:
    match = page.names.get(i) or page.names.get(i + 1)
    near = match and page.text.joined[match.start]
    return match.entry.key if match and near and match.entry.kind is Kind.STATE else ""


def _possessing(page: Page, one: Found, bodies: _Bodies) -> str:
    """Give whom a possessive before the phrase names: "the fund's | spokesman"."""
    if one.start < 2 or not page.text.possessive(one.start - 1):
        return ""
    before = bodies.before(one.start - 1)
    return _key(before) if before else ""


def _its(page: Page, one: Found, bodies: _Bodies) -> str:
    """Give the state or body last named before "its | foreign minister" in the sentence."""
    text = page.text
    if text.folded[one.start] != "its":
        return ""
    ends = range(one.start, max(0, one.start - _FAR), -1)
    near = (b for i in ends if text.sent[i - 1] == text.sent[one.start] and (b := bodies.before(i)))
    body = next((b for b in near if b.kind not in (*_NOT_OWNING, Kind.MEDIA)), None)
    return _key(body) if body else ""


def _serving(page: Page, one: Found) -> str:
    """Give the person whom the phrase names as whose it is: "X's lawyers", "aides to X"."""
    if one.kind is not Kind.UNNAMED:
        return ""
    ends = (i for i in range(one.start + 1, one.end + 1) if i in page.persons)
    return next((f"@{page.persons[i]}:{i}" for i in ends), "")


def _before(page: Page, one: Found, bodies: _Bodies) -> str:
    """Give the body that stands in the phrase, or right before it: "the fund | spokesman"."""
    inner = next((b for i in range(one.start, one.end) if (b := bodies.at(i))), None)
    direct = bodies.before(one.start) if page.text.gap(one.start) == " " else None
    body = inner or direct
    return _key(body) if body and body.kind not in (*_NOT_OWNING, Kind.STATE) else ""


def _opposing(page: Page, one: Found) -> str:
    """Give the armed group of "Syrian opposition sources": not the state's."""
    heads = {page.roles[i][1].head for i in range(one.start, one.end - 1) if i in page.roles}
    return "armed:" if heads & (roles("fighters", "heads") | {"opposition"}) else ""


def _after_preposition(page: Page, one: Found, bodies: _Bodies) -> str:
    """Give the body of "a spokesman | for the fund"; the phrase may hold it already."""
    text = page.text
    for i in range(one.start + 1, min(one.end + 1, len(text))):
        if text.folded[i] in _BELONGING and text.joined[i]:
            body = bodies.at(i + 1) or (bodies.at(i + 2) if text.after(i + 1) == "the" else None)
            if body and text.joined[i + 1]:
                return _key(body)
    return ""


def _key(body: Found) -> str:
    return body.key or f"@{body.start}:{body.end}"
