"""Forgetting: what is taken out of a record is in none of its tables, and in none of its bytes."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from any_reading import readings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sample import TEXT, sample
from texts import report

from parley import schema
from parley.cli import main
from parley.corroboration import store
from parley.errors import ForgottenError, RecordError
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
    Timex,
    TimexType,
)  # fmt: skip
from parley.record import Proof, Record, Vectors, forgetting
from parley.record.proof import prove, spellings
from parley.record.redaction import Person, redacted
from parley.spans import Span

WITNESS = (
    "Ilka Morvane, a baker from Tarnhold, was wounded on Monday when shells hit the quay.\n"
    "“I lay under the counter for an hour,” Morvane told the Quay Gazette. She lost her sister "
    "Odile Morvane. The council said three people had died."
)


def spans(text: str, *words: str) -> tuple[Span, ...]:
    found = [re.search(re.escape(word), text) for word in words]
    return tuple(Span(*match.span()) for match in found if match)


def witness(text: str = WITNESS, **known: object) -> Reading:
    """Give a report on a witness, who is named, quoted and wounded, and on her sister."""
    told = {"outlet": "Quay Gazette", "published": date(2022, 5, 3)} | known
    told |= {"title": "Baker Morvane wounded", "url": "https://example.org/ilka-morvane-shelled"}
    (quote,) = spans(text, "I lay under the counter for an hour")
    return Reading(
        report(text, **told),
        actors=(
            Actor("a1", "Quay Gazette", Kind.MEDIA, True, spans(text, "the Quay Gazette")),
            Actor("a2", "Ilka Morvane", Kind.PERSON, True,
                  (*spans(text, "Ilka Morvane", "a baker from Tarnhold"),
                   *(Span(m.start(), m.end()) for m in re.finditer("(?<=” )Morvane|She", text)))),
            Actor("a3", "Odile Morvane", Kind.PERSON, True, spans(text, "Odile Morvane")),
            Actor("a4", "council of Tarnhold", Kind.GOVERNMENT_BODY, True,
                  spans(text, "The council")),
        ),
        statements=(
            Statement("s1", (quote,), spans(text, "told"), (), "a2", Form.DIRECT, Act.SAY,
                      ("a1", "a2")),
            Statement("s2", spans(text, "three people had died"), spans(text, "said"),
                      spans(text, "The council"), "a4", Form.INDIRECT, Act.SAY, ("a1", "a4")),
        ),
        events=(
            Event("e1", "attack", *spans(text, "hit"), Status.HAPPENED, roles={"victim": ("a2",)}),
            Event("e2", "casualties", *spans(text, "lay"), Status.HAPPENED, statement="s1"),
        ),
        figures=(Figure("f1", *spans(text, "three people"), 3, Bound.EXACT, "killed",
                        statement="s2"),),
        dates=(Timex("d1", *spans(text, "Monday"), TimexType.DATE, "2022-05-02"),),
        places=(Place("p1", *spans(text, "Tarnhold"), "Tarnhold", "NO"),),
    )  # fmt: skip


def vectors() -> Vectors:
    rng = np.random.default_rng(5)
    return Vectors("w1", {item: rng.normal(size=32).astype(np.float32) for item in ("s1", "e1")})


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a record of three reports, two of which are alike, and ask it for its claims."""
    record = Record.open(tmp_path_factory.mktemp("forget") / "parley.db")
    record.add(sample(), vectors())
    record.add(sample(f"{TEXT} It was the second day.", outlet="Evening Ledger"))
    record.add(witness(), vectors())
    store.update(record)
    return record.path


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Record:
    """Give a copy of the record of three reports."""
    return Record.open(shutil.copy(made, tmp_path / "parley.db"))


def held(record: Record) -> bytes:
    """Give the bytes of the record's file and of what lies beside it."""
    files = sorted(record.path.parent.glob(f"{record.path.name}*"))
    return b"".join(file.read_bytes() for file in files)


def cells(record: Record) -> list[str]:
    """Give all texts in all tables, those of the index included."""
    with closing(sqlite3.connect(record.path)) as asked:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'words'"
        names = [name for (name,) in asked.execute(tables)]
        rows = [row for name in names for row in asked.execute(f"SELECT * FROM {name}")]
    values = [value for row in rows for value in row]
    return [v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values]


