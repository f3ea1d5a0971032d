"""The command: what it prints, what it says of errors, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sample import TEXT, sample
from texts import report

from parley import cli, text
from parley.cli import main, reading
from parley.errors import ReportError, WeightsError
from parley.items import Reading, Report
from parley.record import Record
from parley.schema import from_dict, to_dict

SRC = Path(cli.__file__).parents[2]
HOSTILE = "\x1b[31mred\x1b]0;title\x07 [bold]seventy \u202e17\u202c [/nothing] :smile: \x9b2J"


class FakeReader:
    """Reads every text as the sample; "crash" and "refuse" in a title do so."""

    weights = "fake"

    def read_with_vectors(self, report: Report) -> tuple[Reading, Mapping[str, list[float]]]:
        """Give the sample reading, or an empty one."""
        if report.title == "crash":
            raise ZeroDivisionError("of a bug")
        if report.title == "refuse":
            raise ReportError("report.txt: not English. Nothing was added.")
        if report.title == "interrupt":
            raise KeyboardInterrupt
        if report.text.startswith(TEXT):
            known = ("outlet", "published", "title", "url", "flags")
            made = sample(report.text, **{name: getattr(report, name) for name in known})
            return made, {"s1": [0.5, -1.0]}
        return Reading(report), {}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PARLEY_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(reading, "new_reader", FakeReader)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the call find these reports, whatever paths it names."""

    def give(*reports: Report | ReportError) -> dict[str, object]:
        called: dict[str, object] = {}

        def load(paths: Iterable[str], **known: object) -> Iterable[Report | ReportError]:
            called.update(known, paths=tuple(paths))
            return iter(reports)

        monkeypatch.setattr(text, "load", load, raising=False)
        return called

    return give


def plain_lines(printed: str) -> str:
    """Give what was printed without the folding of lines."""
    return " ".join(printed.split())


# Reading


