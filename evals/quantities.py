"""Quantities of any text, in the form of the shared scorer (low, high, bound, unit)."""

from __future__ import annotations

from typing import Any

from parley.items import Bound, Doc
from parley.reading.figures import Quantity, find_quantities
from parley.text import segment

_BOUNDS = {
    Bound.EXACT: "=", Bound.ABOUT: "~", Bound.AT_LEAST: ">", Bound.MORE_THAN: ">",
    Bound.AT_MOST: "<", Bound.LESS_THAN: "<", Bound.RANGE: "=",
}  # fmt: skip
# The corpus reads an open number word as the span of one order of magnitude: dozens is 12 to 120.
_OPEN_FACTOR = 10


def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Give the quantities of one line (``doc_id``, ``text``) as the scorer wants them."""
    doc = segment(line["text"])
    rows = [_row(doc, q) for q in find_quantities(doc)]
    return {"doc_id": line["doc_id"], "text": line["text"], "quantities": rows}


def _row(doc: Doc, q: Quantity) -> dict[str, Any]:
    low, high = q.value, q.value if q.high is None else q.high
    bound = q.change or _BOUNDS[q.bound]
    number = q.number.of(doc.text)
    words = number.replace(" ", "")
    if q.bound is Bound.AT_LEAST and words.isalpha() and words.endswith("s"):  # "tens of thousands"
        low, high, bound = low / 2, low / 2 * _OPEN_FACTOR, "="
    unit = q.unit or _noun(doc, q)
    return {"low": low, "high": high, "bound": bound, "unit": unit,
            "start": q.number.start, "end": q.number.end}  # fmt: skip


def _noun(doc: Doc, q: Quantity) -> str:
    """Give the noun after the number, singular, where no unit of measure stands there."""
    if q.tokens.stop >= len(doc.tokens):
        return "-"
    word = doc.tokens[q.tokens.stop].of(doc.text).lower()
    if not word.isalpha() or word in ("in", "of", "to", "and", "on", "at", "from", "for", "with"):
        return "-"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
