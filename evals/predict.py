"""Predict a file of a shared corpus: ``python -m evals.predict KIND IN OUT``.

KIND is attribution, timex, quantities or places. IN is JSON Lines in the form of that corpus
(gzipped or not); OUT is written in the form that its scorer takes, gzipped if its name ends so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from evals import attribution, places, quantities, timex
from evals.shared import opened, rows
from parley.encoder import Encoder
from parley.items import Mark
from parley.text import segment

Row = dict[str, Any]
Predictor = Callable[[Iterable[Row]], Iterator[Row]]


def _attributions(given: Iterable[Row]) -> Iterator[Row]:
    encoder = Encoder()
    return (attribution.predict(row, encoder) for row in given)


def _marked(predict: Callable[[Row, Sequence[Mark]], Row], layer: str) -> Predictor:
    """Give the network's marks of one layer to a prediction."""

    def run(given: Iterable[Row]) -> Iterator[Row]:
        encoder = Encoder()
        return (predict(row, encoder.encode(segment(row["text"])).marks(layer)) for row in given)

    return run


KINDS: dict[str, Predictor] = {
    "attribution": _attributions,
    "timex": _marked(timex.predict, "time"),
    "places": _marked(places.predict, "place"),
    "quantities": lambda given: map(quantities.predict, given),
}


def predict_file(kind: str, source: Path, target: Path) -> None:
    """Read `source`, write predictions of `kind` to `target`."""
    with opened(target, "wt") as out:
        for row in KINDS[kind](rows(source)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


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
