"""Write the codebook: a page for every word of parley's vocabulary.

The words, PLOVER codes and roles are the tables' own, the rest is ``codebook.toml``. ``conf.py``
writes the pages at every build, so that none is kept by hand or forgotten.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from parley import vocab
from parley.items import Act, Bound, Form, Kind, Status
from parley.schema import reading_schema

Entry = dict[str, Any]


class Group(NamedTuple):
    """One list of words: its title, what it is said of, and the words."""

    title: str
    about: str
    words: tuple[str, ...]


def groups() -> dict[str, Group]:
    """Give all groups by the name of their folder; the words are those of the code."""
    counted = reading_schema()["$defs"]["figure"]["properties"]["counted"]["enum"]
    return {
        "events": Group("Event types", "the `type` of an event", tuple(vocab.event_types())),
        "statuses": Group("Statuses", "the `status` of an event", tuple(Status)),
        "acts": Group("Acts", "the `act` of a statement", tuple(Act)),
        "forms": Group("Forms", "the `form` of a statement", tuple(Form)),
        "kinds": Group("Actor kinds", "the `kind` of an actor", tuple(Kind)),
        "counted": Group("What is counted", "the `counted` of a figure", tuple(counted)),
        "bounds": Group("Bounds", "the `bound` of a figure", tuple(Bound)),
    }


def entries() -> dict[str, dict[str, Entry]]:
    """Read ``codebook.toml``: entries by group and word."""
    source = Path(__file__).with_name("codebook.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def write(folder: Path) -> None:
    """Write an index, a page a group and a page a word; a page that is the same is not touched."""
    written = entries()
    for name, group in groups().items():
        for word in group.words:
            _put(folder / name / f"{word}.md", _page(name, word, written[name][word]))
        _put(folder / name / "index.md", _group_page(group, written[name]))
    _put(folder / "whys.md", _whys())
    _put(folder / "index.md", _index(groups()))


def _put(path: Path, lines: Iterable[str]) -> None:
    text = "\n".join(lines) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _title(word: str) -> str:
    return word.replace("_", " ").capitalize()


def _page(name: str, word: str, entry: Entry) -> Iterator[str]:
    yield f"# {_title(word)}\n\n{entry['definition']}\n"
    yield f"Written `{word}`; {groups()[name].about}.\n"
    if name == "events":
        kind = vocab.event_types()[word]
        roles = ", ".join(f"`{role}`" for role in kind.roles)
        yield f"PLOVER code\n: `{kind.plover}`\n"
        yield f"Roles beside place and time\n: {roles}\n"
    yield "## What counts\n"
    yield from (f"- {line}" for line in entry["counts"])
    yield "\n## What does not\n"
    yield from (f"- {line}" for line in entry["not"])
    yield "\n## Examples\n"
    yield from (f"> {words}\n\n{coded}\n" for words, coded in entry["examples"])


def _group_page(group: Group, written: dict[str, Entry]) -> Iterator[str]:
    yield f"# {group.title}\n\nEach is {group.about}.\n\n| word | meaning |\n|---|---|"
    for word in group.words:
        yield f"| [{_title(word)}]({word}.md) | {written[word]['definition']} |"
    yield "\n```{toctree}\n:hidden:\n"
    yield from group.words
    yield "```"


def _whys() -> Iterator[str]:
    yield "# What made an item\n"
    yield "Each is the `why` of an item. What is given, known from a table or found by a rule says"
    yield "so; `network` means that no rule found the item. How sure each is stands on the page"
    yield "[Confidence](../method/confidence.md)."
    for kind, rows in vocab.whys().items():
        yield f"\n## {kind.capitalize()}\n\n| why | meaning |\n|---|---|"
        yield from (f"| `{why}` | {meaning} |" for why, meaning in rows.items())


def _index(all_groups: dict[str, Group]) -> Iterator[str]:
    yield "# Codebook\n"
    yield "What each word of a reading means, what counts and what does not, with examples. The"
    yield "words are those of the program: a word without a page here fails the tests.\n"
    yield "```{toctree}\n:maxdepth: 1\n"
    yield from (f"{name}/index" for name in all_groups)
    yield "whys"
    yield "```"