def is_sound(record: Record) -> bool:
    with closing(sqlite3.connect(record.path)) as asked:
        asked.execute("INSERT INTO words(words, rank) VALUES('integrity-check', 1)")
        return (
            asked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and asked.execute("PRAGMA foreign_key_check").fetchall() == []
        )


# A report


def test_no_word_of_a_forgotten_report_is_in_the_file(record: Record) -> None:
    assert b"morvane" in held(record).lower()

    done = record.forget_report(witness().report.id[:8])
    after = held(record).lower()
    assert not [w for w in (b"morvane", b"counter", b"shells", b"quay", b"baker") if w in after]
    assert not [c for c in cells(record) if "orvane" in c or "uay" in c]
    assert done.reports == (witness().report.id,)
    assert done.proof is not None
    assert (done.proof.found, bool(done.proof.sought)) == ((), True)
    assert is_sound(record)


def test_what_was_not_forgotten_stays(record: Record) -> None:
    record.forget_report(witness().report.id)

    assert record.reading(sample().report.id) == sample()
    assert len(record.reports()) == 2
    assert len(record.search("envoys")) == 2


def test_words_that_a_copy_still_has_are_told(record: Record) -> None:
    done = record.forget_report(sample().report.id)

    assert done.proof is not None
    (copy,) = {id_ for ids in done.proof.elsewhere.values() for id_ in ids}
    assert record.reading(copy).report.outlet == "Evening Ledger"
    assert done.proof.found == ()


def test_claims_are_those_of_a_record_that_never_had_the_report(
    record: Record, tmp_path: Path
) -> None:
    record.forget_report(sample().report.id)
    store.update(record)
    never = Record.open(tmp_path / "never.db")
    for row in reversed(record.view().ids()):
        never.add(record.reading(row))
    store.update(never)

    assert rows(record, "claims") == rows(never, "claims")
    assert rows(record, "claim_words") == rows(never, "claim_words")
    assert is_sound(record)


def rows(record: Record, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(record.path)) as asked:
        return sorted(asked.execute(f"SELECT * FROM {table}").fetchall(), key=repr)


def test_a_ruling_on_a_forgotten_report_goes_with_it(record: Record) -> None:
    own = "SELECT tellings.id FROM tellings JOIN reports ON reports.number = report"
    with closing(sqlite3.connect(record.path)) as asked:
        (id_,) = asked.execute(f"{own} WHERE reports.id = ?", (witness().report.id,)).fetchone()
        asked.execute("INSERT INTO rulings VALUES ('0', ?, 1, '')", (id_,))
        asked.commit()
    record.forget_report(witness().report.id)

    assert rows(record, "rulings") == []


def test_a_dry_run_tells_what_would_go_and_changes_nothing(record: Record) -> None:
    before = cells(record)
    whole = record.forget_report(witness().report.id, dry_run=True)
    person = record.forget_person("Ilka Morvane", dry_run=True)

    assert cells(record) == before
    assert (whole.proof, person.proof) == (None, None)
    assert whole.gone["reports"] == 1
    assert person.gone["statements"] == 1


