"""What the network says of events, set against the lexicon's finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parley import vocab
from parley.items import Mark, Status
from parley.reading.events.lexicon import Hit, groups
from parley.reading.events.page import Page, words
from parley.spans import Span

# Chosen on the coded dev sets with `python -m evals.reports`: events F1 .586 over all four, .575
# with ADD 0.9 for every type and RETYPE for every entry. Of the "worded" types a mark alone is
# mostly a piece of an event told beside it: of 296 above .75, 52 tell one of their own. (Dropping
# what the network leaves unmarked with LONE 0.61 lost six points on reports-dev.)
ADD: Final = 0.7  # a mark that no entry supports becomes an event from this score on
RETYPE: Final = 0.8  # from here the network's type goes before that of an entry of one word
LONE: Final = 0.0  # an entry the network marks nothing on is kept if it scores above this
STATUS: Final = 0.8  # from here the network's status goes before the rules'


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
        other = len(hit.fixed) == 1 and rival > max(same, RETYPE)
        if (same or hit.score > LONE) and not other:
            out.append(replace(hit, score=max(hit.score, same)))
            for token in range(hit.first, hit.last):
                types_at[token].add(hit.type)
    heads = {hit.first for hit in out}  # such a word tells its own event and no second one
    for mark in told:
        tokens = page.doc.tokens_in(mark.span)
        alone = heads.isdisjoint(tokens) and not any(mark.label in types_at[t] for t in tokens)
        sure = mark.score >= ADD and mark.label not in words("worded")
        added = _from_mark(page, mark) if alone and sure else None
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
