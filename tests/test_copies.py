"""Copies: whose words a report prints, and which sentences they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reported import FILL, STRIKE, shelling

from parley.corroboration.ask import Wanted, claims, reports
from parley.corroboration.profiles import copies, profiles
from parley.corroboration.sentences import sentences
from parley.record import Record


def test_a_copy_is_listed_and_its_source_is_that_of_the_first_print(record: Record) -> None:
    record.add(shelling(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(shelling(f"Market shelled\n{FILL} {STRIKE}", "Star", date(2021, 3, 3)))
    first, second = reports(record)
    toll = claims(record, Wanted(kind="figure"))[0]

    assert second.copy_of == first.id
    assert [member.copy for member in toll.members] == [False, True]
    assert [source.name for source in toll.roots.sources] == ["Harbour Wire"]


def test_uncredited_words_of_a_wire_in_an_own_story_are_flagged(record: Record) -> None:
    own = " ".join(
        f"Our reporter walked to the {place} and spoke with {who} about the night before."
        for place, who in [("harbour", "a baker"), ("school", "two nurses"), ("mill", "a priest")]
    )
    record.add(shelling(f"{STRIKE} {FILL}", "Harbour Wire", date(2021, 3, 2)))
    record.add(shelling(f"{own} {STRIKE} {FILL.split('. ')[0]}.", "Star", date(2021, 3, 3)))
    [found] = copies(record)

    assert (found.whole, found.credited, found.source_outlet) == (False, False, "Harbour Wire")
    assert 0.2 < found.part < 0.6
    assert profiles(record, outlet="star")[0].copies == (found,)


def test_the_agency_that_a_report_is_carried_from_is_whose_words_they_are(record: Record) -> None:
    text = f"TARN (Harbour Wire) - {STRIKE} {FILL}"
    made = shelling(text, "Star")
    record.add(replace(made, carried="Harbour Wire"))
    toll = claims(record, Wanted(kind="figure"))[0]

    assert [source.name for source in toll.roots.sources] == ["Harbour Wire"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Talks began. They went on.", 2),
        ("Gen. Orsk of the U.S. Army left. He flew.", 2),
        ("A headline\nand a text", 2),
        ("“We go,” he said. “Now.” She stayed.", 3),
        ("", 0),
    ],
)
def test_sentences_are_cut_by_their_print(text: str, number: int) -> None:
    assert len(sentences(text)) == number
