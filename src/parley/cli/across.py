"""The commands that ask across reports: claims, roots, disputes, tolls and the others."""

from __future__ import annotations

from typing import Any

import click

from parley.cli import options


@click.command()
@options.of_claims
@click.option(
    "--join", nargs=2, metavar="ID ID", help="Hold two claims for one, from now on; print it."
)
@click.option(
    "--split",
    nargs=2,
    metavar="MEMBER ID",
    help="Take a member out of its claim ID, or hold two members apart, from now on.",
)
@options.record
@options.printed
def claims(
    join: tuple[str, str] | None,
    split: tuple[str, str] | None,
    record: str,
    limit: int | None,
    format_: str,
    **chosen: Any,
) -> None:
    """Show what several reports tell alike, and how many root sources that is.

    Those come first that most reports tell. An id stays with its first telling: it finds the
    claim that holds it also when more reports have come.
    """
    from parley.cli.claims import print_claims, print_ruling

    if join or split:
        print_ruling(record, join or split or ("", ""), format_, together=bool(join))
    else:
        print_claims(record, wanted(chosen), limit, format_)


@click.command()
@click.argument("id_", metavar="CLAIM")
@options.record
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="How to print.",
)
def roots(id_: str, record: str, format_: str) -> None:
    """Show one claim's root sources, and the chain of every report to them.

    The first digits of its ID are enough; so is the id of any of its members.
    """
    from parley.cli.claims import print_roots

    print_roots(record, id_, format_)


@click.command()
@options.of_claims
@options.record
@options.printed
def disputes(record: str, limit: int | None, format_: str, **chosen: Any) -> None:
    """Show claims whose reports cannot all be right, with the chains of both sides.

    Numbers that do not allow each other, what one says happened and another denies, two that
    are said to have done it, votes that do not add up. A toll that grows is none.
    """
    from parley.cli.claims import print_disputes

    print_disputes(record, wanted(chosen), limit, format_)


@click.command()
@options.of_one_kind
@options.record
@options.printed
def tolls(record: str, limit: int | None, format_: str, **chosen: Any) -> None:
    """Show what sources say of killed, injured, missing, captured, released or displaced.

    Happening by happening, each number with whom it counts, who is held responsible, when it was
    reported and whose word it is. The earliest report comes first; what a later one revises is
    said.
    """
    from parley.cli.happenings import print_tolls

    print_tolls(record, wanted(chosen), limit, format_)


@click.command()
@options.of_one_kind
@options.record
@options.printed
def timeline(record: str, limit: int | None, format_: str, **chosen: Any) -> None:
    """Show events in the order of their days, the earliest first, and how many tell each.

    What no report dates comes last, as "undated".
    """
    from parley.cli.happenings import print_timeline

    print_timeline(record, wanted(chosen), limit, format_)


@click.command()
@click.option("--party", metavar="WHO", help="A name or an id.")
@click.option("--issue", metavar="ISSUE", help="ceasefire, withdrawal, prisoners, aid, siege ...")
@click.option(
    "--stance",
    type=click.Choice(["demand", "offer", "accept", "refuse"]),
    help="Only what is demanded, offered, accepted or refused.",
)
@click.option("--outlet", metavar="NAME", help="Only what this outlet tells.")
@options.confidence
@options.period
@options.record
@options.printed
def positions(record: str, limit: int | None, format_: str, **asked: Any) -> None:
    """Show what each party demands, offers, accepts or refuses, by issue, and what it gave up."""
    from parley.cli.parties import print_positions

    print_positions(record, asked, limit, format_)


@click.command()
@options.published
@options.confidence
@options.record
@options.printed
def sources(record: str, limit: int | None, format_: str, **asked: Any) -> None:
    """Show what each outlet stands on: whom it cites, how often without a name, whom it copies."""
    from parley.cli.parties import print_sources

    print_sources(record, asked, limit, format_)


def wanted(chosen: dict[str, Any]) -> dict[str, Any]:
    """Give the options as questions are asked in Python."""
    chosen["type"] = chosen.pop("type_")
    return chosen


COMMANDS = (claims, roots, disputes, tolls, timeline, positions, sources)
