"""A report with its known names and role words found: what the mention rules look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from parley.items import Doc, Kind, Mark
from parley.knowledge.names import people, roles
from parley.reading.actors.lexicon import Match, Role, find_names, roles_in
from parley.reading.actors.words import Words, honorifics, offices
from parley.spans import Span

_SAYING_NEAR = 3  # words between a source and its verb: "the minister has also said"
_SKIPPED = frozenset(
    {"has", "have", "had", "also", "later", "earlier", "then", "was", "were", "is", "are", "who",
     "today", "yesterday", "reportedly", "further", "on", "monday", "tuesday", "wednesday",
     "thursday", "friday", "saturday", "sunday"}
)  # fmt: skip
_LONGEST_KNOWN = 12  # words of a name in the tables
_TO_HEARERS = frozenset({"told", "tell", "tells", "telling", "asked", "warned", "urged"})


@dataclass(slots=True)
class Found:
    """One mention before it is joined to an actor; `start` and `end` count words.

    `head` is the folded noun that says what it is, or a name's last word. `key` is set where
    the words alone say which actor it is, `owner` (as `belonging` writes it) where they say
    to whom it belongs. `titles` are the offices that a person is called by here.
    """

    start: int
    end: int
    kind: Kind
    head: str
    name: str
    key: str = ""
    owner: str = ""
    named: bool = False
    plural: bool = False
    definite: bool = False
    counted: bool = False
    speaks: bool = False
    basis: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    titles: frozenset[str] = frozenset()
    core: int = -1  # of a person: where the name begins, behind the title
    count: float | None = None  # of those counted, and what befell them
    fate: str = ""
    layer: str = ""  # of the network, where it alone made the mention
    seen: float = 1.0  # how surely the network too takes the words for one that acts


class Page:
    """The words of a report with what the tables know of them, and which are used up."""

    def __init__(self, doc: Doc, marks: Sequence[Mark] = ()) -> None:
        self.doc = doc
        self.text = Words(doc)
        self.names: dict[int, Match] = find_names(self.text)
        self._leave_out_parts(marks)
        self.name_ends = {m.end: m for m in self.names.values()}
        self.roles: dict[int, tuple[int, Role]] = {}
        self.bodies: dict[int, int] = {}  # capitalised names of bodies: end to start
        self.persons: dict[int, int] = {}  # names of people with their titles, likewise
        self.person_ends: dict[int, int] = {}  # and start to end
        self.taken = bytearray(len(self.text) + 1)
        self._find_roles()
        self.role_ends = {end: (start, role) for start, (end, role) in self.roles.items()}

    def _leave_out_parts(self, marks: Sequence[Mark]) -> None:
        """Leave out states' names that are part of a longer name: "New Jersey", "Jordan Roe"."""
        spans = sorted(m.span for m in marks if m.layer == "name" and m.label in ("PER", "LOC"))
        starts = [s.start for s in spans]
        for i, match in list(self.names.items()):
            span = self.text.span(match.start, match.end)
            near = spans[max(0, bisect_right(starts, span.start) - 1) :][:1]
            part = any(s.covers(span) and s != span for s in near)
            if part and match.entry.kind is Kind.STATE and self._whole(near[0]):
                del self.names[i]

    def _whole(self, span: Span) -> bool:
        """Tell whether a marked name is of name words alone: no title, comma or possessive."""
        first = bisect_left(self.text.start, span.start)
        plain = roles("places", "before") | roles("stop", "words") | offices() | honorifics()
        return not any(
            self.text.folded[i] in plain
            or self.text.possessive(i)
            or (i > first and "," in self.text.gap(i))
            for i in range(first, bisect_left(self.text.start, span.end))
        )

    def _find_roles(self) -> None:
        table, i = roles_in(), 0
        while i < len(self.text):
            if i in self.names:
                i = self.names[i].end
            elif hit := table.at(self.text, i):
                end = self._before_name(i, hit[0])
                self.roles[i] = (end, hit[1])
                i = end
            else:
                i += 1

    def _before_name(self, start: int, end: int) -> int:
        """Do not let a role run into a known name."""
        return next((i for i in range(start + 1, end) if i in self.names), end)

    def take(self, start: int, end: int) -> None:
        """Use up the words, so that no later rule makes a mention of them."""
        self.taken[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Tell whether no word from `start` to `end` is used up."""
        return not any(self.taken[start:end])

    def speaks(self, start: int, end: int) -> bool:
        """Tell whether a verb of saying stands right after the words, or before them."""
        text, saying = self.text, roles("saying", "words")
        for i in range(end, min(end + _SAYING_NEAR, len(text))):
            if text.sent[i] != text.sent[end - 1]:
                break
            if text.folded[i] in saying:
                return True
            if text.folded[i] not in _SKIPPED:
                break
        if start and text.sent[start - 1] == text.sent[start]:
            before = text.folded[start - 1]
            if before == "to" and start > 1:
                return text.folded[start - 2] == "according"
            if before in saying and before not in _TO_HEARERS and not text.raw[start - 1].isupper():
                return "," not in text.gap(start) or before == "said"
        return False

    def covering(self, start: int, end: int) -> Match | None:
        """Give the known name that holds the words from `start` to `end`."""
        near = (self.names.get(i) for i in range(start, max(-1, start - _LONGEST_KNOWN), -1))
        return next((m for m in near if m and m.end >= end), None)

    def modifier(self, i: int) -> bool:
        """Tell whether the word may stand between an article and a role word."""
        word = self.text.folded[i]
        return word in roles("modifiers", "words") or word.isdigit()


def inner(word: str) -> bool:
    """Tell whether the word may stand in small letters inside a name."""
    return word in people("particles", "words")
