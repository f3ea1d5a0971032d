"""What the tests make of a text: where its words stand, whom they name, a report of it."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from parley.items import Actor, Kind, Report
from parley.spans import Span


def find(text: str, words: str, nth: int = 1) -> Span:
    """Give the span of the `nth` place where `words` stand in `text`, as whole words."""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))[nth - 1]
    return Span(found.start(), found.end())


def report(text: str, **known: object) -> Report:
    """Give a report whose id is the hash of its text, unless another is known."""
    made = Report(id=sha256(text.encode()).hexdigest(), text=text)
    return replace(made, **known)  # type: ignore[arg-type]


def named(text: str, words: str, number: int, kind: Kind = Kind.STATE) -> Actor:
    """Give an actor that the text names by these words; `number` is that of its id."""
    return Actor(f"a{number}", words, kind, True, (find(text, words),))
