"""Values of a record in words, alike wherever they are shown: terminal, site, exports."""

from __future__ import annotations

from typing import Final, Protocol

from parley.items import Bound, Place

_BOUNDS: Final = {bound: f"{bound.value.replace('_', ' ')} " for bound in Bound} | {Bound.EXACT: ""}


class Amount(Protocol):
    """A number with its bound, such as a figure."""

    @property
    def value(self) -> float:
        """The number, of a range the lower one."""

    @property
    def high(self) -> float | None:
        """The upper number of a range."""

    @property
    def bound(self) -> Bound:
        """What the number says of the true one."""


def amount(told: Amount) -> str:
    """Give a number in words of its bound.

    >>> from parley.items import Figure
    >>> from parley.spans import Span
    >>> amount(Figure("f1", Span(0, 6), 24, Bound.RANGE, "killed"))
    '24 or more'
    """
    if told.bound is Bound.RANGE:
        low, high = f"{told.value:,}", told.high
        return f"{low} or more" if high is None else f"{low} to {high:,}"
    return f"{_BOUNDS[told.bound]}{told.value:,}"


def number_of(number: int, one: str, many: str = "") -> str:
    """Give a count with its noun.

    >>> number_of(1, "report"), number_of(2000, "report"), number_of(2, "stretch", "stretches")
    ('1 report', '2,000 reports', '2 stretches')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def coordinates(place: Place) -> str | None:
    """Give latitude and longitude as a reader writes them.

    >>> from parley.spans import Span
    >>> coordinates(Place("p1", Span(0, 5), "Lima", "PE", -12.04, -77.03))
    '12.04° S, 77.03° W'
    """
    if place.lat is None or place.lon is None:
        return None
    north, east = "NS"[place.lat < 0], "EW"[place.lon < 0]
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"


def spaced(key: str) -> str:
    """Give a key of the vocabulary as words.

    >>> spaced("armed_group")
    'armed group'
    """
    return key.replace("_", " ")
