"""Whole readings with the shipped weights: what the samples say, and that spans always hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sample import KINDS

from parley.errors import ReportError
from parley.items import Reading, Report
from parley.reading.reader import Reader
from parley.schema import from_dict, reading_schema, to_dict
from parley.text import load

pytestmark = pytest.mark.weights
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SCRIPTS = {
    "latin": "Der Präsident sagte: „Nein.“ ",
    "cyrillic": "Он сказал: «Да». ",
    "greek": "Ο υπουργός είπε. ",
    "arabic": "قالَ الوزيرُ إنَّ ٢٠ قُتلوا. ",
    "hebrew": "הדובר אמר. ",
    "devanagari": "मंत्री ने कहा। ",
    "bengali": "মন্ত্রী বলেছেন। ",
    "thai": "โฆษกกล่าวว่า ",
    "hangul": "대변인이 말했다. ",
    "kana": "報道官は「停戦」と述べた。",
    "han": "发言人说，12人死亡。",
    "ethiopic": "ሚኒስትሩ ተናገሩ። ",
    "emoji": "🕊️👩‍⚕️🇺🇳 ",
    "hidden": "\u202e71\u202c \u200bReu\u200bters\u2060 ",
}
ENGLISH = (
    "“We will leave,” Ms. Roe told Reuters on Monday. ",
    "At least 12 people were killed in Goma, an official said. ",
    "The vote was 13-0, with Russia abstaining.\n",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, name: str) -> Reading:
    [report] = load([EXAMPLES / f"{name}.txt"])
    assert isinstance(report, Report)
    return reader.read(report)


def chains(reading: Reading) -> list[list[str]]:
    names = {a.id: a.name for a in reading.actors}
    return [[names[key] for key in s.chain] for s in reading.statements]


def test_a_chain_runs_over_the_agency_and_the_unnamed_source_to_the_root(reader: Reader) -> None:
    reading = read(reader, "pretoria")

    assert [
        "The Harbour Post",
        "Meridian",
        "unnamed African diplomat",
        "Tigrayan delegation",
    ] in chains(reading)


def test_an_unnamed_source_keeps_why_it_would_know(reader: Reader) -> None:
    reading = read(reader, "pretoria")

    assert "with knowledge of the negotiations" in {a.basis for a in reading.actors}


def test_a_vote_adds_up_with_its_sides(reader: Reader) -> None:
    reading = read(reader, "falklands-vote")
    [vote] = [e for e in reading.events if e.type == "vote"]
    names = {a.id: a.name for a in reading.actors}

    assert vote.tally is not None
    assert (vote.tally.yes, vote.tally.no, vote.tally.abstain, vote.adds_up) == (10, 1, 4, True)
    assert {names[a] for a in vote.abstaining} == {"China", "Poland", "Spain", "Soviet Union"}


@pytest.mark.parametrize("name", sorted(p.stem for p in EXAMPLES.glob("*.txt")))
def test_a_sample_gives_items_of_every_kind_in_the_record_s_form(reader: Reader, name: str) -> None:
    reading = read(reader, name)
    made = to_dict(reading)

    Draft202012Validator(reading_schema()).validate(json.loads(json.dumps(made)))
    assert from_dict(made) == reading
    assert all(getattr(reading, kind) for kind in KINDS)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from([*SCRIPTS.values(), *ENGLISH]), min_size=1, max_size=12))
def test_spans_are_slices_of_the_text_in_any_script(reader: Reader, parts: list[str]) -> None:
    text = "".join(parts)
    reading = reader.read(Report("0" * 64, text, "Outlet"))

    for span, _ in reading.marks():
        words = span.of(text)
        assert words == text[span.start : span.end]
        assert words.strip()
    ids = {a.id for a in reading.actors}
    assert all(set(s.chain) <= ids for s in reading.statements)


def test_a_quotation_that_fills_a_paragraph_is_not_the_next_speaker_s(reader: Reader) -> None:
    text = (
        "The envoy Jane Roe said on Monday that the boats must be let in.\n"
        "“The people on board have been at sea for weeks, and they need food and water.”\n"
        "Foreign Minister John Doe said the country would not accept the boats."
    )
    reading = reader.read(Report("0" * 64, text, "Outlet"))
    speakers = {a.id: a.name for a in reading.actors}
    quoted = text.index("The people")
    told = [
        speakers[s.chain[-1]]
        for s in reading.statements
        if any(p.start <= quoted < p.end for p in s.content)
    ]

    assert told == ["Jane Roe"]


def test_a_text_read_twice_gives_the_same_reading(reader: Reader) -> None:
    assert read(reader, "goma") == read(reader, "goma")


def test_reading_a_blank_text_is_refused() -> None:
    import parley

    with pytest.raises(ReportError, match="no words"):
        parley.read("  \n ")
