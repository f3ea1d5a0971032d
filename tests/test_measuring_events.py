"""What the measurements of events make of a reading: one type a text, groups of reports, chains."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from parley.items import Act, Event, Form, Reading, Report, Statement, Status
from parley.spans import Span

pytest.importorskip("scipy")
from evals.ecb import joined, report_groups
from evals.events import first_code, main_class


def reading(*events: Event, said: tuple[Statement, ...] = ()) -> Reading:
    text = "x" * 200
    return Reading(Report("r", text, "Daily", date(2024, 5, 6)), (), said, events, (), (), ())


def event(kind: str, at: int, status: Status = Status.HAPPENED, times: int = 1) -> Event:
    mentions = tuple(Span(at + 10 * i, at + 10 * i + 3) for i in range(1, times))
    return Event("e", kind, Span(at, at + 3), status, mentions)


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("attack", Status.HAPPENED, "ASSAULT"),
        ("attack", Status.PLANNED, "THREATEN"),
        ("withdrawal", Status.PLANNED, "AGREE"),
        ("withdrawal", Status.DEMANDED, "REQUEST"),
        ("talks", Status.DENIED, "REJECT"),
    ],
)
def test_the_code_of_an_event_goes_by_its_status(kind: str, status: Status, code: str) -> None:
    assert first_code(reading(event(kind, 20, status))) == code


def test_the_first_of_two_is_the_code_of_a_text() -> None:
    assert first_code(reading(event("attack", 50), event("talks", 20))) == "CONSULT"
    assert first_code(reading()) is None


def test_to_promise_what_is_hostile_is_to_threaten() -> None:
    content, cue = (Span(40, 90),), (Span(10, 18),)
    said = Statement("s1", content, cue, (), None, Form.INDIRECT, Act.PROMISE, ())
    assert first_code(reading(event("attack", 50, Status.PLANNED), said=(said,))) == "THREATEN"
    assert first_code(reading(event("release", 50, Status.PLANNED), said=(said,))) == "AGREE"


def test_the_main_event_is_the_one_told_most_often() -> None:
    assert main_class(reading(event("talks", 5), event("protest", 50, times=3))) == "protest"
    assert main_class(reading(event("talks", 5), event("protest", 50))) == "diplomacy"
    assert main_class(reading(event("aid", 5))) is None


def test_reports_of_one_matter_are_grouped() -> None:
    groups = report_groups(
        [
            "The rebels shelled the harbour of Port Alma and sank a ferry.",
            "A ferry sank when rebels shelled the harbour at Port Alma.",
            "Farmers protested against milk prices before the ministry.",
            "Milk prices: farmers protested before the ministry again.",
        ]
    )
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_mentions_are_joined_while_they_are_alike_on_average() -> None:
    pairs = [(0, 1), (1, 2), (0, 2)]
    chains = joined(4, pairs, np.array([3.0, 1.0, -4.0]))
    assert chains[0] == chains[1] != chains[2]
    assert len(set(chains)) == 3
