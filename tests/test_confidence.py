"""How sure a reading is: a probability for every item, and what is left when the unsure go."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import Places
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample_readings import report, sample
from starlette.testclient import TestClient

from evals.calibration import ece, ranking
from evals.diagram import diagram
from parley import vocab
from parley.cli import main
from parley.items import (
    Act,
    Actor,
    Bound,
    Event,
    Figure,
    Form,
    Item,
    Kind,
    Place,
    Reading,
    Statement,
    Status,
    Timex,
    TimexType,
)
from parley.reading.confidence import GIVEN, calibration, log_odds, probability
from parley.reading.reader import Reader
from parley.record import Record, layout
from parley.schema import from_dict, to_dict, to_json
from parley.spans import Span
from parley.web import app

HERE = Span(0, 5)
KINDS = ("actors", "statements", "events", "figures", "dates", "places")


def ids(letter: str) -> st.SearchStrategy[str]:
    return st.integers(1, 4).map(lambda n: f"{letter}{n}")


def maybe(letter: str) -> st.SearchStrategy[str | None]:
    return st.none() | ids(letter)


def some(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=4, unique_by=lambda item: item.id).map(tuple)


SCORES = st.sampled_from([0.0, 0.2, 0.5, 0.8, 1.0])
CHAINS = st.lists(ids("a"), max_size=3).map(tuple)
LINKED = st.builds(
    Reading,
    st.just(report()),
    some(
        st.builds(
            Actor, ids("a"), st.just("Roe"), st.just(Kind.PERSON), st.just(True),
            affiliation=maybe("a"), score=SCORES,
        )
    ),
    some(
        st.builds(
            Statement, ids("s"), st.just((HERE,)), st.just(()), st.just(()), maybe("a"),
            st.just(Form.DIRECT), st.just(Act.SAY), CHAINS, maybe("s"), score=SCORES,
        )
    ),
    some(
        st.builds(
            Event, ids("e"), st.just("talks"), st.just(HERE), st.just(Status.HAPPENED),
            roles=st.dictionaries(st.just("party"), CHAINS), place=maybe("p"),
            statement=maybe("s"), score=SCORES, against=CHAINS,
        )
    ),
    some(
        st.builds(
            Figure, ids("f"), st.just(HERE), st.just(3), st.just(Bound.EXACT), st.just("killed"),
            of=maybe("a"), by=maybe("a"), event=maybe("e"), statement=maybe("s"), score=SCORES,
        )
    ),
    some(st.builds(Timex, ids("d"), st.just(HERE), st.just(TimexType.DATE), st.none(),
                   score=SCORES)),
    some(st.builds(Place, ids("p"), st.just(HERE), st.just("Aldport"), st.none(), score=SCORES)),
)  # fmt: skip
"""Readings whose items refer to one another, and to nothing, in every way, circles included."""


def items(reading: Reading) -> Iterator[Item]:
    for kind in KINDS:
        yield from getattr(reading, kind)


def references(reading: Reading) -> Iterator[str]:
    """Give every id that an item refers to."""
    found: list[str | None] = [a.affiliation for a in reading.actors]
    for s in reading.statements:
        found += [s.speaker, s.inside, *s.chain]
    for e in reading.events:
        found += [e.place, e.statement, *e.abstaining, *e.against]
        found += [id_ for role in e.roles.values() for id_ in role]
    for f in reading.figures:
        found += [f.of, f.by, f.event, f.statement]
    return filter(None, found)


# What is left out


@settings(max_examples=40, deadline=None)
@given(LINKED, SCORES)
def test_what_is_kept_refers_to_nothing_that_is_left_out(reading: Reading, least: float) -> None:
    kept = reading.above(least)

    out = {i.id for i in items(reading)} - {i.id for i in items(kept)}
    assert out.isdisjoint(references(kept))


@settings(max_examples=40, deadline=None)
@given(LINKED, SCORES)
def test_no_event_becomes_the_outlets_own(reading: Reading, least: float) -> None:
    carried = {i.id: i.statement for i in (*reading.events, *reading.figures)}

    kept = reading.above(least)

    assert all(carried[i.id] == i.statement for i in (*kept.events, *kept.figures))


@settings(max_examples=40, deadline=None)
@given(LINKED, SCORES)
def test_what_is_unsure_is_kept_only_where_it_is_named(reading: Reading, least: float) -> None:
    kept = reading.above(least)

    named = {*references(kept), *(a.id for a in reading.actors[:1])}
    assert all(i.score >= least or i.id in named for i in items(kept))


@settings(max_examples=40, deadline=None)
@given(LINKED, SCORES)
def test_leaving_out_again_leaves_out_nothing(reading: Reading, least: float) -> None:
    kept = reading.above(least)

    assert kept.above(least) == kept
    assert reading.above(0.0) == reading


def test_what_is_said_inside_a_statement_goes_with_it() -> None:
    inner = replace(sample().statements[1], inside="s1", score=0.9)
    reading = replace(sample(), statements=(sample().statements[0], inner))

    kept = reading.above(0.8)  # s1 is 0.75 sure

    assert not kept.statements
    assert [e.id for e in kept.events] == ["e3"]
    assert not kept.figures


def test_a_chain_keeps_an_actor_that_is_less_sure() -> None:
    actors = tuple(replace(a, score=0.1) for a in sample().actors)

    kept = replace(sample(), actors=actors).above(0.8)

    assert {"a1", "a3", "a4"} <= {a.id for a in kept.actors}


def test_a_figure_of_an_event_that_is_left_out_counts_no_event() -> None:
    events = tuple(replace(e, score=0.1) for e in sample().events)

    kept = replace(sample(), events=events).above(0.8)

    assert [(f.id, f.event) for f in kept.figures] == [("f1", None)]


# Probabilities


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


# Measuring


def test_true_probabilities_have_hardly_any_error() -> None:
    drawn = np.random.default_rng(1)
    p = drawn.random(20_000)

    assert ece(p, (drawn.random(20_000) < p).astype(float)) < 0.02


def test_the_error_is_the_distance_from_the_share_of_right_items() -> None:
    assert ece(np.full(100, 0.9), np.tile([0.0, 1.0], 50)) == pytest.approx(0.4)


def test_a_rating_that_knows_puts_every_right_item_first() -> None:
    assert ranking(np.array([0.2, 0.9, 0.4]), np.array([0.0, 1.0, 0.0])) == 1.0


def test_a_diagram_has_a_point_for_each_bin() -> None:
    drawn = diagram({"all": [(0.1, 0.2, 9), (0.8, 0.7, 9)], "dates": [(0.9, 1.0, 4)]})

    assert drawn.count("<circle") == 3


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


# Where it shows


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LINKED, st.sampled_from([0.0, 0.5, 0.8]))
def test_a_list_counts_what_is_kept(places: Places, reading: Reading, least: float) -> None:
    assume(places.kind == "sqlite" or "\ufdd0" not in to_json(to_dict(reading)))
    record = Record.open(places.empty())
    record.add(reading)

    [row] = record.reports(above=least)

    kept = reading.above(least)
    told = (len(kept.statements), len(kept.events), len(kept.figures))
    assert (row.statements, row.events, row.figures) == told


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
