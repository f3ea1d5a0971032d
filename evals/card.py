"""Write the model card: ``python -m evals.card training/first.toml``, after an export.

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
links), who is mentioned, places, time expressions, triggers of events with their status, and
figures. It is one half of a reading: rules and tables of parley are the other.

It was trained on US election news of 2016 for attribution and on under a hundred conflict
reports for the rest. Expect less on other registers (speeches, social media, court papers), on
translated English, and on texts without capitals. It knows no truth: it marks words.
"""


def card(config_path: Path, found: dict[str, Figures]) -> str:
    """Give the card as Markdown."""
    config = tomllib.loads(config_path.read_text(encoding="utf-8"))
    corpora = tomllib.loads((ROOT / "training/corpora.toml").read_text(encoding="utf-8"))
    version = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))["version"]
    return "\n".join(
        [
            f"# The network of parley, weights {version}",
            "",
            "MiniLM-L6-H384 encoder with one hidden layer a head, int8 ONNX, "
            f"{(MODEL / 'model.onnx').stat().st_size / 1e6:.1f} MB. Licence: CC BY-SA 4.0 (LICENSE).",
            "",
            INTENDED,
            "## Trained on",
            "",
            f"Starts from {corpora['base']['name']} ({corpora['base']['licence']}).",
            "",
            "| corpus | passes | teaches | licence |",
            "|---|---|---|---|",
            *(
                f"| {corpora[name]['name']} | {times} | {corpora[name]['teaches']} "
                f"| {corpora[name]['licence']} |"
                for name, times in config["epochs"].items()
            ),
            "",
            "Passages that stand in the texts measured on were left out. Non-commercial parts of the",
            "corpora were not used.",
            "",
            f"Command: `python -m training.train {config_path.as_posix()} runs/NAME`, then "
            "`python -m training.export`. "
            f"Seed {config['seed']}, {config['threads']} thread, AdamW, learning rate "
            f"{config['lr_encoder']:g} (encoder) and {config['lr_heads']:g} (heads), "
            f"batches of {config['pieces']} word pieces. One run; single-run differences under a "
            "point are noise.",
            "",
            f"Layers: {', '.join(vocab.layers())} (digest {vocab.layers_digest()}).",
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
    if len(sys.argv) != 2:
        sys.exit("usage: python -m evals.card CONFIG.toml")
    found = measure()
    config = Path(sys.argv[1])
    (MODEL / "card.md").write_text(card(config, found), encoding="utf-8")
    path = MODEL / "card.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    known["scores"] = {n: {k: round(v, 4) for k, v in r.items()} for n, r in found.items()}
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
