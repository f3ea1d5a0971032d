"""Names and role words by which reports call actors: bodies, people, and the unnamed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from parley.items import Kind

# A dotted acronym (also "U. S."), or letters with an apostrophe inside ("Da'esh", not "Iran's").
WORD = re.compile(
    r"(?:[^\W\d_]\. ?){1,5}[^\W\d_]\.(?!\w)"
    r"|(?:[A-Z]\.){1,5}[A-Z]\b"
    r"|\d{1,3}(?:,\d{3})+"
    r"|[^\W_]+(?:['’‘](?!(?:s|re|ve|ll|d|m|t|S|T)\b)[^\W_]+)*"
)
_DROPPED = str.maketrans("", "", ".' ’‘")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body of the table; `country`, `wikidata` and `of` are empty where the table has none."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    country: str = ""
    wikidata: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A person whom reports call by one name; `of` is a country's code or an organisation."""

    name: str
    of: str


def fold(word: str) -> str:
    """Write one word small, without accents, apostrophes and full stops.

    >>> fold("U. S."), fold("Da’esh"), fold("Séléka")
    ('us', 'daesh', 'seleka')
    """
    if word.isascii():
        return word.lower().translate(_DROPPED)
    plain = unicodedata.normalize("NFD", word.casefold().translate(_DROPPED))
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=4096)  # the names of a long report, asked for again at every mention
def words(name: str) -> tuple[str, ...]:
    """Fold a name into its words.

    >>> words("Jama'at Nusrat al-Islam")
    ('jamaat', 'nusrat', 'al', 'islam')
    """
    return tuple(fold(w) for w in WORD.findall(name))


# Letters that transliterations exchange: Mohammed and Muhammad, Sergei and Sergey, Qasim and Kasim.
_ALIKE = str.maketrans("eyjoq", "aiiuk")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Write a folded word so that the common transliterations of one name are alike.

    >>> sound("nakhala") == sound("nakhaleh"), sound("sergei") == sound("sergey")
    (True, True)
    >>> sound("marin") == sound("moran")
    False
    """
    plain = word.replace("ou", "u").replace("oo", "u").replace("ee", "i").translate(_ALIKE)
    return _TWICE.sub(r"\1", plain).rstrip("h")


@cache
def organisations() -> tuple[Organisation, ...]:
    """Give all organisations, in the order of the table."""
    return tuple(
        Organisation(name, Kind(kind), **(row | {"aliases": tuple(row["aliases"])}))
        for kind, rows in _read("organisations").items()
        if isinstance(rows, dict)
        for name, row in rows.items()
    )


@cache
def organisation(name: str) -> Organisation | None:
    """Find the organisation called so, by its name or an alias."""
    return _by_words().get(words(name))


@cache
def _by_words() -> dict[tuple[str, ...], Organisation]:
    rows: dict[tuple[str, ...], Organisation] = {}
    for row in organisations():
        for name in (row.name, *row.aliases):
            rows.setdefault(words(name), row)
    return rows


@cache
def known_people() -> dict[tuple[str, ...], Known]:
    """Give the people known by one name, by the folded words of that name."""
    return {words(name): Known(*row) for name, row in _read("people")["known"].items()}


@cache
def people(table: str, key: str) -> frozenset[str]:
    """Give a list of ``people.toml``, folded."""
    return frozenset(" ".join(words(w)) for w in _read("people")[table][key])


@cache
def roles(table: str, key: str) -> frozenset[str]:
    """Give a list of ``roles.toml``, folded, in the singular as it stands."""
    return frozenset(" ".join(words(w)) for w in _read("roles")[table][key])


@cache
def regions() -> frozenset[str]:
    """Give the names of regions of several states, of ``regions.toml``, folded."""
    rows = _read("regions")["region"]
    return frozenset(" ".join(words(name)) for name in rows if "country" not in rows[name])


@cache
def keys(table: str) -> tuple[str, ...]:
    """Give the names of the lists in a table of ``roles.toml``."""
    return tuple(_read("roles")[table])


@cache
def plural(phrase: str) -> str:
    """Make the plural of a role word; of a phrase, the last word's.

    >>> plural("aid agency"), plural("gunman"), plural("witness")
    ('aid agencies', 'gunmen', 'witnesses')
    """
    irregular: dict[str, str] = _read("roles")["plurals"]
    if phrase in irregular:
        return irregular[phrase]
    before, _, last = phrase.rpartition(" ")
    if last in irregular:
        new = irregular[last]
    elif last.endswith(("man", "woman")):
        new = last[:-2] + "en"
    elif last.endswith("y") and last[-2:-1] not in "aeo":
        new = last[:-1] + "ies"
    elif last.endswith(("s", "ch", "sh", "x")):
        new = last if last.endswith(("ies", "ces", "ers", "ors")) else last + "es"
    else:
        new = last + "s"
    return f"{before} {new}".strip()


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
