"""Which words stand in quotation marks, over paragraphs too and where a mark is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.spans import Span

# Typewriter marks (`` '') stand for the curly ones in older wire texts. A single mark counts only
# where it is no apostrophe; it may stand inside the others, as they may inside it.
_DOUBLE = re.compile(r"“|”|\"|``|''|«|»|„")
_SINGLE = re.compile(r"(?<!\w)‘|’(?!\w)")
_CLOSERS = {"“": "”", '"': '"', "``": "''", "«": "»", "„": "“”", "‘": "’"}


LONGEST = 6  # parts in which a quotation left open may be closed: sentences printed line by line


@dataclass(slots=True)
class _Open:
    start: int
    mark: str

    @property
    def closers(self) -> str:
        return _CLOSERS[self.mark]


def quotations(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    """Give the quotations in the given parts of a text (its paragraphs), marks included.

    One that is left open ends with its part, unless the next part opens with the mark again or
    holds the missing closing mark: then it runs on, as print has it. An unclosed single mark is
    taken for an apostrophe, but where a part begins with it.
    """
    return tuple(sorted([*_pairs(text, parts, _DOUBLE), *_pairs(text, parts, _SINGLE)]))


def _pairs(text: str, parts: Sequence[Span], pattern: re.Pattern[str]) -> list[Span]:
    found: list[Span] = []
    now: _Open | None = None
    end = 0
    marks = [list(pattern.finditer(text, part.start, part.end)) for part in parts]
    for i, part in enumerate(parts):
        if now and not _runs_on(now, marks[i : i + LONGEST], part):
            found.append(Span(now.start, end))
            now = None
        for mark in marks[i]:
            if now is None:
                now = _opened(text, mark)
            elif mark.group() in now.closers and mark.start() > part.start:
                found.append(Span(now.start, mark.end()))
                now = None
        if now and now.mark == "‘" and now.start > part.start:
            now = None
        end = part.end
    return [*found, Span(now.start, end)] if now else found


def _opened(text: str, mark: re.Match[str]) -> _Open | None:
    """Open a quotation at a mark, unless it can only close one whose beginning is missing."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    closes = before.strip() and (not after.strip() or after in ".,;:")
    if mark.group() not in _CLOSERS or (mark.group() == '"' and closes):
        return None
    return _Open(mark.start(), mark.group())


def _runs_on(now: _Open, marks: Sequence[Sequence[re.Match[str]]], part: Span) -> bool:
    """Tell whether an open quotation goes on in the next part, whose marks come first."""
    if marks[0] and marks[0][0].start() == part.start:
        return marks[0][0].group() == now.mark
    near = next((m for m in marks if m), None)
    if near is None:
        return False
    if now.mark == '"':
        return sum(m.group() == '"' for m in near) % 2 == 1
    return near[0].group() in now.closers
