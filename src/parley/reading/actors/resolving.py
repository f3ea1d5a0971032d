"""Whom a pronoun or a bare phrase means."""

from __future__ import annotations

from parley.items import Actor, Doc
from parley.reading.actors.cast import Cast
from parley.spans import Span


def resolve(span: Span, cast: Cast, doc: Doc) -> Actor | None:
    """Placeholder."""
    return cast.at(span)
