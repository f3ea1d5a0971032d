"""Who acts in a text, for the tests: the cast that is read of it, and how to ask it."""

from __future__ import annotations

from texts import find

from parley.items import Actor, Mark
from parley.reading.actors import Cast, read_actors, resolve
from parley.text import segment


def read(text: str, outlet: str | None = None, marks: tuple[Mark, ...] = ()) -> Cast:
    """Give the actors of a text."""
    return read_actors(segment(text), outlet, marks)


def mentions(cast: Cast, text: str, name: str) -> list[str]:
    """Give the words by which the actor of that name is mentioned."""
    return [m.of(text) for a in cast.actors if a.name == name for m in a.mentions]


def actor(cast: Cast, text: str, words: str) -> Actor:
    """Give the actor mentioned by just these words, at their first place."""
    span = find(text, words)
    return next(a for m, a in cast.mentions() if m == span)


def meant(cast: Cast, text: str, words: str) -> Actor | None:
    """Give whom these words mean, at their first place."""
    return resolve(find(text, words), cast, segment(text))


def source(text: str, words: str) -> Mark:
    """Give the network's mark of a source."""
    return Mark("source", "source", find(text, words), 0.9)
