"""A record: what goes in comes back, once, whole, whatever happens to the process or the disk."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from any_reading import readings
from conftest import Cluster, Places
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample import TEXT, sample
from texts import report

from parley import record as record_package
from parley import schema
from parley.errors import RecordError
from parley.items import Place, Reading
from parley.record import Record, Vectors, layout
from parley.record.layout import Step
from parley.schema import to_dict, to_json

SRC = Path(record_package.__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Record:
    """Give a record in a file."""
    return Record.open(tmp_path / "parley.db")


def asked(record: Record, question: str) -> list[tuple[object, ...]]:
    with record.database.opened(read_only=True) as connection:
        return [tuple(row) for row in connection.execute(question)]


def raw(record: Record) -> sqlite3.Connection:
    return sqlite3.connect(record.path)


def read_by(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Let what is written from here on be written by this version of parley."""
    monkeypatch.setattr(schema, "version", lambda: version)


def vectors(weights: str = "w1", items: tuple[str, ...] = ("s1", "e1")) -> Vectors:
    rng = np.random.default_rng(7)
    return Vectors(weights, {item: rng.normal(size=384).astype(np.float32) for item in items})


def numbered(n: int) -> Reading:
    """Give a reading of a text like no other."""
    return sample(f"{TEXT} Report {n}.", url=f"https://example.org/{n}")


# What goes in comes back


def test_a_reading_comes_back_as_it_went_in(record: Record) -> None:
    with record.writer() as writer:
        assert writer.add(sample())

    assert record.view().reading(sample().report.id) == sample()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(readings)
def test_any_reading_comes_back(places: Places, reading: Reading) -> None:
    assume(places.kind == "sqlite" or "\ufdd0" not in to_json(to_dict(reading)))
    record = Record.open(places.empty())
    record.add(reading)

    assert record.reading(reading.report.id) == reading


def test_the_beginning_of_an_id_is_enough(record: Record) -> None:
    record.add(sample())

    assert record.reading(sample().report.id[:7].upper()) == sample()


@pytest.mark.parametrize("id_", ["ffff", "", "' OR 1=1 --", "%", "zz"])
def test_an_unknown_id_is_refused(record: Record, id_: str) -> None:
    record.add(sample())

    with pytest.raises(RecordError, match=r"is no id|has no report"):
        record.reading(id_)


def test_an_ambiguous_id_is_refused_and_names_two(record: Record) -> None:
    ids: dict[str, str] = {}
    for n in range(17):  # two of seventeen begin with the same digit
        record.add(numbered(n))
        id_ = numbered(n).report.id
        if id_[0] in ids:
            break
        ids[id_[0]] = id_

    with pytest.raises(RecordError, match="beginning of several ids"):
        record.reading(id_[0])


def test_the_items_stand_in_tables_of_their_own(record: Record) -> None:
    record.add(sample())

    chain = asked(
        record,
        "SELECT actors.name FROM chains JOIN actors ON actors.report = chains.report "
        "AND actors.id = chains.actor WHERE statement = 's1' ORDER BY hop",
    )
    trigger = asked(
        record,
        "SELECT substr(text, CAST(start + 1 AS INTEGER), CAST(stop - start AS INTEGER)) "
        "FROM spans JOIN reports ON number = report WHERE item = 'e1' AND part = 'trigger'",
    )
    tally = asked(record, "SELECT yes, no, abstain, absent FROM events WHERE type = 'vote'")
    assert chain == [("Daily Ledger",), ("Harbour News",), ("unnamed mediator",)]
    assert trigger == [("met",)]
    assert tally == [(9, 2, 1, None)]


# Once, and nothing is lost


def test_adding_twice_adds_nothing(record: Record) -> None:
    record.add(sample())
    before = record.reports()

    assert not record.add(sample())
    assert record.reports() == before


def test_adding_twice_writes_nothing(file: Record) -> None:
    file.add(sample())
    before = Path(file.path).read_bytes()

    assert not file.add(sample())
    assert Path(file.path).read_bytes() == before


