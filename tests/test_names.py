"""Who calls whom what: actors that meet across reports, wordings that are counted and found."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from conftest import Places
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample import find, hostile, report, rich
from sample_readings import readings
from starlette.testclient import TestClient

from parley import schema
from parley.cli import main
from parley.errors import RecordError
from parley.items import Act, Actor, Form, Kind, Reading, Statement
from parley.record import Naming, Record, layout
from parley.schema import to_dict, to_json
from parley.web import app


def told(
    outlet: str | None,
    *words: str,
    name: str = "Arvenia",
    kind: Kind = Kind.STATE,
    named: bool = True,
    ids: dict[str, str] | None = None,
    form: Form | None = None,
) -> Reading:
    """Give a report in which an outlet calls one actor by these words, one after the other."""
    text = "".join(f"{n} {called} spoke. " for n, called in enumerate(words))
    spans = tuple(find(text, f"{n} {called} spoke") for n, called in enumerate(words))
    spans = tuple(replace(span, start=span.start + 2, end=span.end - 6) for span in spans)
    actor = Actor("a1", name, kind, named, spans, ids or {})
    said = (
        ()
        if form is None
        else (Statement("s1", (spans[0],), (), (), "a1", form, Act.SAY, ("a1",)),)
    )
    head = report(text + (outlet or "") + name + kind + str(ids), outlet=outlet)
    return Reading(head, (actor,), said)


def kept(record: Record, *given_: Reading) -> Record:
    with record.writer() as writer:
        for reading in given_:
            writer.add(reading)
    return record


def only(record: Record, **wanted: str) -> Naming:
    (naming,) = record.names(**wanted)  # type: ignore[arg-type]
    return naming


def counts(naming: Naming) -> dict[tuple[str | None, str], int]:
    return {(w.outlet, w.words): w.count for w in naming.wordings}


# Counting


def test_wordings_are_counted_for_each_outlet(record: Record) -> None:
    kept(
        record,
        told("Ledger", "Arvenia", "the regime", "Arvenia"),
        told("Herald", "Arvenia", "Arvenia"),
        told(None, "the regime"),
    )

    assert counts(only(record)) == {
        ("Ledger", "Arvenia"): 2,
        ("Ledger", "the regime"): 1,
        ("Herald", "Arvenia"): 2,
        (None, "the regime"): 1,
    }


def test_case_and_a_leading_article_make_no_wording(record: Record) -> None:
    kept(record, told("Ledger", "The Regime", "the regime", "regime", "the regime", "theregime"))

    first, second = only(record).wordings
    assert (first.words, first.count) == ("the regime", 4)
    assert first.spellings == {"the regime": 2, "The Regime": 1, "regime": 1}
    assert second.words == "theregime"


def test_a_line_break_in_a_name_makes_no_wording(record: Record) -> None:
    kept(record, told("Ledger", "the northern\nregime", "the northern regime"))

    (wording,) = only(record).wordings
    assert wording.spellings == {"the northern regime": 2}


def test_words_in_direct_speech_are_told_apart(record: Record) -> None:
    kept(record, told("Ledger", "the regime", "the regime", form=Form.DIRECT))

    (wording,) = only(record).wordings
    assert (wording.count, wording.quoted) == (2, 1)
    assert not wording.first.quoted


def test_of_a_mixed_statement_only_what_stands_in_marks_is_speech(record: Record) -> None:
    text = "He said the regime was “no regime of ours”."
    spans = tuple(find(text, "regime", nth) for nth in (1, 2))
    said = Statement("s1", (find(text, "the regime was “no regime of ours"),), (), (), None,
                     Form.MIXED, Act.SAY, ())  # fmt: skip
    said = replace(said, content=(replace(said.content[0], end=said.content[0].end + 1),))
    kept(record, Reading(report(text), (Actor("a1", "X", Kind.STATE, True, spans),), (said,)))

    assert [mention.quoted for mention in record.view().mentions()] == [False, True]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(readings, max_size=4))
def test_the_counts_add_up_to_the_mentions(places: Places, given_: list[Reading]) -> None:
    assume(places.kind == "sqlite" or "\ufdd0" not in to_json([to_dict(r) for r in given_]))
    record = kept(Record.open(places.empty()), *given_)
    ids = {row.id for row in record.reports()}
    current = [record.reading(id_) for id_ in ids]
    mentions = [
        span.start
        for reading in current
        for actor in reading.actors
        for span in actor.mentions
        if reading.report.text[span.start : span.end].split()
    ]

    namings = record.names()
    assert sum(naming.count for naming in namings) == len(mentions)
    assert sum(w.count for n in namings for w in n.wordings) == len(mentions)
    assert len(record.view().mentions()) == len(mentions)
    assert all(w.count == sum(w.spellings.values()) for n in namings for w in n.wordings)
    assert all(0 <= w.quoted <= w.count for n in namings for w in n.wordings)
    assert all(0 <= n.difference <= max(0, n.count - 1) for n in namings)


def test_a_better_reading_takes_the_place_of_the_mentions_before(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "version", lambda: "1.0")
    old = told("Ledger", "Arvenia", "the regime", ids={"wikidata": "Q1"})
    kept(record, old)
    monkeypatch.setattr(schema, "version", lambda: "1.1")
    (actor,) = old.actors
    kept(record, replace(old, actors=(replace(actor, name="Belmar", mentions=actor.mentions[:1]),)))

    assert [(n.name, n.count) for n in record.names()] == [("Belmar", 1)]
    assert only(record, actor="Q1").name == "Belmar"


# Who is who


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param({}, {}, True, id="name and kind"),
        pytest.param({"name": "ARVENIA"}, {}, True, id="case of the name"),
        pytest.param({}, {"kind": Kind.PERSON}, False, id="another kind"),
        pytest.param({"ids": {"iso": "AV"}, "name": "Arvenya"}, {"ids": {"iso": "AV"}}, True,
                     id="iso"),
        pytest.param({"ids": {"wikidata": "Q1"}, "name": "A", "kind": Kind.OTHER},
                     {"ids": {"wikidata": "Q1"}}, True, id="wikidata, whatever name and kind"),
        pytest.param({"ids": {"wikidata": "Q1"}}, {}, True, id="one has no id"),
        pytest.param({"ids": {"wikidata": "Q1"}}, {"ids": {"wikidata": "Q2"}}, False,
                     id="homonyms"),
        pytest.param({"ids": {"wikidata": "Q1"}}, {"ids": {"iso": "AV"}}, True,
                     id="ids of two sorts"),
        pytest.param({"named": False}, {"named": False}, False, id="unnamed"),
        pytest.param({"named": False}, {}, False, id="unnamed and named"),
    ],
)  # fmt: skip
def test_actors_of_two_reports_are_one(
    record: Record, first: dict[str, object], second: dict[str, object], same: bool
) -> None:
    kept(record, told("Ledger", "one", **first), told("Herald", "two", **second))  # type: ignore[arg-type]

    assert len(record.names()) == (1 if same else 2)


def test_one_without_id_joins_none_of_two_homonyms_in_any_order(places: Places) -> None:
    three = [
        told("Ledger", "one", ids={"wikidata": "Q1"}),
        told("Herald", "two", ids={"wikidata": "Q2"}),
        told("Courier", "three"),
    ]
    for turn in range(3):
        record = kept(Record.open(places.empty()), *three[turn:], *three[:turn])
        assert len(record.names()) == 3


def test_homonyms_part_again_and_meet_again(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "version", lambda: "1.0")
    wrong = told("Herald", "two", ids={"wikidata": "Q2"})
    kept(record, told("Ledger", "one", ids={"wikidata": "Q1"}), told("Courier", "three"), wrong)
    before = len(record.names())
    monkeypatch.setattr(schema, "version", lambda: "1.1")
    kept(record, replace(wrong, actors=(replace(wrong.actors[0], ids={}),)))

    assert (before, len(record.names())) == (3, 1)


# Order, filters, links


def test_those_come_first_whom_the_outlets_call_differently(record: Record) -> None:
    kept(
        record,
        told("Ledger", *["Belmar"] * 9, name="Belmar"),
        told("Herald", *["Belmar"] * 9, name="Belmar"),
        told("Ledger", "rebels", "rebels"),
        told("Herald", "fighters", "fighters"),
    )

    found = record.names()
    assert [(n.name, n.difference) for n in found] == [("Arvenia", 2.0), ("Belmar", 0.0)]


def test_what_others_are_quoted_with_makes_no_outlet_differ(record: Record) -> None:
    kept(record, told("Ledger", "rebels", form=Form.DIRECT), told("Herald", "fighters"))

    assert only(record).difference == 0


@pytest.mark.parametrize("batch", [1, 2, 200])
def test_every_page_of_the_table_is_that_of_the_whole(
    record: Record, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("parley.record.ranking._BATCH", batch)
    for n in range(7):
        one, other = ["a"] * (n + 1), ["b" if n % 2 else "a"] * (7 - n)
        kept(record, told("Ledger", *one, name=f"X{n}"), told("Herald", *other, name=f"X{n}"))
    whole = record.names()

    assert [n.difference for n in whole] == sorted((n.difference for n in whole), reverse=True)
    assert [record.names(limit=2, offset=at)[0] for at in range(7)] == whole


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"actor": "arvenia"}, ["Arvenia"]),
        ({"actor": "q1"}, ["Arvenia"]),
        ({"actor": "The Regime"}, ["Arvenia"]),
        ({"outlet": "the ledger"}, ["Arvenia"]),
        ({"outlet": "Herald"}, ["Lena Orsk"]),
        ({"kind": "person"}, ["Lena Orsk"]),
        ({"kind": "person", "outlet": "Ledger"}, []),
        ({"outlet": ""}, ["Oster"]),
    ],
)
def test_the_table_is_asked_for_actor_outlet_and_kind(
    record: Record, wanted: dict[str, str], found: list[str]
) -> None:
    kept(
        record,
        told("Ledger", "Arvenia", "the regime", ids={"wikidata": "Q1"}),
        told("Herald", "she", name="Lena Orsk", kind=Kind.PERSON),
        told(None, "Oster", name="Oster"),
    )

    assert [naming.name for naming in record.names(**wanted)] == found  # type: ignore[arg-type]


def test_the_key_of_an_unnamed_source_finds_it_alone(record: Record) -> None:
    kept(
        record,
        told("Ledger", "an aide", name="unnamed aide", kind=Kind.UNNAMED, named=False),
        told("Herald", "an aide", name="unnamed aide", kind=Kind.UNNAMED, named=False),
    )

    assert len(record.names(actor="unnamed aide")) == 2
    for naming in record.names():
        assert record.names(actor=naming.key) == [naming]


@pytest.mark.parametrize("wanted", [{"actor": "Zed"}, {"outlet": "Zed"}, {"kind": "Zed"}])
@pytest.mark.parametrize("is_empty", [True, False])
def test_who_is_unknown_is_said_in_one_sentence(
    record: Record, wanted: dict[str, str], is_empty: bool
) -> None:
    kept(record, *([] if is_empty else [told("Ledger", "Arvenia")]))

    with pytest.raises(RecordError, match='"Zed"'):
        record.names(**wanted)  # type: ignore[arg-type]


def test_every_mention_leads_to_its_words(record: Record) -> None:
    kept(record, rich(), hostile())

    for mention in record.view().mentions():
        text = record.reading(mention.report).report.text
        assert mention.span.of(text) == mention.words
        assert f"{mention.before}{mention.words}{mention.after}" in text


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(["'; --", "%"]))
def test_no_words_are_a_command(record: Record, words: str) -> None:
    kept(record, told("Ledger", "Arvenia"))
    with record.view() as view:
        assert view.mentions(actor="Arvenia", wording=words) == []
        with pytest.raises(RecordError):
            view.names(actor=words + "?")


# Records of before


def test_a_record_of_before_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, all_steps = tmp_path / "old.db", layout.steps()
    new = Record.open(tmp_path / "new.db")
    kept(new, rich(), hostile(), told("Ledger", "Arvenia", "the regime"))
    with monkeypatch.context() as before:
        before.setattr(layout, "steps", lambda: all_steps[:1])
        Record.open(path)
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("ATTACH ? AS new", (str(new.path),))
        for name in ("reports", "readings", "actors", "spans"):
            columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({name})"))
            old.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")

    def table(record: Record) -> Counter[object]:
        return Counter(
            (n.name, n.count, n.difference, frozenset(counts(n).items())) for n in record.names()
        )

    assert table(Record.open(path)) == table(new)


# The command


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


# The page


@pytest.fixture
def client(places: Places) -> Iterator[TestClient]:
    place = places.empty()
    kept(
        Record.open(place),
        *(told(outlet, "Arvenia", "the regime") for outlet in ("Ledger", None)),
        told("Herald", "Arvenia", "Arvenia"),
        hostile(),
    )
    with TestClient(app(place), "http://127.0.0.1:8321") as client:
        yield client


def test_the_page_shows_each_outlets_wordings(client: TestClient) -> None:
    page = client.get("/names?actor=Arvenia").text

    assert "Herald" in page
    assert "Outlet not known" in page
    assert "×2" in page


@pytest.mark.parametrize("path", ["/names", "/names?actor=Arvenia", "/names?kind=other"])
def test_every_link_of_the_page_leads_to_words(client: TestClient, path: str) -> None:
    links = {unescape(link) for link in re.findall(r'href="(/[^"]*)"', client.get(path).text)}
    for link in links:
        address, _, anchor = link.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200
        assert not anchor or f'id="{anchor}"' in answer.text
    assert any("#w-" in link for link in links)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/names?actor=Zed", 404),
        ("/names?outlet=Zed", 404),
        ("/names?kind=Zed", 404),
        ("/names?page=0", 400),
        ("/names/words?actor=Zed", 404),
        ("/names?actor=%00%27%22--", 404),
        ("/names?page=99", 200),
        ("/names/words", 200),
    ],
)
def test_a_page_that_cannot_be_shown_says_why(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert answer.status_code == status
    assert "<h1" in answer.text


def test_an_empty_record_has_a_page_that_says_so(places: Places) -> None:
    place = places.empty()
    Record.open(place)
    page = TestClient(app(place), "http://127.0.0.1:8321").get("/names").text

    assert "This record names no actor yet." in page
