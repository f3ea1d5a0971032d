"""Speech printed without quotation marks, after a cue and a colon (gold guide, rule 23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parley import vocab
from parley.items import Doc
from parley.reading.statements.acts import cue_words
from parley.spans import Span, cover

# Tokens between the cue and its colon: "said in a statement to members on Monday:".
REACH = 8
HEADING = 8  # tokens; a line as short that ends no sentence is a heading
# "(haddad) we are leaving", "HADDAD: We are leaving"; no agency of a dateline ("(AP) - ").
_LABEL = re.compile(r"\(([^()\n]{3,40})\)\s+(?![-–—])|([A-Z][A-Z.’' -]{2,40}):\s+")
TURNS = 2  # labels in capitals: a single one may be a dateline ("ISLAMABAD: The army ...")


def turns(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Give label and words of every turn of a transcript; the first paragraph has none."""
    skip = set(vocab.table("acts")["speech"]["no_speakers"])
    found = [(p, _LABEL.match(doc.text, p.start, p.end)) for p in doc.paragraphs[1:]]
    capitals = sum(1 for _, m in found if m and m.group(2))
    for paragraph, match in found:
        if match is None or match.end() == paragraph.end:
            continue
        group = 1 if match.group(1) else 2
        if group == 2 and capitals < TURNS:
            continue
        if skip.isdisjoint(match.group(group).lower().split()):
            yield Span(*match.span(group)), Span(match.end(), paragraph.end)


def speech(doc: Doc, cue: Span, source: Span) -> Span | None:
    """Give the paragraphs that a cue before a colon at the end of its paragraph introduces.

    They run to the next heading, quotation, colon of the kind, or words that tell of the speaker.
    """
    said = cover([cue, source])
    at = next((i for i, p in enumerate(doc.paragraphs) if p.covers(said)), len(doc.paragraphs))
    if at + 1 >= len(doc.paragraphs):
        return None
    rest = doc.text[said.end : doc.paragraphs[at].end]
    if not rest.endswith(":") or len(rest.split()) > REACH:
        return None
    name = source.of(doc.text).split()[-1]
    spoken: list[Span] = []
    for paragraph in doc.paragraphs[at + 1 :]:
        if _ends_speech(doc, paragraph, name):
            break
        spoken.append(paragraph)
    return cover(spoken) if spoken else None


def _ends_speech(doc: Doc, paragraph: Span, name: str) -> bool:
    words = paragraph.of(doc.text)
    lower = words.lower()
    if words[0] in '“"«„‘=' or words.endswith(":"):
        return True
    if len(words.split()) <= HEADING and words[-1] not in ".!?…":
        return True
    if lower.startswith(tuple(vocab.table("acts")["speech"]["ends"])):
        return True
    tokens = [doc.tokens[i].of(doc.text) for i in doc.tokens_in(paragraph)]
    return any(a == name and b.lower() in cue_words() for a, b in pairwise(tokens))