def test_one_report_is_one_object(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given(report(TEXT, outlet="Daily Ledger"))

    assert main(["read", "a.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["report"]["outlet"] == "Daily Ledger"


def test_several_reports_are_an_array(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given(report(TEXT), report(f"{TEXT} Again."))

    assert main(["read", "a.txt", "b.txt", "--format", "json"]) == 0
    assert [from_dict(data).report.text for data in json.loads(capsys.readouterr().out)] == [
        TEXT,
        f"{TEXT} Again.",
    ]


@pytest.mark.parametrize("first", ["good", "bad"])
def test_an_array_stays_one_where_a_report_is_refused(
    given: Any, capsys: pytest.CaptureFixture[str], first: str
) -> None:
    both = [report(TEXT), ReportError("b.txt: empty.")]
    given(*(both if first == "good" else reversed(both)))

    assert main(["read", ".", "--format", "json"]) == 2
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_lines_hold_one_reading_each(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given(report(TEXT), report(f"{TEXT}\u2028Again."))

    assert main(["read", ".", "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["report"]["text"] for line in lines] == [TEXT, f"{TEXT}\u2028Again."]


def test_what_the_options_say_reaches_the_reports(given: Any) -> None:
    called = given(report(TEXT))
    main(["read", "a.txt", "--outlet", "Daily Ledger", "--published", "2021-03-09"])

    assert called["outlet"] == "Daily Ledger"
    assert str(called["published"]) == "2021-03-09"
    assert called["paths"] == ("a.txt",)


def test_a_table_says_who_says_what(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given(report(TEXT, outlet="Daily Ledger", title="Envoys meet"))

    assert main(["read", "a.txt"]) == 0
    printed = plain_lines(capsys.readouterr().out)
    for words in (
        "Envoys meet",
        "Daily Ledger > Harbour News > unnamed mediator say, indirect",
        "talks happened “met” party: Norland 2021-03-07 Aldport",
        "Daily Ledger · carried from Meridian ·",
        "9 yes + 2 no + 1 abstaining = 12 of 12 members, adds up",
        "more than 40 killed to 2021-03-09 unnamed mediator",
        "Sunday 2021-03-07",
        "60.25° N, 5.50° E",
    ):
        assert words in printed


def test_a_table_fits_eighty_columns(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    outlet = "The Ledger of the Outer Harbours and the Northern Isles " * 2
    given(report(TEXT, outlet=outlet, title="X" * 200))
    main(["read", "a.txt"])

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith(" ") for line in lines)


def test_a_report_in_which_nothing_was_found_says_so(
    given: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given(report("Rain in the north."))
    main(["read", "a.txt"])

    assert "Nothing was found" in capsys.readouterr().out


def test_no_report_can_command_the_terminal(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = report(f"{TEXT}{HOSTILE}", title=HOSTILE, outlet=HOSTILE, flags=(HOSTILE,))
    given(hostile, ReportError(f"{HOSTILE}.txt: empty."))
    main(["read", ".", "--record", "parley.db", "--format", "table"])
    main(["list"])
    main(["search", "seventy"])
    main(["show", hostile.id, "--format", "json"])

    printed = "".join(capsys.readouterr())
    assert not any(mark in printed for mark in "\x1b\x07\x9b\u202e\u202c")
    assert "[bold]seventy [RLO]17" in printed
    assert ":smile:" in printed


# What goes wrong


def test_bad_input_is_one_line_and_the_others_are_read(
    given: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given(ReportError('a.txt, line 2: "04/12/23"\ncould be two days.'), report(TEXT))

    assert main(["read", ".", "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    assert err == 'parley: a.txt, line 2: "04/12/23" could be two days.\n'
    assert len(out.splitlines()) == 1


def test_a_bug_in_one_report_does_not_stop_the_others(
    given: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given(report(TEXT, title="crash"), report(TEXT, title="refuse"), report(f"{TEXT} Again."))

    assert main(["read", ".", "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines()[0].startswith("parley: report crash: internal error, ZeroDivisionError")
    assert err.splitlines()[1] == "parley: report.txt: not English. Nothing was added."


def test_missing_weights_are_a_failure_of_parley(
    given: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_weights() -> None:
        raise WeightsError("model.onnx: missing. Install parley-record again.")

    given(report(TEXT))
    monkeypatch.setattr(reading, "new_reader", no_weights)

    assert main(["read", "a.txt"]) == 1
    assert capsys.readouterr().err == "parley: model.onnx: missing. Install parley-record again.\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        pytest.param(["read"], "Missing argument", id="no path"),
        pytest.param(["read", "a", "--published", "04/12/23"], "2023-12-04", id="ambiguous day"),
        pytest.param(["read", "a", "--format", "xml"], "'xml' is not one of", id="format"),
        pytest.param(["raed", "a"], "No such command", id="command"),
        pytest.param(["list"], "parley read PATH", id="no record"),
        pytest.param(["show", "abc"], "there is no record yet", id="nothing to show"),
        pytest.param(["serve", "--port", "0"], "--port", id="port"),
    ],
)
def test_a_wrong_call_is_one_line_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str], args: list[str], said: str
) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("parley: ")
    assert len(err.splitlines()) == 1


def test_control_c_keeps_what_was_read(given: Any, capsys: pytest.CaptureFixture[str]) -> None:
    given(report(TEXT), report("more", title="interrupt"))

    assert main(["read", ".", "--record", "parley.db"]) == 130
    assert capsys.readouterr().err.split() == ["parley:", "stopped."]
    assert [row.id for row in Record.open("parley.db").reports()] == [report(TEXT).id]


def test_many_reports_show_how_far_it_is_where_somebody_looks(
    given: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(report(TEXT), ReportError("b.txt: empty."), report("Rain."))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    main(["read", ".", "--record", "parley.db"])

    out, err = capsys.readouterr()
    assert out == ""
    assert "2 reports" in err
    assert "parley: b.txt: empty." in err
    assert "2 new or better, 0 already there, 1 error" in plain_lines(err)


# The record


def test_readings_are_kept_with_their_vectors_and_not_printed(
    given: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    given(report(TEXT), report(TEXT))

    assert main(["read", ".", "--record", "parley.db"]) == 0
    assert capsys.readouterr() == ("", "")
    (row,) = Record.open("parley.db").reports()
    kept = Record.open("parley.db").view().vectors(row.id)
    assert kept is not None
    assert kept.weights == "fake"


def test_a_list_names_the_reports(capsys: pytest.CaptureFixture[str]) -> None:
    Record.open("parley.db").add(sample())
    main(["list"])

    printed = capsys.readouterr().out
    for words in (sample().report.id[:8], "2021-03-09", "Daily Ledger", "Envoys meet"):
        assert words in printed


def test_a_list_that_is_cut_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(3):
        Record.open("parley.db").add(sample(f"{TEXT} {n}"))
    main(["list", "--limit", "2"])

    assert "2 of 3 reports" in capsys.readouterr().out


def test_a_report_is_shown_as_it_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    Record.open("parley.db").add(sample())

    assert main(["show", sample().report.id[:5], "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == to_dict(sample())


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_lists_and_hits_are_json_too(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    Record.open("parley.db").add(sample())
    main(["list", "--format", format_])
    rows = json.loads(capsys.readouterr().out)
    main(["search", "mediators", "--format", format_])
    hits = json.loads(capsys.readouterr().out)

    row, hit = (rows[0], hits[0]) if format_ == "json" else (rows, hits)
    assert row == hit["report"]
    assert row["published"] == "2021-03-09"
    (start, end), *_ = hit["marks"]
    assert hit["snippet"][start:end] == "mediator"


def test_a_search_shows_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    Record.open("parley.db").add(sample())
    main(["search", "killed", "voting"])
    found = capsys.readouterr().out
    main(["search", "zebra"])

    assert "people were killed" in plain_lines(found)
    assert capsys.readouterr().out == "No report holds zebra.\n"


# As a process


def on_terminal(*args: str, **environment: str) -> str:
    """Give what the command prints on a terminal, standard error included."""
    import pty

    leader, follower = pty.openpty()
    parley(*args, stdout=follower, stderr=follower, **environment)
    os.close(follower)
    printed = os.read(leader, 100_000).decode()
    os.close(leader)
    return printed


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_sees_colour_unless_it_wants_none() -> None:
    Record.open("parley.db").add(sample())
    args = ("show", sample().report.id)

    assert "\x1b[1;36m" in on_terminal(*args, TERM="xterm")
    assert "\x1b[1;36m" not in on_terminal(*args, TERM="xterm", NO_COLOR="1")


COMMAND = "import sys; from parley.cli import main; sys.exit(main())"


def parley(
    *args: str,
    code: str = COMMAND,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        env=os.environ | {"PYTHONPATH": str(SRC)} | environment,
        stdout=stdout,
        stderr=stderr,
        text=True,
        timeout=30,
    )


def test_help_needs_nothing_but_click() -> None:
    code = (
        "import sys; from parley.cli import main; main(['read', '--help']); "
        "print(*sorted({m.partition('.')[0] for m in sys.modules} & {'rich', 'numpy', "
        "'sqlite3', 'onnxruntime', 'starlette', 'jinja2', 'trafilatura', 'tokenizers'}))"
    )
    done = parley(code=code)

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == ""


def test_help_documents_the_exit_codes() -> None:
    assert "Exit codes" in parley("read", "--help").stdout
    assert "Exit codes" in parley().stdout


def test_a_pipe_sees_no_colour() -> None:
    Record.open("parley.db").add(sample())
    done = parley("list")

    assert done.stderr == ""
    assert "Envoys" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("format_", ["table", "json"])
def test_a_closed_pipe_ends_it_without_a_word(format_: str) -> None:
    Record.open("parley.db").add(sample())
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = parley("list", "--format", format_, stdout=write_end)
    os.close(write_end)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["completion", shell]) == 0
    assert "_PARLEY_COMPLETE" in capsys.readouterr().out


def test_completion_names_the_commands() -> None:
    done = parley(_PARLEY_COMPLETE="bash_complete", COMP_WORDS="parley s", COMP_CWORD="1")

    assert sorted(done.stdout.split()) == [
        "plain,search",
        "plain,serve",
        "plain,show",
        "plain,sources",
    ]