def test_a_changed_text_at_the_same_address_is_a_new_version(record: Record) -> None:
    first = sample(url="https://example.org/a")
    second = sample(f"{TEXT} Corrected.", url="https://example.org/a")

    assert [record.add(first), record.add(second)] == [True, True]
    rows = record.view().versions(first.report.id)
    assert [row.id for row in rows] == [first.report.id, second.report.id]
    assert [(row.version, row.versions) for row in rows] == [(1, 2), (2, 2)]
    assert record.reading(first.report.id) == first


def test_texts_without_an_address_are_no_versions_of_one_another(record: Record) -> None:
    record.add(sample())
    record.add(sample(f"{TEXT} Again."))

    assert [row.versions for row in record.reports()] == [1, 1]


def test_a_newer_parley_reads_anew_and_the_old_reading_stays(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Reading(sample().report)
    read_by(monkeypatch, "0.9.0")
    record.add(old)
    read_by(monkeypatch, "0.10.0")

    assert record.add(sample())
    assert record.reading(old.report.id) == sample()
    assert record.view().history(old.report.id) == [old, sample()]
    assert record.reports()[0].parley == "0.10.0"


def test_an_older_parley_does_not_undo_a_newer_one(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, "0.10.0")
    record.add(sample())
    read_by(monkeypatch, "0.9.0")

    assert not record.add(Reading(sample().report))
    assert record.reading(sample().report.id) == sample()


def test_an_outlet_told_later_is_taken(record: Record) -> None:
    record.add(sample(outlet=None))

    assert record.add(sample(outlet="Daily Ledger"))
    assert record.reports()[0].outlet == "Daily Ledger"


def test_a_reprint_is_remembered_and_changes_no_reading(record: Record) -> None:
    record.add(sample(outlet="Daily Ledger"))

    assert not record.add(sample(outlet="Evening Ledger"))
    (row,) = record.reports()
    assert (row.outlet, row.appearances) == ("Daily Ledger", 2)


def test_two_texts_under_one_id_are_refused(record: Record) -> None:
    record.add(sample())
    forged = Reading(report("another text", id=sample().report.id))

    with pytest.raises(RecordError, match="another text under the id"):
        record.add(forged)


# Vectors


def test_vectors_come_back_within_half_a_step(record: Record) -> None:
    given_ = vectors()
    record.add(sample(), given_)

    kept = record.view().vectors(sample().report.id)
    assert kept is not None
    assert kept.weights == "w1"
    for item, vector in given_.by_item.items():
        assert np.abs(kept.by_item[item] - vector).max() <= np.abs(vector).max() / 254 * 1.001


def test_a_null_vector_comes_back(record: Record) -> None:
    record.add(sample(), Vectors("w1", {"s1": np.zeros(4, np.float32)}))

    kept = record.view().vectors(sample().report.id)
    assert kept is not None
    assert kept.by_item["s1"].tolist() == [0, 0, 0, 0]


def test_vectors_that_come_later_are_taken(record: Record) -> None:
    record.add(sample())
    assert record.view().vectors(sample().report.id) is None

    assert record.add(sample(), vectors())
    assert record.view().vectors(sample().report.id) is not None


# Search


@pytest.mark.parametrize(
    "words", ["mediators", "aldport norland", '"were killed"', "talks", "LEDGER", "Assembly of"]
)
def test_a_search_finds_words_names_and_types(record: Record, words: str) -> None:
    record.add(sample())

    assert [hit.row.id for hit in record.search(words)] == [sample().report.id]


@pytest.mark.parametrize("words", ["", "!?", "mediator zebra", '"killed were"', "text:mediator"])
def test_a_search_finds_nothing_else(record: Record, words: str) -> None:
    record.add(sample())

    assert record.search(words) == []


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.text('"*()^:-+{} ANDORTNEAR\0', max_size=20)
)
def test_no_words_are_a_command_to_the_search(record: Record, words: str) -> None:
    record.search(words)


