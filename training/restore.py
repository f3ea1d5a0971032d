"""Shipped weights -> a network to train on: what int8 took away is small and soon learned again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.network import Network


def restored(path: Path, network: Network) -> dict[str, Tensor]:
    """Give the weights that an exported model holds, by their names in `network`.

    Parts of `network` that the model lacks are left out. Word vectors are never trained, so they
    are the base model's.

    Raises
    ------
    ValueError
        If the model was not written by `training.export`.
    """
    graph = onnx.load(str(path)).graph
    given = {x.name: numpy_helper.to_array(x) for x in graph.initializer}
    inputs = {node.name: list(node.input) for node in graph.node}
    network.encoder.load_base()
    state = {f"encoder.words.{n}": w for n, w in network.encoder.words.state_dict().items()}
    state |= {f"encoder.kinds.{n}": w for n, w in network.encoder.kinds.state_dict().items()}
    for name in network.state_dict():
        if f"network.{name}" in given:
            state[name] = torch.from_numpy(given[f"network.{name}"].copy())
    state["encoder.positions.weight"] = _whole(given, "network.encoder.positions.weight")
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear):
            weight = _matrix(given, inputs, name)
            if weight is not None:
                state[f"{name}.weight"] = weight.T.contiguous()
    shares = [inputs[f"/network/Mul{f'_{i}' if i else ''}"][0] for i in range(len(network.mix))]
    state["mix"] = torch.tensor([float(given[share]) for share in shares]).log()
    if "encoder.blocks.0.qkv.weight" not in state:
        raise ValueError(f"{path} was not written by training.export")
    return state


def _matrix(given: dict[str, np.ndarray], inputs: dict[str, list[str]], name: str) -> Tensor | None:
    """Find the matrix of a linear layer: quantised in the encoder, whole in the heads."""
    scope, last = f"/network/{name.replace('.', '/')}", name.rsplit(".", 1)[-1]
    scope = scope.replace("/blocks/", "/blocks.")
    if name.startswith("hidden."):
        head = name.split(".")[1]
        scope = f"/network/{head}/{head}.{last}"
    elif name.startswith(("outputs.", "pairs.")):
        scope = f"/network/{last}"
    for node in (f"{scope}/MatMul_quant", f"{scope}/MatMul"):
        if node in inputs:
            return _whole(given, inputs[node][1].removesuffix("_quantized"))
    return None


def _whole(given: dict[str, np.ndarray], name: str) -> Tensor:
    if name in given:
        return torch.from_numpy(given[name].copy())
    scale, zero = given[f"{name}_scale"], given[f"{name}_zero_point"]
    return torch.from_numpy((given[f"{name}_quantized"].astype(np.float32) - zero) * scale)
