"""The codebook: what each word of a reading means, from ``codebook.toml``.

Entries stand in groups: event types, statuses, acts and so on. One word may stand in several
groups: "demand" is an event type and an act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from parley import vocab

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Group:
    """One list of words: its title, what one of them is, what it is said of, and of its codes."""

    name: str
    title: str
    one: str
    about: str
    codes: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word means.

    `counts` and `excludes` are lines of what is coded so and what is not, `examples` pairs of a
    sentence and how it is coded. `plover` is ``""`` and `cameo` empty where those schemes have no
    code; `roles` are an event type's beside place and time. Words may hold Markdown links.
    """

    group: Group
    word: str
    definition: str
    counts: tuple[str, ...]
    excludes: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    plover: str
    cameo: tuple[str, ...]
    roles: tuple[str, ...]


@cache
def groups() -> dict[str, Group]:
    """Give all groups by name."""
    return {name: Group(name, **row) for name, row in vocab.table("codebook")["groups"].items()}


@cache
def entries() -> tuple[Entry, ...]:
    """Give all entries, group by group."""
    return tuple(_entry(group, word) for group in groups().values() for word in _words(group))


def find(word: str) -> tuple[Entry, ...]:
    """Give the entries of a word, one for each group that has it; none if none has.

    Case does not matter, and a space or hyphen does for an underscore.

    >>> [entry.group.name for entry in find("Demand")], [entry.word for entry in find("truce end")]
    (['events', 'acts'], ['truce_end'])
    """
    key = re.sub(r"[\s-]+", "_", word.strip()).lower()
    return tuple(entry for entry in entries() if entry.word == key)


def near(word: str) -> list[str]:
    """Give words of the codebook that one may have meant: spelled alike, or told by that word.

    >>> near("trucee"), near("cease-fire")
    (['truce', 'truce_end'], ['truce'])
    """
    known = list(dict.fromkeys(entry.word for entry in entries()))
    plain = re.sub(r"[\s_-]", "", word).lower()
    told = [entry.word for entry in entries() if plain and plain in _told(entry)]
    return list(dict.fromkeys([*get_close_matches(word.lower(), known), *told]))


def unlinked(words: str) -> str:
    """Give words of an entry without the links to other entries.

    >>> unlinked("a swap: [exchange](exchange.md)")
    'a swap: exchange'
    """
    return _LINK.sub(r"\1", words)


def _words(group: Group) -> tuple[str, ...]:
    return tuple(vocab.table("codebook")[group.name])


def _entry(group: Group, word: str) -> Entry:
    row = vocab.table("codebook")[group.name][word]
    kind = vocab.event_types().get(word) if group.name == "events" else None
    return Entry(
        group,
        word,
        definition=row["definition"],
        counts=tuple(row["counts"]),
        excludes=tuple(row["not"]),
        examples=tuple((words, coded) for words, coded in row["examples"]),
        plover=kind.plover if kind else row.get("plover", ""),
        cameo=tuple(row.get("cameo", ())),
        roles=kind.roles if kind else (),
    )


def _told(entry: Entry) -> str:
    """Give the words that say what an entry is, in lower case and joined."""
    return re.sub(r"[\s_-]", "", " ".join((entry.definition, *entry.counts))).lower()
