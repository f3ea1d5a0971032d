"""Train the network: ``python -m training.train training/first.toml runs/first``.

One thread and one seed give the same weights on one build of torch. The run is saved every few
minutes and taken up where it stopped; its length is in steps, not in time.
"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from parley.encoder.windows import CLS, SEP, Pieces
from training.arrays import UNKNOWN, Labelled, batches, labelled, order, stack
from training.corpora import CORPORA, held_out, leaks
from training.network import Encoder, Network, base_folder
from training.restore import restored

SAVE_SECONDS = 240


def load(epochs: dict[str, float]) -> dict[str, list[Labelled]]:
    """Read the corpora of a run as labelled windows, without what is held out."""
    tokenizer = Pieces(base_folder() / "tokenizer.json")
    held = held_out()
    return {
        name: [
            window
            for sample in CORPORA[name]()
            if not leaks(sample, held)
            for window in labelled(sample, tokenizer)
            if any((column != UNKNOWN).any() for column in window.labels.values())
            or any(window.pairs.values())
        ]
        for name in epochs
    }


def tensors(batch: list[Labelled], rng: np.random.Generator, caseless: float) -> dict[str, Any]:
    """Stack a batch as tensors; a share of the windows is shown as if printed without capitals."""
    arrays = stack(batch)
    lower = rng.random(len(batch)) < caseless
    arrays["flags"][lower, :, :2] = 0.0
    return {
        name: {k: torch.from_numpy(v) for k, v in given.items()}
        if isinstance(given, dict)
        else torch.from_numpy(given)
        for name, given in arrays.items()
    }


def teach(teacher: Encoder, batch: list[Labelled], rng: np.random.Generator) -> dict[str, Tensor]:
    """Give the base model's vector of one sentence of each window, and where that sentence is."""
    tokens = torch.zeros(len(batch), max(x.window.last - x.window.first for x in batch))
    pieces = []
    for row, item in enumerate(batch):
        inside = np.flatnonzero(item.sents == rng.choice(item.sents))
        tokens[row, inside] = 1
        window = item.window
        cut = window.ids[window.heads[inside[0]] : window.tails[inside[-1]] + 1]
        pieces.append(torch.tensor([CLS, *cut, SEP]))
    ids = torch.nn.utils.rnn.pad_sequence(pieces, batch_first=True)
    mask = (ids > 0).long()
    with torch.no_grad():
        seen = teacher(ids, mask)[-1] * mask[..., None]
    return {"similar": tokens, "similar_to": seen.sum(1) / mask.sum(1, keepdim=True)}


def groups(model: Network, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the optimiser its parameters: the encoder slow, the heads fast, the words frozen."""
    model.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inside]
    return [
        {"params": encoder, "lr": config["lr_encoder"]},
        {"params": heads, "lr": config["lr_heads"]},
    ]


def train(config: dict[str, Any], folder: Path) -> None:
    """Run the training of `config`, saving into `folder`."""
    torch.manual_seed(config["seed"])
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(config["threads"])
    folder.mkdir(parents=True, exist_ok=True)
    corpora = load(config["epochs"])
    drawn = order(corpora, config["epochs"], config["seed"])
    total = sum(1 for _ in batches(corpora, drawn, config["pieces"], config["seed"]))
    print(f"{len(drawn)} windows, {total} steps", flush=True)
    model = first_weights(config)
    teacher = Encoder().eval()
    teacher.load_base()
    optimiser = torch.optim.AdamW(groups(model, config), weight_decay=0.01, fused=True)
    warm = config["warmup"]
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    step = resume(folder, model, optimiser, schedule)
    saved, seen, sums = time.monotonic(), 0, {}
    plan = islice(batches(corpora, drawn, config["pieces"], config["seed"]), step, None)
    for batch in plan:
        rng = np.random.default_rng([config["seed"], step])
        given = tensors(batch, rng, config["caseless"])
        if rng.random() < config["similar"]:
            given |= teach(teacher, batch, rng)
        losses = model.loss(given, config["weights"])
        optimiser.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(
            [p for g in optimiser.param_groups for p in g["params"]], 1.0
        )
        optimiser.step()
        schedule.step()
        step += 1
        seen += sum(len(x.window.ids) for x in batch)
        note(sums, losses)
        if step % 50 == 0:
            spent = time.process_time()
            shown = {k: round(v[0] / v[1], 3) for k, v in sums.items()}
            print(
                json.dumps(
                    {"step": step, "of": total, "pieces": seen, "cpu_s": round(spent), **shown}
                ),
                flush=True,
            )
            sums.clear()
        if time.monotonic() - saved > SAVE_SECONDS or step == total:
            save(folder, model, optimiser, schedule, step)
            saved = time.monotonic()


def first_weights(config: dict[str, Any]) -> Network:
    """Give the network to start from: that of an earlier run, else on the base model's weights.

    `init` is the folder of a run or of shipped weights. What those do not have yet begins anew,
    or as a copy of another part where `copies` says of which (``{part: other part}``).
    """
    model = Network()
    if "init" not in config:
        model.encoder.load_base()
        return model
    folder = Path(config["init"])
    if (folder / "last.pt").exists():
        state = torch.load(folder / "last.pt", weights_only=True)["model"]
    else:
        state = restored(folder / "model.onnx", model)
    for part, other in config.get("copies", {}).items():
        state |= {
            part + name.removeprefix(other): weight
            for name, weight in state.items()
            if name.startswith(f"{other}.")
        }
    mine = model.state_dict()
    fitting = {n: w for n, w in state.items() if n in mine and w.shape == mine[n].shape}
    anew = sorted({name.rsplit(".", 1)[0] for name in mine.keys() - fitting.keys()})
    print(f"begun anew: {', '.join(anew) or 'nothing'}", flush=True)
    model.load_state_dict(fitting, strict=False)
    return model


def note(sums: dict[str, list[float]], losses: dict[str, Tensor]) -> None:
    """Add a step's losses to the running sums."""
    for name, loss in losses.items():
        pair = sums.setdefault(name, [0.0, 0])
        pair[0] += float(loss.detach())
        pair[1] += 1


def save(folder: Path, model: Network, optimiser: Any, schedule: Any, step: int) -> None:
    """Save all that resuming needs, whole or not at all."""
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "random": torch.get_rng_state(),
        "step": step,
    }
    torch.save(state, folder / "last.tmp")
    (folder / "last.tmp").rename(folder / "last.pt")


def resume(folder: Path, model: Network, optimiser: Any, schedule: Any) -> int:
    """Take up a saved run; give the step it had reached, 0 for a new one."""
    if not (folder / "last.pt").exists():
        return 0
    state = torch.load(folder / "last.pt", weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    schedule.load_state_dict(state["schedule"])
    torch.set_rng_state(state["random"])
    return int(state["step"])


if __name__ == "__main__":
    train(tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
