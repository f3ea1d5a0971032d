"""A reading as the report page shows it: the text in pieces, and look-ups for the templates."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parley.items import Actor, Event, Kind, Reading, Statement
from parley.markup import cut, web_address
from parley.record import Hit, Row
from parley.spans import Span
from parley.vocab import event_types
from parley.wording import number_of, spaced

_LINE_END = re.compile("[\n\r\u2028\u2029]+")
_ITEM_ID = re.compile(r"[a-z][0-9]{1,9}")
SHARES = (0.0, 0.5, 0.8, 0.95)  # how sure the items of a page may be asked to be
FIRST_WORDS = 90  # characters: one line of the list on a wide screen


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one set of items.

    `anchors` are the (anchor, item) ids that begin here, `items` the ids of all that cover
    the words, `goto` the one a click leads to, `stop` whether the Tab key stops here.
    """

    words: str
    anchors: tuple[tuple[str, str], ...]
    items: tuple[str, ...]
    looks: str
    goto: str | None
    stop: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of a chain: an actor and the part it plays there."""

    actor: Actor
    part: str
    is_root: bool


class ReportView:
    """What is sure enough of one reading, with what the templates ask of it."""

    def __init__(self, reading: Reading, versions: Sequence[Row] = (), above: float = 0.0) -> None:
        self.all = reading
        self.reading = reading = reading.above(above)
        self.versions = versions
        self.above = above
        self.shares = SHARES
        self.report = reading.report
        self.actors = {a.id: a for a in reading.actors}
        self.statements = {s.id: s for s in reading.statements}
        self.numbers = {s.id: n for n, s in enumerate(reading.statements, 1)}
        self.places = {p.id: p for p in reading.places}
        self.events = [e for e in reading.events if e.type != "vote"]
        self.votes = [e for e in reading.events if e.type == "vote"]

    @property
    def heading(self) -> str:
        """The title, or when it was published."""
        if self.report.title:
            return self.report.title
        published = self.report.published
        return f"Report of {day(published)}" if published else "Untitled report"

    @property
    def left_out(self) -> int:
        """How many items are not sure enough."""
        return _items(self.all) - _items(self.reading)

    @property
    def link(self) -> str | None:
        """Where the report was published, if that is a web address and nothing else."""
        return web_address(self.report.url)

    @cached_property
    def paragraphs(self) -> list[list[Piece]]:
        """The text in paragraphs of pieces, cut at every border of every item's words."""
        text = self.report.text
        lines = list(_LINE_END.finditer(text))
        breaks = [at for line in lines for at in line.span()]
        gaps = {line.start(): line.end() for line in lines}
        paragraphs: list[list[Piece]] = [[]]
        waiting = deque(self._anchors())
        seen: set[str] = set()
        gap_end = 0
        for span, marks in cut(len(text), self.reading.marks(), breaks):
            if span.start in gaps:
                gap_end = gaps[span.start]
                paragraphs.append([])
            if span.start < gap_end:
                continue
            anchors = []
            while waiting and waiting[0][0] <= span.start:
                anchors.append(waiting.popleft()[1:])
            paragraphs[-1].append(self._piece(span, marks, tuple(anchors), seen))
        return [p for p in paragraphs if p]

    def _piece(
        self,
        span: Span,
        marks: tuple[tuple[str, str], ...],
        anchors: tuple[tuple[str, str], ...],
        seen: set[str],
    ) -> Piece:
        parts = [part for _, part in marks]
        goto = marks[-1][0] if marks else None
        stop = goto is not None and goto not in seen
        seen.update([goto] if goto else [])
        looks = []
        depth = min(parts.count("content"), 3)  # three tints; deeper nesting looks like the third
        if depth:
            looks.append(f"said{depth}")
        inner = [part for part in parts if part not in ("content", "source")]
        inner = inner or [part for part in parts if part == "source"]
        # Two lines at most: that of the wider item runs on, the narrower one's lies below it.
        two = list(dict.fromkeys(inner))[-2:]
        looks.extend(f"{look}-{part}" for look, part in zip(("is", "also"), two, strict=False))
        items = tuple(dict.fromkeys(item for item, _ in marks))
        return Piece(span.of(self.report.text), anchors, items, " ".join(looks), goto, stop)

    def _anchors(self) -> list[tuple[int, str, str]]:
        """Give offset, anchor and item of each stretch that can be jumped to, by offset."""
        return sorted(
            (span.start, anchor, item)
            for item in self._stretches
            for anchor, span in self.stretches(item)
        )

    @cached_property
    def _stretches(self) -> dict[str, list[Span]]:
        """Each item's own words that can be jumped to, the main ones first."""
        found: dict[str, list[Span]] = {}
        for span, (item, part) in self.reading.marks():
            if part not in ("cue", "source") or item not in found:
                found.setdefault(item, []).append(span)
        return found

    def stretches(self, item: str) -> list[tuple[str, Span]]:
        """Give the anchors and spans of an item's own words; empty if it has none."""
        spans = self._stretches.get(item, [])
        return [(f"w-{item}" if n == 1 else f"w-{item}-{n}", s) for n, s in enumerate(spans, 1)]

    def words(self, span: Span) -> str:
        """Give the words of a span."""
        return span.of(self.report.text)

    def wordings(self, actor: Actor) -> list[tuple[str, str, int]]:
        """Give the different words an actor goes by: words, anchor of the first, how often."""
        counts = Counter(self.words(span) for span in actor.mentions)
        first = {self.words(s): anchor for anchor, s in reversed(self.stretches(actor.id))}
        return [(words, first[words], counts[words]) for words in dict.fromkeys(counts)]

    def said_by(self, actor: Actor) -> list[Statement]:
        """Give the statements that an actor makes."""
        return [s for s in self.reading.statements if s.speaker == actor.id]

    def depth(self, statement: Statement) -> int:
        """Count the statements around this one; a circle counts as one step."""
        depth, seen = 0, {statement.id}
        while (outer := statement.inside) in self.statements and outer not in seen:
            seen.add(outer)
            statement = self.statements[outer]
            depth += 1
        return depth

    def steps(self, statement: Statement) -> list[Step]:
        """Give the hops of a statement's chain, the outlet first."""
        links = [self.actors[link] for link in statement.chain if link in self.actors]
        return [
            Step(actor, _part(actor, is_first=n == 1), is_root=n == len(links))
            for n, actor in enumerate(links, 1)
        ]

    def tally(self, vote: Event) -> list[tuple[str, int]]:
        """Give the stated numbers of a vote, each with its word."""
        if vote.tally is None:
            return []
        t = vote.tally
        named = [("for", t.yes), ("against", t.no), ("abstaining", t.abstain), ("absent", t.absent)]
        return [(word, number) for word, number in named if number is not None]

    def gist(self) -> str:
        """Say in one line how many say how much."""
        if not self.statements:
            return "No statement was found in this report."
        speakers = {s.speaker for s in self.reading.statements if s.speaker in self.actors}
        unnamed = sum(not self.actors[s].named for s in speakers if s)
        said = number_of(len(self.statements), "statement")
        by = number_of(len(speakers), "source")
        return f"{said} by {by}, {unnamed or 'none'} of them unnamed."

    def lights(self) -> str:
        """Give the style sheet that lights an item's words and card when either is the target.

        Plain rules, since a page without script cannot say "all that share this one's id".
        """
        return "".join(
            f':root:has(#{i}:target,[data-at="{i}"]:target) :is(#{i},[data-i~="{i}"])'
            "{--glow:var(--lit);--glow-ink:var(--lit-ink);--ring:var(--lit-ring)}\n"
            for i in self._stretches
            if _ITEM_ID.fullmatch(i)
        )


