"""The commands. Nothing but click is imported until a command needs it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from parley import __version__
from parley.cli import options
from parley.cli.across import COMMANDS
from parley.cli.copying import copy
from parley.cli.forgetting import forget
from parley.errors import ParleyError, WeightsError
from parley.exports import FORMATS

FAILED, BAD_INPUT, STOPPED = 1, 2, 130
"""Exit codes; 130 is what a shell gives for Ctrl-C."""

_EXIT_CODES = """\b
Exit codes:
  0    all was read, or asked and answered
  1    parley itself failed
  2    something given could not be used: a file, an option, an id, a record;
       other files of the same call were read all the same
  130  stopped with Ctrl-C; what was read is kept"""


class _Commands(click.Group):
    """The commands, which end without a word when nobody reads their output any more."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Python flushes once more at its end: into nothing.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code. An error is one line, never a traceback.

    With ``PARLEY_DEBUG`` set an error that nobody expected shows where it arose.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of another encoding shows "?" for what it cannot.
        sys.stdout.reconfigure(errors="replace")
    try:
        return cli.main(args, prog_name="parley", standalone_mode=False) or 0
    except click.exceptions.Abort:
        complain("stopped.")
        return STOPPED
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "parley"
        complain(f"{error.format_message()} See `{where} --help`.")
        return BAD_INPUT
    except ParleyError as error:
        complain(str(error))
        return FAILED if isinstance(error, WeightsError) else BAD_INPUT
    except Exception as error:
        if os.environ.get("PARLEY_DEBUG"):
            raise
        complain(failure(error))
        return FAILED


def complain(words: str) -> None:
    """Print one line of error."""
    from parley.markup import plain

    print(f"parley: {plain(' '.join(words.split()))}", file=sys.stderr)


def failure(error: Exception) -> str:
    """Say of an error that nobody expected what it is and what to do."""
    return (
        f"internal error, {type(error).__name__}: {error}. Please report it; "
        "PARLEY_DEBUG=1 shows where it arose."
    )


def _format_option(*names: str, default: str | None = "table") -> Callable[[Any], Any]:
    return click.option(
        "--format", "format_", type=click.Choice(names), default=default, help="How to print."
    )


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, prog_name="parley")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Read reports on conflicts into a sourced record: who says what, and who says so."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cli.command(epilog=_EXIT_CODES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--outlet", metavar="NAME", help="Who published it: the first link of every chain.")
@click.option(
    "--published",
    callback=options.day,
    metavar="YYYY-MM-DD",
    help="The day of publication; dates count from it.",
)
@click.option("--title", metavar="WORDS", help="The headline.")
@click.option("--url", metavar="URL", help="The address; a changed text there is a new version.")
@_format_option("table", "json", "jsonl", default=None)
@click.option(
    "--record",
    metavar="FILE",
    type=click.Path(),
    help="Keep the readings here: in a file, or in postgresql://USER@HOST/DATABASE.",
)
@click.option("--again", is_flag=True, help="Keep also what the record was told to forget.")
@options.confidence
def read(
    paths: tuple[str, ...],
    outlet: str | None,
    published: date | None,
    title: str | None,
    url: str | None,
    format_: str | None,
    record: str | None,
    again: bool,
    above: float,
) -> int:
    """Read reports: files (.txt, .html, .jsonl), folders, globs, or - for standard input.

    What the options say counts for every report of the call; a report's own header or
    metadata is used where they say nothing.

    \b
    --format table  for people (the default, unless --record keeps the readings)
    --format json   one report: its reading; several: an array of readings
    --format jsonl  one reading a line, whatever their number

    A record keeps whole readings: --min-confidence only says what is printed.
    """  # noqa: D301  (click's mark for lines to leave as they are)
    from parley.cli.reading import read_all
    from parley.text import load

    reports = load(paths, outlet=outlet, published=published, title=title, url=url)
    return read_all(reports, format_ or ("" if record else "table"), record, above, again=again)


@cli.command("list")
@options.record
@click.option("--limit", type=click.IntRange(1), metavar="N", help="List no more than N.")
@_format_option("table", "json", "jsonl", "csv")
@options.published
@options.confidence
def list_(record: str, limit: int | None, format_: str, above: float, **chosen: Any) -> None:
    """List the reports of a record, newest first, and count what they say."""
    from parley.cli.asking import Chosen, print_list

    print_list(record, Chosen(**chosen), limit, format_, above)


@cli.command()
@click.argument("id_", metavar="ID")
@options.record
@_format_option("table", "json", "jsonl")
@options.confidence
def show(id_: str, record: str, format_: str, above: float) -> None:
    """Show one report's reading. The first digits of its ID are enough."""
    from parley.cli.asking import print_reading

    print_reading(record, id_, format_, above)


