"""Exported tables: CSV, Parquet and POLECAT, and that no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from exported import samples, written
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import rich, sample

from parley.errors import RecordError
from parley.exports import as_bytes, export
from parley.exports.cells import guarded
from parley.exports.table import COLUMNS
from parley.record import Record


def test_csv_is_what_rfc_4180_says() -> None:
    data = written("csv")
    rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))

    assert rows[0] == list(COLUMNS)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert data.count("\r\n") == data.count("\n") == len(rows)


def test_every_report_and_item_is_a_row_with_its_words() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"), newline="")))
    told = next(row for row in rows if row["item"] == "f1" and row["report"] == rich().report.id)

    assert sum(row["kind"] == "report" for row in rows) == 3
    assert told["chain"] == "Harbour Wire > Tarn health ministry"
    assert (told["words"], told["value"], told["bound"]) == ("At least 340", "340.0", "at_least")
    assert told["first"] == "2024-02-03"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n-2", "\ufeff=1"]


@pytest.mark.parametrize("words", FORMULAS, ids=ascii)
@pytest.mark.parametrize("format_", ["csv", "polecat"])
def test_no_cell_is_a_formula(format_: str, words: str) -> None:
    reading = rich()
    actors = tuple(replace(actor, name=words) for actor in reading.actors)
    report = replace(reading.report, outlet=words, title=words)
    data = as_bytes([replace(reading, report=report, actors=actors)], format_).decode()
    split = "," if format_ == "csv" else "\t"
    cells = [c for row in csv.reader(io.StringIO(data, newline=""), delimiter=split) for c in row]

    assert not [c for c in cells if re.match(r"\s*[=+\-@＝\t\r]", c) and not is_number(c)]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_a_guarded_cell_is_one_line_and_no_formula(words: str) -> None:
    cell = str(guarded(words))

    assert not re.match(r"\s*[=+\-@]", cell)
    assert len(cell.splitlines()) <= 1


def test_parquet_has_types_and_says_its_version() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(as_bytes(samples(), "parquet")))
    types = {field.name: str(field.type) for field in table.schema}
    row = table.filter([item == "s1" for item in table["item"].to_pylist()]).to_pylist()[0]

    assert list(types) == list(COLUMNS)
    assert (types["chain"], types["value"], types["start"]) == (
        "list<element: string>",
        "double",
        "int64",
    )
    assert table.schema.metadata[b"parley.table"] == b"1"
    assert row["chain"] == ["Harbour Wire", "National Radio", "aide to the foreign minister"]


def test_a_cut_parquet_says_so_in_its_metadata(sample_record: Record) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    export(sample_record, "parquet", stream, limit=1)

    assert b"Cut: 1 of the 3" in parquet.read_schema(stream).metadata[b"parley.note"]


def test_parquet_without_its_library_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(RecordError, match=re.escape("parley-record[parquet]")):
        as_bytes([rich()], "parquet")


def test_polecat_has_its_40_columns_and_only_what_happened() -> None:
    rows = list(csv.DictReader(io.StringIO(written("polecat")), delimiter="\t", quoting=3))
    visit = rows[0]

    assert {len(row) for row in rows} == {40}
    assert list(visit)[:2] + list(visit)[-2:] == ["Event ID", "Event Date", "Language", "Version"]
    assert (visit["Event Type"], visit["Event Mode"], visit["Event Date"]) == (
        "CONSULT",
        "visit",
        "2024-03-11",
    )
    assert (visit["Placename"], visit["Country"], visit["City"]) == ("Geneva", "CHE", "None")
    hosts = next(row for row in rows if "Norland" in row["Actor Name"])
    assert hosts["Actor Country"] == "None"  # its Wikidata id is no state's
    ids = {row["Event ID"] for row in rows}
    assert f"{rich().report.id}-e4" not in ids  # denied


@pytest.mark.parametrize("ids", [{"iso": "CH"}, {"wikidata": "Q39"}], ids=["iso", "wikidata"])
def test_a_state_has_its_country_code(ids: dict[str, str]) -> None:
    reading = sample()
    actors = tuple(replace(a, ids=ids) if a.id == "a2" else a for a in reading.actors)
    data = as_bytes([replace(reading, actors=actors)], "polecat").decode()

    assert next(csv.DictReader(io.StringIO(data), delimiter="\t"))["Actor Country"] == "CHE"
