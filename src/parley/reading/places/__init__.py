"""Places that a report names: found, told from persons, bodies and acting states, and located."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parley.items import Doc, Mark, Place
from parley.knowledge.countries import by_adjective
from parley.knowledge.gazetteer import Spot, look_up
from parley.reading.places.judge import Marks, judge
from parley.reading.places.names import Name, find_names
from parley.reading.places.resolve import count_votes, nearest_country, resolve
from parley.reading.places.words import Page, word_set
from parley.spans import Span

__all__ = ["read_places"]


def read_places(
    doc: Doc, marks: Sequence[Mark] = (), bodies: Sequence[Span] = (), *, metonyms: bool = False
) -> tuple[Place, ...]:
    """Find every place that `doc` names, each time it is named, in the order of the text.

    A state, or a capital for its government, is a place where it only locates ("in Egypt"); one
    that acts ("Cairo said") is left to the actors, unless `metonyms` is set. A place inside the
    name of a person or body is none.

    Parameters
    ----------
    doc
        The report's text, cut into tokens.
    marks
        What the network marked. A mark of the layer "place" settles that its words are a place,
        known or not; a person's or body's name around the words that they are none.
    bodies
        Where the report names bodies, outlets and groups: a place inside such a name is none.
    metonyms
        Give acting states too.

    Returns
    -------
    places
        `country` is ISO 3166-1 alpha-2: ``None`` for seas, for regions of several states and for
        states that are no more. A place that the gazetteer lacks has the country of the known
        place next to it, or else the one that the report speaks of most, and no point.
    """
    page = Page(doc)
    said = Marks.of(marks)
    names = list(find_names(page))
    votes = count_votes(page, names)
    names = [n for n in names if not _is_start(page, n, said)]
    names = [n for n in [*names, *_marked(page, said, names)] if not _inside(n.span, bodies)]
    names.sort(key=lambda n: n.span)
    verdicts = judge(page, names, votes, said, metonyms)
    spots = resolve(page, names, votes)
    found = [(n, s) for n, s, yes in zip(names, spots, verdicts, strict=True) if yes]
    return tuple(_place(i, page, n, s, found, votes) for i, (n, s) in enumerate(found, start=1))


def _marked(page: Page, marks: Marks, names: Sequence[Name]) -> list[Name]:
    """Give the places that only the network found."""
    new = [m for m in marks.places if not any(m.overlaps(n.span) for n in names)]
    tokens = [page.doc.tokens_in(m) for m in new]
    return [
        Name(t[0], t[-1], page.span(t[0], t[-1]), look_up(page.span(t[0], t[-1]).of(page.text)))
        for t in tokens
        if t and _is_name(page, t)
    ]


def _is_start(page: Page, name: Name, marks: Marks) -> bool:
    """Tell whether the network saw a longer name there, of capitals throughout: "Bab Amr"."""
    longer = [m for m in marks.places if m.start == name.span.start and m.end > name.span.end]
    rest = [i for m in longer for i in page.doc.tokens_in(m) if i > name.last]
    return bool(rest) and not page.small and all(page.capital(i) for i in rest)


def _inside(span: Span, bodies: Sequence[Span]) -> bool:
    """Tell whether a name lies in that of a body, found by bisection: they are in order."""
    at = bisect_right(bodies, span.start, key=lambda b: b.start)
    return any(b.covers(span) and b != span for b in bodies[max(0, at - 2) : at])


def _is_name(page: Page, tokens: range) -> bool:
    """Tell a name from a common noun, an adjective alone, or a person with a title."""
    if page.low[tokens[0]].rstrip(".") in word_set("titles"):
        return False
    own = [i for i in tokens if page.small or page.capital(i)]
    own = [i for i in own if page.low[i] not in word_set("directions")]
    return any(by_adjective(page.words[i]) is None for i in own)


def _place(
    number: int,
    page: Page,
    name: Name,
    spot: Spot | None,
    found: Sequence[tuple[Name, Spot | None]],
    votes: dict[str, int],
) -> Place:
    words = name.span.of(page.text)
    if spot is None:
        country = nearest_country(page, found, name, votes)
        return Place(f"p{number}", name.span, words, country, why="network: place")
    return Place(
        f"p{number}", name.span, spot.name, spot.country, spot.lat, spot.lon, spot.geonames,
        why="gazetteer",
    )  # fmt: skip
