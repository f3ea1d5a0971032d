"""Export trained networks: ``python -m training.export RUN... src/parley/model VERSION``.

Of several runs of one line the mean of their weights is taken (Wortsman et al., Model soups,
2022): it errs less than each of them on sets that neither was trained on.

int8 weights a channel (QInt8), activations quantised as they come. What decides between few
classes, and what links two words, stays float: it is small and loses most. The card is written by
``python -m evals.card``.
"""

from __future__ import annotations

import json
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from parley import vocab
from parley.encoder.windows import FLAGS
from training.network import Network, base_folder

WIDE = ("lemma", "relation", "argument", "role", "participant", "counted")


class Pass(nn.Module):
    """The network on one window without padding, so that no mask is needed."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, heads: Tensor, tails: Tensor, flags: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give what `Network.forward` gives."""
        return self.network(ids, torch.ones_like(ids), heads, tails, flags)


def mean(runs: list[Path]) -> Network:
    """Give the network whose weights are the mean of those of `runs`."""
    states = [torch.load(run / "last.pt", weights_only=True)["model"] for run in runs]
    network = Network()
    network.load_state_dict(
        {name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}
    )
    return network.eval()


def export(runs: list[Path], folder: Path, version: str) -> None:
    """Write model.onnx, tokenizer.json and a first card.json into `folder`."""
    network = mean(runs)
    folder.mkdir(parents=True, exist_ok=True)
    example = (
        torch.randint(1000, 2000, (1, 12)),
        torch.arange(1, 9)[None],
        torch.arange(1, 9)[None],
        torch.zeros(1, 8, len(FLAGS)),
    )
    full = runs[-1] / "full.onnx"
    torch.onnx.export(
        Pass(network),
        example,
        str(full),
        input_names=["ids", "heads", "tails", "flags"],
        output_names=["scores", "numbers", "vectors"],
        dynamic_axes={"ids": {1: "p"}, "heads": {1: "t"}, "tails": {1: "t"}, "flags": {1: "t"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        str(full),
        str(folder / "model.onnx"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=_kept(full),
    )
    shutil.copy(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    card = {
        "version": version,
        "layers_digest": vocab.layers_digest(),
        "files": {
            name: sha256((folder / name).read_bytes()).hexdigest()
            for name in ("model.onnx", "tokenizer.json")
        },
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _kept(path: Path) -> list[str]:
    """Name the products that stay float: all outputs but the wide ones, which lose nothing."""
    nodes = onnx.load(str(path)).graph.node
    outputs = {*vocab.layers(), *vocab.pairs(), "similar"} - set(WIDE)
    names = {f"/network/{name}/MatMul" for name in outputs}
    return [n.name for n in nodes if n.name in names]


if __name__ == "__main__":
    *given, out, name = sys.argv[1:]
    export([Path(run) for run in given], Path(out), name)
