"""The command that takes reports and persons out of a record."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from parley.cli.options import record as _record_option
from parley.wording import number_of

if TYPE_CHECKING:
    from parley.record import Forgotten, Record

LEFT: Final = 3
"""Exit code: it was forgotten, but words of it are still found in the file."""

_EXIT_CODES = """\b
Exit codes:
  0    forgotten, and none of the words looked for is left; or it was a dry run
  1    parley itself failed
  2    something given could not be used; nothing was forgotten
  3    forgotten, but some words are still found in the record or its files
  130  stopped at the question or with Ctrl-C; nothing was forgotten"""


@click.command(epilog=_EXIT_CODES)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--person", metavar="WHO", help="A name, a Wikidata id, or the key of an actor.")
@click.option("--outlet", metavar="NAME", help="With --title: the reports of this outlet ...")
@click.option("--title", metavar="WORDS", help="... under this headline.")
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
@click.option("--yes", is_flag=True, help="Do not ask before.")
@_record_option
def forget(
    reports: tuple[str, ...],
    person: str | None,
    outlet: str | None,
    title: str | None,
    dry_run: bool,
    yes: bool,
    record: str,
) -> int:
    """Take reports, or a person, out of a record, and prove that they are gone.

    A REPORT is an id, the first digits of one, or a file that was read. A person's words and
    the words on the person are replaced in every report by marks of the same length.
    """
    from parley.record import Record

    _check(reports, person, outlet, title)
    opened = Record.open(record, create=False)
    ids = [*_ids(opened, reports), *_under(opened, outlet, title)]

    def run(*, dry_run: bool) -> Forgotten:
        if person:
            return opened.forget_person(person, dry_run=dry_run)
        return opened.forget_report(*ids, dry_run=dry_run)

    if dry_run or not yes:
        _print_plan(opened, run(dry_run=True), person)
    if dry_run:
        return 0
    if not yes:
        _ask()
    return _print_done(run(dry_run=False), person)


def _check(
    reports: tuple[str, ...], person: str | None, outlet: str | None, title: str | None
) -> None:
    """Refuse what does not say whom or what to forget."""
    if (outlet is None) != (title is None):
        raise click.UsageError("--outlet and --title belong together: they name a report.")
    if bool(person) == bool(reports or title):
        raise click.UsageError("Name reports to forget, or one --person.")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("Nobody can be asked here. Nothing was forgotten. Say --yes.")
    click.confirm("Forget this? It cannot be undone", abort=True, err=True)


def _ids(record: Record, reports: tuple[str, ...]) -> Iterator[str]:
    """Give ids as they are, and those of the reports in files."""
    from parley.errors import ParleyError
    from parley.text import load

    for given in reports:
        if not os.path.isfile(given):
            yield given
            continue
        for found in load([given]):
            if isinstance(found, ParleyError):
                raise found
            yield found.id


def _under(record: Record, outlet: str | None, title: str | None) -> list[str]:
    """Give the ids of an outlet's reports under a headline, in any case."""
    if outlet is None or title is None:
        return []
    from parley.errors import RecordError

    wanted = (outlet.casefold(), title.casefold())
    rows = record.reports()
    ids = [
        r.id for r in rows if ((r.outlet or "").casefold(), (r.title or "").casefold()) == wanted
    ]
    if not ids:
        raise RecordError(
            f'{record.path} has no report of "{outlet}" under "{title}". `parley list` prints '
            "those it has. Nothing was forgotten."
        )
    return ids


def _print_plan(record: Record, plan: Forgotten, person: str | None) -> None:
    from parley.markup import plain

    with record.view() as view:
        for id_ in plan.reports:
            told = view.document(id_)["report"]
            about = [told["outlet"], told["published"], told["title"]]
            print(plain(f"{id_[:8]}  {' · '.join(part for part in about if part)}"))
    print(f"This would {_what(plan, person)}")


def _print_done(done: Forgotten, person: str | None) -> int:
    print(f"Done: {_what(done, person)}" if done.reports else "It was forgotten before.")
    assert done.proof is not None
    print(done.proof)
    for words, ids in [*done.proof.elsewhere.items()][:5]:
        from parley.markup import plain

        print(plain(f"Also in {', '.join(id_[:8] for id_ in ids[:5])}: “{words}”"))
    return LEFT if done.proof.found else 0


def _what(done: Forgotten, person: str | None) -> str:
    went, reports = done.gone, number_of(len(done.reports), "report")
    if person:
        return (
            f"mark {number_of(went['stretches'], 'stretch', 'stretches')} of text in {reports}; "
            f"{number_of(went['statements'], 'statement')} and "
            f"{number_of(went['items'] - went['statements'], 'other item')} go."
        )
    return f"take out {reports}: {number_of(sum(went.values()), 'row')} of {len(went)} tables."
