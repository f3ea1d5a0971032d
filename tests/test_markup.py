"""Words as safe HTML: pieces under their marks, hidden marks drawn."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import HOSTILE, hostile, rich

from parley.markup import cut, plain, shown
from parley.spans import Span


class Elements(HTMLParser):
    """The elements and the text that a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element's name."""
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[int, list[tuple[Span, int]]]:
    length = draw(st.integers(1, 60))
    borders = st.tuples(st.integers(0, length - 1), st.integers(1, length))
    spans = [Span(min(a, b - 1), b) for a, b in draw(st.lists(borders, max_size=12))]
    return length, list(zip(spans, range(len(spans)), strict=True))


@given(marked_texts())
def test_the_pieces_cover_the_text_once_and_each_lies_under_its_own_marks(
    marked: tuple[int, list[tuple[Span, int]]],
) -> None:
    length, marks = marked
    pieces = list(cut(length, marks))

    assert [i for piece, _ in pieces for i in range(piece.start, piece.end)] == list(range(length))
    for piece, found in pieces:
        assert set(found) == {what for span, what in marks if span.covers(piece)}
        assert set(found) == {what for span, what in marks if span.overlaps(piece)}


@given(marked_texts())
def test_the_widest_mark_comes_first(marked: tuple[int, list[tuple[Span, int]]]) -> None:
    length, marks = marked
    width = {what: len(span) for span, what in marks}

    for _, found in cut(length, marks):
        assert [width[w] for w in found] == sorted((width[w] for w in found), reverse=True)


@given(st.text())
def test_no_words_become_markup(words: str) -> None:
    assert set(Elements(shown(words)).names) <= {"span"}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    seen = Elements(shown(words))

    assert set(seen.names) <= {"span"}
    assert all(word in seen.text for word in words.split() if word.isascii() and word.isprintable())


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\x00", "\x1b"])
def test_a_hidden_mark_is_drawn_and_not_obeyed(mark: str) -> None:
    assert mark not in shown(f"7{mark}1")
    assert "hidden-mark" in shown(f"7{mark}1")
    assert mark not in plain(f"7{mark}1")


@pytest.mark.parametrize("words", ["می‌خواهم", "क्‍ष", "👩‍🚒", "naïve", "北京 3月"])
def test_marks_that_a_script_needs_are_left_alone(words: str) -> None:
    assert shown(words) == words


def test_a_joiner_between_ascii_letters_is_hidden() -> None:
    assert "hidden-mark" in shown("Reu\u200dters")


def test_a_notebook_shows_who_says_what_through_whom() -> None:
    html = rich()._repr_html_()

    assert "<td dir=auto>aide to the foreign minister</td>" in html
    assert "Harbour Wire › National Radio › aide to the foreign minister › Northern Front" in html


def test_a_hostile_reading_is_only_words_in_a_notebook() -> None:
    names = set(Elements(hostile()._repr_html_()).names)

    assert names <= {"div", "style", "h3", "bdi", "p", "span", "table", "tr", "th", "td"}
