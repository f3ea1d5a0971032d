"""Any reading that the types allow, for tests of what holds of all."""

from __future__ import annotations

from hypothesis import strategies as st
from texts import report

from parley import vocab
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
    Tally,
    Timex,
    TimexType,
    When,
)
from parley.schema import reading_schema
from parley.spans import Span


def _ids(letter: str) -> st.SearchStrategy[str]:
    return st.integers(1, 99).map(lambda n: f"{letter}{n}")


_actor_ids = st.lists(_ids("a"), max_size=3).map(tuple)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_maybe_words = st.none() | _words
_edtf = st.none() | st.dates().map(str) | st.sampled_from(["2021-06~", "../2021-06-12", "2021-W03"])
_score = st.integers(0, 1000).map(lambda n: n / 1000)
_spans = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 500), st.integers(1, 80)
)
_some_spans = st.lists(_spans, max_size=3).map(tuple)
_maybe_text = st.none() | _words.filter(bool)
_count = st.none() | st.integers(0, 200)
_number = st.integers(0, 10**9) | st.sampled_from([0.5, 2.5, 1e6])

_actors = st.builds(
    Actor, _ids("a"), _words, st.sampled_from(Kind), st.booleans(), _some_spans,
    st.dictionaries(_words, _words, max_size=2), st.none() | _ids("a"), _maybe_words, _score,
    _words,
)  # fmt: skip
_statements = st.builds(
    Statement, _ids("s"), st.lists(_spans, min_size=1, max_size=3).map(tuple), _some_spans,
    _some_spans, st.none() | _ids("a"), st.sampled_from(Form), st.sampled_from(Act), _actor_ids,
    st.none() | _ids("s"), _edtf, _score, _words,
)  # fmt: skip
_events = st.builds(
    Event, _ids("e"), st.sampled_from([t for t in vocab.event_types() if t != "vote"]), _spans,
    st.sampled_from(Status), _some_spans,
    st.dictionaries(st.sampled_from(["party", "host", "target"]), _actor_ids, max_size=2),
    st.none() | _ids("p"), st.none() | st.builds(When, _maybe_words, _edtf), st.none() | _ids("s"),
    _score, why=_words,
)  # fmt: skip
_votes = st.builds(
    Event, _ids("e"), st.just("vote"), _spans, st.sampled_from(Status), score=_score,
    tally=st.none() | st.builds(Tally, _count, _count, _count, _count), members=_count,
    abstaining=_actor_ids, against=_actor_ids, adds_up=st.none() | st.booleans(), why=_words,
)  # fmt: skip
_terms = st.builds(
    Event, _ids("e"), st.just("truce"), _spans, st.sampled_from(Status), why=_words, until=_edtf,
    length=st.none() | st.just("P4D"), extended=st.booleans(),
    computed=st.sampled_from([None, "when", "until", "length"]),
)  # fmt: skip
_swaps = st.builds(
    Event, _ids("e"), st.sampled_from(["exchange", "release"]), _spans, st.sampled_from(Status),
    why=_words, counts=st.dictionaries(_ids("a"), st.integers(0, 10**6), max_size=2),
)  # fmt: skip
_figures = st.builds(
    Figure, _ids("f"), _spans, _number, st.sampled_from(Bound),
    st.sampled_from(reading_schema()["$defs"]["figure"]["properties"]["counted"]["enum"]),
    st.none() | _number, _maybe_words, st.none() | _ids("a"), st.none() | _ids("a"), _edtf, _edtf,
    st.none() | _ids("e"), st.none() | _ids("s"), _score, _words,
)  # fmt: skip
_dates = st.builds(
    Timex, _ids("d"), _spans, st.sampled_from(TimexType), _edtf, _maybe_words, _score, _words
)
_places = st.builds(
    Place, _ids("p"), _spans, _words, st.sampled_from([None, "EG", "YE"]),
    st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180),
    st.none() | st.integers(1, 10**7), _score, _words,
)  # fmt: skip


def _some(
    of: st.SearchStrategy[object],
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3, unique_by=lambda item: item.id).map(tuple)  # type: ignore[attr-defined]


readings = st.builds(
    Reading,
    st.builds(
        report, _words.filter(bool), outlet=_maybe_words, published=st.none() | st.dates(),
        title=_maybe_words, url=_maybe_words, flags=st.lists(_words, max_size=2).map(tuple),
    ),
    _some(_actors), _some(_statements), _some(_events | _votes | _terms | _swaps), _some(_figures),
    _some(_dates), _some(_places), _maybe_text,
)  # fmt: skip
"""Any reading that the types allow; ids point anywhere."""
