"""Root sources: whose word it is, when copies and re-citations have fallen away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from parley.corroboration.links import Link
from parley.corroboration.roots import roots
from parley.corroboration.tellings import Telling
from parley.items import Kind
from parley.spans import Span


def telling(outlet: str, *via: Link, id_: str | None = None) -> Telling:
    """Give an event of Monday in Tarn, told by way of these."""
    links = (media(outlet), *via)
    key = id_ or "".join(link.name for link in links)
    return Telling(key, outlet, "e1", "event", "attack", Span(0, 5), "Shells hit Tarn", links)


def media(name: str, *, named: bool = True) -> Link:
    return Link(name, Kind.MEDIA, named, frozenset({name.casefold()}) if named else frozenset())


def unnamed(name: str, owner: str | None = None) -> Link:
    keys = frozenset({owner}) if owner else frozenset()
    return Link(name, Kind.UNNAMED, False, frozenset(), keys)


def body(name: str, kind: Kind = Kind.GOVERNMENT_BODY, owner: str | None = None) -> Link:
    keys = frozenset({owner}) if owner else frozenset()
    return Link(name, kind, True, frozenset({name.casefold()}), keys)


SOURCE = unnamed("unnamed Egyptian security source", "egypt")


@pytest.mark.parametrize(
    ("ways", "count"),
    [
        pytest.param([("Post", []), ("Star", [])], (2, 2, 2), id="own-reporters"),
        pytest.param(
            [
                ("Reuters", [SOURCE]),
                ("Post", [media("Reuters"), unnamed("unnamed security source")]),
                ("Star", [media("media reports", named=False), media("Reuters")]),
            ],
            (1, 1, 0),
            id="re-cited",
        ),
        pytest.param(
            [
                ("Post", [unnamed("unnamed official", "oman")]),
                ("Star", [unnamed("official", "oman")]),
            ],
            (1, 2, 0),
            id="two-unnamed-of-one-state",
        ),
        pytest.param(
            [("Post", [unnamed("official", "oman")]), ("Star", [unnamed("official", "qatar")])],
            (2, 2, 0),
            id="two-unnamed-of-two-states",
        ),
        pytest.param(
            [("Post", [unnamed("official", "oman")]), ("Post", []), ("Star", [body("police")])],
            (2, 2, 1),
            id="own-voice-of-a-report-with-a-source",
        ),
        pytest.param(
            [("Post", [media("media reports", named=False)])], (0, 0, 0), id="media-without-a-name"
        ),
        pytest.param(
            [("Post", [body("Navy")]), ("Star", [body("Ana Ruz", Kind.PERSON, "navy")])],
            (1, 1, 1),
            id="a-spokeswoman-and-her-navy",
        ),
        pytest.param(
            [("Post", [body("police")]), ("Star", [body("Omani police", owner="oman")])],
            (1, 1, 1),
            id="a-body-named-in-short",
        ),
        pytest.param(
            [
                ("Post", [body("police", owner="qatar")]),
                ("Star", [body("Omani police", owner="oman")]),
            ],
            (2, 2, 2),
            id="bodies-of-two-states",
        ),
        pytest.param(
            [("Post", [unnamed("official")]), ("Star", [unnamed("tribal elder")])],
            (2, 2, 0),
            id="an-official-is-no-elder",
        ),
        pytest.param(
            [("Post", [unnamed("mayor")]), ("Star", [unnamed("unnamed mayor")])],
            (1, 1, 0),
            id="an-office-that-one-holds",
        ),
        pytest.param(
            [("Post", [unnamed("surgeon")]), ("Star", [unnamed("diplomat")])],
            (2, 2, 0),
            id="a-surgeon-is-no-diplomat",
        ),
    ],
)
def test_roots_are_counted_by_the_ends_of_chains(
    ways: Sequence[tuple[str, Sequence[Link]]], count: tuple[int, int, int]
) -> None:
    members = [telling(outlet, *via) for outlet, via in ways]

    for some in permutations(members):
        found = roots(some)
        assert (found.low, found.high, found.named) == count


def test_a_reprint_adds_no_root_source() -> None:
    """The outlet changes, the last link does not: two reports, one source."""
    told, copied = telling("Harbour Wire"), telling("Post")

    found = roots([told, copied], {"Post": media("Harbour Wire")})

    assert str(found) == "1 root, 1 named"
    assert found.sources[0].reports == ("Harbour Wire", "Post")