@pytest.mark.parametrize("fails", ["_remember", "_tidy"])
def test_all_is_forgotten_or_nothing(
    record: Record, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("the disk is full")

    before = cells(record)
    monkeypatch.setattr(forgetting, fails, fail)

    with pytest.raises(RecordError, match="Nothing was forgotten"):
        record.forget_report(sample().report.id, witness().report.id)
    with pytest.raises(RecordError, match="Nothing was forgotten"):
        record.forget_person("Ilka Morvane")
    assert cells(record) == before


def test_an_unknown_report_is_refused_and_the_known_one_stays(record: Record) -> None:
    with pytest.raises(RecordError, match="has no report"):
        record.forget_report(witness().report.id, "ffffffff")

    assert record.reading(witness().report.id) == witness()


def test_earlier_readings_are_forgotten_too(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "version", lambda: "99.0")
    new = replace(witness(), actors=witness().actors[:1], statements=(), events=(), figures=())
    record.add(new)
    assert len(record.view().history(new.report.id)) == 2

    done = record.forget_person("Ilka Morvane")
    assert b"ilka" not in held(record).lower()
    assert len(record.view().history(done.now[new.report.id])) == 1


# The proof


@pytest.mark.parametrize("before", [0, 4000, 4080])
def test_the_proof_finds_words_wherever_on_a_page_they_are_left(
    record: Record, before: int
) -> None:
    """Some of these lie across the end of a page, where the bytes alone do not show them."""
    record.forget_person("Ilka Morvane")
    with closing(sqlite3.connect(record.path)) as left:
        left.execute("CREATE TABLE notes (words TEXT)")
        for n in range(40):
            words = "." * (before + n) + '{"said": "Ilka\\nMorvane"}'
            left.execute("INSERT INTO notes VALUES (?)", (words,))
        left.commit()
    with record.database.opened() as asked:
        proof = prove(asked, record.database, spellings(["Ilka Morvane"]))

    assert "table notes" in proof.found
    assert proof.elsewhere == {}


def test_a_longer_name_with_the_name_in_it_is_no_trace(record: Record) -> None:
    record.add(Reading(report("A letter by Jilka Morvanes was read out.")))
    done = record.forget_person("Ilka Morvane")

    assert done.proof is not None
    assert done.proof.found == ()
    assert len(done.proof.elsewhere) == 1


# Another process


def test_one_who_still_reads_the_old_file_is_noticed(record: Record) -> None:
    """A reader keeps the old pages in the file: the proof finds them, and says so."""
    quick = Record.open(record.path, wait=0.05)
    with closing(sqlite3.connect(record.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM reports").fetchone()
        done = quick.forget_report(witness().report.id)
        assert done.proof is not None
        assert done.proof.found
        assert "FOUND" in str(done.proof)

    again = quick.forget_report(witness().report.id)
    assert again.reports == ()
    assert b"morvane" not in held(record).lower()


# It does not come back


def test_a_forgotten_report_is_added_again_only_on_demand(record: Record) -> None:
    record.forget_report(witness().report.id)

    with pytest.raises(ForgottenError, match="--again"):
        record.add(witness())
    assert record.add(witness(), again=True)
    assert not record.add(witness())


def test_putting_back_what_was_exported_leaves_it_out(record: Record) -> None:
    kept = record.view().kept(witness().report.id)
    record.forget_report(witness().report.id)

    with record.writer() as writer:
        assert not writer.restore(kept)


def test_the_text_with_the_person_in_it_does_not_come_back(record: Record) -> None:
    record.forget_person("Ilka Morvane")

    with pytest.raises(ForgottenError):
        record.add(witness())


def test_what_is_remembered_of_a_forgotten_report_has_no_words(record: Record) -> None:
    record.forget_report(witness().report.id)

    ((id_, when),) = rows(record, "forgotten")
    assert id_ == witness().report.id
    assert re.fullmatch(r"[-:\dTZ]+", str(when))


# A person


@pytest.mark.parametrize("who", ["Ilka Morvane", "ilka morvane"])
def test_no_name_and_no_word_of_a_forgotten_person_is_in_the_file(record: Record, who: str) -> None:
    done = record.forget_person(who)

    assert done.proof is not None
    assert done.proof.found == ()
    after = held(record).lower()
    assert not [w for w in (b"ilka", b"baker from", b"counter for an hour") if w in after]
    assert not [c for c in cells(record) if "ilka" in c.lower()]
    assert is_sound(record)


def test_the_words_on_others_stay_at_their_places(record: Record) -> None:
    done = record.forget_person("Ilka Morvane")
    left = record.reading(done.now[witness().report.id])

    assert len(left.report.text) == len(WITNESS)
    assert left.figures == witness().figures
    assert left.statements == witness().statements[1:]
    assert [span.of(left.report.text) for span in left.actors[2].mentions] == ["Odile Morvane"]
    assert left.report.title == "Baker ███████ wounded"
    assert left.report.url == "https://example.org/████████████-shelled"
    assert left.report.id == report(left.report.text).id


def test_that_somebody_was_wounded_is_not_forgotten(record: Record) -> None:
    done = record.forget_person("Ilka Morvane")
    left = record.reading(done.now[witness().report.id])
    (event,) = left.events
    (victim,) = [actor for actor in left.actors if actor.id in event.roles["victim"]]

    assert (victim.named, victim.mentions, victim.ids) == (False, (), {})
    assert "Morvane" not in victim.name


def test_a_name_that_parley_took_for_nobodys_is_marked_too(record: Record) -> None:
    missed = "The list names Morvane, Ilka, and ILKA-\nMORVANE; Jilka Morvanes is another."
    record.add(Reading(report(missed)))
    done = record.forget_person("Ilka Morvane")

    text = record.reading(done.now[report(missed).id]).report.text
    assert text == "The list names █████████████, and █████████████; Jilka Morvanes is another."


def test_claims_do_not_tell_what_a_forgotten_person_said(record: Record) -> None:
    record.forget_person("Ilka Morvane")
    store.update(record)

    assert not [c for c in cells(record) if "ilka" in c.lower() or "counter" in c]
    assert is_sound(record)


def test_two_reports_that_differ_in_the_name_alone_become_one(record: Record) -> None:
    record.add(witness(WITNESS.replace("Ilka Morvane", "ILKA Morvane"), outlet="Weir Post"))
    done = record.forget_person("Ilka Morvane")

    (left,) = set(done.now.values())
    (row,) = [row for row in record.reports() if row.id == left]
    assert row.appearances == 2


def test_the_unnamed_source_of_one_report_can_be_forgotten(record: Record) -> None:
    key = f"{sample().report.id}:a3"
    done = record.forget_person(key)

    text = record.reading(done.now[sample().report.id]).report.text
    assert "a mediator" not in text
    assert len(done.reports) == 1


def test_a_state_is_no_person(record: Record) -> None:
    with pytest.raises(RecordError, match="is no person"):
        record.forget_person("Norland")


@pytest.mark.parametrize("who", ["Nobody Known", "the mayor", "x", "%", "'; DROP TABLE reports"])
def test_an_unknown_person_is_refused(record: Record, who: str) -> None:
    with pytest.raises(RecordError, match="no person"):
        record.forget_person(who)


LONG = "The ferry left Aldport at noon; nobody on the quay knew why. " * 10


@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(readings.filter(lambda reading: reading.actors), st.integers(0, 2))
def test_any_reading_without_any_of_its_actors_is_a_reading(any_: Reading, n: int) -> None:
    """Offsets stay, and nothing points at what has gone."""
    reading = replace(any_, report=report(LONG))
    one = reading.actors[n % len(reading.actors)].id
    left = redacted(reading, Person(key=(reading.report.id, one))).reading

    assert len(left.report.text) == len(LONG)
    assert not [s for s in left.statements if one == s.speaker or one in s.chain]
    stay, were = ({i.id for i in (*r.statements, *r.events)} for r in (left, reading))
    told = {id_ for f in left.figures for id_ in (f.statement, f.event)}
    told |= {e.statement for e in left.events} | {s.inside for s in left.statements}
    assert told & were <= stay


# Every table is reached


def test_every_table_is_emptied_with_its_report_or_has_no_words_of_it(record: Record) -> None:
    """A table that a later layout adds must point at reports, or stand here with a reason."""
    of_all_reports = {
        "migrations", "forgotten", "called",  # no words
        "identities", "outlets", "wordings",  # emptied of what nobody uses
        "rulings",  # ids of tellings alone
    }  # fmt: skip
    with closing(sqlite3.connect(record.path)) as asked:
        tables = {row[0] for row in asked.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )} - {"sqlite_schema"}  # fmt: skip
        pointed = {
            table: {row[2] for row in asked.execute(f"PRAGMA foreign_key_list({table})")}
            for table in tables
        }
        columns = {
            table: {row[1] for row in asked.execute(f"PRAGMA table_info({table})")}
            for table in tables
        }
    # Claims go first, tallies by a trigger.
    reached = {"reports", "claims", "tallies", "sourcing_tallies"}
    while more := {table for table in tables - reached if pointed[table] & reached}:
        reached |= more

    assert tables - reached <= of_all_reports
    assert not [t for t in tables if "report" in columns[t] and "reports" not in pointed[t]
                and t != "claims"]  # fmt: skip


def test_the_full_text_index_has_no_word_of_it(record: Record) -> None:
    record.forget_report(witness().report.id)

    with closing(sqlite3.connect(record.path)) as asked:
        asked.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row)")
        terms = {row[0] for row in asked.execute("SELECT term FROM temp.terms")}
    assert "mediat" in terms
    assert not {"morvan", "baker", "counter", "quay"} & terms


# Those without a name


def test_the_same_description_in_two_reports_is_of_two_unnamed_sources(tmp_path: Path) -> None:
    """Even of one outlet, with the same words, affiliation, basis and ids: no profile grows."""
    record = Record.open(tmp_path / "parley.db")
    for n in range(3):
        record.add(sample(f"{sample().report.text} Edition {n}."))
    store.update(record)

    found = [n for n in record.names(kind="unnamed") if n.name == "unnamed mediator"]
    assert [naming.count for naming in found] == [2, 2, 2]
    assert len({naming.key for naming in found}) == 3
    assert all(len({w.first.report for w in naming.wordings}) == 1 for naming in found)
    with record.view() as view:
        of_one = view.mentions(actor=found[0].key)
    assert {mention.report for mention in of_one} == {found[0].key.split(":")[0]}


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(readings, min_size=2, max_size=4, unique_by=lambda r: r.report.id))
def test_no_identity_without_a_name_has_two_reports(tmp_path: Path, some: list[Reading]) -> None:
    (tmp_path / "any.db").unlink(missing_ok=True)
    record = Record.open(tmp_path / "any.db")
    for reading in some:
        record.add(reading)

    with closing(sqlite3.connect(record.path)) as asked:
        unnamed = asked.execute("SELECT number, joined FROM identities WHERE report IS NOT NULL")
        assert all(number == joined for number, joined in unnamed)
        shared = asked.execute(
            "SELECT identity FROM namings JOIN identities ON number = identity "
            "JOIN actors ON actors.report = namings.report AND actors.id = namings.actor "
            "WHERE NOT actors.named GROUP BY joined HAVING count(DISTINCT namings.report) > 1"
        )
        assert shared.fetchall() == []


