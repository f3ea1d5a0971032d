"""What the tests make of a text: where its words stand, and a report of it."""

from __future__ import annotations

import re
from hashlib import sha256

from parley.items import Report
from parley.spans import Span


def find(text: str, words: str, nth: int = 1) -> Span:
    """Give the span of the `nth` place where `words` stand in `text`, as whole words."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[nth - 1]
    return Span(found.start(), found.end())


def report(text: str, **known: object) -> Report:
    """Give a report whose id is the hash of its text."""
    return Report(id=sha256(text.encode()).hexdigest(), text=text, **known)  # type: ignore[arg-type]
