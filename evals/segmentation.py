"""Measure sentences and tokens of `parley.text.segment` on the development sets of GUM and EWT.

Run from the repository's root: ``python -m evals.segmentation``. Sentences: each gold
paragraph is given by itself, a span counts where both ends are right; a paragraph of one
sentence counts too. Tokens: each gold sentence is given by itself, against UD's words.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

from evals.shared import SHARED, rows
from parley.spans import Span
from parley.text import segment

SPOKEN = {"conversation", "interview", "speech", "vlog", "court", "podcast"}

Document = dict[str, Any]
Pieces = Iterator[tuple[str, set[Span], set[Span]]]


def score() -> dict[str, float]:
    """Give the F1 scores, in per cent.

    Raises
    ------
    FileNotFoundError
        If the corpora are not beside the checkout.
    """
    gum = [*_documents("gum.dev"), *_documents("gum-nc.dev")]
    written = [d for d in gum if d["genre"] not in SPOKEN]
    news = [
        d for name in ("gum.train", "gum.dev") for d in _documents(name) if d["genre"] == "news"
    ]
    ewt = list(_documents("ewt.dev"))
    return {
        "sentences_gum_news": _f1(news, _paragraphs),
        "sentences_gum_dev_written": _f1(written, _paragraphs),
        "sentences_ewt_dev": _f1(ewt, _paragraphs),
        "tokens_gum_news": _f1(news, _sentences),
        "tokens_gum_dev_written": _f1(written, _sentences),
        "tokens_ewt_dev": _f1(ewt, _sentences),
    }


def _documents(name: str) -> Iterator[Document]:
    return rows(SHARED / "data/syntax" / f"{name}.jsonl.gz")


def _paragraphs(document: Document) -> Pieces:
    """Give every paragraph with its gold sentences and those found."""
    text, sents = document["text"], document["sents"]
    starts = [i for i, s in enumerate(sents) if s["par"] or i == 0]
    for first, after in zip(starts, [*starts[1:], len(sents)], strict=True):
        group = sents[first:after]
        start, end = group[0]["start"], group[-1]["end"]
        gold = {Span(s["start"] - start, s["end"] - start) for s in group}
        yield text[start:end], gold, set(segment(text[start:end]).sents)


def _sentences(document: Document) -> Pieces:
    """Give every sentence with its gold words and the tokens found."""
    text, tokens = document["text"], document["tokens"]
    for sent in document["sents"]:
        start, words = sent["start"], range(*sent["tok"])
        gold = {Span(tokens["start"][i] - start, tokens["end"][i] - start) for i in words}
        piece = text[start : sent["end"]]
        yield piece, gold, set(segment(piece).tokens)


def _f1(documents: list[Document], pieces: Callable[[Document], Pieces]) -> float:
    both = [(gold, found) for d in documents for _, gold, found in pieces(d)]
    right = sum(len(gold & found) for gold, found in both)
    return 200 * right / sum(len(gold) + len(found) for gold, found in both)


def main() -> None:
    """Print the scores."""
    try:
        scores = score()
    except FileNotFoundError:
        sys.exit(
            "segmentation: ../shared/data/syntax is not beside this checkout; nothing measured"
        )
    for name, value in scores.items():
        print(f"{name:<28}{value:6.2f}")


if __name__ == "__main__":
    main()
