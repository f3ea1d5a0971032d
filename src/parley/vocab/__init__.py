"""The field's words as data: event types, acts, cues, hedges, units.

Every table is a TOML file beside this one, read once, when first asked for.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
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
