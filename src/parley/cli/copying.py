"""The command that copies a record to another place."""

from __future__ import annotations

import sys

import click


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy a record: a file to a PostgreSQL server, or back; nothing is lost.

    FROM and TO are files or postgresql://USER@HOST/DATABASE. TO must be new or empty, or have
    nothing that FROM has not. All is copied or nothing.
    """
    from parley.record import Record
    from parley.wording import number_of

    count = Record.open(source, create=False).copy_to(Record.open(target))
    if sys.stderr.isatty():
        print(f"{number_of(count, 'report')} copied.", file=sys.stderr)