@cli.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@options.record
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@_format_option("table", "json", "jsonl", "csv")
@options.published
@options.confidence
def search(
    words: tuple[str, ...], record: str, limit: int, format_: str, above: float, **chosen: Any
) -> None:
    """Find reports that hold all WORDS, in any form of them, or in their names.

    Words that must stand together go in double quotes: parley search '"prison exchange"'.
    """
    from parley.cli.asking import Chosen, print_hits

    print_hits(record, " ".join(words), Chosen(**chosen), limit, format_, above)


@cli.command()
@click.option("--actor", metavar="WHO", help="A name, a Wikidata or ISO id, or what one is called.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet says.")
@click.option("--kind", metavar="KIND", help="Only actors of this kind: state, armed_group ...")
@click.option("--mentions", is_flag=True, help="Every mention with the words around it.")
@options.confidence
@options.record
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Print no more than N actors, or mentions; a table has 20 unless told.",
)
@_format_option("table", "json", "jsonl", "csv")
def names(
    actor: str | None,
    outlet: str | None,
    kind: str | None,
    mentions: bool,
    above: float,
    record: str,
    limit: int | None,
    format_: str,
) -> None:
    """Show who calls whom what: each actor's wordings, outlet by outlet, with counts.

    Those actors come first whom the outlets call most differently.
    """
    from parley.cli.names import Wanted, print_mentions, print_names

    wanted = Wanted(actor=actor, outlet=outlet, kind=kind, above=above)
    show_all = print_mentions if mentions else print_names
    show_all(record, wanted, limit, format_)


@cli.command()
@click.argument("record", default="parley.db", type=click.Path())
@click.option(
    "--format",
    "format_",
    type=click.Choice(tuple(FORMATS)),
    required=True,
    help="What to write; docs/how-to/export.md says what each format leaves out.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write here, wholly or not at all; without it to standard output.",
)
@options.published
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="Only the N reports that came last."
)
@options.confidence
def export(
    record: str,
    format_: str,
    output: str | None,
    outlet: str | None,
    since: date | None,
    until: date | None,
    limit: int | None,
    above: float,
) -> None:
    """Write a RECORD in another format, or in one that `parley import` takes back.

    A file that does not hold the whole record says so inside.
    """
    from parley.cli.exporting import export_record
    from parley.exports.extract import Wanted

    export_record(record, format_, output, Wanted(outlet, since, until, limit, above))


@cli.command("import")
@click.argument("path", metavar="FILE", type=click.Path(allow_dash=True))
@click.option(
    "--record",
    default="parley.db",
    show_default=True,
    metavar="FILE",
    type=click.Path(),
    help="The record to add to; it is made if it is not there.",
)
def import_(path: str, record: str) -> None:
    """Add what `parley export --format jsonl` wrote, or - for standard input, to a record.

    Nothing is lost, nothing is added twice; of a file with a bad line nothing is added. The
    output of `parley read --format jsonl` is taken too.
    """
    from parley.cli.exporting import import_file

    import_file(path, record)


@cli.command()
@options.record
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True)
@click.option("--open", "open_", is_flag=True, help="Open the page in a browser.")
def serve(record: str, port: int, open_: bool) -> None:
    """Show a record in the browser, on this machine only. Ctrl-C ends it."""
    from parley import web
    from parley.record import Record

    place = Record.open(record, create=False).path  # an address without its password
    print(f"{place} is at http://127.0.0.1:{port}/ until Ctrl-C.", file=sys.stderr)
    web.serve(record, port=port, open_browser=open_)


@cli.command()
@click.argument("word", required=False)
@_format_option("table", "json")
def codebook(word: str | None, format_: str) -> None:
    """Show what WORD means in a reading: an event type, act, status, figure kind ...

    What counts and what does not, examples, the codes of PLOVER and CAMEO. Without WORD all
    words are listed; as JSON they come with all that is known of them.
    """
    from parley.cli.codebook import print_codebook

    print_codebook(word, format_)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes parley's commands and options in SHELL.

    \b
    bash: parley completion bash > ~/.local/share/bash-completion/completions/parley
    zsh:  parley completion zsh > ~/.zfunc/_parley   (a folder of $fpath)
    fish: parley completion fish > ~/.config/fish/completions/parley.fish
    """  # noqa: D301
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None  # the choices are click's own
    click.echo(complete(cli, {}, "parley", "_PARLEY_COMPLETE").source())


for _command in (*COMMANDS, copy, forget):
    cli.add_command(_command)
