"""The codebook is complete, its examples are read as it says, and the command shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from parley import vocab
from parley.cli import main
from parley.items import Act, Bound, Form, Kind, Report, Status
from parley.reading.reader import Reader
from parley.schema import reading_schema
from parley.text import report
from parley.vocab.codebook import Entry, entries, find, groups

VOCABULARIES = {
    "events": tuple(vocab.event_types()),
    "statuses": tuple(Status),
    "acts": tuple(Act),
    "forms": tuple(Form),
    "kinds": tuple(Kind),
    "counted": tuple(reading_schema()["$defs"]["figure"]["properties"]["counted"]["enum"]),
    "bounds": tuple(Bound),
}
TYPES = [entry for entry in entries() if entry.group.name == "events"]
PARTS = ["definition", "counts", "not", "examples", "plover", "cameo"]


def name_of(entry: Entry) -> str:
    return f"{entry.group.name}-{entry.word}"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read_as(sentence: str) -> Report:
    return report(sentence, outlet="Daily", published="2024-05-06")


@pytest.mark.parametrize("group", VOCABULARIES)
def test_every_word_of_a_vocabulary_has_its_entry_and_no_other_has(group: str) -> None:
    written = [entry.word for entry in entries() if entry.group.name == group]

    assert written == list(VOCABULARIES[group])


def test_no_group_is_left_out() -> None:
    assert set(groups()) == set(VOCABULARIES) == set(vocab.table("codebook")) - {"groups"}


@pytest.mark.parametrize("entry", entries(), ids=name_of)
def test_an_entry_says_what_counts_and_what_does_not_and_has_three_examples(entry: Entry) -> None:
    assert entry.definition.endswith(".")
    assert all(entry.counts)
    assert entry.counts
    assert all(entry.excludes)
    assert entry.excludes
    assert len({words for words, _ in entry.examples}) >= 3
    assert all(coded for _, coded in entry.examples)


@pytest.mark.parametrize("entry", entries(), ids=name_of)
def test_an_entry_has_only_the_parts_that_are_known(entry: Entry) -> None:
    row = vocab.table("codebook")[entry.group.name][entry.word]

    assert set(row) <= set(PARTS)
    assert all(re.fullmatch(r"\d{3,4}", code) for code in entry.cameo)


def test_every_link_leads_to_an_entry() -> None:
    pages = {(entry.group.name, entry.word) for entry in entries()}
    for entry in entries():
        told = [entry.definition, *entry.counts, *entry.excludes, *(c for _, c in entry.examples)]
        for link in re.findall(r"\]\(([^)]+)\)", " ".join(told)):
            place = Path(entry.group.name) / link
            group = place.parts[-2] if ".." in place.parts else entry.group.name
            assert (group, place.stem) in pages, f"{name_of(entry)}: {link}"


@pytest.mark.weights
@pytest.mark.parametrize("entry", TYPES, ids=name_of)
def test_most_examples_of_an_event_type_are_read_as_that_type(entry: Entry, reader: Reader) -> None:
    readings = [reader.read(read_as(words)) for words, _ in entry.examples]

    read = [any(event.type == entry.word for event in reading.events) for reading in readings]
    assert 3 * sum(read) >= 2 * len(read)


def test_a_word_of_two_groups_is_found_in_both() -> None:
    assert [entry.group.name for entry in find("demand")] == ["events", "acts"]


@pytest.mark.parametrize("written", ["truce_end", "Truce end", "truce-end"])
def test_a_word_is_found_however_it_is_joined(written: str) -> None:
    assert [entry.word for entry in find(written)] == ["truce_end"]


def test_the_command_without_a_word_prints_a_line_an_entry(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["codebook"]) == 0

    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert [line.split()[0] for line in lines] == [entry.word for entry in entries()]
    assert all(len(line) <= 80 for line in lines)


def test_the_command_prints_all_of_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "demand"]) == 0

    out = " ".join(capsys.readouterr().out.split())
    assert "demand event type" in out
    assert "demand act" in out
    assert "PLOVER REQUEST CAMEO 100 roles requester, addressee" in out
    assert "WHAT DOES NOT - a plea without a claim to be obeyed: request" in out
    assert ".md" not in out


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "truce", "--format", "json"]) == 0
    (truce,) = json.loads(capsys.readouterr().out)
    assert main(["codebook", "--format", "json"]) == 0
    everything = json.loads(capsys.readouterr().out)

    assert truce["plover"] == "AGREE"
    assert truce["cameo"] == ["0871"]
    assert set(PARTS) <= set(truce)
    assert truce in everything
    assert len(everything) == len(entries())


@pytest.mark.parametrize(
    ("word", "near"),
    [
        pytest.param("trucee", "near it: truce,", id="misspelled"),
        pytest.param("cease-fire", "near it: truce.", id="told by that word"),
        pytest.param("xyzzy", "codebook. `parley codebook` lists all.", id="nothing near"),
    ],
)
def test_an_unknown_word_is_one_line_with_those_that_are_near(
    word: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["codebook", word]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f'parley: "{word}" is no word of the codebook')
    assert near in line
