"""Marks of the network become drafts at the bounds that the print shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import find

from parley.items import Doc, Mark
from parley.reading.statements import find_drafts
from parley.reading.statements.quotations import quotations
from parley.spans import Span
from parley.text import segment


@dataclass
class Marked:
    """Stands for the network: marks given by hand, each linked to the nearest."""

    doc: Doc
    words: dict[str, list[str]]

    def marks(self, *names: str) -> list[Mark]:
        """Mark the words of the named layers, in the order of the text."""
        found = [(n, find(self.doc.text, w)) for n in names for w in self.words.get(n, [])]
        return [Mark(n, n, span, 1.0) for n, span in sorted(found, key=lambda pair: pair[1])]

    def link_sources(self, cues: Sequence[Span], sources: Sequence[Span]) -> list[int | None]:
        """Link each cue to the nearest source."""
        return [_nearest(cue, sources) for cue in cues]

    def link_cues(self, contents: Sequence[Span], cues: Sequence[Span]) -> list[int | None]:
        """Link each content to the nearest cue."""
        return [_nearest(content, cues) for content in contents]


def _nearest(span: Span, others: Sequence[Span]) -> int | None:
    return min(range(len(others)), key=lambda i: span.gap(others[i]), default=None)


def contents(text: str, **words: list[str]) -> list[list[str]]:
    doc = segment(text)
    return [[p.of(text) for p in d.content] for d in find_drafts(doc, Marked(doc, words))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("“We go,” he said.", ["“We go,”"], id="curly"),
        pytest.param("``We go,'' he said.", ["``We go,''"], id="typewriter"),
        pytest.param("‘We go,’ said the soldiers’ wives.", ["‘We go,’"], id="apostrophe"),
        pytest.param("“A ‘new’ war,” he said.", ["“A ‘new’ war,”", "‘new’"], id="inside another"),
        pytest.param("“We go.\n\n“You stay.”", ["“We go.\n\n“You stay.”"], id="over paragraphs"),
        pytest.param("“We go.\n\nThey left.", ["“We go."], id="never closed"),
        pytest.param('We go," he said. "You stay."', ['"You stay."'], id="never opened"),
    ],
)
def test_quotations_are_found_by_pairs_of_marks(text: str, found: list[str]) -> None:
    assert [q.of(text) for q in quotations(text, segment(text).paragraphs)] == found


@given(st.text(alphabet="ab .,\n“”\"'`«»„‘’", max_size=60))
def test_a_quotation_lies_inside_the_text_that_holds_it(text: str) -> None:
    found = quotations(text, [Span(0, len(text))] if text else [])

    assert all(0 <= q.start < q.end <= len(text) for q in found)


def test_a_quotation_broken_by_its_cue_is_one_statement() -> None:
    text = "“The road is open,” Haddad said. “The bridge is not.” Salim left."

    found = contents(text, source=["Haddad"], cue=["said"], content=["“The road is open,”"])

    assert found == [["“The road is open,”", "“The bridge is not.”"]]


def test_a_quotation_that_ends_with_a_comma_waits_for_its_own_cue() -> None:
    text = "“The road is open,” Haddad said. “The bridge is not,” added Salim."

    found = contents(
        text,
        source=["Haddad", "Salim"],
        cue=["said", "added"],
        content=["“The road is open,”", "“The bridge is not,”"],
    )

    assert found == [["“The road is open,”"], ["“The bridge is not,”"]]


def test_a_content_is_widened_to_its_whole_quotation() -> None:
    text = "“The road is open. Come back all of you,” Haddad said."

    found = contents(text, source=["Haddad"], cue=["said"], content=["Come back all of you"])

    assert found == [["“The road is open. Come back all of you,”"]]


def test_a_cue_between_commas_interrupts_its_whole_sentence() -> None:
    text = "In the north, Haddad said, two bridges were hit by shells."

    found = contents(text, source=["Haddad"], cue=["said"], content=["two bridges"])

    assert found == [["In the north", "two bridges were hit by shells."]]


def test_a_quotation_that_fills_its_paragraph_is_a_statement_without_a_cue() -> None:
    text = "Haddad said the road was open.\n\n“We cleared it by hand.”"

    found = contents(text, source=["Haddad"], cue=["said"], content=["the road was open"])

    assert found == [["the road was open"], ["“We cleared it by hand.”"]]


def test_speech_after_a_colon_runs_to_the_words_that_tell_of_its_speaker() -> None:
    text = (
        "The minister Salim Haddad said:\n\nI welcome the new road.\n\nIt will help us all.\n\n"
        "Haddad said this on the bridge."
    )

    [first, *_] = contents(
        text, source=["The minister Salim Haddad"], cue=["said"], content=["I welcome"]
    )

    assert first == ["I welcome the new road.\n\nIt will help us all."]


def test_according_to_is_read_without_marks_and_parted_by_both() -> None:
    text = "The road is open, according to both the mayor and two drivers."

    found = find_drafts(segment(text), Marked(segment(text), {}))

    assert [d.source.of(text) for d in found if d.source] == ["the mayor", "two drivers"]
    assert {p.of(text) for d in found for p in d.content} == {"The road is open"}


@pytest.mark.parametrize(
    "aside", ["citing two drivers", "who spoke on condition of anonymity", "which sent a team"]
)
def test_what_is_told_of_a_source_is_no_part_of_what_is_told_according_to_it(aside: str) -> None:
    text = f"According to an aid group, {aside}, the road is open."

    [found] = find_drafts(segment(text), Marked(segment(text), {}))

    assert [p.of(text) for p in found.content] == ["the road is open"]


def test_a_claim_of_responsibility_is_a_content_of_one_noun() -> None:
    text = "The Northern Front has claimed responsibility and said the raid would be followed."

    assert ["responsibility"] in contents(text, source=["The Northern Front"], cue=["has claimed"])


def test_what_a_participle_adds_is_a_statement_of_its_own() -> None:
    text = "Haddad said the road was open, adding that the bridge was not."

    found = contents(
        text,
        source=["Haddad"],
        cue=["said"],
        content=["the road was open, adding that the bridge was not"],
    )

    assert found == [["the road was open"], ["that the bridge was not"]]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        pytest.param("Haddad condemned the raid.", "condemned", "the raid", id="verdict"),
        pytest.param("Haddad discussed the truce.", "discussed", "the truce", id="topic"),
        pytest.param("Haddad called the police.", "called", "the police", id="set phrase"),
        pytest.param(
            "It is believed the road is open.", "is believed", "the road is open", id="nobody"
        ),
        pytest.param("Haddad did not say who fired.", "did not say", "who fired", id="unsaid"),
    ],
)
def test_cues_that_say_nothing_make_no_statement(text: str, cue: str, content: str) -> None:
    assert contents(text, source=[text.split()[0]], cue=[cue], content=[content]) == []


def test_a_verdict_with_its_reason_is_a_statement() -> None:
    text = "Haddad condemned the raid as a crime."

    found = contents(text, source=["Haddad"], cue=["condemned"], content=["the raid as a crime"])

    assert found == [["the raid as a crime"]]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    text = "ALEXANDRIA, May 6 (Meridian) — The road is open, Haddad said."

    found = contents(
        text,
        source=["Haddad"],
        cue=["said"],
        content=["ALEXANDRIA, May 6 (Meridian) — The road is open"],
    )

    assert found == [["The road is open"]]


def test_the_turns_of_a_transcript_are_printed_speech() -> None:
    text = (
        "We spoke with the mayor, Salim Haddad.\n\n(begin recording)\n\n"
        "(haddad) the road is open. the bridge is not.\n\n(words indistinct) the river was high."
    )

    [turn] = find_drafts(segment(text), Marked(segment(text), {}))

    assert [p.of(text) for p in turn.content] == ["the road is open. the bridge is not."]
    assert turn.source
    assert turn.source.of(text) == "haddad"


def test_a_quotation_printed_line_by_line_is_one_content() -> None:
    text = "“The road is open.\nIt was cleared by hand.\nCome back,” Haddad said."

    found = contents(text, source=["Haddad"], cue=["said"], content=["Come back"])

    assert found == [["“The road is open.\nIt was cleared by hand.\nCome back,”"]]
