"""Exports: what holds of every format, and the commands."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from exported import anything
from hypothesis import HealthCheck, given, settings

from parley.cli import main
from parley.errors import RecordError
from parley.exports import FORMATS, as_bytes, export
from parley.items import Reading
from parley.record import Record

ALL = sorted(FORMATS)


TEXTS = [name for name in ALL if FORMATS[name].is_text]


@pytest.mark.parametrize("format_", ALL)
def test_the_same_export_is_the_same_bytes(sample_record: Record, format_: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()

    assert export(sample_record, format_, first) == export(sample_record, format_, second) == 3
    assert first.getvalue() == second.getvalue() != b""


@pytest.mark.parametrize("format_", ALL)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=anything)
def test_whatever_the_types_allow_is_written(format_: str, reading: Reading) -> None:
    try:
        data = as_bytes([reading], format_)
    except RecordError as error:
        assert "Nothing was written" in str(error)  # noqa: PT017  (not every reading has talks)
    else:
        assert data


@pytest.mark.parametrize("format_", TEXTS)
def test_a_cut_export_says_so_inside(sample_record: Record, format_: str) -> None:
    stream = io.BytesIO()
    export(sample_record, format_, stream, outlet="Daily Ledger", above=0.1)
    data = stream.getvalue().decode().replace("\r\n ", "").replace("\\,", ",")

    assert "Cut: 1 of the 3 reports of the record (outlet Daily Ledger" in data


@pytest.mark.parametrize("format_", ALL)
def test_a_whole_export_does_not_call_itself_cut(sample_record: Record, format_: str) -> None:
    stream = io.BytesIO()
    export(sample_record, format_, stream, limit=100)

    assert b"Cut:" not in stream.getvalue()


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"outlet": "the HARBOUR wire"}, id="outlet"),
        pytest.param({"since": date(2024, 3, 13)}, id="since"),
        pytest.param({"until": date(2024, 3, 13), "since": date(2022, 1, 1)}, id="between"),
    ],
)
def test_only_what_is_asked_for_is_written(sample_record: Record, asked: dict[str, Any]) -> None:
    stream = io.BytesIO()

    assert export(sample_record, "csl", stream, **asked) == 1
    assert json.loads(stream.getvalue())[0]["container-title"] == "Harbour Wire"


def test_no_report_that_fits_is_refused_and_nothing_written(
    sample_record: Record, tmp_path: Path
) -> None:
    with pytest.raises(RecordError, match="no report that fits"):
        export(sample_record, "csv", tmp_path / "out.csv", outlet="Nobody's Gazette")

    assert not list(tmp_path.glob("*out*"))


def test_an_export_that_fails_leaves_what_stood_there(
    sample_record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(extract: object, stream: BinaryIO) -> None:
        stream.write(b"half of it")
        raise ZeroDivisionError

    monkeypatch.setattr("parley.exports.csvfile.write", fail)
    target = tmp_path / "out.csv"
    target.write_text("what stood there")
    with pytest.raises(ZeroDivisionError):
        export(sample_record, "csv", target)

    assert target.read_text() == "what stood there"
    assert [path.name for path in tmp_path.glob("*out.csv*")] == ["out.csv"]


def test_the_record_itself_is_never_written_over(sample_record: Record) -> None:
    with pytest.raises(RecordError, match="the record itself"):
        export(sample_record, "csv", sample_record.path)


def test_a_folder_as_a_file_is_refused_in_one_line(sample_record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written"):
        export(sample_record, "csv", tmp_path)


@pytest.mark.parametrize("format_", ALL)
def test_every_format_has_its_line_in_the_guide(format_: str) -> None:
    page = Path(__file__).parents[1].joinpath("docs/how-to/export.md").read_text(encoding="utf-8")

    assert re.search(rf"^\| `{format_}` \| .+ \| .+ \|$", page, re.MULTILINE)


def test_the_commands_take_a_record_there_and_back(
    sample_record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    args = ["export", str(sample_record.path), "--format", "jsonl"]

    assert main([*args, "-o", "out.jsonl"]) == 0
    assert main(["import", "out.jsonl", "--record", "copy.db"]) == 0
    capfd.readouterr()
    assert main(["export", "copy.db", "--format", "jsonl"]) == 0
    assert capfd.readouterr().out.encode() == Path("out.jsonl").read_bytes()


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["--format", "csv", "--outlet", "Nobody"], id="nothing-fits"),
        pytest.param(["--format", "csv", "--since", "13.3.2024"], id="no-day"),
        pytest.param(["--format", "xlsx"], id="no-format"),
        pytest.param(["--format", "csv", "-o", "no/such/folder.csv"], id="no-folder"),
    ],
)
def test_what_cannot_be_exported_is_one_line_and_exit_code_2(
    sample_record: Record, args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(sample_record.path), *args]) == 2
    assert capsys.readouterr().err.count("\n") == 1
