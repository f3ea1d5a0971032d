"""The field's words as data: event types, acts, cues, hedges, units.

Every table is a TOML file beside this one, read once, when first asked for.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Read the table ``name.toml``. Callers must not change it."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event: its PLOVER code, what it means, its roles beside place and time."""

    name: str
    plover: str
    what: str
    roles: tuple[str, ...]


@cache
def event_types() -> dict[str, EventType]:
    """Give all event types by name, in the order of the record's page."""
    return {
        name: EventType(name, row["plover"], row["what"], tuple(row["roles"]))
        for name, row in table("event_types").items()
    }


@cache
def whys() -> dict[str, dict[str, str]]:
    """Give, by kind of item, what may have made one: its `why` and what that means."""
    grammar = {
        f"grammar: {name}": f"the time grammar's rule for words like “{row['like'][0]}”"
        for name, row in table("date_grammar")["rules"].items()
    }
    counted = {
        f"rule: {name}": f"the words around a number that say “{name.replace('_', ' ')}”"
        for name in (*layers()["figure"].labels, "votes", "members", "duration")
    }
    rows: dict[str, dict[str, str]] = table("whys")
    return rows | {"figures": counted | rows["figures"], "dates": grammar | rows["dates"]}


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of marks: the head it hangs on, its scheme ("bio" or "token"), its labels."""

    name: str
    head: str
    scheme: str
    labels: tuple[str, ...]

    @property
    def tags(self) -> int:
        """How many classes the network chooses from: none, and each label's B and I."""
        return 1 + len(self.labels) * (2 if self.scheme == "bio" else 1)


@cache
def layers() -> dict[str, Layer]:
    """Give the layers of the network by name, in the order of its outputs."""
    return {
        name: Layer(name, row["head"], row["scheme"], tuple(row["labels"]))
        for name, row in table("layers").items()
    }


@dataclass(frozen=True, slots=True)
class Pair:
    """What is scored between two tokens, by label if it has any.

    A token has a query and a key of `width` for every label (or one of each), and one number more
    for "there is no second token" if `none`: so ``span`` numbers in all.
    """

    name: str
    head: str
    reach: str
    none: bool
    width: int
    labels: tuple[str, ...]

    @property
    def side(self) -> int:
        """How many numbers a token's query has, and its key."""
        return self.width * max(1, len(self.labels))

    @property
    def span(self) -> int:
        """How many numbers of the network's output belong to this pair."""
        return 2 * self.side + self.none


@cache
def pairs() -> dict[str, Pair]:
    """Give the pairs of the network by name, in the order of its outputs."""
    return {
        name: Pair(
            name, row["head"], row["reach"], row["none"], row["width"], tuple(row.get("labels", ()))
        )
        for name, row in table("pairs").items()
    }


@cache
def layers_digest() -> str:
    """Give the digest that binds weights to layers and pairs, their labels and their order."""
    named = [(x.name, x.head, x.scheme, x.labels) for x in layers().values()]
    paired = [(x.name, x.head, x.none, x.width, x.labels) for x in pairs().values()]
    return sha256(repr((named, paired)).encode()).hexdigest()[:16]
