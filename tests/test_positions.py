"""Positions: what a party says of an issue, and what it gave up."""

from __future__ import annotations

from datetime import date

from reported import stance

from parley.corroboration.positions import positions
from parley.items import Act
from parley.record import Record


def test_a_position_that_gives_up_the_last_one_says_so(record: Record) -> None:
    record.add(stance("There will be no truce with them", Act.REJECT, date(2021, 3, 3)))
    record.add(stance("The truce is welcome to us", Act.ACCEPT, date(2021, 3, 9)))
    found = positions(record, party="the northern front")

    assert [(p.party, p.issue, p.stance, p.changed) for p in found] == [
        ("Northern Front", "ceasefire", "refuse", None),
        ("Northern Front", "ceasefire", "accept", "refuse"),
    ]
    assert found[0].chain == ("Post", "Northern Front", "Lena Orsk")
    assert not positions(record, issue="aid")
