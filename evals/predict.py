"""Predict a file of a shared corpus: ``python -m evals.predict KIND IN OUT``.

KIND is attribution, timex, quantities or places. IN is JSON Lines in the form of that corpus
(gzipped or not); OUT is written in the form that its scorer takes, gzipped if its name ends so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from evals import attribution, places, quantities, timex
from evals.shared import Load, Predict, Row, opened, rows
from parley.encoder import Encoder
from parley.items import Mark
from parley.text import segment


def _attributions() -> Predict:
    encoder = Encoder()
    return lambda row: attribution.predict(row, encoder)


def _marked(predict: Callable[[Row, Sequence[Mark]], Row], layer: str) -> Load:
    """Give the network's marks of one layer to a prediction."""

    def load() -> Predict:
        encoder = Encoder()
        return lambda row: predict(row, encoder.encode(segment(row["text"])).marks(layer))

    return load


KINDS: dict[str, Load] = {
    "attribution": _attributions,
    "timex": _marked(timex.predict, "time"),
    "places": _marked(places.predict, "place"),
    "quantities": lambda: quantities.predict,
}
"""How parley predicts each kind; what is given is called once, to load the network."""


def predict_file(kind: str, source: Path, target: Path) -> None:
    """Read `source`, write predictions of `kind` to `target`."""
    predict = KINDS[kind]()
    with opened(target, "wt") as out:
        for row in rows(source):
            out.write(json.dumps(predict(row), ensure_ascii=False) + "\n")


def main() -> None:
    """Check the command's words and predict."""
    if len(sys.argv) != 4 or sys.argv[1] not in KINDS:
        sys.exit(f"usage: python -m evals.predict {{{','.join(KINDS)}}} IN OUT")
    kind, source, target = sys.argv[1:]
    if not Path(source).is_file():
        sys.exit(f"evals.predict: {source}: no such file")
    predict_file(kind, Path(source), Path(target))


if __name__ == "__main__":
    main()
