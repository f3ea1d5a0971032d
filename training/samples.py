"""What training and evaluation make of a corpus: texts with the layers annotated in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Chars = tuple[int, int]
FUNCTION = frozenset(  # words that carry no sense of a trigger
    ("a", "an", "the", "of", "in", "on", "at", "to", "for", "with", "by", "and", "or", "its",
     "their", "his", "her", "from")
)  # fmt: skip
ANY = "?"  # the label of a span that may be anything: no loss is taken on it
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(slots=True)
class Attribution:
    """Source, cue and content of one statement, as character spans; any may be empty."""

    source: list[Chars]
    cue: list[Chars]
    content: list[Chars]


@dataclass(slots=True)
class Sample:
    """A text with the layers that were annotated in it.

    `layers` maps a layer's name to ``(start, end, label)``; a layer that is there and empty was
    looked for and not found. In layers named in `sparse` only the given spans are known.
    `pairs` maps a pair's name to ``(from, to, label)``, each the first character of a token; -1
    for a second token that is known not to be there. `guide` is put before the names of what
    statements fill: the guide that they were coded after, if not ours.
    """

    id: str
    text: str
    layers: dict[str, list[tuple[int, int, str]]]
    attributions: list[Attribution] = field(default_factory=list)
    sparse: frozenset[str] = frozenset()
    pairs: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    guide: str = ""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, gzipped or not."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def anchor(text: str, given: Any) -> Chars:
    """``[start, end)`` of an anchor: a string, ``[string, n]`` for its n-th occurrence, offsets."""
    string, n = (given, 1) if isinstance(given, str) else given
    if isinstance(string, int):
        return string, n
    start = -1
    for _ in range(n):
        start = text.index(string, start + 1)
    return start, start + len(string)


def attribution_layers(found: Iterable[Attribution]) -> dict[str, list[tuple[int, int, str]]]:
    """Give the layers that statements fill."""
    out: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    for a in found:
        for layer in out:
            out[layer] += [(s, e, layer) for s, e in getattr(a, layer)]
    return {layer: sorted(set(spans)) for layer, spans in out.items()}


def content_sample(
    key: str, text: str, outer: Attribution, inner: list[Attribution]
) -> Iterator[Sample]:
    """Give the content of a statement as a text of its own, with what is said in it."""
    if not outer.content:
        return
    start, end = outer.content[0][0], outer.content[-1][1]

    def moved(spans: list[Chars]) -> list[Chars]:
        return [(s - start, e - start) for s, e in spans if start <= s and e <= end]

    held = [Attribution(moved(a.source), moved(a.cue), moved(a.content)) for a in inner]
    held = [a for a in held if a.cue and a.content]
    yield Sample(key, text[start:end], attribution_layers(held), held)
