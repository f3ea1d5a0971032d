"""Write the model card: ``python -m evals.card CONFIG...``, the runs in order, after an export.

The card is made of what was measured, never by hand: ``card.md`` for people, the scores in
``card.json`` for programs.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from evals.gate import Figures, measure
from parley import vocab

ROOT = Path(__file__).resolve().parents[1]
MODEL = ROOT / "src/parley/model"

INTENDED = """\
Marks, on the tokens of English news reports, who says what (source, cue, content and their
links), who is mentioned and which mentions are of one, places, time expressions, triggers of
events with their status, and figures; gives parts of speech, lemmas, trees, predicates with their
arguments, and vectors of sentences. It is one half of a reading: rules and tables of parley are
the other.

It was trained on US election news of 2016 for attribution, on web texts and GUM for syntax, and
on some hundred short reports on conflicts and passages of our own for the rest. Expect less on
other registers (speeches, social media, court papers), on translated English, and on texts
without capitals. It knows no truth: it marks words.
"""


def card(paths: list[Path], found: dict[str, Figures]) -> str:
    """Give the card as Markdown."""
    configs = [tomllib.loads(p.read_text(encoding="utf-8")) for p in paths]
    corpora = tomllib.loads((ROOT / "training/corpora.toml").read_text(encoding="utf-8"))
    version = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))["version"]
    return "\n".join(
        [
            f"# The network of parley, weights {version}",
            "",
            "MiniLM-L6-H384 encoder with one hidden layer a head, int8 ONNX, "
            f"{(MODEL / 'model.onnx').stat().st_size / 1e6:.1f} MB. "
            "Licence: CC BY-SA 4.0 (LICENSE).",
            "",
            INTENDED,
            "## Trained on",
            "",
            f"Starts from {corpora['base']['name']} ({corpora['base']['licence']}).",
            "",
            "| corpus | passes | teaches | licence |",
            "|---|---|---|---|",
            *(
                f"| {row['name']} | {' + '.join(str(c['epochs'].get(name, 0)) for c in configs)} "
                f"| {row['teaches']} | {row['licence']} |"
                for name, row in corpora.items()
                if name != "base"
            ),
            "",
            "Passages that stand in the texts measured on were left out. Non-commercial parts of",
            "the corpora were not used.",
            "",
            *(
                f"Run {i}: `python -m training.train {path.as_posix()} runs/{path.stem}`, seed "
                f"{c['seed']}, {c['threads']} thread, AdamW, learning rate {c['lr_encoder']:g} "
                f"(encoder) and {c['lr_heads']:g} (heads), batches of {c['pieces']} word pieces.\n"
                for i, (path, c) in enumerate(zip(paths, configs, strict=True), 1)
            ),
            "Then `python -m training.export`. One seed each: differences under a point are noise.",
            "",
            f"Layers: {', '.join(vocab.layers())}; pairs: {', '.join(vocab.pairs())} "
            f"(digest {vocab.layers_digest()}).",
            "",
            "## Measured",
            "",
            "Dev sets, int8, through the whole of parley, rules included. F1 or accuracy; timex,",
            "quantities and places in per cent.",
            "",
            "| set | measure | value |",
            "|---|---|---|",
            *(
                f"| {name} | {row} | {value:.3f} |"
                for name, rows in found.items()
                for row, value in rows.items()
            ),
            "",
        ]
    )


def main() -> None:
    """Measure and write both cards."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m evals.card CONFIG.toml ...")
    found = measure()
    written = card([Path(p) for p in sys.argv[1:]], found)
    (MODEL / "card.md").write_text(written, encoding="utf-8")
    path = MODEL / "card.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    known["scores"] = {n: {k: round(v, 4) for k, v in r.items()} for n, r in found.items()}
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
