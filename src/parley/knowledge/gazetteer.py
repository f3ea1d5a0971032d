"""Places of the world by name: towns, regions, camps, crossings, waters, and countries.

Two sorted UTF-8 tables under ``geonames/`` are mapped into memory and searched by bisection;
nothing is loaded but the pages that a look-up touches. ``training/gazetteer.py`` writes them.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

from parley.knowledge.countries import by_name, fold

# Forms of the Arabic article before its noun, which reports write in all these ways.
_FORMS = "al el ad adh ar as ash at ath az an ed er es ez en il ul"
_ARTICLES = frozenset(_FORMS.split())
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
# First words of Arabic and Hebrew names of places, which reports write in all these ways.
_SPELLINGS = {
    "ain": "ayn ein aïn", "deir": "dayr dair", "beit": "bayt beyt bait", "tell": "tal tall tel",
    "jabal": "jebel djebel gebel", "sheikh": "shaykh sheik cheikh", "khirbet": "khirbat khirbit",
    "kafr": "kafar kfar kufr", "umm": "um oum", "abu": "abou", "wadi": "ouadi oued wad",
    "burj": "bourj borj", "qalat": "kalat", "bab": "baab", "marj": "merj",
}  # fmt: skip
_ALIKE = _SHORT | {way: word for word, ways in _SPELLINGS.items() for way in ways.split()}
_APART = re.compile(r"[-/,_\s]+")
_DROPPED = re.compile(r"['`‘’ʻʼʿʾ\"()]")
LONGEST = 5  # words of the longest name that is looked up


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer.

    `kind` is "country", "region" (anything between a country and a town, or across countries),
    "town", "site" (camp, crossing, base, quarter) or "water". `region` is the GeoNames code of
    its first-level division, equal for the division itself and what lies in it. `country` is
    ISO 3166-1 alpha-2, ``None`` for what belongs to no one country. `main` tells whether the
    name looked up is the usual one, not another spelling.
    """

    id: str
    name: str
    country: str | None
    region: str
    lat: float
    lon: float
    population: int
    kind: str
    main: bool = True

    @property
    def geonames(self) -> int | None:
        """GeoNames id, where the place came from there."""
        return int(self.id) if self.id.isdigit() else None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name can mean: spots, the usual ones and the most populous first.

    `word` tells that the name is also an ordinary English word, `person` that it is also a
    common first or family name.
    """

    spots: tuple[Spot, ...]
    word: bool = False
    person: bool = False


def key(name: str) -> str:
    """Write a name as the gazetteer spells its keys.

    >>> key("Deir el-Balah") == key("Deir Al Balah")
    True
    >>> key("Ain Issa") == key("Ayn Issa")
    True
    >>> key("Sana’a")
    'sanaa'
    """
    words = _APART.split(_DROPPED.sub("", fold(name)))
    words = [w for w in words if w]
    words = [_ALIKE.get(w, w) for w in words[:-1]] + words[-1:]
    return " ".join(["al" if w in _ARTICLES else w for w in words[:-1]] + words[-1:])


@lru_cache(maxsize=65536)
def look_up(name: str) -> Entry | None:
    """Find what places `name` can mean; ``None`` where none is known.

    >>> [spot.country for spot in look_up("Mogadishu").spots]
    ['SO']
    """
    country = _country(name)
    line = _search(_names(), key(name))
    if line is None:
        return Entry((country,)) if country else None
    main, other, flags = line.split("\t")[1:]
    spots = [_spot(i, True) for i in main.split()] + [_spot(i, False) for i in other.split()]
    spots = [country, *spots] if country else spots
    return Entry(tuple(spots), "w" in flags, "p" in flags) if spots else None


def _country(name: str) -> Spot | None:
    found = by_name(name)
    if found is None or found.lat is None or found.lon is None:
        return None
    ident = f"country-{found.wikidata}"
    return Spot(ident, found.name, found.code, "", found.lat, found.lon, 0, "country")


@lru_cache(maxsize=65536)
def _spot(ident: str, main: bool) -> Spot:
    line = _search(_places(), ident)
    assert line is not None, ident  # the two tables are written together
    _, name, country, region, lat, lon, population, kind = line.split("\t")
    return Spot(
        ident.lstrip("0"),
        name,
        country or None,
        region,
        float(lat),
        float(lon),
        int(population),
        kind,
        main,
    )


def _search(table: mmap.mmap, wanted: str) -> str | None:
    """Find the line of a sorted table whose first field is `wanted`, by bisection."""
    goal = wanted.encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        line = table[start:end]
        here = line.partition(b"\t")[0]
        if here == goal:
            return line.decode()
        if here < goal:
            low = end + 1
        else:
            high = start
    return None


@cache
def _names() -> mmap.mmap:
    return _map("names.tsv")


@cache
def _places() -> mmap.mmap:
    return _map("places.tsv")


def _map(name: str) -> mmap.mmap:
    with as_file(files(__package__) / "geonames" / name) as path, path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
