"""Print claims, their root sources and their disputes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from rich.text import Text

from parley import __version__
from parley.cli.printing import most_of, place_of, print_csv, print_utf8
from parley.cli.table import Printer, as_text, columns
from parley.corroboration.ask import Told, Wanted, claims, count, one_claim, reports, rule
from parley.corroboration.claims import Claim, Member
from parley.corroboration.disputes import WHY
from parley.corroboration.tables import CLAIMS, Answer, of_claim
from parley.exports.cells import cells
from parley.record import Record
from parley.schema import to_json
from parley.wording import number_of, spaced

_WORDS: Final = 140  # characters of a claim's words: two lines of 80 columns


def print_claims(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the claims that are asked for."""
    record = Record.open(path, create=False)
    most = most_of(limit, format_)
    wanted = Wanted(**asked)
    found = claims(record, wanted, limit=-1 if most is None else most)
    if format_ == "json":
        everything = wanted == Wanted() and limit is None
        _print_json(record, found, everything=everything)
    elif format_ == "csv":
        print_answer(found)
    else:
        ClaimsPrinter().claims(found, count(record, wanted))


def print_roots(path: str, id_: str, format_: str) -> None:
    """Print one claim with its roots and every member's chain."""
    record = Record.open(path, create=False)
    found = one_claim(record, id_)
    if format_ == "json":
        _print_json(record, [found], everything=False)
    elif format_ == "csv":
        print_answer(Answer([found], CLAIMS, of_claim))
    else:
        ClaimsPrinter().roots(found)


def print_disputes(path: str, asked: dict[str, Any], limit: int | None, format_: str) -> None:
    """Print the claims that are in dispute, side by side."""
    record = Record.open(path, create=False)
    most = most_of(limit, format_)
    wanted = replace(Wanted(**asked), disputed=True)
    found = claims(record, wanted, limit=-1 if most is None else most)
    if format_ == "json":
        _print_json(record, found, everything=False)
    elif format_ == "csv":
        print_answer(found)
    else:
        ClaimsPrinter().disputes(found, count(record, wanted))


def print_ruling(path: str, pair: tuple[str, str], format_: str, *, together: bool) -> None:
    """Keep that two tellings are one or two, and print the first one's claim."""
    rule(Record.open(path, create=False), *pair, together=together)
    print_roots(path, pair[0], format_)


class ClaimsPrinter(Printer):
    """Prints claims for people."""

    def claims(self, found: Sequence[Claim], total: int) -> None:
        """Print a list of claims."""
        if not found:
            self._print("No claim was found in these reports.")
            return
        for claim in found:
            self._claim(claim)
        if len(found) < total:
            self._print(f"{len(found):,} of {total:,} claims; --limit shows more.")

    def roots(self, claim: Claim) -> None:
        """Print a claim, its root sources, and the way of every report to them."""
        self._claim(claim)
        self._print(Text("ROOT SOURCES", style="bold cyan"))
        for source in claim.roots.sources:
            style = "bold green" if source.named else "bold yellow"
            told = f"  {number_of(len(source.reports), 'report')}"
            self._print(Text("  ").append_text(as_text(source.name, style)).append(told, "dim"))
        if not claim.roots.sources:
            self._print("  None that the reports name or describe.")
        self._print(Text("\nWHO TELLS IT", style="bold cyan"))
        self._members(claim.members)

    def disputes(self, found: Sequence[Claim], total: int) -> None:
        """Print claims with the members of both sides."""
        if not found:
            self._print("No dispute was found in these reports.")
        for claim in found:
            self._claim(claim)
            for members in claim.dispute.sides if claim.dispute else ():
                self._members(members)
                self._print()
        if len(found) < total:
            self._print(f"{len(found):,} of {total:,} disputes; --limit shows more.")

    def _claim(self, claim: Claim) -> None:
        told = (spaced(claim.type), claim.status, claim.when)
        head = Text(claim.id, style="cyan").append("  ")
        head.append_text(as_text(" · ".join(t for t in told if t), "bold"))
        self._print(head)
        counted = f"  {number_of(len(claim.reports), 'report')}, {claim.roots}"
        line = Text(counted, style="green" if claim.roots.low > 1 else "yellow")
        if claim.dispute:
            line.append(f"  disputed: {WHY[claim.dispute.why]}", "bold red")
        self._print(line)
        self._print(Text("  ").append_text(as_text(_cut(claim.what))))
        self._print()

    def _members(self, members: Iterable[Member]) -> None:
        table = columns("published", "chain", "", "report")
        table.columns[0].no_wrap = table.columns[3].no_wrap = True
        for member in members:
            chain = as_text(" > ".join(member.chain) or member.outlet or "not told")
            told = ", ".join(filter(None, (member.status, "copy" if member.copy else "")))
            day = str(member.published or "")
            table.add_row(day, chain, Text(told, style="dim"), place_of(member.report, member.span))
        self._print(table)


def _cut(words: str) -> str:
    if len(words) <= _WORDS:
        return words
    return f"{words[: _WORDS - 2].rpartition(' ')[0]} …"


def print_answer(answer: Answer[Any]) -> None:
    """Print an answer as a table that spreadsheets take."""
    print_csv(tuple(answer.columns), map(cells, answer.rows()))


def _print_json(record: Record, found: Sequence[Claim], *, everything: bool) -> None:
    """Print claims as the design of the record has it, with their reports."""
    named = {report for claim in found for report in claim.reports}
    told = [r for r in reports(record) if everything or r.id in named]
    print_utf8()
    document = {
        "parley": __version__,
        "reports": [_report(report) for report in told],
        "claims": [claim.to_dict() for claim in found],
    }
    print(to_json(document, indent=1))


def _report(report: Told) -> dict[str, Any]:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "copy_of": report.copy_of,
    }
