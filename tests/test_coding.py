"""Codings of texts are checked against the text, and kept as offsets without a word of it."""

from __future__ import annotations

from typing import Any

import pytest

from training.coded import coded_report
from training.standoff import faults, packed, unpacked

TEXT = "Radio Sol quoted the mayor as saying that two men had left. The mayor denied it: two lies."


def coding(**changes: Any) -> dict[str, Any]:
    """Give a right coding of TEXT, with some of its keys changed."""
    return {
        "report": {"outlet": "Radio Sol", "published": None, "title": None},
        "actors": [
            {"name": "Radio Sol", "kind": "media", "named": True, "mentions": ["Radio Sol"]},
            {
                "name": "the mayor",
                "kind": "unnamed",
                "named": False,
                "mentions": ["the mayor", "The mayor"],
                "affiliation": None,
                "basis": None,
            },
        ],
        "statements": [
            {
                "source": "the mayor",
                "cue": "quoted",
                "content": "that two men had left",
                "form": "indirect",
                "act": "say",
                "inside": None,
                "chain": ["Radio Sol", "the mayor"],
                "said": None,
            },
        ],
        "events": [],
        "figures": [
            {
                "text": ["two", 2],
                "value": 2,
                "bound": "exact",
                "counted": "other",
                "of": None,
                "by": None,
                "from": None,
                "to": None,
            },
        ],
        "votes": [],
        "dates": [],
        "places": [],
    } | changes


def test_a_right_coding_has_no_faults() -> None:
    assert list(faults(TEXT, coding())) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param(
            {"dates": [{"text": "Monday", "value": None}]},
            "'Monday' is not in the text",
            id="anchor",
        ),
        pytest.param(
            {"dates": [{"text": ["two", 3], "value": None}]}, "is not in the text", id="occurrence"
        ),
        pytest.param({"actors": []}, "statements[0].chain: 'Radio Sol' is not known", id="actor"),
        pytest.param(
            {"events": [{"type": "party", "trigger": ["left"], "status": "happened", "roles": {}}]},
            "events[0].type: 'party' is not known",
            id="type",
        ),
        pytest.param(
            {"figures": [{"text": "two", "value": "2", "bound": "exact", "counted": "killed"}]},
            "figures[0].value is no number",
            id="value",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(changes: dict[str, Any], fault: str) -> None:
    assert any(fault in found for found in faults(TEXT, coding(**changes)))


def test_what_is_packed_holds_no_anchor_words_and_comes_back_whole() -> None:
    row = packed(TEXT, coding())

    assert row["statements"][0]["content"] == [TEXT.index("that"), TEXT.index(". The")]
    assert row["figures"][0]["text"] == [TEXT.rindex("two"), TEXT.rindex("two") + 3]
    again = unpacked(TEXT, row)
    assert again["statements"][0]["content"] == ["that two men had left", 1]
    assert again["figures"][0]["text"] == ["two", 2]


def test_what_an_actor_is_to_a_trigger_is_known_of_its_mention_in_that_sentence() -> None:
    text = "The army shelled Tarn. The army denied it. Rebels hit the army."
    army = {
        "name": "the army",
        "kind": "government_body",
        "named": True,
        "mentions": ["The army", ["The army", 2], "the army"],
    }
    shelled = {
        "type": "attack",
        "trigger": ["shelled"],
        "status": "happened",
        "roles": {"attacker": ["the army"]},
        "place": "Tarn",
        "when": None,
        "statement": None,
    }
    gold = coding(
        actors=[army, coding()["actors"][0] | {"name": "rebels", "mentions": ["Rebels"]}],
        statements=[],
        figures=[],
        events=[shelled],
        places=[{"text": "Tarn", "country": None}],
    )

    [sample] = coded_report("x", text, gold)

    trigger, first, tarn, rebels = (text.index(w) for w in ("shelled", "army", "Tarn", "Rebels"))
    assert set(sample.pairs["participant"]) == {
        (trigger, first, "attacker"),
        (trigger, rebels, "none"),
        (trigger, tarn, "place"),
    }
