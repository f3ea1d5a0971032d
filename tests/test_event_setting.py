"""Where and when an event is."""

from __future__ import annotations

import pytest
from staged import one, told


def test_place_and_time_come_from_the_sentence() -> None:
    event = one("attack", "[Ruritania] bombed a mill in {Zenda} on <1 May 2003|2003-05-01>.")

    assert event.place == "p1"
    assert event.when is not None
    assert event.when.value == "2003-05-01"


def test_a_named_part_goes_before_the_place_that_holds_it() -> None:
    text = "[Ruritania] bombed a mill in {Strelsau}'s {Zenda} district."

    assert one("attack", text).place == "p2"


def test_an_attack_and_its_dead_share_day_and_place() -> None:
    text = "A bomb exploded in {Zenda} on <3 May 2003|2003-05-03>. The blast killed six."
    events = [e for e in told(text) if e.type in ("attack", "casualties")]

    assert {(e.place, e.when and e.when.value) for e in events} == {("p1", "2003-05-03")}


def test_a_day_that_describes_another_event_is_not_taken() -> None:
    text = "Police made an arrest over the <May 1|2003-05-01> bombing on <3 May 2003|2003-05-03>."

    when = one("arrest", text).when
    assert when is not None
    assert when.value == "2003-05-03"


@pytest.mark.parametrize("value", ["2019-W03", "../2019-01-20", "P3D", "PRESENT_REF"])
def test_a_week_or_vaguer_dates_no_event(value: str) -> None:
    event = one("attack", f"[Ruritania] bombed a mill <then|{value}>.")

    assert event.when is not None
    assert event.when.value is None


def test_the_day_of_saying_dates_no_event() -> None:
    event = one("attack", "A bomb exploded, the mayor said on <1 May 2003|2003-05-01>.")

    assert event.when is None
