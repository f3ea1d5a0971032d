"""Claims and denials whose content is a noun: "claimed responsibility for the raid" (guide, 11)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley import vocab
from parley.items import Doc
from parley.reading.statements.acts import cue_words
from parley.reading.statements.words import word_at
from parley.spans import Span
from parley.vocab.inflection import verb_forms

_CLAUSE_ENDS = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "but",
        "which",
        "where",
        "who",
        "while",
        "when",
        "after",
        "saying",
        "—",
        "–",
        "”",
    }
)


def claims(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Give verb and content of every claim whose content is a noun with what belongs to it."""
    table = vocab.table("acts")["claims"]
    for i in range(len(doc.tokens)):
        if word_at(doc, i) not in _verbs():
            continue
        noun = i + 1
        while word_at(doc, noun) in table["between"]:
            noun += 1
        if word_at(doc, noun) in table["nouns"]:
            last = doc.tokens_in(doc.sent_of(doc.tokens[i])).stop
            end = noun + 1
            while end < last and not _ends(doc, end):
                end += 1
            yield doc.tokens[i], Span(doc.tokens[noun].start, doc.tokens[end - 1].end)


def _ends(doc: Doc, token: int) -> bool:
    """Tell whether the clause ends here: at a stop, or before "and said", "in a statement"."""
    word, after = word_at(doc, token), word_at(doc, token + 1)
    said = word == "and" and (after in cue_words() or after in _CLAUSE_ENDS)
    where = word == "in" and after == "a" and word_at(doc, token + 2) in ("statement", "video")
    return word in _CLAUSE_ENDS or said or where


@cache
def _verbs() -> frozenset[str]:
    return frozenset(f for v in vocab.table("acts")["claims"]["verbs"] for f in verb_forms(v))
