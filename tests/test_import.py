"""JSON Lines there and back: what is imported, and what is refused."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Places
from exported import anything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import rich, sample

from parley.errors import RecordError
from parley.exports import as_bytes, export, import_lines
from parley.items import Reading
from parley.record import Record, Vectors
from parley.record.rulings import Ruling, put_rulings, rulings
from parley.schema import to_dict, to_json


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a record without reports, to be copied: making one takes longer."""
    path = tmp_path_factory.mktemp("empty") / "parley.db"
    Record.open(path)
    return path


def new(empty: Path, path: Path) -> Record:
    return Record.open(shutil.copy(empty, path))


def lines_of(record: Record) -> bytes:
    stream = io.BytesIO()
    export(record, "jsonl", stream)
    return stream.getvalue()


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(found=st.lists(anything, min_size=1, max_size=3))
def test_export_import_export_is_the_same_bytes(empty: Path, found: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record, copy = (new(empty, Path(folder, name)) for name in ("a.db", "b.db"))
        for reading in found:
            record.add(reading)
        import_lines(copy, io.BytesIO(lines_of(record)))

        assert lines_of(copy) == lines_of(record)
        assert copy.reports() == record.reports()


def test_vectors_versions_reprints_and_history_come_back(places: Places) -> None:
    record, copy = Record.open(places.new()), Record.open(places.new())
    record.add(rich(), Vectors("w1", {"s1": [0.1, -7.3, 2.0]}))
    reading = sample("The envoys left Aldport. " * 9, outlet=None, url="https://news.example/1")
    record.add(reading)
    told = replace(reading.report, outlet="Daily Ledger")
    record.add(replace(reading, report=told))  # now the outlet is told: a better reading
    record.add(replace(reading, report=replace(told, outlet="Morning Star")))  # a reprint
    record.add(sample("The envoys did not leave. " * 9, url="https://news.example/1"))
    import_lines(copy, io.BytesIO(lines_of(record)))

    assert lines_of(copy) == lines_of(record)
    with record.view() as old, copy.view() as new_:
        for row in old.reports():
            assert new_.history(row.id) == old.history(row.id)
            assert new_.versions(row.id) == old.versions(row.id)
        kept = [view.vectors(rich().report.id) for view in (old, new_)]
    assert kept[0]
    assert kept[1]
    assert list(kept[0].by_item["s1"]) == list(kept[1].by_item["s1"])  # type: ignore[arg-type]


def test_what_the_user_said_of_claims_comes_back(places: Places) -> None:
    record, copy = Record.open(places.new()), Record.open(places.new())
    record.add(rich())
    said = [Ruling("0a", "0b", True, "2026-01-02T03:04:05Z")]
    put_rulings(record.database, said)
    import_lines(copy, io.BytesIO(lines_of(record)))

    assert rulings(copy.database) == said
    assert lines_of(copy) == lines_of(record)


def test_importing_twice_adds_nothing(sample_record: Record, tmp_path: Path) -> None:
    export(sample_record, "jsonl", tmp_path / "all.jsonl")

    assert import_lines(sample_record, tmp_path / "all.jsonl") == (3, 0)


def test_what_read_prints_is_taken_too(empty: Path, tmp_path: Path) -> None:
    record = new(empty, tmp_path / "parley.db")

    assert import_lines(record, io.BytesIO(to_json(to_dict(rich())).encode())) == (1, 1)
    assert record.reading(rich().report.id) == rich()


def changed(**at: object) -> bytes:
    """Give an export of two lines; in the second the values at these paths are changed."""
    head, line = as_bytes([rich()], "jsonl").decode().splitlines()
    row = json.loads(line)
    for path, value in at.items():
        *way, last = path.split("__")
        place: Any = row
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
    return f"{head}\n{json.dumps(row)}\n".encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\xff\xfe", "line 1: it is no JSON", id="bytes"),
        pytest.param(b"[1]\n", "it is no report", id="array"),
        pytest.param(b"[" * 100_000, "no JSON", id="deep"),
        pytest.param(b'{"export": {"form": 2}}', "does not know", id="newer"),
        pytest.param(b'{"export": 7}', "must be object", id="no-head"),
        pytest.param(b'{"claim": {}}', "it is no report", id="another-kind"),
        pytest.param(b'{"ruling": {"a": 1}}', "ruling", id="no-ruling"),
        pytest.param(changed(report__text="Another text."), "not the SHA-256", id="text"),
        pytest.param(changed(report__id="../../etc/passwd"), "report.id", id="path-as-id"),
        pytest.param(changed(report__outlet="\ud800"), "no JSON in UTF-8", id="half-character"),
        pytest.param(changed(figures__0__value=float("inf")), "no JSON", id="infinite"),
        pytest.param(changed(statements__0__content=[[0, 9**9]]), "ends at", id="past-the-end"),
        pytest.param(changed(statements__0__content=[[9, 1]]), "no reading", id="backwards"),
        pytest.param(changed(events__0__type="miracle"), "no reading", id="type"),
        pytest.param(changed(actors__0__name={"a": 1}), "name must be string", id="no-string"),
        pytest.param(changed(actors__0__id="a1; DROP TABLE"), "must match pattern", id="id"),
        pytest.param(changed(extra=1), 'does not know, "extra"', id="unknown-key"),
        pytest.param(changed(kept__vectors={"s1": [1, "*"]}), "pattern", id="vector"),
        pytest.param(changed(kept__added="yesterday"), "kept.added", id="time"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_added(
    empty: Path, tmp_path: Path, data: bytes, why: str
) -> None:
    record = new(empty, tmp_path / "parley.db")
    good = as_bytes([sample()], "jsonl").splitlines(keepends=True)[1]
    given_data = data if not data or b"export" in data[:12] else good + data
    with pytest.raises(RecordError, match="Nothing was imported") as refused:
        import_lines(record, io.BytesIO(given_data))

    assert why in str(refused.value).replace("line 2", "line 1")
    assert record.reports() == []


def test_an_export_without_the_less_sure_is_not_taken_for_whole(
    sample_record: Record, tmp_path: Path
) -> None:
    export(sample_record, "jsonl", tmp_path / "sure.jsonl", above=0.9)
    with pytest.raises(RecordError, match="without --min-confidence"):
        import_lines(sample_record, tmp_path / "sure.jsonl")
