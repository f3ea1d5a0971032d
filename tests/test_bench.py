"""The comparison with peers: what is installed is measured, what is not is named."""

from __future__ import annotations

from datetime import datetime

import pytest

from evals import bench, peers
from evals.shared import Predict, Row

DOCUMENTS = [{"doc_id": str(n), "text": "On Monday."} for n in range(3)]


def absent() -> Predict:
    raise ImportError("no such package")


def found(row: Row) -> Row:
    return {"doc_id": row["doc_id"], "timexes": [{"start": 3, "end": 9}]}


def broken(row: Row) -> Row:
    raise KeyError("of a bug")


def test_a_peer_that_is_not_installed_is_named_and_left_out() -> None:
    there, missing = bench.loaded({"ours": lambda: found, "peer": absent})

    assert list(there) == ["ours"]
    assert missing == ["peer"]


def test_a_document_on_which_a_peer_fails_counts_as_empty() -> None:
    rows, spent, failed = bench.predicted(DOCUMENTS, {"a": found, "b": broken}, "timexes")

    assert [len(row["timexes"]) for row in rows["a"]] == [1, 1, 1]
    assert [row["timexes"] for row in rows["b"]] == [[], [], []]
    assert failed == {"a": 0, "b": 3}
    assert set(spent) == {"a", "b"}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5 May 2013", "2013-05-06"),
        ("May 2013", "2013-05"),
        ("three weeks ago", "2013-W19"),
        ("last year", "2013"),
        ("yesterday", "2013-05-06"),
        ("at 3:15 on Monday", "2013-05-06T15:15"),
        ("now", "PRESENT_REF"),
    ],
)
def test_a_moment_is_given_as_fine_as_its_words(words: str, value: str) -> None:
    assert peers.granular(words, datetime(2013, 5, 6, 15, 15))[1] == value


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        ("2013-01-01", "2014-01-01", "2013"),
        ("2013-04-01", "2013-07-01", "2013-Q2"),
        ("2013-05-01", "2013-06-01", "2013-05"),
        ("2013-05-06", "2013-05-13", "2013-W19"),
        ("2013-05-06", "2013-05-09", "2013-05-06"),
    ],
)
def test_a_stretch_of_days_is_named_where_it_has_a_name(start: str, end: str, value: str) -> None:
    assert peers.period(start, end) == value
