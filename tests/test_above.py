"""Leaving out the unsure: what stays refers to nothing that went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from conftest import Places
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sample import TEXT, items, sample
from texts import report

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
)
from parley.record import Record
from parley.schema import to_dict, to_json
from parley.spans import Span

HERE = Span(0, 5)


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
    st.just(report(TEXT)),
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
