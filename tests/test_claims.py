"""Claims: what reports tell alike, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from conftest import Places
from hypothesis import HealthCheck, settings
from hypothesis import given as any_of
from hypothesis import strategies as st
from reported import STRIKE, shelling

from evals.scenario import given, scenarios
from parley.corroboration import store
from parley.corroboration.alike import NEVER, likeness
from parley.corroboration.ask import Wanted, claims, count, one_claim, rule
from parley.corroboration.claims import Claim
from parley.corroboration.grouping import claims_of
from parley.corroboration.tellings import Telling, tellings
from parley.errors import RecordError
from parley.items import Reading
from parley.record import Record


def kinds(found: Sequence[Claim]) -> list[tuple[str, int]]:
    return [(claim.kind, len(claim.reports)) for claim in found]


def test_two_reports_of_one_shelling_make_one_claim_of_it_and_one_of_its_toll(
    record: Record,
) -> None:
    record.add(shelling(STRIKE, "Post"))
    record.add(shelling("On Monday a shell hit Tarn; 12 died at its market.", "Star"))

    assert sorted(kinds(claims(record))) == [("event", 2), ("figure", 2)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            shelling(
                STRIKE.replace("Monday", "Friday"), "Star", date(2021, 3, 6), when="2021-03-05"
            ),
            id="another-day",
        ),
        pytest.param(
            shelling(STRIKE.replace("Tarn", "Orm"), "Star", place="Orm", country="YY"),
            id="another-country",
        ),
    ],
)
def test_a_look_alike_is_another_claim(record: Record, other: Reading) -> None:
    record.add(shelling(STRIKE, "Post"))
    record.add(other)

    assert {n for _, n in kinds(claims(record))} == {1}


def test_a_report_added_twice_adds_nothing(record: Record) -> None:
    record.add(shelling(STRIKE, "Post"))
    before = claims(record)
    record.add(shelling(STRIKE, "Post"))

    assert claims(record) == before


def test_a_claim_is_found_by_the_id_of_any_member_also_later(record: Record) -> None:
    record.add(shelling(STRIKE, "Post"))
    first = claims(record, Wanted(kind="event"))[0]
    record.add(shelling("A shell hit Tarn's market on Monday: 12 died.", "Early", date(2021, 3, 1)))
    now = one_claim(record, first.id)

    assert now.id != first.id
    assert first.id in [member.id for member in now.members]
    assert one_claim(record, now.id[:7]) == now


def test_a_join_and_a_split_of_the_users_stay(record: Record) -> None:
    record.add(shelling(STRIKE, "Post"))
    record.add(shelling(STRIKE.replace("Monday", "Friday"), "Star", when="2021-03-05"))
    one, other = claims(record, Wanted(kind="event"))

    assert len(rule(record, one.id, other.id, together=True).reports) == 2
    record.add(shelling("A shell hit Tarn's market on Monday: 12 died.", "Late", date(2021, 3, 3)))
    assert len(one_claim(record, one.id).reports) == 3

    joined = one_claim(record, one.id)
    rule(record, joined.members[-1].id, joined.id, together=False)
    assert len(one_claim(record, joined.members[0].id).reports) == 2


def test_an_id_that_is_none_is_refused_in_a_sentence(record: Record) -> None:
    with pytest.raises(RecordError, match="is no id of a claim"):
        one_claim(record, "../x")
    with pytest.raises(RecordError, match='has no claim "c12"'):
        one_claim(record, "c12")


def test_counts_match_the_rows(record: Record) -> None:
    for told in (s for s in scenarios() if s.name == "council-vote"):
        for one in told.reports:
            record.add(given(told, one))

    for wanted in (Wanted(), Wanted(kind="event"), Wanted(outlet="horn review"), Wanted(reports=2)):
        assert count(record, wanted) == len(claims(record, wanted)) > 0
    assert len(claims(record, limit=2)) == 2
    assert {c.type for c in claims(record, Wanted(type="vote"))} == {"vote"}
    assert claims(record, Wanted(until=date(2013, 4, 20)))
    assert not claims(record, Wanted(actor="nobody at all"))


def test_a_report_that_goes_takes_its_claims_with_it(record: Record) -> None:
    record.add(shelling(STRIKE, "Post"))
    record.add(shelling("On Monday a shell hit Tarn; 12 died at its market.", "Star"))
    assert {n for _, n in kinds(claims(record))} == {2}

    with record.database.opened() as connection:
        connection.execute("DELETE FROM tellings WHERE report = 1")

    assert {n for _, n in kinds(claims(record))} == {1}


ALL = [told for told in scenarios() if told.name in ("market-shelling", "rounds-of-talks")]


READINGS = [given(s, told) for s in ALL for told in s.reports]


TELLINGS = [told for r in READINGS for told in tellings(r)]


def content(found: Sequence[Claim]) -> list[object]:
    return sorted((c.id, c.to_dict()["members"], str(c.roots)) for c in found)  # type: ignore[type-var]


@settings(max_examples=25, deadline=None)
@any_of(st.permutations(TELLINGS))
def test_the_order_of_tellings_does_not_change_the_claims(order: list[Telling]) -> None:
    def ids(found: list[list[Telling]]) -> list[list[str]]:
        return sorted([t.id for t in members] for members in found)

    assert ids(claims_of(order)) == ids(claims_of(TELLINGS))


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@any_of(order=st.permutations(READINGS))
def test_the_order_of_adding_does_not_change_the_record(
    places: Places, order: list[Reading]
) -> None:
    found = []
    for some in (READINGS, order):
        record = Record.open(places.empty())
        for one in some:
            record.add(one)
            claims(record, limit=1)  # compared one by one
        found.append(content(claims(record)))

    assert found[0] == found[1]


@pytest.mark.parametrize("most", [2, 4])
def test_the_order_does_not_matter_where_a_neighbourhood_is_too_large(
    places: Places, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(store, "_MOST", most)
    found = []
    for order in (READINGS, READINGS[::-1], READINGS[5:] + READINGS[:5]):
        record = Record.open(places.empty())
        for one in order:
            record.add(one)
            store.update(record)
        found.append(content(claims(record)))

    assert found[0] == found[1] == found[2]


@settings(max_examples=60, deadline=None)
@any_of(st.sampled_from(TELLINGS), st.sampled_from(TELLINGS))
def test_likeness_is_the_same_the_other_way_round(a: Telling, b: Telling) -> None:
    assert likeness(a, b) == likeness(b, a) >= NEVER


@pytest.mark.parametrize("one", TELLINGS[:8], ids=lambda t: t.id)
def test_a_telling_comes_back_as_it_was_kept(one: Telling) -> None:
    assert Telling.of_json(one.to_json()) == one
