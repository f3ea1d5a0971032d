"""What the network's marks add to the events that the lexicon finds."""

from __future__ import annotations

import pytest
from staged import told
from texts import find

from parley.items import Mark, Status


def marked(sentence: str, word: str, label: str, score: float, layer: str = "event") -> Mark:
    return Mark(layer, label, find(sentence, word), score)


def test_a_sure_mark_adds_an_event_the_lexicon_lacks() -> None:
    sentence = "Ruritania's gambit shook the valley."

    assert [e.type for e in told(sentence, (marked(sentence, "gambit", "siege", 0.98),))] == [
        "siege"
    ]
    assert told(sentence, (marked(sentence, "gambit", "siege", 0.3),)) == []


def test_a_mark_adds_no_event_of_a_type_whose_words_the_lexicon_knows() -> None:
    sentence = "Ruritania's gambit shook the valley."

    assert told(sentence, (marked(sentence, "gambit", "attack", 0.98),)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("The raid came at dawn.", [], id="one word"),
        pytest.param("The sides exchanged two prisoners.", ["exchange"], id="two words"),
    ],
)
def test_a_sure_mark_of_another_type_overrules_only_an_entry_of_one_word(
    sentence: str, expected: list[str]
) -> None:
    marks = tuple(
        marked(sentence, word, "arrest", 0.9) for word in ("raid", "prisoners") if word in sentence
    )

    assert [e.type for e in told(sentence, marks)] == expected


def test_a_word_whose_event_the_lexicon_tells_gets_no_second_one() -> None:
    sentence = "The sides exchanged two prisoners."

    marks = (marked(sentence, "exchanged", "displacement", 0.9),)

    assert [e.type for e in told(sentence, marks)] == ["exchange"]


def test_a_mark_confirms_an_event_and_gives_its_score() -> None:
    sentence = "The raid came at dawn."

    assert told(sentence, (marked(sentence, "raid", "attack", 0.95),))[0].score == 0.95


@pytest.mark.parametrize(
    ("sentence", "mark", "expected"),
    [
        pytest.param(
            "The raid came at dawn.", "ongoing", Status.ONGOING, id="no word speaks for it"
        ),
        pytest.param(
            "There was no raid on the valley.", "happened", Status.DENIED, id="a word does"
        ),
    ],
)
def test_a_mark_of_status_counts_where_no_word_speaks_for_another(
    sentence: str, mark: str, expected: Status
) -> None:
    marks = (marked(sentence, "raid", mark, 0.9, "status"),)

    assert [e.status for e in told(sentence, marks) if e.type == "attack"] == [expected]
