"""Print positions of parties, and what outlets stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from parley.cli.claims import print_answer
from parley.cli.printing import most_of, place_of, print_json, say_rest
from parley.cli.table import Printer, as_text, columns
from parley.corroboration.positions import Position, positions
from parley.corroboration.profiles import Cited, Profile, profiles
from parley.corroboration.tables import POSITIONS, SOURCES, Answer, of_position, of_profile
from parley.record import Record


def print_positions(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the positions that are asked for."""
    most = most_of(limit, format_)
    record = Record.open(path, create=False)
    found = positions(record, **asked, limit=-1 if most is None else most + 1)
    shown = Answer(found[:most], POSITIONS, of_position)
    if format_ == "json":
        print_json([_position(p) for p in shown])
    elif format_ == "csv":
        print_answer(shown)
    else:
        PartiesPrinter().positions(shown)
        say_rest("positions", most, len(found))


def print_sources(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the profiles of outlets."""
    most = most_of(limit, format_)
    record = Record.open(path, create=False)
    listed = format_ in ("json", "csv")
    found = profiles(record, **asked, limit=-1 if most is None else most + 1, listed=listed)
    shown = Answer(found[:most], SOURCES, of_profile)
    if format_ == "json":
        print_json([asdict(p) for p in shown])
    elif format_ == "csv":
        print_answer(shown)
    else:
        PartiesPrinter().profiles(shown)
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
    parts = [
        f"{profile.reports:,} reports",
        f"{profile.statements:,} statements, {share:.0%} from sources without a name",
        f"{profile.own:,} events in its own voice",
    ]
    if profile.copied or profile.partly:
        parts.append(f"{profile.copied} copies, {profile.partly} with words of others")
        parts.append(f"{profile.uncredited} without credit")
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
    return asdict(position) | {"span": span, "score": round(position.score, 3)}
