"""First pages: what is kept so that they need no counting is what counting finds."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from reported import STRIKE, shelling, shellings, stance

from parley.corroboration import ask
from parley.corroboration.profiles import profiles
from parley.corroboration.record import Record
from parley.corroboration.timeline import _BY_DAY
from parley.corroboration.tolls import _TOLLS
from parley.items import Act
from parley.record import sourcing

ALL = date(1, 1, 1)
DAY = date(2021, 3, 1)

_SOURCING = "SELECT relation, outlet, name, kind, named, {} AS count FROM {} {}"
_CALLED = "SELECT joined, CAST(sum(mentions) AS BIGINT) FROM identities WHERE mentions > 0 {}"


@pytest.fixture
def record(place: str) -> Record:
    """Give a record of a shelling and of what a front said of a truce, day after day."""
    record = Record.open(place)
    for made in shellings():
        record.add(made)
    record.add(shelling(STRIKE, "Herald"))
    for day in range(1, 10):
        act = Act.REJECT if day % 3 else Act.ACCEPT
        record.add(stance(f"The truce of day {day} is what we speak of", act, date(2021, 3, day)))
    return record


def asked(record: Record, question: str) -> list[tuple[object, ...]]:
    with record.database.opened(read_only=True) as connection:
        return sorted((tuple(row) for row in connection.execute(question)), key=repr)


def is_summed_up(record: Record) -> bool:
    """Tell whether the kept sums are those of what is there."""
    groups = "GROUP BY relation, outlet, name, kind, named"
    counted = _SOURCING.format("CAST(sum(count) AS BIGINT)", "sourcing", groups)
    summed = asked(record, _SOURCING.format("count", "sourcing_tallies", ""))
    called = asked(record, "SELECT joined, mentions FROM called")
    mentions = asked(record, _CALLED.format("GROUP BY joined"))
    return summed == asked(record, counted) and called == mentions


def test_what_outlets_stand_on_is_summed_up_as_it_is_counted(record: Record) -> None:
    assert profiles(record) == profiles(record, since=ALL)
    assert profiles(record, outlet="post") == profiles(record, outlet="post", since=ALL)
    assert profiles(record, limit=1) == profiles(record)[:1]
    assert sum(p.copied + p.partly for p in profiles(record, listed=False)) > 0
    assert [p.copied for p in profiles(record, listed=False)] == [
        sum(copy.whole for copy in p.copies) for p in profiles(record)
    ]


def test_sums_follow_what_is_forgotten_and_read_anew(record: Record) -> None:
    first, *_ = record.reports()
    assert is_summed_up(record)
    record.forget_report(first.id)
    assert is_summed_up(record)
    record.forget_person("Lena Orsk")
    assert is_summed_up(record)
    assert profiles(record) == profiles(record, since=ALL)


def test_a_record_that_has_no_sums_yet_gets_the_same(record: Record) -> None:
    rows = "SELECT * FROM sourcing"
    record.claims()  # compares, which finds the copies
    before = asked(record, rows)
    with record.database.opened() as connection, connection.transaction():
        connection.execute("DELETE FROM sourcing")
        assert not connection.execute("SELECT 1 FROM sourcing_tallies").fetchone()
        sourcing.fill(connection)

    assert {row[2] for row in before} >= {"report", "own", "root", "medium", "copy"}
    assert asked(record, rows) == before
    assert is_summed_up(record)


@pytest.mark.parametrize(
    ("condition", "order"),
    [
        ("TRUE", ask._MOST_TOLD),
        ("type = 'attack'", ask._MOST_TOLD),
        ("dispute IS NOT NULL", ask._MOST_TOLD),
        (f"kind = 'figure' AND {_TOLLS}", ask._MOST_TOLD),
        ("kind = 'event'", _BY_DAY),
    ],
)
def test_claims_have_an_index_for_each_order(record: Record, condition: str, order: str) -> None:
    question = f"SELECT id FROM claims WHERE {condition} ORDER BY {order} LIMIT 20"
    if "://" in str(record.path):
        question = f"EXPLAIN {question}"
        off = "SET enable_sort = off; SET enable_seqscan = off; SET enable_bitmapscan = off"
    else:
        question, off = f"EXPLAIN QUERY PLAN {question}", ""
    with record.database.opened(read_only=True) as connection:
        for setting in filter(None, off.split("; ")):
            connection.execute(setting)
        plan = " ".join(str(value) for row in connection.execute(question) for value in row)

    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("few", [1, 2, 10_000])
@pytest.mark.parametrize(
    "wanted",
    [
        {"place": "Tarn"},
        {"outlet": "Star", "since": DAY, "until": DAY},
        {"status": "happened", "place": "Tarn", "reports": 2},
        {"actor": "the northern front", "kind": "statement"},
        {"type": "attack", "since": ALL, "until": date(2021, 3, 4)},
    ],
)
def test_claims_are_the_same_however_they_are_looked_for(
    record: Record, monkeypatch: pytest.MonkeyPatch, wanted: ask.Asked, few: int
) -> None:
    every = record.claims()
    monkeypatch.setattr(ask, "_FEW", few)
    found = record.claims(**wanted)

    assert found
    assert [c for c in every if c in found] == found
    assert ask.count(record, ask.Wanted(**wanted)) == len(found)
    assert record.claims(**wanted, limit=1) == found[:1]


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_positions_are_the_same_however_many_rows_are_fetched(
    record: Record, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    every = record.positions()
    monkeypatch.setattr(sys.modules["parley.corroboration.positions"], "_AT_FIRST", rows)

    assert len(every) > 5
    assert record.positions() == every
    assert record.positions(limit=4) == every[:4]
    assert record.positions(party="Northern Front") == every
