"""A record on a server: who is let in, what is said if not, who waits, and copies both ways."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from conftest import Cluster, Places
from sample import TEXT, sample
from texts import report

from parley import corroboration
from parley.cli import main
from parley.corroboration.ask import rule
from parley.errors import ForgottenError, RecordError
from parley.items import Actor, Kind, Reading
from parley.record import Record, Vectors, copying, forgetting
from parley.record.database import Connection
from parley.spans import Span

SECRET = "s3cret-of-ours"


def numbered(n: int) -> Reading:
    """Give a reading of a text like no other."""
    return sample(f"{TEXT} Report {n}.", url=f"https://example.org/{n}")


@pytest.fixture
def address(cluster: Cluster, laid_out: str) -> str:
    """Give the address of an empty record on a server."""
    return cluster.new(laid_out)


# Who is let in


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("postgresql://u:{secret}@127.0.0.1:9/none", "cannot be reached"),
        ("postgresql://u:{secret}@/none?host=/nowhere", "cannot be reached"),
        ("postgresql://u:{secret}@host.invalid/none", "cannot be reached"),
        ("postgresql://u:{secret}@host:none/none", "cannot be read"),
        ("postgresql://u:{secret}", "cannot be read"),
        ("postgresql://u:{secret}@h/none?colour=blue", "cannot be read"),
        ("postgresql://parley:{secret}@/nothing?host={folder}", "Make the database"),
        ("postgresql://nobody:{secret}@/postgres?host={folder}", "Make the role"),
    ],
)
def test_who_does_not_get_in_is_told_why_in_one_sentence_without_the_password(
    cluster: Cluster, capsys: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    place = given.format(secret=SECRET, folder=cluster.folder)

    assert main(["list", "--record", place]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert SECRET not in error


def test_a_wrong_password_is_refused_and_not_said(
    cluster: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    cluster.run(f"CREATE ROLE guarded LOGIN PASSWORD '{SECRET}'", "CREATE DATABASE guarded")
    cluster.guard("guarded")
    wrong = cluster.address("guarded", "guarded", SECRET[::-1])

    assert main(["list", "--record", wrong]) == 2
    error = capsys.readouterr().err
    assert "refuses the password" in error
    assert SECRET[::-1] not in error
    right = cluster.address("guarded", "guarded", SECRET)
    assert main(["list", "--record", right]) == 2
    assert "holds no record" in capsys.readouterr().err


def test_no_password_is_in_the_name_of_a_record(address: str) -> None:
    record = Record.open(address.replace("parley@", f"parley:{SECRET}@"))

    assert record.path == address.partition("?")[0]
    assert SECRET not in repr(record.database)


def test_a_database_of_another_program_is_left_alone(cluster: Cluster) -> None:
    address = cluster.new()
    cluster.run("CREATE TABLE migrations (number INTEGER)", database=address.split("?")[0][-7:])
    name = address.partition("?")[0].rpartition("/")[2]
    cluster.run("CREATE TABLE IF NOT EXISTS recipes (name TEXT)", database=name)

    with pytest.raises(RecordError, match="another program"):
        Record.open(address)


def test_a_database_that_cannot_hold_every_text_is_refused(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    with pytest.raises(RecordError, match="UTF-8"):
        Record.open(cluster.address("latin"))


def test_a_schema_holds_a_record_of_its_own(cluster: Cluster, address: str) -> None:
    name = address.partition("?")[0].rpartition("/")[2]
    cluster.run("CREATE SCHEMA other", database=name)
    other = Record.open(f"{address}&options=-csearch_path%3Dother")
    other.add(sample())

    assert len(other.reports()) == 1
    assert Record.open(address).reports() == []


def test_who_may_only_read_can_ask_and_not_add(cluster: Cluster, address: str) -> None:
    name = address.partition("?")[0].rpartition("/")[2]
    Record.open(address).add(sample())
    corroboration.claims(Record.open(address))
    cluster.run("CREATE ROLE reader LOGIN")
    cluster.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", database=name)
    record = Record.open(cluster.address(name, "reader"))

    assert len(record.search("mediators")) == 1
    assert corroboration.claims(record)
    with pytest.raises(RecordError, match=r"GRANT.*Nothing was added"):
        record.add(numbered(1))


def test_a_text_comes_back_with_its_null_characters(address: str) -> None:
    record = Record.open(address)
    record.add(sample(f"{TEXT}\0"))

    assert record.reading(sample(f"{TEXT}\0").report.id) == sample(f"{TEXT}\0")
    assert [row.opening[-1] for row in record.reports()] == ["\0"]


def test_what_stands_for_a_null_character_is_refused(address: str) -> None:
    record = Record.open(address)

    with pytest.raises(RecordError, match=r"U\+FDD0.*Nothing was added"):
        record.add(sample(f"{TEXT}\ufdd0"))
    assert record.reports() == []


def test_without_psycopg_one_sentence_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from parley.cli import main\n"
        "sys.exit(main(['list', '--record', 'postgresql://u:pw@h/db']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "pip install 'parley-record[postgres]'" in done.stderr
    assert (done.stderr.count("\n"), "pw" in done.stderr) == (1, False)


def test_the_commands_take_an_address(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    Record.open(address).add(sample())
    id_ = sample().report.id[:8]

    for command in (
        ["list"], ["show", id_], ["search", "mediator"], ["claims"], ["roots", ""], ["disputes"],
        ["tolls"], ["timeline"], ["positions"], ["sources"], ["names"],
    ):  # fmt: skip
        if command[0] == "roots":
            command[1] = corroboration.claims(Record.open(address))[0].id
        assert main([*command, "--record", address]) == 0, command
        assert capsys.readouterr().out


# Copies


def other_kind(places: Places, request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if places.kind == "postgresql":
        return tmp_path / "other.db"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new(request.getfixturevalue("laid_out"))


@pytest.fixture
def pair(places: Places, request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Record, Record]:
    """Give a record with all kinds of rows, and an empty one of the other kind."""
    record = Record.open(places.empty())
    rng = np.random.default_rng(3)
    vectors = Vectors("w1", {"s1": rng.normal(size=16).astype(np.float32)})
    record.add(sample(outlet=None), vectors)
    record.add(sample(), vectors)  # now the outlet is told
    record.add(sample(outlet="Evening Ledger"))  # a reprint
    for n in range(3):
        record.add(numbered(n))
    record.forget_report(numbered(2).report.id)
    first, second, *_ = corroboration.claims(record)
    rule(record, first.members[0].id, first.members[1].id, together=False)
    assert second
    return record, Record.open(other_kind(places, request, tmp_path))


def rows(record: Record) -> dict[str, list[tuple[object, ...]]]:
    """Give all rows of all tables but the times at which the tables were made."""
    with record.database.opened() as asked:
        return {
            table: sorted((tuple(row) for row in asked.execute(f"SELECT * FROM {table}")), key=repr)
            for table in asked.columns()
            if table != "migrations"
        }


def test_a_copy_has_every_row_and_goes_on(pair: tuple[Record, Record]) -> None:
    record, other = pair

    assert record.copy_to(other) == 3
    assert rows(other) == rows(record)
    assert corroboration.claims(other) == corroboration.claims(record)
    assert other.names() == record.names()
    assert {hit.row for hit in other.search("mediators")} == {*record.reports()}
    for one in pair:  # the triggers and the counting work on
        one.add(numbered(7))
        assert one.add(numbered(2), again=True)
    assert other.names() == record.names()


def test_a_copy_goes_on_where_an_earlier_one_was_made(pair: tuple[Record, Record]) -> None:
    record, other = pair
    record.copy_to(other)
    record.add(numbered(9))
    record.copy_to(other)

    assert rows(other) == rows(record)


def test_there_and_back_is_the_same(pair: tuple[Record, Record], tmp_path: Path) -> None:
    record, other = pair
    back = Record.open(tmp_path / "back.db")
    record.copy_to(other)
    other.copy_to(back)

    assert rows(back) == rows(record)


def test_a_target_that_has_something_else_is_refused(pair: tuple[Record, Record]) -> None:
    record, other = pair
    other.add(numbered(8))
    before = rows(other)

    with pytest.raises(RecordError, match=r"not empty.*Nothing was copied"):
        record.copy_to(other)
    assert rows(other) == before


def test_a_copy_does_not_bring_back_what_the_target_forgot(pair: tuple[Record, Record]) -> None:
    record, other = pair
    record.copy_to(other)
    other.forget_report(numbered(1).report.id)

    with pytest.raises(RecordError, match="forgotten"):
        record.copy_to(other)


def test_a_copy_that_fails_leaves_no_half(
    pair: tuple[Record, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, other = pair
    before = rows(other)

    def fail(*_: object) -> object:
        raise RecordError("stopped halfway.")

    monkeypatch.setattr(type(_connection(other)), "renumber", fail)
    with pytest.raises(RecordError, match="halfway"):
        record.copy_to(other)
    assert rows(other) == before
    assert other.add(sample())


def _connection(record: Record) -> Connection:
    with closing(record.database.connect()) as connection:
        return connection


def test_a_record_is_not_copied_to_itself(pair: tuple[Record, Record]) -> None:
    with pytest.raises(RecordError, match="to itself"):
        copying.copy(pair[0].database, pair[0].database)


def test_the_command_copies(places: Places, tmp_path: Path) -> None:
    place, target = str(places.empty()), str(tmp_path / "to.db")
    Record.open(place).add(sample())

    assert main(["copy", place, target]) == 0
    assert Record.open(target).reading(sample().report.id) == sample()


# Forgetting

WORDS = (b"adelheid", b"kornblum", b"weighbridge")
LETTER = "Adelheid Kornblum, a clerk at the weighbridge, left on Monday, the port authority wrote."


def letter() -> Reading:
    """Give a report on a person."""
    made = report(LETTER, outlet="Quay Gazette", title="Kornblum leaves")
    spans = (Span(0, len("Adelheid Kornblum")),)
    return Reading(made, (Actor("a1", "Adelheid Kornblum", Kind.PERSON, True, spans),))


def held(cluster: Cluster) -> bytes:
    """Give the bytes of all tables of the server; its log is another thing."""
    cluster.run("CHECKPOINT")
    files = (path for path in (cluster.folder / "data" / "base").rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files).lower()


@pytest.mark.parametrize("person", [False, True])
def test_what_is_forgotten_is_in_no_table_and_in_no_file_of_one(
    cluster: Cluster, address: str, person: bool
) -> None:
    record = Record.open(address)
    record.add(letter())
    record.add(sample())
    corroboration.claims(record)
    name = address.partition("?")[0].rpartition("/")[2]
    cluster.run("ANALYZE", database=name)
    assert all(word in held(cluster) for word in WORDS)

    done = (
        record.forget_person("Adelheid Kornblum")
        if person
        else record.forget_report(letter().report.id)
    )

    assert done.proof is not None
    assert (done.proof.found, done.proof.is_file, bool(done.proof.sought)) == ((), False, True)
    assert "not in the server's log" in str(done.proof)
    gone = WORDS[:2] if person else WORDS
    assert not [word for word in gone if word in held(cluster)]
    assert record.reading(sample().report.id) == sample()
    with pytest.raises(ForgottenError):
        record.add(letter())


def test_a_session_that_still_sees_what_went_is_noticed(address: str) -> None:
    record = Record.open(address, wait=0.5)
    record.add(letter())
    with record.database.opened(read_only=True) as other, other.snapshot():
        other.execute("SELECT 1").fetchall()
        done = record.forget_report(letter().report.id)
        assert done.proof is not None
        assert any("another session" in where for where in done.proof.found)

    again = record.forget_report(letter().report.id)
    assert again.proof is not None
    assert again.proof.found == ()


def test_who_does_not_own_the_tables_is_told_that_they_were_not_written_anew(
    cluster: Cluster, address: str
) -> None:
    Record.open(address).add(letter())
    name = address.partition("?")[0].rpartition("/")[2]
    cluster.run("CREATE ROLE writer LOGIN")
    cluster.run(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer",
        database=name,
    )
    record = Record.open(cluster.address(name, "writer"))
    record.add(sample())
    done = record.forget_report(letter().report.id)

    assert done.proof is not None
    assert any("owner" in where for where in done.proof.found)


def test_all_is_forgotten_or_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.open(address)
    record.add(letter())
    before = rows(record)

    def fail(*_: object) -> None:
        raise RecordError("stopped halfway.")

    assert record.forget_report(letter().report.id, dry_run=True).gone["reports"] == 1
    assert rows(record) == before
    monkeypatch.setattr(forgetting, "_tidy", fail)
    with pytest.raises(RecordError, match="halfway"):
        record.forget_report(letter().report.id)
    assert rows(record) == before