def _items(reading: Reading) -> int:
    kinds = (reading.actors, reading.statements, reading.events, reading.figures)
    return sum(map(len, (*kinds, reading.dates, reading.places)))


def _part(actor: Actor, *, is_first: bool) -> str:
    if is_first:
        return "outlet"
    if not actor.named:
        return "unnamed source"
    return "medium" if actor.kind is Kind.MEDIA else spaced(actor.kind)


def number(value: float) -> str:
    """Write a number with its thousands parted.

    >>> number(20000), number(2.5)
    ('20,000', '2.5')
    """
    return f"{value:,}"


def share(score: float) -> str:
    """Write a probability.

    >>> share(0.844), share(1.0)
    ('84 %', '100 %')
    """
    return f"{100 * score:.0f} %"


def day(date_: date) -> str:
    """Write a date.

    >>> day(date(2024, 3, 1))
    '1 March 2024'
    """
    return f"{date_.day} {date_:%B %Y}"


def plover(event: Event) -> str | None:
    """Give the PLOVER code of an event's type."""
    known = event_types().get(event.type)
    return known.plover if known else None


def first_words(row: Row) -> str:
    """Give the title, or as many whole words of the text's beginning as fit one line."""
    if row.title:
        return row.title
    return short(row.opening, FIRST_WORDS)


def short(words: str, most: int) -> str:
    """Give as many whole words as fit `most` characters.

    >>> short("Envoys met by the river.", 15)
    'Envoys met by …'
    """
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def snippet(hit: Hit) -> list[tuple[str, bool]]:
    """Give a hit's words in pieces, each with whether it was searched for."""
    pieces = cut(len(hit.snippet), [(span, True) for span in hit.marks])
    return [(span.of(hit.snippet), bool(found)) for span, found in pieces]
