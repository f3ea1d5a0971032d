"""The command that prints who calls whom what."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from called import kept, told
from sample import hostile

from parley.cli import main
from parley.record import Record


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    kept(
        Record.open("parley.db"),
        told("Ledger", "Arvenia", "=1+1", "the regime", "the regime"),
        told("Herald", "Arvenia", ids={"wikidata": "Q1"}),
        hostile(),
    )


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["names", *args]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("_here")
def test_the_command_prints_who_calls_whom_what(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "--actor", "Q1").splitlines()

    assert lines[0].split(" · ") == [
        "Arvenia  state", "5 mentions", "2 outlets", "difference 1.2",
    ]  # fmt: skip
    assert [line.split()[:3] for line in lines[2:4]] == [
        ["Ledger", "the", "regime"],
        ["Arvenia", "1", lines[3].split()[2]],
    ]
    assert max(map(len, lines)) <= 80


@pytest.mark.usefixtures("_here")
def test_json_has_every_wording_with_its_count_and_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (naming,) = json.loads(printed(capsys, "--actor", "Arvenia", "--format", "json"))
    lines = printed(capsys, "--format", "jsonl").splitlines()

    assert naming in [json.loads(line) for line in lines]
    assert naming["ids"] == {"wikidata": "Q1"}
    for wording in naming["wordings"]:
        text = Record.open("parley.db").reading(wording["report"]).report.text
        assert text[slice(*wording["span"])] in wording["spellings"]


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("more", [(), ("--mentions",)])
def test_no_cell_of_the_csv_is_a_formula(
    capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    out = printed(capsys, "--format", "csv", *more)
    rows = list(csv.DictReader(io.StringIO(out)))

    assert not any(cell.lstrip()[:1] in "=+-@" for row in rows for cell in row.values() if cell)
    assert "'=1+1" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    if not more:
        assert sum(int(row["count"]) for row in rows) == 5 + len(hostile().actors)


@pytest.mark.usefixtures("_here")
def test_every_mention_is_printed_in_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "--actor", "Arvenia", "--outlet", "Ledger", "--mentions")
    rows = json.loads(printed(capsys, "--actor", "Q1", "--mentions", "--format", "json"))

    assert len(out.splitlines()) == 1 + 4
    assert "the regime spoke" in out
    assert len(rows) == 5


@pytest.mark.usefixtures("_here")
def test_a_table_that_is_cut_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "The first 2 actors are shown" in printed(capsys, "--limit", "2")
    assert "The first 3 mentions are shown" in printed(capsys, "--limit", "3", "--mentions")
    assert "are shown" not in printed(capsys, "--limit", "500")


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(
    "args",
    [
        ("--actor", "Zed"),
        ("--outlet", "Zed"),
        ("--kind", "Zed"),
        ("--format", "xml"),
        ("--limit", "0"),
        ("--record", "none.db"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_line(
    capsys: pytest.CaptureFixture[str], args: tuple[str, ...]
) -> None:
    assert main(["names", *args]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)


@pytest.mark.parametrize("more", [(), ("--mentions",)])
def test_an_empty_record_has_no_names_and_that_is_no_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, more: tuple[str, ...]
) -> None:
    Record.open(tmp_path / "r.db")
    where = ("--record", str(tmp_path / "r.db"))

    assert "was found in these reports" in printed(capsys, *where, *more)
    assert json.loads(printed(capsys, *where, "--format", "json", *more)) == []
