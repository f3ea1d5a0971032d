"""How sure a reading is: a probability for every item, in old readings and new, where it shows."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import KINDS, items, sample
from starlette.testclient import TestClient
from texts import report

from parley import vocab
from parley.cli import main
from parley.items import (
    Reading,
)
from parley.reading.confidence import GIVEN, calibration, log_odds, probability
from parley.reading.reader import Reader
from parley.record import Record, layout
from parley.schema import from_dict, to_dict, to_json
from parley.web import app


@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(0, 1)),
    st.dictionaries(st.sampled_from("abcd"), st.floats(-5, 5)),
    st.floats(-9, 9),
)
def test_a_score_is_a_probability(
    known: dict[str, float], weights: dict[str, float], base: float
) -> None:
    row = {"base": base, "signals": weights, "whys": {"rule: vote": 1.0}}

    assert 0 <= probability(row, "rule: vote", known) <= 1


def test_a_signal_that_says_nothing_changes_nothing() -> None:
    row = {"base": 0.3, "signals": {"cue": 2.0}, "whys": {}}

    assert probability(row, "", {"cue": 0.5}) == probability(row, "", {})


def test_what_is_given_is_sure() -> None:
    assert probability(calibration()["actors"], GIVEN, {"actor": 0.01}) == 1.0


@given(st.floats(0, 1), st.floats(0, 1))
def test_log_odds_rise_with_the_probability(p: float, q: float) -> None:
    assert (log_odds(p) <= log_odds(q)) or p > q


@pytest.mark.parametrize("kind", KINDS)
def test_every_why_of_the_calibration_is_listed(kind: str) -> None:
    assert set(calibration()[kind]["whys"]) <= set(vocab.whys()[kind])


@pytest.mark.weights
def test_every_item_says_how_sure_it_is_and_why() -> None:
    text = (
        "According to the army, 12 people were killed in Goma on Monday. “We will leave,” Jane Roe "
        "told Reuters. The rebels claimed responsibility for the raid, the Harbour Post said. "
        "Officials said that talks begin in Cairo next week."
    )

    reading = Reader().read(report(text, outlet="Daily Ledger"))

    assert all(0 <= item.score <= 1 for item in items(reading))
    for kind in KINDS:
        found = getattr(reading, kind)
        assert found
        assert {item.why for item in found} <= set(vocab.whys()[kind])


# Older readings


def test_a_reading_written_before_is_read_without_a_why() -> None:
    written = to_dict(sample())
    for kind in KINDS:
        for row in written[kind]:
            del row["why"]
    del written["places"][0]["score"]

    reading = from_dict(written)

    assert {item.why for item in items(reading)} == {""}
    assert reading.places[0].score == 1.0


def test_a_record_made_before_keeps_all_and_counts_as_sure_what_has_no_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "parley.db"
    with monkeypatch.context() as before:
        steps = layout.steps()
        before.setattr(layout, "steps", lambda: steps[:2])
        Record.open(path)
    written = to_dict(sample())
    for kind in ("actors", "figures", "dates", "places"):
        for row in written[kind]:
            del row["score"], row["why"]
    id_ = sample().report.id
    figure = "INSERT INTO figures (report, id, value, bound, counted) VALUES (1, 'f1', 40, '', '')"
    with closing(sqlite3.connect(path)) as old, old:
        add = "INSERT INTO reports (id, text, language, added) VALUES (?, ?, 'en', '')"
        old.execute(add, (id_, sample().report.text))
        keep = "INSERT INTO readings (report, parley, json, added) VALUES (1, '0.1.0', ?, '')"
        old.execute(keep, (to_json(written),))
        old.execute(figure)

    record = Record.open(path)

    assert record.reading(id_) == sample()
    assert record.reports(above=0.9)[0].figures == 1


def sure() -> Reading:
    """Give the sample with a why for each statement, the first of which is 0.75 sure."""
    told = tuple(replace(s, why="network: cue and content") for s in sample().statements)
    return replace(sample(), statements=told)


@pytest.fixture
def record_path(tmp_path: Path) -> str:
    path = tmp_path / "parley.db"
    Record.open(path).add(sure())
    return str(path)


@pytest.mark.parametrize(("least", "left"), [("0", 2), ("0.75", 2), ("0.8", 1)])
def test_a_command_leaves_out_what_is_not_sure_enough(
    record_path: str, capsys: pytest.CaptureFixture[str], least: str, left: int
) -> None:
    asked = ["--record", record_path, "--min-confidence", least, "--format", "json"]

    assert main(["show", sample().report.id, *asked]) == 0
    assert len(json.loads(capsys.readouterr().out)["statements"]) == left
    assert main(["list", *asked]) == 0
    assert json.loads(capsys.readouterr().out)[0]["statements"] == left
    assert main(["search", "mediator", *asked]) == 0
    assert json.loads(capsys.readouterr().out)[0]["report"]["statements"] == left


@pytest.mark.parametrize("least", ["80", "-0.1", "much"])
def test_a_confidence_that_is_none_is_refused(
    record_path: str, capsys: pytest.CaptureFixture[str], least: str
) -> None:
    assert main(["list", "--record", record_path, "--min-confidence", least]) == 2
    assert "--min-confidence" in capsys.readouterr().err


def test_a_table_shows_how_sure_a_statement_is(
    record_path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["show", sample().report.id, "--record", record_path])

    assert "0.75" in capsys.readouterr().out


@pytest.fixture
def page(record_path: str) -> Iterator[Any]:
    address = f"/report/{sample().report.id}"
    with TestClient(app(record_path), "http://127.0.0.1:8321") as client:
        yield lambda above: client.get(address + above)


def test_a_page_shows_how_sure_an_item_is_and_why(page: Any) -> None:
    assert re.search(r"75 % <small>network: cue and content</small>", page("").text)


def test_a_page_leaves_out_what_is_not_sure_enough(page: Any) -> None:
    shown = page("?above=0.8").text

    assert 'id="s2"' in shown
    assert 'id="s1"' not in shown
    assert "less sure left out" in shown


@pytest.mark.parametrize("above", ["2", "-1", "nan", "1e-1", "<b>"])
def test_a_page_refuses_a_confidence_that_is_none(page: Any, above: str) -> None:
    assert page(f"?above={above}").status_code == 400
