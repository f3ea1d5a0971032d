"""The lexicon of events: its entries, inflected once, and where they occur in a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, Final

from parley import vocab
from parley.reading.events.page import Page, words
from parley.vocab.inflection import noun_forms, verb_forms

REACH: Final = 7  # words that a gap "*" or a condition may span; more cross into other matter
BLOCKED: Final = "blocked"  # the type of look-alikes ("heart attack"): they take the words away
_GAP: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Group:
    """Entries of one event type that share slots and conditions; see the head of the table."""

    type: str
    slots: Mapping[str, str] = field(default_factory=dict)
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    also: str | None = None
    open: bool = False
    intransitive: bool = False
    absolute: bool = False
    mutual: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Pattern:
    """One entry: for each word the forms it may take, an empty set for a gap."""

    group: Group
    entry: str
    verb: bool
    elements: tuple[frozenset[str], ...]

    @property
    def weight(self) -> int:
        """Count the words it fixes: the longer of two entries is the surer one."""
        return sum(1 for e in self.elements if e)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry met in the text: tokens ``[first, last)``, those it fixes, how its verb stands."""

    type: str
    group: Group
    entry: str
    first: int
    last: int
    fixed: tuple[int, ...]
    tag: str  # base, s, past, participle, ing; "noun"
    score: float
    marked: bool = False  # the network's alone


def find(page: Page) -> list[Hit]:
    """Find the lexicon's entries; where two claim one word, the longer, then the earlier listed."""
    patterns = _patterns()
    met = [
        (-pattern.weight, order, hit)
        for token, word in enumerate(page.words)
        for order, pattern in patterns.get(word, ())
        if (hit := _match(page, token, pattern))
    ]
    taken: set[int] = set()
    hits = []
    for _, _, hit in sorted(met, key=lambda row: (row[0], row[1], row[2].first)):
        if taken.isdisjoint(hit.fixed):
            taken.update(hit.fixed[:1] if hit.group.open else hit.fixed)
            hits.append(hit)
    return sorted((h for h in hits if h.type != BLOCKED), key=lambda h: (h.first, h.last))


def _match(page: Page, token: int, pattern: Pattern) -> Hit | None:
    end = page.sent[token][1]
    fixed = [token]
    gap = False
    for element in pattern.elements[1:]:
        if not element:
            gap = True
            continue
        at = _next(page, fixed[-1] + 1, end, element, REACH if gap else 1)
        if at is None:
            return None
        fixed.append(at)
        gap = False
    tag = tags().get(page.words[token], "base") if pattern.verb else "noun"
    group = pattern.group
    hyphened = pattern.verb and page.word(token - 1) == "-"  # "Iranian-backed"
    if hyphened or page.word(fixed[-1] + 1) == "-":  # "bomb-making"
        return None
    if _is_other_part(page, token, pattern) or not _conditions(page, token, fixed[-1], group):
        return None
    return Hit(group.type, group, pattern.entry, token, fixed[-1] + 1, tuple(fixed), tag, 0.6)


def _next(page: Page, start: int, end: int, forms: frozenset[str], reach: int) -> int | None:
    """Find the next of `forms` in the phrase; hyphens are looked through."""
    seen = 0
    for at in range(start, end):
        word = page.words[at]
        if word in forms:
            return at
        if word == "-":
            continue
        seen += 1
        if seen >= reach or word in words("stops"):
            return None
    return None


def _is_other_part(page: Page, token: int, pattern: Pattern) -> bool:
    """Tell whether a word that can be noun and verb is here the one the entry does not mean."""
    tag = tags().get(page.words[token])
    if tag is None or (pattern.weight > 1 and (tag == "ing" or not pattern.verb)):
        return False  # "exchanging prisoners" is one whichever part it is
    ambiguous = tag in ("base", "s", "ing")
    return ambiguous and page.noun_like(token, tag) == pattern.verb


def _conditions(page: Page, first: int, last: int, group: Group) -> bool:
    if not group.near and not group.unless:
        return True
    lo, hi = page.sent[first]
    reach = hi - lo if group.wide else REACH
    around = page.words[max(lo, first - reach) : min(hi, last + 1 + reach)]
    if group.near and group.near.isdisjoint(around):
        return False
    return group.unless.isdisjoint(around)


@cache
def groups(event_type: str) -> tuple[Group, ...]:
    """Give the groups of an event type; the first is what the network's marks of it take."""
    rows = vocab.table("events")["type"].get(event_type, [{}])
    return tuple(_group(event_type, row) for row in rows)


def _group(event_type: str, row: Mapping[str, Any]) -> Group:
    slots = {word: role for keys, role in row.get("slots", {}).items() for word in keys.split()}
    near = frozenset(f for name in row.get("near", ()) for f in class_forms(name))
    unless = frozenset(f for name in row.get("unless", ()) for f in class_forms(name))
    return Group(
        event_type,
        slots,
        near,
        unless,
        needs=tuple(row.get("needs", ())),
        also=row.get("also"),
        open=row.get("open", False),
        intransitive=row.get("intransitive", False),
        absolute=row.get("absolute", False),
        mutual=row.get("mutual", False),
        wide=row.get("wide", False),
    )


@cache
def _patterns() -> dict[str, list[tuple[int, Pattern]]]:
    """Index every entry by the forms of its first word."""
    index: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
    order = 0
    for event_type, rows in vocab.table("events")["type"].items():
        for row, group in zip(rows, groups(event_type), strict=True):
            for verb in (True, False):
                for entry in row.get("verbs" if verb else "nouns", ()):
                    order += 1
                    for pattern in _compile(group, entry, verb):
                        for form in pattern.elements[0]:
                            index[form].append((order, pattern))
    return dict(index)


def _compile(group: Group, entry: str, verb: bool) -> Iterator[Pattern]:
    """Write an entry out: one pattern for each way its classes can be worded."""
    choices: list[list[tuple[frozenset[str], ...]]] = []
    for place, word in enumerate(entry.split()):
        if word == "*":
            choices.append([(_GAP,)])
        elif word.startswith("<"):
            choices.append(_wordings(word.strip("<>")))
        else:
            forms = verb_forms(word) if verb and place == 0 else noun_forms(word)
            choices.append([(frozenset(forms),)])
    for ways in product(*choices):
        yield Pattern(group, entry, verb, tuple(e for way in ways for e in way))


def _wordings(name: str) -> list[tuple[frozenset[str], ...]]:
    """Give a class as elements: its single words in one, each longer phrase by itself."""
    entries = vocab.table("events")["class"][name]
    single = frozenset(f for e in entries if " " not in e for f in noun_forms(e))
    phrases = [tuple(frozenset(noun_forms(w)) for w in e.split()) for e in entries if " " in e]
    return [(single,), *phrases]


@cache
def class_forms(name: str) -> frozenset[str]:
    """Give the single-word forms of a class, for conditions."""
    return _wordings(name)[0][0]


@cache
def tags() -> dict[str, str]:
    """Give the tag of every form that the lexicon's verbs can take; a past beats a base form."""
    found: dict[str, str] = {}
    for rows in vocab.table("events")["type"].values():
        for row in rows:
            for entry in row.get("verbs", ()):
                for form, tag in verb_forms(entry.split()[0]).items():
                    if found.get(form) not in ("past", "participle"):
                        found[form] = tag
    return found
