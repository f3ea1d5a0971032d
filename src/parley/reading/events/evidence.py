"""What the network says of events, set against the lexicon's finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parley import vocab
from parley.items import Mark, Status
from parley.reading.events.lexicon import Hit, groups
from parley.reading.events.page import Page
from parley.spans import Span

# Chosen on the coded dev sets with `python -m evals.reports`: events F1 .577 over all four (with
# ADD 0.95 .573, 0.8 .582, where gold falls by three points; dropping what the network leaves
# unmarked with LONE 0.61 lost six points on reports-dev).
ADD: Final = 0.9  # a mark that no entry supports becomes an event from this score on
RETYPE: Final = 0.8  # from here the network's type goes before the lexicon's
LONE: Final = 0.0  # an entry the network marks nothing on is kept if it scores above this
STATUS: Final = 0.6  # from here the network's status goes before the rules'


def weigh(page: Page, hits: Sequence[Hit], marks: Sequence[Mark]) -> list[Hit]:
    """Join the lexicon's hits and the network's "event" marks into one list, in text order."""
    known = vocab.event_types()
    told = [m for m in marks if m.layer == "event" and m.label in known and m.label != "vote"]
    if not told:
        return list(hits)
    at: dict[int, list[Mark]] = defaultdict(list)
    for mark in told:
        for token in page.doc.tokens_in(mark.span):
            at[token].append(mark)
    out: list[Hit] = []
    types_at: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        over = [m for token in range(hit.first, hit.last) for m in at.get(token, ())]
        same = max((m.score for m in over if m.label == hit.type), default=0.0)
        rival = max((m.score for m in over if m.label != hit.type), default=0.0)
        if (same or hit.score > LONE) and not rival > max(same, RETYPE):
            out.append(replace(hit, score=max(hit.score, same)))
            for token in range(hit.first, hit.last):
                types_at[token].add(hit.type)
    for mark in told:
        alone = not any(mark.label in types_at[t] for t in page.doc.tokens_in(mark.span))
        added = _from_mark(page, mark) if alone and mark.score >= ADD else None
        if added:
            out.append(added)
    return sorted(out, key=lambda h: (h.first, h.last))


def marked_status(span: Span, marks: Sequence[Mark]) -> Status | None:
    """Give the status that the network marks on a trigger, where it is sure enough."""
    over = [m for m in marks if m.layer == "status" and m.score >= STATUS and m.span.overlaps(span)]
    best = max(over, key=lambda m: m.score, default=None)
    return Status(best.label) if best and best.label in set(Status) else None


def _from_mark(page: Page, mark: Mark) -> Hit | None:
    tokens = page.doc.tokens_in(mark.span)
    if not tokens:
        return None
    forms = page.words[tokens.start : tokens.stop]
    tag = "past" if any(w.endswith("ed") for w in forms) else "noun"
    group = groups(mark.label)[0]
    first, last = tokens.start, tokens.stop
    fixed = tuple(tokens)
    return Hit(mark.label, group, forms[-1], first, last, fixed, tag, mark.score, marked=True)
