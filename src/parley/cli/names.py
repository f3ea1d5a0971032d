"""Print who calls whom what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypedDict

from rich.padding import Padding
from rich.text import Text

from parley.cli.printing import most_of, place_of, print_csv, print_json, say_rest
from parley.cli.table import Printer, as_text, columns
from parley.exports.cells import Cell
from parley.markup import plain
from parley.record import Mention, Naming, Record, Wording
from parley.wording import number_of, spaced

_OUTLETS: Final = 4  # of one actor where there are others: with their wordings half a screen
_WORDINGS: Final = 4  # of one outlet there
_SIDE: Final = 24  # characters on each side of a mention: all of it fits two lines of 80 columns

_OF_WORDINGS: Final = (
    "actor", "kind", "named", "wikidata", "iso", "outlet", "wording", "count", "quoted", "only",
    "report", "start", "end",
)  # fmt: skip
_OF_MENTIONS: Final = (
    "actor", "kind", "outlet", "published", "words", "quoted", "before", "after",
    "report", "start", "end",
)  # fmt: skip


class Wanted(TypedDict):
    """Which actors and outlets are asked for; ``None`` is all."""

    actor: str | None
    outlet: str | None
    kind: str | None
    above: float


def print_names(record: str, wanted: Wanted, limit: int | None, format_: str) -> None:
    """Print the actors with every wording of each outlet for them."""
    most = most_of(limit, format_)
    is_brief = format_ == "table" and wanted["actor"] is None
    with Record.open(record, create=False).view() as view:
        found = view.names(
            **wanted,
            limit=None if most is None else most + 1,
            outlets=_OUTLETS if is_brief else None,
            wordings=_WORDINGS if is_brief else None,
        )
    if format_ == "table":
        NamesPrinter().names(found[:most], is_brief=is_brief)
        say_rest("actors", most, len(found))
    elif format_ == "csv":
        rows = [_wording_cells(naming, w) for naming in found[:most] for w in naming.wordings]
        print_csv(_OF_WORDINGS, rows)
    else:
        print_json([_naming(naming) for naming in found[:most]], format_)


def print_mentions(record: str, wanted: Wanted, limit: int | None, format_: str) -> None:
    """Print every mention of the actors, with the words around it."""
    most = most_of(limit, format_)
    with Record.open(record, create=False).view() as view:
        found = view.mentions(**wanted, limit=None if most is None else most + 1)
    if format_ == "table":
        NamesPrinter().mentions(found[:most])
        say_rest("mentions", most, len(found))
    elif format_ == "csv":
        print_csv(_OF_MENTIONS, [_mention_cells(mention) for mention in found[:most]])
    else:
        print_json([_mention(mention) for mention in found[:most]], format_)


class NamesPrinter(Printer):
    """Prints the naming table for people."""

    def names(self, namings: Sequence[Naming], *, is_brief: bool) -> None:
        """Print actor after actor; if it `is_brief`, say how to see all of one."""
        if not namings:
            self._print("No actor was found in these reports.")
        for naming in namings:
            self._print(_heading(naming))
            self._wordings(naming.wordings)
            if is_brief and sum(wording.count for wording in naming.wordings) < naming.count:
                self._print(Text(f'  more: --actor "{plain(naming.name)}"', style="dim"))
            self._print()

    def mentions(self, mentions: Sequence[Mention]) -> None:
        """Print mention after mention, each in the words around it."""
        if not mentions:
            self._print("No mention was found in these reports.")
            return
        table = columns("outlet", "in its words", "report")
        table.columns[0].max_width = 18
        table.columns[2].no_wrap = True
        for mention in mentions:
            table.add_row(
                as_text(mention.outlet or "not told"),
                _in_words(mention),
                place_of(mention.report, mention.span),
            )
        self._print(table)

    def _wordings(self, wordings: Sequence[Wording]) -> None:
        table = columns("outlet", "calls it", "times", "quoted", "first")
        table.columns[0].max_width = 18
        table.columns[2].justify = table.columns[3].justify = "right"
        table.columns[4].no_wrap = True
        outlet: str | None = ""
        for wording in wordings:
            told = "" if wording.outlet == outlet else wording.outlet or "not told"
            outlet = wording.outlet
            table.add_row(
                as_text(told),
                as_text(wording.words, "bold"),
                f"{wording.count:,}",
                f"{wording.quoted:,}" if wording.quoted else "",
                place_of(wording.first.report, wording.first.span),
            )
        self._print(Padding(table, (0, 0, 0, 2), expand=False))


def _in_words(mention: Mention) -> Text:
    """Give a mention with some whole words on each side."""
    before, after = mention.before[-_SIDE:], mention.after[:_SIDE]
    if len(before) < len(mention.before):
        before = before.partition(" ")[2]
    if len(after) < len(mention.after):
        after = after.rpartition(" ")[0]
    return Text.assemble(
        as_text(before, "dim"),
        " " if before[-1:].isspace() else "",
        as_text(mention.words, "bold yellow"),
        " " if after[:1].isspace() else "",
        as_text(after, "dim"),
    )


def _heading(naming: Naming) -> Text:
    known = [spaced(naming.kind), number_of(naming.count, "mention")]
    known.append(number_of(naming.outlets, "outlet"))
    if naming.difference:
        known.append(f"difference {naming.difference:,.1f}")
    name = as_text(naming.name, "bold cyan")
    return name.append(f"  {' · '.join(known)}", "not bold dim")


def _naming(naming: Naming) -> dict[str, Any]:
    return {
        "key": naming.key,
        "name": naming.name,
        "kind": naming.kind.value,
        "named": naming.named,
        "ids": dict(naming.ids),
        "count": naming.count,
        "outlets": naming.outlets,
        "difference": naming.difference,
        "wordings": [_wording(wording) for wording in naming.wordings],
    }


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        "outlet": wording.outlet,
        "words": wording.words,
        "count": wording.count,
        "quoted": wording.quoted,
        "only": wording.only,
        "spellings": dict(wording.spellings),
        "report": wording.first.report,
        "span": _span(wording.first),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "actor": mention.name,
        "kind": mention.kind.value,
        "outlet": mention.outlet,
        "published": _day(mention),
        "words": mention.words,
        "quoted": mention.quoted,
        "before": mention.before,
        "after": mention.after,
        "report": mention.report,
        "item": mention.actor,
        "span": _span(mention),
    }


def _span(mention: Mention) -> list[int]:
    return [mention.span.start, mention.span.end]


def _day(mention: Mention) -> str | None:
    return mention.published.isoformat() if mention.published else None


def _wording_cells(naming: Naming, wording: Wording) -> tuple[Cell, ...]:
    ids = (naming.ids.get("wikidata"), naming.ids.get("iso"))
    who = (naming.name, naming.kind.value, naming.named, *ids)
    how = (wording.outlet, wording.words, wording.count, wording.quoted, wording.only)
    return (*who, *how, wording.first.report, *_span(wording.first))


def _mention_cells(mention: Mention) -> tuple[Cell, ...]:
    who = (mention.name, mention.kind.value, mention.outlet, _day(mention))
    how = (mention.words, mention.quoted, mention.before, mention.after)
    return (*who, *how, mention.report, *_span(mention))