def test_a_hit_marks_the_words_that_were_found(record: Record) -> None:
    record.add(sample())

    (hit,) = record.search("killed voted")
    assert [span.of(hit.snippet) for span in hit.marks] == ["killed", "voted"]


def test_a_reading_that_was_replaced_is_not_found(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by(monkeypatch, "1.0")
    record.add(
        Reading(sample().report, places=(Place("p1", sample().places[0].span, "Zed", None),))
    )
    read_by(monkeypatch, "1.1")
    record.add(sample())

    assert record.search("Zed") == []
    assert len(record.search("Aldport")) == 1


def test_a_long_search_is_answered(record: Record) -> None:
    record.add(sample())

    assert record.search("mediator " * 3000)


# Rights


def test_a_view_cannot_write(record: Record) -> None:
    with (
        record.view() as view,
        pytest.raises(RecordError, match="may not be written"),
        record.database.refusals(),
    ):
        view._connection.execute("DELETE FROM reports")


def test_asking_leaves_nothing_beside_the_record(file: Record, tmp_path: Path) -> None:
    file.add(sample())
    file.reports()

    assert [path.name for path in tmp_path.iterdir()] == ["parley.db"]


def test_a_record_that_nobody_can_write_can_be_asked(
    file: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.add(sample())
    monkeypatch.setattr(os, "access", lambda path, mode: False)

    assert len(Record.open(file.path).reports()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["parley.db"]


# Refusals


def not_sqlite(path: Path) -> None:
    path.write_text("Minutes of the council, 3 May. " * 50)


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def of_a_newer_parley(path: Path) -> None:
    Record.open(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES (999, 'later', '')")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(not_sqlite, "no SQLite file", id="not sqlite"),
        pytest.param(of_another_program, "another program", id="another program"),
        pytest.param(of_a_newer_parley, "newer parley", id="newer parley"),
        pytest.param(Path.mkdir, "is a folder", id="folder"),
        pytest.param(Path.touch, "empty", id="empty"),
        pytest.param(lambda path: None, "does not exist", id="nothing there"),
    ],
)
def test_what_is_no_record_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "parley.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(RecordError, match=said):
        Record.open(path, create=False)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="Make the folder"):
        Record.open(tmp_path / "no" / "parley.db")


def test_a_damaged_record_says_so(file: Record) -> None:
    file.add(sample())
    path = Path(file.path)
    with path.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (path.stat().st_size - 8192))

    with pytest.raises(RecordError, match="damaged"):
        file.reports()


def test_a_writer_waits_no_longer_than_told(places: Places) -> None:
    place = places.empty()
    record, hasty = Record.open(place), Record.open(place, wait=0.0)
    with (
        record.database.opened() as other,
        other.transaction(),
        pytest.raises(RecordError, match="another process"),
    ):
        hasty.add(sample())


def test_a_full_disk_adds_nothing(file: Record) -> None:
    file.add(sample())
    with file.writer() as writer:
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
        writer._connection.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(RecordError, match=r"disk is full.*Nothing was added"):
            writer.add(sample(TEXT * 400))

    assert [row.id for row in file.reports()] == [sample().report.id]


# Layouts


@pytest.fixture
def fresh(places: Places, request: pytest.FixtureRequest) -> Path | str:
    """Give a place that no other test gets, since its tables are changed."""
    if places.kind == "sqlite":
        return places.new()
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new()


def later(sql: str) -> tuple[Step, ...]:
    return (*layout.steps(), Step(len(layout.steps()) + 1, "later", sql))


