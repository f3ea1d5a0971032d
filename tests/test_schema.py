"""The JSON of a reading: exact, reversible, described by its schema, safe to print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest
from any_reading import readings
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sample import TEXT, sample

from parley import items, vocab
from parley.items import Reading
from parley.schema import from_dict, reading_schema, to_dict, to_json

DEFS: dict[str, Any] = reading_schema()["$defs"]


def errors(data: object) -> list[str]:
    validator = Draft202012Validator(
        reading_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(data)]


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Give every part of `schema` that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part)


@settings(max_examples=60, deadline=None)
@given(readings)
def test_what_is_written_comes_back(reading: Reading) -> None:
    written = json.loads(to_json(to_dict(reading)))

    assert from_dict(written) == reading


@settings(max_examples=40, deadline=None)
@given(readings)
def test_what_is_written_keeps_to_the_schema(reading: Reading) -> None:
    assert errors(json.loads(to_json(to_dict(reading)))) == []


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(reading_schema())


def test_no_object_of_the_schema_takes_a_key_it_does_not_know() -> None:
    assert all("additionalProperties" in part for part in objects(reading_schema()))


@pytest.mark.parametrize(
    ("item", "key", "names"),
    [
        ("actor", "kind", items.Kind),
        ("statement", "form", items.Form),
        ("statement", "act", items.Act),
        ("event", "status", items.Status),
        ("figure", "bound", items.Bound),
        ("date", "type", items.TimexType),
    ],
)
def test_the_schema_lists_the_names_of_the_types(item: str, key: str, names: type[StrEnum]) -> None:
    assert DEFS[item]["properties"][key]["enum"] == [name.value for name in names]


def test_the_schema_lists_the_event_types_of_the_vocabulary() -> None:
    event = DEFS["event"]["properties"]
    types = vocab.event_types()

    assert event["type"]["enum"] == list(types)
    assert set(event["plover"]["enum"]) == {t.plover for t in types.values()}
    assert set(event["roles"]["propertyNames"]["enum"]) == {
        r for t in types.values() for r in t.roles
    }


def test_the_schema_knows_all_that_the_network_counts() -> None:
    counted = DEFS["figure"]["properties"]["counted"]["enum"]

    assert set(vocab.layers()["figure"].labels) <= set(counted)


def test_a_reading_is_written_in_the_words_of_the_record() -> None:
    written = to_dict(sample())

    assert written["report"]["published"] == "2021-03-09"
    assert written["report"]["text"] == TEXT
    assert written["statements"][0]["said"] == {"value": "2021-03-08"}
    assert written["statements"][1]["said"] is None
    assert written["statements"][0]["chain"] == ["a1", "a4", "a3"]
    assert written["events"][0]["plover"] == "CONSULT"
    assert written["events"][0]["when"] == {"text": "Sunday", "value": "2021-03-07"}
    assert (written["figures"][0]["from"], written["figures"][0]["to"]) == (None, "2021-03-09")


def test_only_a_vote_has_a_tally() -> None:
    talks, _, vote = to_dict(sample())["events"]

    assert "tally" not in talks
    assert vote["tally"] == {"yes": 9, "no": 2, "abstain": 1, "absent": None}
    assert (vote["members"], vote["abstaining"], vote["adds_up"]) == (12, ["a2"], True)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        pytest.param({"tally": None}, "events", id="talks with a tally"),
        pytest.param({"type": "brawl"}, "events", id="unknown type"),
        pytest.param({"trigger": [4]}, "events", id="half a span"),
        pytest.param({"speaker": "s1"}, "statements", id="a statement that speaks"),
        pytest.param({"note": "x"}, "places", id="unknown key"),
        pytest.param({"lat": 151.5}, "places", id="off the globe"),
    ],
)
def test_the_schema_refuses_what_the_record_does_not_know(
    change: dict[str, object], where: str
) -> None:
    written = to_dict(sample())
    written[where][0] |= change

    assert errors(written)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_printed_json_holds_no_character_that_a_terminal_obeys(text: str) -> None:
    printed = to_json({"text": text})

    assert json.loads(printed) == {"text": text}
    assert not any(c < " " or "\x7f" <= c < "\xa0" or c in "\u202e\u2066\u2028" for c in printed)
