"""A Doc as the network sees it: windows of word pieces, with shape flags for every token.

The base model is uncased, so what case, quotation marks and layout tell is given beside the
pieces, as flags of the tokens. Training and reading build their windows here, so that both
see the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from parley.items import Doc

# Windows of whole paragraphs up to this many pieces: short ones are cheaper to attend over, and
# the base model was tuned on texts of about this length (its model card).
PIECES = 160
UNK, CLS, SEP = 100, 101, 102  # ids of the base model's vocabulary
REMEMBERED = 60_000  # words: about 10 MB, and more than a month of one outlet uses
FLAGS = (
    "title", "caps", "digit", "opens_sentence", "in_quotes", "quote", "opens_paragraph", "glued",
    "comma", "stop",
)  # fmt: skip
_OPEN, _CLOSE, _EITHER = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive tokens ``[first, last)`` of a Doc and their pieces.

    `ids` are piece ids with CLS and SEP; token *i* has its first and last piece at
    ``heads[i]`` and ``tails[i]``; `flags` is ``float32 [n_tokens, len(FLAGS)]``.
    """

    first: int
    last: int
    ids: NDArray[np.int64]
    heads: NDArray[np.int64]
    tails: NDArray[np.int64]
    flags: NDArray[np.float32]


class Pieces:
    """Words -> ids of their word pieces; words met before are remembered.

    The carried tokenizer is set to keep all of a word and to see no marks of its own in it.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.encode_special_tokens = True
        self._known: dict[str, list[int]] = {}

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """Give the pieces of each word; [UNK] for one of hidden marks alone."""
        new = [w for w in dict.fromkeys(words) if w not in self._known]
        if len(self._known) + len(new) > REMEMBERED:
            self._known.clear()
            new = list(dict.fromkeys(words))
        encoded = self._tokenizer.encode_batch(new, add_special_tokens=False)
        self._known.update((w, e.ids or [UNK]) for w, e in zip(new, encoded, strict=True))
        return [self._known[w] for w in words]


def flags(doc: Doc) -> NDArray[np.float32]:
    """Give each token its shape flags in the order of `FLAGS`, ``float32 [n_tokens, n_flags]``."""
    rows: list[tuple[bool, ...]] = []
    sent_starts = {s.start for s in doc.sents}
    paragraph_starts = {p.start for p in doc.paragraphs}
    quoted, before = False, -1
    for token, word in zip(doc.tokens, doc.words(), strict=True):
        if token.start in paragraph_starts:
            quoted = False
        closes = word in _CLOSE or (word == _EITHER and quoted)
        if word in _OPEN or (word == _EITHER and not closes):
            quoted = True
        row = (
            word[:1].isupper(),
            len(word) > 1 and word.isupper(),
            not word.isalpha() and any(map(str.isdigit, word)),
            token.start in sent_starts,
            quoted,
            closes or word in _OPEN or word == _EITHER,
            token.start in paragraph_starts,
            token.start == before,
            word == ",",
            word in ".!?",
        )
        rows.append(row)
        if closes:
            quoted = False
        before = token.end
    return np.array(rows, np.float32).reshape(len(rows), len(FLAGS))


def windows(doc: Doc, tokenizer: Pieces, *, pieces: int = PIECES) -> list[Window]:
    """Cut a Doc into windows of whole paragraphs, or of sentences where a paragraph is too long.

    A single sentence longer than the window stands alone, cut hard at the model's limit.
    """
    ids = tokenizer.of(doc.words())
    shape = flags(doc)
    return [_window(first, last, ids, shape) for first, last in _ranges(doc, ids, pieces)]


def _ranges(doc: Doc, ids: list[list[int]], pieces: int) -> list[tuple[int, int]]:
    """Token ranges of the windows: paragraphs packed up to `pieces`."""
    ranges: list[tuple[int, int]] = []
    size = 0
    for first, last in _blocks(doc, ids, pieces):
        length = sum(len(p) for p in ids[first:last])
        if ranges and size + length <= pieces:
            ranges[-1] = (ranges[-1][0], last)
            size += length
        else:
            ranges.append((first, last))
            size = length
    return ranges


def _blocks(doc: Doc, ids: list[list[int]], pieces: int) -> list[tuple[int, int]]:
    """Token ranges that stay together: paragraphs, else sentences, else stretches of tokens."""
    blocks = []
    for paragraph in doc.paragraphs:
        whole = doc.tokens_in(paragraph)
        if sum(len(p) for p in ids[whole.start : whole.stop]) <= pieces:
            blocks.append((whole.start, whole.stop))
            continue
        first = whole.start
        while first < whole.stop:
            sent = doc.tokens_in(doc.sent_of(doc.tokens[first]))
            last, size = first, 0
            while last < min(sent.stop, whole.stop) and size + len(ids[last]) <= 2 * pieces:
                size += len(ids[last])
                last += 1
            last = max(last, first + 1)
            blocks.append((first, last))
            first = last
    return blocks


def _window(first: int, last: int, ids: list[list[int]], shape: NDArray[np.float32]) -> Window:
    lengths = np.array([min(len(p), 4 * PIECES) for p in ids[first:last]])
    ends = np.cumsum(lengths)
    flat = [p for token in ids[first:last] for p in token[: 4 * PIECES]]
    return Window(
        first,
        last,
        np.array([CLS, *flat, SEP], np.int64)[:512],
        np.minimum(ends - lengths + 1, 510).astype(np.int64),
        np.minimum(ends, 510).astype(np.int64),
        shape[first:last],
    )
