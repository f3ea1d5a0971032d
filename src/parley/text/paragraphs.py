"""Find the paragraphs of a text: a line each, a block of wrapped lines, or a wide gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
# Old wire copy was stored with its line breaks turned into runs of blanks.
_WIDE_GAP = re.compile(r"(?<=[.!?\"'”’)])[ \t]{4,}")
_UNFINISHED = re.compile(r"[\w,;–—-]\s*+$")
# A line broken by hand or by a mailer is 40 to 100 characters long; paragraphs are longer,
# headings shorter.
_WRAPPED = range(40, 101)

Stretch = tuple[int, int]


def paragraphs(text: str) -> Iterator[Stretch]:
    """Give start and end of every paragraph, in order; only blanks lie between them."""
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    if _is_wrapped(text, lines):
        lines = list(_blocks(text, lines))
    for start, end in lines:
        for gap in _WIDE_GAP.finditer(text, start, end):
            yield start, gap.start()
            start = gap.end()
        if start < end:
            yield start, end


def _is_wrapped(text: str, lines: list[Stretch]) -> bool:
    """Tell whether sentences run on over most line ends."""
    neighbours = [(a, b) for a, b in pairwise(lines) if _touch(text, a, b)]
    running = sum(_runs_on(text, a, b) for a, b in neighbours)
    return running >= 2 and 2 * running >= len(neighbours)


def _touch(text: str, line: Stretch, below: Stretch) -> bool:
    """Tell whether no blank line lies between two lines."""
    between = text[line[1] : below[0]]
    return between in ("\n", "\r\n", "\r")


def _runs_on(text: str, line: Stretch, below: Stretch) -> bool:
    """Tell whether a line as long as wrapped ones goes on below in small letters."""
    first = text[below[0] : below[1]].lstrip()[0]
    return (
        line[1] - line[0] in _WRAPPED
        and bool(_UNFINISHED.search(text, max(line[0], line[1] - 8), line[1]))
        and (first.islower() or first.isdigit())
    )


def _blocks(text: str, lines: list[Stretch]) -> Iterator[Stretch]:
    """Join wrapped lines; a blank line, an indent or a short line ends a paragraph."""
    width = max(end - start for start, end in lines)
    start, end = lines[0]
    for line, below in pairwise(lines):
        indented = text[below[0]] in " \t" and text[line[0]] not in " \t"
        short = line[1] - line[0] < 0.6 * width
        if indented or short or not _touch(text, line, below):
            yield start, end
            start = below[0]
        end = below[1]
    yield start, end
