"""Untrusted words as safe HTML: escaped, hidden marks shown, cut at the borders of all spans.

Nothing here knows what the spans mean; the web page and the notebook view are built on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import TypeVar
from urllib.parse import urlsplit

from parley.spans import Span

T = TypeVar("T")

# For notebooks, which have no stylesheet of ours; the page has its own. Colours read on white
# and on black alike, since the notebook's theme is not known.
_NOTEBOOK_STYLE = """
.parley-reading{max-width:72ch;line-height:1.6}
.parley-reading p{margin:.5em 0}
.parley-reading .content{background:#6b8fd622}
.parley-reading .cue,.parley-reading .source{border-bottom:1px solid #6b8fd6}
.parley-reading .actor{text-decoration:underline #1a9c7c}
.parley-reading .event{text-decoration:underline 3px #d2632a}
.parley-reading .figure{border:1px solid #c8508c;border-radius:3px}
.parley-reading .date{text-decoration:underline dashed #a07c10}
.parley-reading .place{text-decoration:underline dotted 2px #8a74e0}
.parley-reading .hidden-mark::after{content:attr(data-mark);border:1px solid;font-size:.7em}
.parley-reading td,.parley-reading th{text-align:start;vertical-align:top}
"""

# Marks that draw nothing but change what is read: controls, directional marks, zero widths, tags,
# halves of a surrogate pair. The two joiners are letters' business in most scripts (Persian,
# Hindi, emoji), so they count as hidden only between ASCII characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<=[!-~])[\u200c\u200d](?=[!-~])"
)
_SHORT = {
    "\u00ad": "SHY", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
    "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
    "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI",
    "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip


def shown(words: str) -> str:
    r"""Give `words` as HTML in which every hidden mark is drawn instead of obeyed.

    >>> shown("<b>7\u202e1")
    '&lt;b&gt;7<span class="hidden-mark" ... data-mark="RLO"></span>1'
    """
    return _HIDDEN.sub(_drawn, escape(words))


def plain(words: str) -> str:
    r"""Give `words` with every hidden mark named in brackets, for a title or an attribute.

    Not escaped.

    >>> plain("7\u202e1")
    '7[RLO]1'
    """
    return _HIDDEN.sub(lambda mark: f"[{_label(mark[0])}]", words)


def _label(mark: str) -> str:
    return _SHORT.get(mark, f"U+{ord(mark):04X}")


def _drawn(found: re.Match[str]) -> str:
    mark = found[0]
    name = f"hidden mark U+{ord(mark):04X} {unicodedata.name(mark, '')}".strip()
    return (
        f'<span class="hidden-mark" role="img" aria-label="{name}" title="{name}"'
        f' data-mark="{_label(mark)}"></span>'
    )


def web_address(url: str | None) -> str | None:
    """Give `url` if a browser may be sent there: http or https, with a host.

    >>> web_address("https://news.example/a"), web_address("javascript:alert(1)")
    ('https://news.example/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def cut(
    length: int, marks: Iterable[tuple[Span, T]], breaks: Iterable[int] = ()
) -> Iterator[tuple[Span, tuple[T, ...]]]:
    """Cut a text of `length` characters at every border of a mark, and at `breaks`.

    The pieces follow one another without a gap from 0 to `length`; each comes with the marks
    that cover it, the widest first, so that marks may nest, cross or share their words. What
    of a mark lies past the end of the text is left out.

    >>> [(p.start, p.end, m) for p, m in cut(6, [(Span(0, 4), "a"), (Span(2, 5), "b")])]
    [(0, 2, ('a',)), (2, 4, ('a', 'b')), (4, 5, ('b',)), (5, 6, ())]
    """
    ranked = sorted(marks, key=lambda m: (m[0].start, -m[0].end))
    borders = {0, length, *breaks, *(b for s, _ in ranked for b in (s.start, s.end))}
    points = sorted(b for b in borders if 0 <= b <= length)
    open_marks: list[tuple[Span, T]] = []
    upcoming = 0
    for start, end in pairwise(points):
        open_marks = [m for m in open_marks if m[0].end > start]
        while upcoming < len(ranked) and ranked[upcoming][0].start <= start:
            open_marks.append(ranked[upcoming])
            upcoming += 1
        widest_first = sorted(open_marks, key=lambda m: -len(m[0]))
        yield Span(start, end), tuple(what for _, what in widest_first)


def notebook(
    head: str,
    text: str,
    marks: Iterable[tuple[Span, str]],
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> str:
    """Give a text with its marks (each with the name of its kind) and a table as one HTML block."""
    breaks = {found.end() for found in re.finditer("\n", text)}
    paragraphs = "".join(
        f'<span class="{escape(" ".join(dict.fromkeys(kinds)))}">{shown(piece.of(text))}</span>'
        + ("</p><p dir=auto>" if piece.end in breaks else "")
        for piece, kinds in cut(len(text), marks, breaks)
    )
    return (
        f'<div class="parley-reading"><style>{_NOTEBOOK_STYLE}</style>'
        f"<h3><bdi>{shown(head)}</bdi></h3><p dir=auto>{paragraphs}</p>"
        f"<table><tr>{_cells('th', columns)}</tr>"
        + "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
        + "</table></div>"
    )


def _cells(tag: str, words: Iterable[str]) -> str:
    return "".join(f"<{tag} dir=auto>{shown(w)}</{tag}>" for w in words)
