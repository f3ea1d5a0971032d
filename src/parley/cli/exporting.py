"""Write a record in other formats, and read our own back."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from parley.exports import FORMATS, export, import_lines
from parley.exports.extract import Wanted
from parley.record import Record


def export_record(record_path: str, format_: str, output: str | None, wanted: Wanted) -> None:
    """Write what is wanted of a record to a file or to standard output."""
    record = Record.open(record_path, create=False)
    if output is None and not FORMATS[format_].is_text and sys.stdout.isatty():
        raise click.UsageError(f"{format_} is not text. Name a file with -o.")
    count = export(record, format_, output or sys.stdout.buffer, **asdict(wanted))
    if output and sys.stderr.isatty():
        print(f"{_reports(count)} written to {output}.", file=sys.stderr)


def import_file(path: str, record_path: str) -> None:
    """Add the reports of a file to a record."""
    source = sys.stdin.buffer if path == "-" else path
    read, added = import_lines(Record.open(record_path), source)
    if sys.stderr.isatty():
        print(
            f"{_reports(read)} read: {added} new or better, {read - added} already there.",
            file=sys.stderr,
        )


def _reports(number: int) -> str:
    return f"{number:,} report{'' if number == 1 else 's'}"