def test_a_record_of_an_older_parley_is_brought_up_to_date(
    fresh: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record.open(fresh)
    record.add(sample())
    steps = later("CREATE TABLE reviews (report INTEGER);\nALTER TABLE reports ADD seen TEXT;\n")
    monkeypatch.setattr(layout, "steps", lambda: steps)

    Record.open(fresh)
    applied = asked(record, "SELECT name FROM migrations ORDER BY number")
    assert applied == [(step.name,) for step in steps]
    assert asked(record, "SELECT seen FROM reports") == [(None,)]
    assert record.reading(sample().report.id) == sample()


def test_a_step_that_fails_changes_nothing(
    fresh: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record.open(fresh)
    record.add(sample())
    steps = later("CREATE TABLE reviews (report INTEGER);\nALTER TABLE nowhere ADD seen TEXT;\n")
    monkeypatch.setattr(layout, "steps", lambda: steps)

    with pytest.raises(RecordError, match="nowhere"):
        Record.open(fresh)
    assert asked(record, "SELECT max(number) FROM migrations") == [(len(steps) - 1,)]
    with pytest.raises(RecordError, match="reviews"):
        asked(record, "SELECT * FROM reviews")


def test_a_record_of_a_newer_parley_is_refused(
    fresh: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        steps = later("CREATE TABLE reviews (report INTEGER);\n")
        newer.setattr(layout, "steps", lambda: steps)
        Record.open(fresh)

    with pytest.raises(RecordError, match=r"newer parley .* not changed"):
        Record.open(fresh)


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [step.number for step in layout.steps()] == list(range(1, len(layout.steps()) + 1))


# Several at once, and killed

WRITER = """
import sys
sys.path[:0] = sys.argv[1:3]
from sample import TEXT, sample
from parley.record import Record
with Record.open(sys.argv[3]).writer() as writer:
    print("ready", flush=True)
    for n in range(int(sys.argv[4]), int(sys.argv[5])):
        writer.add(sample(f"{TEXT} Report {n}.", url=f"https://example.org/{n}"))
        print(n, flush=True)
"""


def writing(path: Path | str, first: int, last: int) -> subprocess.Popen[str]:
    """Start a process that adds the reports numbered `first` to `last`, saying each when kept."""
    tests = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITER, str(SRC), tests, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_writers_lose_nothing(places: Places) -> None:
    place = places.empty()
    record = Record.open(place)
    together = [writing(place, 0, 40), writing(place, 20, 60)]
    for process in together:
        process.communicate(timeout=60)

    assert [process.returncode for process in together] == [0, 0]
    assert {row.id for row in record.reports()} == {numbered(n).report.id for n in range(60)}


def test_threads_open_one_new_record_together(fresh: Path | str) -> None:
    opened: list[Record] = []
    threads = [threading.Thread(target=lambda: opened.append(Record.open(fresh))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [record.reports() for record in opened] == [[]] * 6


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_writer_leaves_whole_readings_only(places: Places, seed: int) -> None:
    """What it said was kept is kept; the one under way is there wholly or not at all."""
    path = places.empty()
    process = writing(path, 0, 10_000)
    assert process.stdout is not None
    moment = random.Random(seed)
    lines = [process.stdout.readline() for _ in range(moment.randrange(1, 20))]
    time.sleep(moment.random() / 100)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    said = sum(line.endswith("\n") for line in lines) - 1  # the first line is "ready"

    record = Record.open(path)
    rows = record.reports()
    assert said <= len(rows) <= said + 1
    assert all(record.reading(row.id).events == sample().events for row in rows)
    for table in ("readings", "appearances"):
        assert asked(record, f"SELECT count(*) FROM {table}") == [(len(rows),)]
    if places.kind == "sqlite":
        with closing(raw(record)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.execute("INSERT INTO words(words, rank) VALUES('integrity-check', 1)")
    assert record.add(numbered(20_000))


def test_a_report_has_the_day_on_which_it_was_published(record: Record) -> None:
    record.add(sample(published=date(2021, 3, 9)))

    assert record.reports()[0].published == date(2021, 3, 9)


def test_reports_are_listed_newest_first_and_undated_last(record: Record) -> None:
    days = [date(2021, 3, 9), None, date(2022, 1, 1)]
    for n, day in enumerate(days):
        record.add(sample(f"{TEXT} {n}", published=day))

    assert [row.published for row in record.reports()] == [days[2], days[0], None]
    assert [row.published for row in record.reports(limit=1, offset=1)] == [days[0]]
