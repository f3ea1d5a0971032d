"""Print tolls, happening by happening, and the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.text import Text

from parley.cli.claims import print_answer
from parley.cli.printing import ID, most_of, place_of, print_json, say_rest
from parley.cli.table import Printer, as_text, columns, period
from parley.corroboration.ask import Wanted
from parley.corroboration.disputes import WHY
from parley.corroboration.roots import Roots
from parley.corroboration.tables import TIMELINE, TOLLS, Answer, of_happening, of_toll
from parley.corroboration.timeline import Happening, timeline
from parley.corroboration.tolls import Reported, Toll, by_happening, tolls
from parley.record import Record
from parley.wording import amount, number_of, spaced


def print_tolls(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the tolls that are asked for."""
    most = most_of(limit, format_)
    record = Record.open(path, create=False)
    found = tolls(record, Wanted(**asked), limit=-1 if most is None else most + 1)
    shown = Answer(by_happening(found[:most]), TOLLS, of_toll)
    if format_ == "json":
        print_json([_toll(toll) for toll in shown])
    elif format_ == "csv":
        print_answer(shown)
    else:
        HappeningsPrinter().tolls(shown)
        say_rest("tolls", most, len(found))


def print_timeline(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the events that are asked for, the earliest first."""
    most = most_of(limit, format_)
    record = Record.open(path, create=False)
    found = timeline(record, Wanted(**asked), limit=-1 if most is None else most + 1)
    shown = Answer(found[:most], TIMELINE, of_happening)
    if format_ == "json":
        print_json([_happening(event) for event in shown])
    elif format_ == "csv":
        print_answer(shown)
    else:
        HappeningsPrinter().timeline(shown)
        say_rest("events", most, len(found))


class HappeningsPrinter(Printer):
    """Prints tolls and timelines for people."""

    def tolls(self, found: Sequence[Toll]) -> None:
        """Print toll after toll, each with its numbers in time order."""
        if not found:
            self._print("No toll was found in these reports.")
        for toll in found:
            self._toll(toll)

    def timeline(self, found: Sequence[Happening]) -> None:
        """Print a line for each event."""
        if not found:
            self._print("No event was found in these reports.")
            return
        table = columns("day", "event", "who", "place", "told by", "claim")
        for column in table.columns:
            column.no_wrap, column.overflow = True, "ellipsis"
        for column in (table.columns[0], table.columns[4], table.columns[5]):
            column.min_width = len("2021-03-01")
        table.columns[4].min_width = len("5 reports, 1–2 roots")
        for event in found:
            what = " · ".join(filter(None, (spaced(event.type), event.status)))
            table.add_row(
                Text(event.when or "undated", style="" if event.when else "dim"),
                Text(what, style="bold red" if event.dispute else "bold"),
                as_text(", ".join(name for who in event.parties.values() for name in who)),
                as_text(event.place or ""),
                Text(_told(event.reports, event.roots)),
                Text(event.claim[:ID], style="cyan"),
            )
        self._print(table)

    def _toll(self, toll: Toll) -> None:
        head = Text(toll.claim, style="cyan").append("  ")
        told = (toll.counted, toll.when or "undated", toll.place)
        self._print(head.append_text(as_text(" · ".join(t for t in told if t), "bold")))
        line = Text(f"  of {toll.happening}: " if toll.happening else "  ", style="dim")
        style = "green" if toll.roots.low > 1 else "yellow"
        line.append(f"{number_of(len(toll.reports), 'report')}, {toll.roots}", style)
        if toll.dispute:
            line.append(f"  disputed: {WHY[toll.dispute]}", "bold red")
        self._print(line)
        self._numbers(toll.numbers)
        self._print()

    def _numbers(self, numbers: Sequence[Reported]) -> None:
        """Print the numbers of a toll, without the columns of which nothing is told."""
        amounts = {n.id: amount(n) for n in numbers}
        parts = {
            "  reported": [Text(f"  {n.published or 'not told'}") for n in numbers],
            "number": [_number(n, amounts) for n in numbers],
            "of": [as_text(n.of or "") for n in numbers],
            "by": [as_text(n.by or "") for n in numbers],
            "period": [as_text(_period(n)) for n in numbers],
            "root source": [as_text(n.root or "not told") for n in numbers],
            "report": [place_of(n.report, n.span) for n in numbers],
        }
        told = {name: cells for name, cells in parts.items() if any(c.plain for c in cells)}
        table = columns(*told)
        for column in (table.columns[0], table.columns[-1]):
            column.no_wrap = True
        for row in zip(*told.values(), strict=True):
            table.add_row(*row)
        self._print(table)


def _number(one: Reported, amounts: Mapping[str, str]) -> Text:
    line = Text(amounts[one.id], style="bold")
    if one.status == "denied":
        line.append(" denied", "red")
    if one.revises and one.revises in amounts:
        line.append(f" (was {amounts[one.revises]})", "not bold dim")
    return line.append(" copy", "not bold dim") if one.copy else line


def _period(one: Reported) -> str:
    return one.since if one.since and one.since == one.until else period(one)


def _told(reports: Sequence[str], roots: Roots) -> str:
    """Give the counts of a line; who is named is left to the claim."""
    return f"{number_of(len(reports), 'report')}, {str(roots).partition(',')[0]}"


def _toll(toll: Toll) -> dict[str, Any]:
    numbers = [_reported(one) for one in toll.numbers]
    return asdict(toll) | {"score": round(toll.score, 3), "numbers": numbers}


def _reported(one: Reported) -> dict[str, Any]:
    span = [one.span.start, one.span.end]
    return asdict(one) | {"published": _day(one), "span": span, "root": one.root}


def _day(one: Reported) -> str | None:
    return one.published.isoformat() if one.published else None


def _happening(event: Happening) -> dict[str, Any]:
    return asdict(event) | {"score": round(event.score, 3)}
