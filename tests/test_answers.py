"""Answers across reports as typed tables, their filters, and claims in exports."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest
from sample import find, report

from parley import Record
from parley.cli import main
from parley.corroboration import Asked, Wanted
from parley.errors import RecordError
from parley.exports import export, import_lines
from parley.items import (
    Act,
    Actor,
    Bound,
    Event,
    Figure,
    Form,
    Kind,
    Place,
    Reading,
    Statement,
    Status,
    When,
)

WORDS = (
    "Shells hit the market of Tarn and killed 12 people. The Front said it wants a truce. Said to"
)


def reading(outlet: str, day: date = date(2021, 3, 2), score: float = 0.9) -> Reading:
    """Give the reading of a report of an attack with its toll, and of something said."""
    made = report(f"{WORDS} {outlet}.", outlet=outlet, published=day)
    text = made.text
    actors = (Actor("a1", outlet, Kind.MEDIA, True), Actor("a2", "Front", Kind.ARMED_GROUP, True))
    said = Statement(
        "s1", (find(text, "wants a truce"),), (), (), "a2", Form.INDIRECT, Act.DEMAND,
        ("a1", "a2"), score=score,
    )  # fmt: skip
    when = When(None, "2021-03-01")
    event = Event("e1", "attack", find(text, "hit"), Status.HAPPENED, place="p1", when=when)
    toll = Figure("f1", find(text, "12"), 12, Bound.EXACT, "killed", event="e1")
    places = (Place("p1", find(text, "Tarn"), "Tarn", "XX"),)
    return Reading(made, actors, (said,), (event,), (toll,), (), places)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record.open(tmp_path / "parley.db")
    record.add(reading("Post"))
    record.add(reading("Star", date(2021, 3, 3), 0.4))
    return record


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


def test_a_question_is_asked_of_the_record_by_the_same_fields(record: Record) -> None:
    assert set(Asked.__annotations__) == {field.name for field in fields(Wanted)}
    assert [claim.kind for claim in record.claims(type="attack", reports=2)] == ["event"]
    assert record.claims(place="Tarn", roots=3) == []
    assert len(record.tolls(type="killed")) == len(record.timeline(since=date(2021, 3, 1))) == 1
    assert record.claim(record.claims(limit=1)[0].id) == record.claims(limit=1)[0]


def test_an_answer_is_a_typed_table_with_a_row_a_member(record: Record) -> None:
    found = record.claims()
    table = found.to_arrow()

    assert table.num_rows == sum(len(claim.members) for claim in found)
    assert table.column_names == list(found.columns)
    assert table.schema.field("published").type == pa.date32()
    assert table.schema.field("chain").type == pa.list_(pa.string())
    assert set(table["outlet"].to_pylist()) == {"Post", "Star"}
    for other in (record.tolls(), record.timeline(), record.positions(), record.sources()):
        assert other.to_arrow().num_rows == len(list(other.rows())) > 0


def test_without_pyarrow_one_sentence_says_what_to_do(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(RecordError, match=r"pip install 'parley-record\[parquet\]'"):
        record.claims().to_arrow()


def test_members_say_of_what_outlet_and_day_they_are(record: Record) -> None:
    [member, *_] = record.claims(kind="event")[0].to_dict()["members"]

    assert (member["outlet"], member["published"]) == ("Post", "2021-03-02")
    assert "file" not in member


def test_sources_are_of_the_days_and_as_sure_as_asked(record: Record) -> None:
    sure = {p.outlet: p.statements for p in record.sources(above=0.5)}

    assert sure == {"Post": 1, "Star": 0}
    assert [p.outlet for p in record.sources(since=date(2021, 3, 3))] == ["Star"]


def test_names_are_as_sure_as_asked(record: Record) -> None:
    made = reading("Herald", date(2021, 3, 4))
    text = made.report.text
    market = Actor("a3", "market", Kind.OTHER, True, mentions=(find(text, "market"),), score=0.3)
    record.add(replace(made, actors=(*made.actors, market)))
    with record.view() as view:
        unsure = {m.name for m in view.mentions()} - {m.name for m in view.mentions(above=0.5)}

    assert "market" in {n.name for n in record.names()}
    assert "market" not in {n.name for n in record.names(above=0.5)}
    assert unsure == {"market"}


@pytest.mark.parametrize(
    ("args", "outlets"),
    [
        (["list"], {"Post", "Star"}),
        (["list", "--outlet", "the POST"], {"Post"}),
        (["list", "--since", "2021-03-03"], {"Star"}),
        (["search", "market", "--until", "2021-03-02"], {"Post"}),
        (["search", "market", "--limit", "5"], {"Post", "Star"}),
    ],
)
def test_lists_of_reports_are_filtered_and_come_as_csv(
    record: Record, capsys: pytest.CaptureFixture[str], args: list[str], outlets: set[str]
) -> None:
    out = printed(capsys, *args, "--record", str(record.path), "--format", "csv")

    assert {row["outlet"] for row in csv.DictReader(io.StringIO(out))} == outlets


def test_the_csv_of_claims_has_a_row_a_member(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "claims", "--record", str(record.path), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert len(rows) == sum(len(claim.members) for claim in record.claims())
    assert {row["reports"] for row in rows if row["type"] == "attack"} == {"2"}


def test_claims_are_exported_line_by_line_and_as_a_table(record: Record) -> None:
    lines, table = io.BytesIO(), io.BytesIO()
    export(record, "claims", lines)
    export(record, "claims-csv", table)
    head, *claims = map(json.loads, lines.getvalue().decode().splitlines())

    assert head["export"]["reports"] == 2
    assert claims == [json.loads(json.dumps(claim.to_dict())) for claim in record.claims()]
    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode())))
    assert len(rows) == sum(len(claim["members"]) for claim in claims)


def test_a_cut_export_holds_whole_claims_of_its_reports(record: Record) -> None:
    lines = io.BytesIO()
    export(record, "claims", lines, outlet="Star")
    head, *claims = map(json.loads, lines.getvalue().decode().splitlines())

    assert head["export"]["note"].startswith("Cut: 1 of the 2 reports")
    assert {m["outlet"] for claim in claims for m in claim["members"]} == {"Post", "Star"}


def test_an_export_of_claims_is_no_record_to_import(record: Record, tmp_path: Path) -> None:
    export(record, "claims", tmp_path / "claims.jsonl")

    with pytest.raises(RecordError, match="Nothing was imported"):
        import_lines(Record.open(tmp_path / "copy.db"), tmp_path / "claims.jsonl")


def test_asking_again_writes_nothing(record: Record) -> None:
    id_ = record.claims(limit=1)[0].id
    before = _bytes(record)
    record.claim(id_)
    record.claims()

    assert _bytes(record) == before


def _bytes(record: Record) -> list[str]:
    folder = Path(record.path).parent
    files = sorted(p for p in folder.iterdir() if not p.name.endswith("-shm"))
    return [sha256(p.read_bytes()).hexdigest() for p in files if p.stat().st_size]
