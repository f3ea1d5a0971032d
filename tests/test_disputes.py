"""Disputes: what cannot all be right, and what only grew."""

from __future__ import annotations

from datetime import date

from reported import STRIKE, shelling

from parley.corroboration.ask import Wanted, claims
from parley.items import Status
from parley.record import Record


def test_a_dispute_has_both_sides(record: Record) -> None:
    record.add(shelling(STRIKE, "Post"))
    record.add(shelling(STRIKE.replace("12", "80"), "Star", value=80))
    record.add(shelling("No shell hit Tarn, 12 officers say.", "Gazette", status=Status.DENIED))
    found = {c.kind: c.dispute for c in claims(record, Wanted(reports=2)) if c.dispute}

    assert found["event"].why == "denied"
    assert [[t.status for t in side] for side in found["event"].sides] == [
        ["happened", "happened"], ["denied"],
    ]  # fmt: skip


def test_a_toll_that_grows_is_no_dispute_and_two_of_one_day_are(record: Record) -> None:
    record.add(shelling(STRIKE, "Post", date(2021, 3, 2)))
    record.add(shelling(STRIKE.replace("12", "17"), "Star", date(2021, 3, 3), value=17))
    assert claims(record, Wanted(kind="figure"))[0].dispute is None

    record.add(shelling(STRIKE.replace("12", "16"), "Gazette", date(2021, 3, 3), value=16))
    found = claims(record, Wanted(kind="figure"))[0].dispute
    assert found is not None
    assert found.why == "figures"
