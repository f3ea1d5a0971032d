"""Who calls whom what: wordings counted, actors joined, asked for and followed to their words."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from any_reading import readings
from called import kept, told
from conftest import Places
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample import hostile, rich
from texts import find, report

from parley import schema
from parley.errors import RecordError
from parley.items import Act, Actor, Form, Kind, Reading, Statement
from parley.record import Naming, Record, layout
from parley.schema import to_dict, to_json


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
