"""Windows cover the text, scores become spans, foreign weights are refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from parley import vocab
from parley.encoder.decode import marks
from parley.encoder.weights import find_weights
from parley.errors import WeightsError
from parley.text import segment

LAYER = vocab.Layer("try", "try", "bio", ("x", "y"))
O, BX, IX, BY, IY = range(5)  # noqa: E741


def decoded(tags: list[int], text: str = "one two three four five six") -> list[tuple[str, str]]:
    """Decode scores that favour these tags, as label and words."""
    doc = segment(text)
    scores = np.full((len(doc.tokens), LAYER.tags), -4.0, np.float32)
    scores[np.arange(len(tags)), tags] = 4.0
    return [(m.label, m.span.of(text)) for m in marks(doc, LAYER, scores)]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param([O, O, O, O, O, O], [], id="nothing"),
        pytest.param([O, BX, IX, O, BY, O], [("x", "two three"), ("y", "five")], id="two"),
        pytest.param(
            [BX, BX, O, O, O, BY], [("x", "one"), ("x", "two"), ("y", "six")], id="side by side"
        ),
        pytest.param(
            [BX, IX, IX, IX, IX, IX], [("x", "one two three four five six")], id="whole text"
        ),
    ],
)
def test_tags_become_spans(tags: list[int], expected: list[tuple[str, str]]) -> None:
    assert decoded(tags) == expected


def test_an_inside_tag_without_a_beginning_is_mended_not_dropped() -> None:
    assert decoded([O, IX, IX, O, O, O]) in ([("x", "two three")], [("x", "three")])


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    card = {"version": "0", "layers_digest": "0" * 16, "files": {}}
    (tmp_path / "card.json").write_text(json.dumps(card))
    return tmp_path


def test_weights_of_other_layers_are_refused(foreign: Path) -> None:
    with pytest.raises(WeightsError, match="belongs to another version"):
        find_weights(foreign)


def test_altered_weights_are_refused(foreign: Path) -> None:
    card = {
        "version": "0",
        "layers_digest": vocab.layers_digest(),
        "files": {"model.onnx": "0" * 64},
    }
    (foreign / "card.json").write_text(json.dumps(card))
    (foreign / "model.onnx").write_bytes(b"other")

    with pytest.raises(WeightsError, match="not the file that was released"):
        find_weights(foreign)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"card\.json"):
        find_weights(tmp_path)


@pytest.mark.weights
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("word " * 3000, id="one long paragraph"),
        pytest.param("a" * 50_000, id="one long word"),
        pytest.param("“" * 400, id="marks alone"),
        pytest.param("\u200b\ufeff x \u0301", id="hidden marks"),
        pytest.param("", id="empty"),
        pytest.param("التقى الوزير نظيره. Он сказал: да. 他说。", id="other scripts"),
    ],
)
def test_any_text_can_be_encoded_and_every_mark_lies_in_it(text: str) -> None:
    from parley.encoder import Encoder

    encoding = Encoder().encode(segment(text))

    assert len(encoding.vectors) == len(encoding.doc.tokens)
    assert all(m.span.of(text) for m in encoding.marks(*vocab.layers()))


@pytest.mark.weights
def test_a_text_read_twice_is_read_alike() -> None:
    from parley.encoder import Encoder

    encoder, doc = Encoder(), segment("The army said on Monday that 12 people were killed.")

    assert encoder.encode(doc).marks(*vocab.layers()) == encoder.encode(doc).marks(*vocab.layers())


def test_every_token_is_in_one_window() -> None:
    from parley.encoder.windows import Pieces, windows

    path = Path(str(find_shipped())) / "tokenizer.json"
    doc = segment("A short one.\n" * 80 + "word " * 900 + "\nThe end.")
    cut = windows(doc, Pieces(path))

    assert [t for w in cut for t in range(w.first, w.last)] == list(range(len(doc.tokens)))
    assert all(len(w.ids) <= 512 and len(w.heads) == w.last - w.first for w in cut)


def find_shipped() -> Path:
    """Give the folder of the shipped weights."""
    import parley

    return Path(parley.__file__).parent / "model"
