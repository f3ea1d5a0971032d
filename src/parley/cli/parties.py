"""Print positions of parties, and what outlets stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.text import Text

from parley.cli.printing import most_of, place_of, print_csv, print_json, say_rest
from parley.cli.table import Printer, as_text, columns
from parley.corroboration.positions import Position, positions
from parley.corroboration.profiles import Cited, Profile, profiles
from parley.record import Record

_POSITIONS: Final = (
    "party", "issue", "stance", "day", "changed", "words", "report", "outlet", "item", "start",
    "end", "chain", "others",
)  # fmt: skip
_SOURCES: Final = (
    "outlet", "reports", "statements", "unnamed", "own", "copies", "uncredited", "relation",
    "cited", "kind", "named", "count",
)  # fmt: skip


def print_positions(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the positions that are asked for."""
    found = positions(Record.open(path, create=False), **asked)
    most = most_of(limit, format_)
    if format_ == "json":
        print_json([_position(p) for p in found[:most]])
    elif format_ == "csv":
        print_csv(_POSITIONS, [_position_cells(p) for p in found[:most]])
    else:
        PartiesPrinter().positions(found[:most])
        say_rest("positions", most, len(found))


def print_sources(path: str, outlet: str | None, limit: int | None, format_: str) -> None:
    """Print the profiles of outlets."""
    most = most_of(limit, format_)
    record = Record.open(path, create=False)
    found = profiles(record, outlet=outlet, limit=-1 if most is None else most + 1)
    if format_ == "json":
        print_json([asdict(p) for p in found[:most]])
    elif format_ == "csv":
        print_csv(_SOURCES, [row for p in found[:most] for row in _profile_cells(p)])
    else:
        PartiesPrinter().profiles(found[:most])
        say_rest("outlets", most, len(found))


class PartiesPrinter(Printer):
    """Prints positions and profiles for people."""

    def positions(self, found: Sequence[Position]) -> None:
        """Print party after party, issue after issue."""
        if not found:
            self._print("No position was found in these reports.")
            return
        table = columns("party", "issue", "day", "stance", "in its words", "report")
        table.columns[0].max_width = 20
        table.columns[2].no_wrap = table.columns[5].no_wrap = True
        last = ("", "")
        for position in found:
            here = (position.party, position.issue)
            style = "bold red" if position.changed else "bold"
            stance = Text(position.stance, style=style)
            if position.changed:
                stance.append(f" (was: {position.changed})", "red")
            table.add_row(
                as_text("" if position.party == last[0] else position.party, "bold cyan"),
                "" if here == last else position.issue,
                position.day or "",
                stance,
                as_text(position.words),
                place_of(position.report, position.span),
            )
            last = here
        self._print(table)

    def profiles(self, found: Sequence[Profile]) -> None:
        """Print outlet after outlet."""
        if not found:
            self._print("No such outlet is in these reports.")
        for profile in found:
            self._print(as_text(profile.outlet or "outlet not told", "bold cyan"))
            self._print(_summary(profile))
            for what, cited in (("rests on", profile.roots), ("by way of", profile.media)):
                if cited:
                    self._print(Text(f"  {what}: ", style="dim").append_text(_list(cited)))
            self._print()


def _summary(profile: Profile) -> str:
    """Give the numbers of a profile in a line."""
    share = profile.unnamed / profile.statements if profile.statements else 0
    copies = sum(copy.whole for copy in profile.copies)
    parts = [
        f"{profile.reports:,} reports",
        f"{profile.statements:,} statements, {share:.0%} from sources without a name",
        f"{profile.own:,} events in its own voice",
    ]
    if profile.copies:
        silent = sum(not copy.credited for copy in profile.copies)
        parts.append(f"{copies} copies, {len(profile.copies) - copies} with words of others")
        parts.append(f"{silent} without credit")
    return f"  {'; '.join(parts)}"


def _list(cited: Sequence[Cited]) -> Text:
    parts = Text()
    for one in cited:
        style = "green" if one.named else "yellow"
        parts.append(", " if parts else "").append_text(as_text(one.name, style))
        parts.append(f" {one.count}", "dim")
    return parts


def _position(position: Position) -> dict[str, Any]:
    span = [position.span.start, position.span.end]
    return asdict(position) | {"span": span}


def _position_cells(position: Position) -> tuple[Any, ...]:
    what = (position.party, position.issue, position.stance, position.day, position.changed)
    where = (position.words, position.report, position.outlet, position.item)
    span = (position.span.start, position.span.end)
    return (*what, *where, *span, " > ".join(position.chain), " ".join(position.others))


def _profile_cells(profile: Profile) -> list[tuple[Any, ...]]:
    """Give a row for each that an outlet cites, and one for each report that it copies."""
    whole = sum(copy.whole for copy in profile.copies)
    silent = sum(not copy.credited for copy in profile.copies)
    said = (profile.reports, profile.statements, profile.unnamed, profile.own, whole, silent)
    mine = (profile.outlet, *said)
    rows: list[tuple[Any, ...]] = [
        (*mine, relation, one.name, one.kind, one.named, one.count)
        for relation, cited in (("root", profile.roots), ("medium", profile.media))
        for one in cited
    ]
    rows += [
        (*mine, "copy" if copy.whole else "words", copy.source_outlet, "media", True, 1)
        for copy in profile.copies
    ]
    return rows or [(*mine, *(None,) * 5)]
