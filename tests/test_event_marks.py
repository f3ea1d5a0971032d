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

    assert [e.type for e in told(sentence, (marked(sentence, "gambit", "attack", 0.98),))] == [
        "attack"
    ]
    assert told(sentence, (marked(sentence, "gambit", "attack", 0.3),)) == []


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
