"""One HTML file that opens from disk: no script, nothing loaded, every item beside its words.

All that comes from a report goes through the template's escaping or `markup.shown`, which draws
hidden marks; ids in the page are made of counted numbers and of ids of the form that parley gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, Final

from jinja2 import Environment

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup
from parley.exports.streams import as_text
from parley.exports.table import Row, item_rows
from parley.exports.templating import templates
from parley.markup import cut, web_address

_ID: Final = re.compile(r"[a-z][0-9]{1,9}")
_LINE: Final = re.compile("[\n\r\u2028\u2029]+")
_KINDS: Final = ("statement", "event", "figure", "date", "place", "actor")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text: the items that cover them, and the items whose words begin here.

    `card` is the item that a click leads to: the one with the fewest words.
    """

    words: str
    items: tuple[str, ...]
    looks: str
    begin: tuple[str, ...]
    card: str | None


class Section:
    """One report on the page; `name` keeps its ids apart from the other reports'."""

    def __init__(self, number: int, lookup: Lookup) -> None:
        self.name = f"r{number}"
        self.report = lookup.report
        self.carried = lookup.reading.carried
        self.link = web_address(lookup.report.url)
        self.heading = lookup.report.title or lookup.report.outlet or "Report"
        self.cards = [row for row in item_rows(lookup) if _ID.fullmatch(row["item"])]
        self._marks = [
            (span, mark) for span, mark in lookup.reading.marks() if _ID.fullmatch(mark[0])
        ]
        self.marked = dict.fromkeys(item for _, (item, _) in self._marks)

    def kinds(self) -> Iterator[tuple[str, list[Row]]]:
        """Give the cards of each kind that there is."""
        for kind in _KINDS:
            cards = [card for card in self.cards if card["kind"] == kind]
            if cards:
                yield kind, cards

    def paragraphs(self) -> list[list[Piece]]:
        """Cut the text at every border of an item's words, and at its line ends."""
        text, seen = self.report.text, set[str]()
        breaks = [at for line in _LINE.finditer(text) for at in line.span()]
        paragraphs: list[list[Piece]] = [[]]
        for span, marks in cut(len(text), self._marks, breaks):
            words = span.of(text)
            if not marks and _LINE.fullmatch(words):
                paragraphs.append([])
                continue
            items = tuple(dict.fromkeys(item for item, _ in marks))
            begin = tuple(item for item in items if item not in seen)
            seen.update(begin)
            looks = " ".join(dict.fromkeys(part for _, part in marks))
            paragraphs[-1].append(Piece(words, items, looks, begin, items[-1] if items else None))
        return [paragraph for paragraph in paragraphs if paragraph]


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write the page, report by report."""
    page = _environment()
    section = page.get_template("report.html")
    with as_text(stream) as text:
        text.write(page.get_template("head.html").render(label=extract.label, note=extract.note))
        for number, lookup in enumerate(extract.readings(), 1):
            text.write(section.render(section=Section(number, lookup)))
        text.write(page.get_template("foot.html").render())


@cache
def _environment() -> Environment:
    environment = templates("parley.exports")
    environment.filters["amount"] = _amount
    return environment


def _amount(card: Row) -> str:
    high = f" to {card['high']:,.10g}" if card["high"] is not None else ""
    return f"{card['bound'].replace('_', ' ')} {card['value']:,.10g}{high}"