# The command


def test_the_command_asks_before_it_forgets(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forget", witness().report.id[:8], "--record", str(record.path)]) == 2

    assert "--yes" in capsys.readouterr().err
    assert record.reading(witness().report.id) == witness()


def test_the_command_says_that_nothing_is_left(
    record: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(record.path)
    assert main(["forget", witness().report.id[:8], "--record", name, "--dry-run"]) == 0
    assert "Baker Morvane wounded" in capsys.readouterr().out
    assert main(["forget", witness().report.id[:8], "--record", name, "--yes"]) == 0
    assert "none is there any more" in capsys.readouterr().out
    assert len(record.reports()) == 2


def test_a_report_is_named_by_its_file_or_its_headline(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "witness.txt"
    file.write_text(WITNESS, encoding="utf-8")
    name = str(record.path)

    assert main(["forget", str(file), "--record", name, "--yes"]) == 0
    headline = ["--outlet", "evening ledger", "--title", "envoys meet"]
    assert main(["forget", *headline, "--record", name, "--yes"]) == 0
    assert [row.id for row in record.reports()] == [sample().report.id]


def test_the_command_ends_with_3_where_words_are_left(
    record: Record, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = Proof(3, {}, ("parley.db-wal",), 4096)
    monkeypatch.setattr(forgetting, "_proven", lambda *_: left)

    assert main(["forget", "--person", "Ilka Morvane", "--record", str(record.path), "--yes"]) == 3
    assert "parley.db-wal" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["ab", "--person", "X"], ["--outlet", "X"]])
def test_the_command_wants_reports_or_a_person(record: Record, given: list[str]) -> None:
    assert main(["forget", *given, "--record", str(record.path), "--yes"]) == 2
