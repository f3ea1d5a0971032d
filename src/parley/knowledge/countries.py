"""States and territories: what they, their people and their governments are called."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Words that name a state only when not in small letters: the pronoun, the vehicle.
_CASED = frozenset({"us", "car"})
_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "ʼ": "'", "–": "-", "‑": "-", ".": None})


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory.

    `code` is ISO 3166-1 alpha-2 (XK: Kosovo), ``None`` for a state that is no more. `peoples`
    holds the names for its people ("Egyptians", "Briton", "Britons"), without the singulars
    that equal an adjective. `seats` are bywords for its government other than the capital.
    `lat` and `lon` are degrees of a point near its middle.
    """

    code: str | None
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    wikidata: str | None = None


@cache
def countries() -> tuple[Country, ...]:
    """Give all countries, by code; states that are no more come last."""
    text = files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    return tuple(Country(**_frozen(row)) for row in tomllib.loads(text)["country"])


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """Make the lists of a row tuples; a historic state's row has no code."""
    return {"code": None} | {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}


def by_code(code: str) -> Country | None:
    """Find a country by its ISO 3166-1 alpha-2 code, in capitals."""
    return _codes().get(code)


def by_name(word: str) -> Country | None:
    """Find the country called so; case, accents, full stops and a leading "the" are ignored.

    >>> by_name("the U.S.").name
    'United States'
    >>> by_name("us") is None
    True
    """
    return _find(word, "names")


def by_adjective(word: str) -> Country | None:
    """Find the country of an adjective.

    >>> by_adjective("Saudi").name
    'Saudi Arabia'
    """
    return _find(word, "adjectives")


def by_people(word: str) -> Country | None:
    """Find the country of a people's name, as reports write it.

    >>> by_people("Britons").name
    'United Kingdom'
    """
    return _find(word, "peoples")


def by_seat(word: str) -> Country | None:
    """Find the country whose capital, or byword for the government, this is.

    >>> by_seat("the Kremlin").name
    'Russia'
    """
    return _find(word, "seats")


def fold(word: str) -> str:
    """Write a name without case, accents and full stops, apostrophes and dashes made plain.

    >>> fold("Côte d’Ivoire")
    "cote d'ivoire"
    """
    plain = word.translate(_MARKS).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


_WORDS: dict[str, Callable[[Country], Iterable[str | None]]] = {
    "names": lambda c: (c.name, *c.aliases),
    "adjectives": lambda c: c.adjectives,
    "peoples": lambda c: c.peoples,
    "seats": lambda c: (c.capital, *c.seats),
}


@cache
def _codes() -> dict[str, Country]:
    return {c.code: c for c in countries() if c.code}


@cache
def _index(kind: str) -> dict[str, Country]:
    """Map the folded words of one kind to their country; the first country keeps a word."""
    index: dict[str, Country] = {}
    for country in countries():
        for word in _WORDS[kind](country):
            if word:
                index.setdefault(_key(word), country)
    return index


def _key(word: str) -> str:
    return fold(word).removeprefix("the ")


@lru_cache(maxsize=16384)  # the words of some hundred reports
def _find(word: str, kind: str) -> Country | None:
    if word.islower() and word.strip() in _CASED:
        return None
    return _index(kind).get(_key(word))
