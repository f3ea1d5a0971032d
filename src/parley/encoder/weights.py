"""The shipped weights: what belongs to them, and whether they are the ones we know.

``card.json`` beside the model holds the digest of the layers it was trained for and the SHA-256
of every file; weights that differ from either are refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from parley import vocab
from parley.errors import WeightsError


@dataclass(frozen=True, slots=True)
class Weights:
    """The files of one trained network and its card."""

    folder: Path
    version: str

    @property
    def model(self) -> Path:
        """The network, ONNX with int8 weights."""
        return self.folder / "model.onnx"

    @property
    def tokenizer(self) -> Path:
        """The word-piece vocabulary."""
        return self.folder / "tokenizer.json"


def find_weights(folder: Path | None = None) -> Weights:
    """Find the weights in `folder`, by default the shipped ones, and check them.

    Raises
    ------
    WeightsError
        If a file is missing or altered, or the weights know other layers than this parley.
    """
    folder = folder or Path(str(files("parley"))) / "model"
    card_path = folder / "card.json"
    try:
        card = json.loads(card_path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"{card_path}: the model's card cannot be read ({error}). Install parley-record again."
        ) from error
    if card["layers_digest"] != vocab.layers_digest():
        raise WeightsError(
            f"weights {card['version']} know layers {card['layers_digest']}, this parley needs "
            f"{vocab.layers_digest()}: {folder} belongs to another version. "
            "Install parley-record again."
        )
    for name, digest in card["files"].items():
        _check(folder / name, digest)
    return Weights(folder, card["version"])


def _check(path: Path, digest: str) -> None:
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise WeightsError(
            f"{path}: missing from the model. Install parley-record again."
        ) from error
    if found != digest:
        raise WeightsError(f"{path}: not the file that was released. Install parley-record again.")
