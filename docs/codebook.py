"""Write the codebook: a page for every word of parley's vocabulary.

All words are those of ``parley.vocab.codebook``, as `parley codebook` prints them. ``conf.py``
writes the pages at every build, so that none is kept by hand or forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from parley import vocab
from parley.vocab.codebook import Entry, Group, entries, groups


def write(folder: Path) -> None:
    """Write an index, a page a group and a page a word; a page that is the same is not touched."""
    for entry in entries():
        _put(folder / entry.group.name / f"{entry.word}.md", _page(entry))
    for group in groups().values():
        _put(folder / group.name / "index.md", _group_page(group))
    _put(folder / "whys.md", _whys())
    _put(folder / "index.md", _index())


def _put(path: Path, lines: Iterable[str]) -> None:
    text = "\n".join(lines) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _title(word: str) -> str:
    return word.replace("_", " ").capitalize()


def _page(entry: Entry) -> Iterator[str]:
    yield f"# {_title(entry.word)}\n\n{entry.definition}\n"
    yield f"Written `{entry.word}`; {entry.group.about}.\n"
    yield f"PLOVER\n: {_codes((entry.plover,))}\n"
    yield f"CAMEO\n: {_codes(entry.cameo)}\n"
    if entry.roles:
        yield f"Roles beside place and time\n: {_codes(entry.roles)}\n"
    yield "## What counts\n"
    yield from (f"- {line}" for line in entry.counts)
    yield "\n## What does not\n"
    yield from (f"- {line}" for line in entry.excludes)
    yield "\n## Examples\n"
    yield from (f"> {words}\n\n{coded}\n" for words, coded in entry.examples)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes if code) or "none"


def _group_page(group: Group) -> Iterator[str]:
    own = [entry for entry in entries() if entry.group == group]
    yield f"# {group.title}\n\nEach is {group.about}. {group.codes}\n"
    yield "| word | meaning |\n|---|---|"
    for entry in own:
        yield f"| [{_title(entry.word)}]({entry.word}.md) | {entry.definition} |"
    yield "\n```{toctree}\n:hidden:\n"
    yield from (entry.word for entry in own)
    yield "```"


def _whys() -> Iterator[str]:
    yield "# What made an item\n"
    yield "Each is the `why` of an item. What is given, known from a table or found by a rule says"
    yield "so; `network` means that no rule found the item. How sure each is stands on the page"
    yield "[Confidence](../method/confidence.md)."
    for kind, rows in vocab.whys().items():
        yield f"\n## {kind.capitalize()}\n\n| why | meaning |\n|---|---|"
        yield from (f"| `{why}` | {meaning} |" for why, meaning in rows.items())


def _index() -> Iterator[str]:
    yield "# Codebook\n"
    yield "What each word of a reading means, what counts and what does not, with examples and the"
    yield "codes of PLOVER and CAMEO. `parley codebook truce` prints an entry, `parley codebook`"
    yield "the list. The words are those of the program: one without a page fails the tests.\n"
    yield "```{toctree}\n:maxdepth: 1\n"
    yield from (f"{name}/index" for name in groups())
    yield "whys"
    yield "```"
