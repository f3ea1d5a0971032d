"""Print the codebook: a list of its words, or what one of them means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from parley.cli.printing import print_utf8
from parley.cli.table import Printer, as_text
from parley.errors import ParleyError
from parley.schema import to_json
from parley.vocab.codebook import Entry, entries, find, near, unlinked


def print_codebook(word: str | None, format_: str) -> None:
    """Print all entries, or those of a word."""
    found = find(word) if word is not None else entries()
    if word is not None and not found:
        raise ParleyError(unknown(word))
    if format_ == "json":
        print_utf8()
        print(to_json([as_json(entry) for entry in found], indent=1))
    elif word is None:
        CodebookPrinter().words(found)
    else:
        CodebookPrinter().pages(found)


def unknown(word: str) -> str:
    """Say that the codebook has no such word, and which it has that are near."""
    alike = ", ".join(near(word)[:5])
    meant = f"; near it: {alike}" if alike else ""
    return f'"{word}" is no word of the codebook{meant}. `parley codebook` lists all.'


def as_json(entry: Entry) -> dict[str, Any]:
    """Give an entry as JSON's values; its links are left out."""
    return {
        "word": entry.word,
        "group": entry.group.name,
        "definition": unlinked(entry.definition),
        "plover": entry.plover or None,
        "cameo": entry.cameo,
        "roles": entry.roles,
        "counts": [unlinked(line) for line in entry.counts],
        "not": [unlinked(line) for line in entry.excludes],
        "examples": [{"words": words, "coded": unlinked(coded)} for words, coded in entry.examples],
    }


class CodebookPrinter(Printer):
    """Prints the codebook for people."""

    def words(self, found: Sequence[Entry]) -> None:
        """Print a line an entry, group by group."""
        widest = max(len(entry.word) for entry in found)
        last = None
        for entry in found:
            if entry.group != last:
                self._heading_of(entry.group.title, first=last is None)
            last = entry.group
            word = Text(f"  {entry.word:{widest}}  ", style="bold")
            line = word.append(unlinked(entry.definition), "not bold")
            line.truncate(self.console.width, overflow="ellipsis")
            self._print(line)

    def pages(self, found: Sequence[Entry]) -> None:
        """Print all that is known of each entry."""
        for number, entry in enumerate(found):
            if number:
                self._print()
            self._page(entry)

    def _page(self, entry: Entry) -> None:
        self._print(Text.assemble((entry.word, "bold"), (f"  {entry.group.one}", "dim")))
        self._print(as_text(unlinked(entry.definition)))
        self._print()
        self._codes("PLOVER", (entry.plover,))
        self._codes("CAMEO", entry.cameo)
        if entry.roles:
            self._codes("roles", entry.roles)
        self._print(as_text(entry.group.codes, "dim"))
        self._lines("What counts", entry.counts)
        self._lines("What does not", entry.excludes)
        self._heading_of("Examples")
        for words, coded in entry.examples:
            self._print(_indented(as_text(words), 2))
            self._print(_indented(as_text(unlinked(coded), "dim"), 4))

    def _codes(self, name: str, codes: Iterable[str]) -> None:
        told = ", ".join(filter(None, codes)) or "none"
        self._print(Text.assemble((f"{name:8}", "dim"), told))

    def _lines(self, title: str, lines: Iterable[str]) -> None:
        self._heading_of(title)
        for line in lines:
            self._print(_indented(as_text(f"- {unlinked(line)}"), 2))

    def _heading_of(self, title: str, *, first: bool = False) -> None:
        if not first:
            self._print()
        self._print(Text(title.upper(), style="bold cyan"))


def _indented(words: Text, columns: int) -> Padding:
    return Padding(words, (0, 0, 0, columns), expand=False)
