"""The words of a stretch of a report, in lower case."""

from __future__ import annotations

from parley.items import Doc
from parley.spans import Span


def words_in(doc: Doc, span: Span | None) -> list[str]:
    """Give the words of the tokens in a span, none where there is no span."""
    if span is None:
        return []
    inside = doc.tokens_in(span)
    return doc.low[inside.start : inside.stop]


def word_at(doc: Doc, token: int) -> str:
    """Give the word of a token by its index, "" beyond the text."""
    return doc.low[token] if 0 <= token < len(doc.low) else ""
