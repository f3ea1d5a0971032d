"""Numbers in words and digits, their bounds, their ends, and what is no number."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.items import Bound
from parley.reading.figures import find_quantities
from parley.text import segment
from parley.vocab.numbers import find_numerals

UNDER_TWENTY = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip


TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int, joint: str, hyphen: str) -> str:
    """Spell a number out, with `joint` after hundreds and `hyphen` after tens."""
    for size, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if n >= size:
            head, rest = f"{in_words(n // size, joint, hyphen)} {name}", n % size
            link = joint if rest < 100 else " "
            return head + (link + in_words(rest, joint, hyphen) if rest else "")
    if n < 20:
        return UNDER_TWENTY[n]
    return TENS[n // 10] + (hyphen + UNDER_TWENTY[n % 10] if n % 10 else "")


@given(
    st.one_of(st.integers(0, 10**9), st.integers(0, 2000)),
    st.sampled_from([" ", " and "]),
    st.sampled_from([" ", "-"]),
    st.sampled_from([str.lower, str.upper, str.capitalize]),
)
def test_a_number_spelt_out_comes_back(n: int, joint: str, hyphen: str, case: object) -> None:
    text = case(in_words(n, joint, hyphen))  # type: ignore[operator]

    assert [x.value for x in find_numerals(text)] == [n]


@given(st.integers(0, 10**9))
def test_digits_come_back_with_and_without_marks(n: int) -> None:
    assert [[x.value for x in find_numerals(t)] for t in (str(n), f"{n:,}")] == [[n], [n]]


@given(st.integers(0, 10**12))
def test_arabic_digits_are_digits(n: int) -> None:
    digits = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")

    assert [x.value for x in find_numerals(f"{n:,}".translate(digits))] == [n]


NUMBER_WORDS = (
    "one five twenty hundred thousand million dozen a half and of dozens tens 12 several -"
)


@given(st.lists(st.sampled_from(NUMBER_WORDS.split()), max_size=60).map(" ".join))
def test_no_heap_of_number_words_breaks_the_reading_of_numbers(text: str) -> None:
    numerals = find_numerals(text)

    assert all(a.span.end <= b.span.start for a, b in pairwise(numerals))


@pytest.mark.parametrize(
    "text",
    [
        "the twenty-first man",
        "two-thirds of them",
        "the 3rd man",
        "in the 1990s",
        "an F-16",
        "one another",
    ],
)
def test_ordinals_fractions_and_names_are_no_numbers(text: str) -> None:
    assert find_numerals(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("more than 20,000 men", 20_000, Bound.MORE_THAN),
        ("over 1.1bn euros", 1_100_000_000, Bound.MORE_THAN),
        ("at least twenty-three men", 23, Bound.AT_LEAST),
        ("no fewer than 40 men", 40, Bound.AT_LEAST),
        ("30 or more men", 30, Bound.AT_LEAST),
        ("up to 300 men", 300, Bound.AT_MOST),
        ("as many as a dozen men", 12, Bound.AT_MOST),
        ("fewer than 50 men", 50, Bound.LESS_THAN),
        ("nearly half a million men", 500_000, Bound.ABOUT),
        ("some 2.3m people", 2_300_000, Bound.ABOUT),
        ("a couple of men", 2, Bound.ABOUT),
        ("dozens of men", 24, Bound.AT_LEAST),
        ("hundreds of men", 200, Bound.AT_LEAST),
        ("tens of thousands of men", 20_000, Bound.AT_LEAST),
        ("several hundred men", 200, Bound.AT_LEAST),
        ("scores of men", 40, Bound.AT_LEAST),
        ("twelve men", 12, Bound.EXACT),
    ],
)
def test_a_number_keeps_its_bound(text: str, value: float, bound: Bound) -> None:
    (quantity,) = find_quantities(segment(text))

    assert (quantity.value, quantity.bound) == (value, bound)


@pytest.mark.parametrize(
    "text",
    ["between 12 and 15 men", "12-15 men", "12 to 15 men", "12 or 15 men", "twelve to fifteen men"],
)
def test_two_ends_make_one_range(text: str) -> None:
    (quantity,) = find_quantities(segment(text))

    assert (quantity.value, quantity.high, quantity.bound) == (12, 15, Bound.RANGE)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("from 1 per cent to 1.5 per cent of it", None, None, None),
        ("ranging from 1 per cent to 1.5 per cent", 1, 1.5, "percentage"),
        ("12 miles to 15 miles", 12, 15, "mile"),
        ("between seven to 10 men", 7, 10, None),
    ],
)
def test_a_unit_on_either_end_does_not_part_a_range(
    text: str, low: float | None, high: float | None, unit: str | None
) -> None:
    ranges = [q for q in find_quantities(segment(text)) if q.bound is Bound.RANGE]

    assert [(q.value, q.high, q.unit) for q in ranges] == ([(low, high, unit)] if low else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it was minus 5 degrees", [-5]),
        ("it was a minus-5 degree night", [-5]),
        ("shares moved -3.5% in a day", [-3.5]),
        ("- 12 men died", [12]),
        ("a category 4 storm", []),
        ("under resolution 2334 they met", []),
        ("the 1988 peace deal", []),
        ("the 1988 prisoners", [1988]),
        ("the 1988 sq m hall", [1988]),
        ("printed Dec 20 2019 there", []),
        ("one third of the town fled", []),
    ],
)
def test_signs_and_labels_change_what_a_number_says(text: str, values: list[float]) -> None:
    assert [q.value for q in find_quantities(segment(text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("They lost 2-1 to Goma.", [], id="score"),
        pytest.param("He won the 2019 World Cup.", [], id="year of a thing"),
        pytest.param("They bought a Toyota Hilux 4 Extra.", [], id="number in a name"),
        pytest.param("It cost $US55,931 last year.", [55931], id="money"),
        pytest.param("On Sunday 12 people died.", [12], id="weekday"),
    ],
)
def test_a_number_in_a_name_or_score_is_no_quantity(text: str, values: list[int]) -> None:
    assert [q.value for q in find_quantities(segment(text))] == values
