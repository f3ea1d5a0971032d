"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Give a day that is written year first, so that it cannot be another."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f'"{value}" is no day. Write it as 2023-12-04.') from None


def record(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --record."""
    return click.option(
        "--record",
        default="parley.db",
        show_default=True,
        metavar="FILE",
        type=click.Path(),
        help="The record to ask: a file, or postgresql://USER@HOST/DATABASE.",
    )(command)


def printed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --limit and --format."""
    limit = click.option(
        "--limit",
        type=click.IntRange(1),
        metavar="N",
        help="Print no more than N; a table has 20 unless told.",
    )
    kinds = click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "json", "csv"]),
        default="table",
        help="How to print.",
    )
    return limit(kinds(command))


def period(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --since and --until."""
    since = click.option(
        "--since", callback=day, metavar="YYYY-MM-DD", help="Only what is dated then or later."
    )
    until = click.option(
        "--until", callback=day, metavar="YYYY-MM-DD", help="Only what is dated then or earlier."
    )
    return since(until(command))


def confidence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --min-confidence."""
    return click.option(
        "--min-confidence",
        "above",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="P",
        help="Leave out what is less likely right than P, from 0 to 1, such as 0.8.",
    )(command)


def of_claims(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what claims are chosen by."""
    kinds = click.Choice(["event", "figure", "statement"])
    return of_one_kind(click.option("--kind", type=kinds, help="What is told.")(command))


def of_one_kind(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what claims of one kind are chosen by."""
    options = (
        click.option("--actor", metavar="WHO", help="Who takes part or says so: a name or an id."),
        click.option(
            "--type", "type_", metavar="TYPE", help="attack, talks ..., or what is counted."
        ),
        click.option("--place", metavar="NAME", help="Where it is said to be."),
        click.option("--outlet", metavar="NAME", help="Only what this outlet tells."),
        click.option(
            "--status", metavar="STATUS", help="Told so at least once: happened, denied ..."
        ),
        click.option(
            "--min-roots",
            "roots",
            type=click.IntRange(0),
            default=0,
            metavar="N",
            help="Only what has at least N root sources that are surely different.",
        ),
        click.option(
            "--min-reports",
            "reports",
            type=click.IntRange(1),
            default=1,
            metavar="N",
            help="Only what at least N reports tell.",
        ),
    )
    command = confidence(command)
    for option in reversed(options):
        command = option(command)
    return period(command)


def published(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --outlet, --since and --until, which choose reports."""
    options = (
        click.option("--outlet", metavar="NAME", help="Only reports of this outlet."),
        click.option(
            "--since",
            callback=day,
            metavar="YYYY-MM-DD",
            help="Only what was published then or later.",
        ),
        click.option(
            "--until",
            callback=day,
            metavar="YYYY-MM-DD",
            help="Only what was published then or before.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
