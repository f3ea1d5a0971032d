"""Read reports one after the other, print them, keep them, and say what went wrong."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Protocol

from parley.cli import BAD_INPUT, FAILED, complain, failure
from parley.cli.printing import print_utf8
from parley.cli.table import Printer
from parley.errors import ForgottenError, ParleyError
from parley.items import Reading, Report
from parley.record import Record, Vectors, Writer
from parley.schema import to_dict, to_json
from parley.wording import number_of


class Reads(Protocol):
    """What is needed of `parley.Reader`."""

    @property
    def weights(self) -> str:
        """The version of the weights that make the vectors."""

    def read_with_vectors(self, report: Report) -> tuple[Reading, Mapping[str, list[float]]]:
        """Give a reading, and the vectors of its statements and events."""


def new_reader() -> Reads:
    """Load the network."""
    from parley.reading.reader import Reader

    return Reader()


@dataclass
class Count:
    """How far the reading is."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    failed: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def code(self) -> int:
        """The exit code that says so."""
        return FAILED if self.failed else BAD_INPUT if self.refused else 0

    def __str__(self) -> str:
        rate = self.read / max(time.monotonic() - self.started, 0.001)
        wrong = self.refused + self.failed
        read, errors = number_of(self.read, "report"), number_of(wrong, "error")
        return f"{read}, {rate:.1f} a second, {errors}"


class Output:
    """Prints readings in one of the formats: "table", "json", "jsonl", or "" for none."""

    def __init__(self, format_: str, *, many: bool, above: float = 0.0) -> None:
        self._format = format_
        self._above = above
        self._many = many
        self._printed = 0
        self._printer = Printer() if format_ == "table" else None
        if format_.startswith("json"):
            print_utf8()

    def show(self, reading: Reading) -> None:
        """Print what is sure enough of one reading."""
        reading = reading.above(self._above)
        if self._printer:
            self._printer.reading(reading)
        elif self._format == "jsonl":
            print(to_json(to_dict(reading)), flush=True)
        elif self._format == "json":
            opening = ("," if self._printed else "[") if self._many else ""
            print(opening + to_json(to_dict(reading), indent=1))
        self._printed += 1

    def end(self) -> None:
        """Close what is open."""
        if self._format == "json" and self._many:
            print("]" if self._printed else "[]")


def read_all(
    reports: Iterable[Report | ParleyError],
    format_: str,
    record_path: str | None,
    above: float = 0.0,
    *,
    again: bool = False,
) -> int:
    """Read `reports`, print what is sure enough and keep all; give the exit code.

    One that cannot be read is said on standard error and the next one is read. A record that
    refuses ends it, but for a report that it was told to forget and not to take `again`.
    """
    given = iter(reports)
    first = list(islice(given, 2))
    many = len(first) > 1
    output, count, reader = Output(format_, many=many, above=above), Count(), None
    with ExitStack() as stack:
        writer = None
        if record_path:
            writer = stack.enter_context(Record.open(record_path).writer())
        stack.enter_context(_progress(count, many and not (format_ and sys.stdout.isatty())))
        for report in chain(first, given):
            if isinstance(report, ParleyError):
                complain(str(report))
                count.refused += 1
                continue
            reader = reader or new_reader()
            if found := _read(reader, report, count):
                reading, vectors = found
                if writer:
                    _keep(writer, reading, Vectors(reader.weights, vectors), again, count)
                output.show(reading)
    output.end()
    if record_path and sys.stderr.isatty():
        print(_summary(count, record_path), file=sys.stderr)
    return count.code


def _keep(writer: Writer, reading: Reading, vectors: Vectors, again: bool, count: Count) -> None:
    """Keep one reading; say it where the record was told to forget the report."""
    try:
        count.kept += writer.add(reading, vectors, again=again)
    except ForgottenError as error:
        complain(str(error))
        count.read -= 1
        count.refused += 1


def _read(
    reader: Reads, report: Report, count: Count
) -> tuple[Reading, Mapping[str, list[float]]] | None:
    """Read one report; say what went wrong, so that the others are read."""
    try:
        found = reader.read_with_vectors(report)
    except ParleyError as error:
        complain(str(error))
        count.refused += 1
        return None
    except Exception as error:
        if os.environ.get("PARLEY_DEBUG"):
            raise
        complain(f"report {report.title or report.id[:12]}: {failure(error)}")
        count.failed += 1
        return None
    count.read += 1
    return found


@contextmanager
def _progress(count: Count, wanted: bool) -> Iterator[None]:
    """Show how far the reading is, where somebody looks."""
    if not (wanted and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.table import Table

    spinner = Spinner("dots")

    def line() -> Table:
        row = Table.grid(padding=(0, 1))
        row.add_row(spinner, str(count))
        return row

    # Standard output may be a pipe, which the display must not catch.
    with Live(
        get_renderable=line,
        console=Console(stderr=True),
        refresh_per_second=4,
        transient=True,
        redirect_stdout=False,
    ):
        yield


def _summary(count: Count, record_path: str) -> str:
    record = Record.open(record_path)
    with record.view() as view:
        held = number_of(view.count(), "report")
    return (
        f"{number_of(count.read, 'report')} read: {count.kept} new or better, "
        f"{count.read - count.kept} already there, "
        f"{number_of(count.refused + count.failed, 'error')}. "
        f"{record.path} holds {held}."
    )
