"""Decide which place of that name is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log, log10

from parley.knowledge.countries import by_adjective, by_code, by_name, by_people
from parley.knowledge.gazetteer import Entry, Spot, key
from parley.reading.places.names import Name
from parley.reading.places.words import Page, word_set

# Weights of the reasons for one place over another, in powers of ten of inhabitants, so that
# they can be told against population. Set by hand and measured on GeoWebNews (evals/places.py
# --adjectives): halving or doubling any one but _KIND moves resolved F1 by less than one point.
_USUAL = 1.5  # the usual name rather than another spelling
_SPOKEN = 1.2  # times the logarithm of how often the report speaks of the country
_REGION = 1.0  # the same of its first-level division
_CAPITAL = 2.0  # the capital of a country that the report speaks of
_BESIDE = 1.0  # a town in a country where its sentence says that something happens
_HELD = 6.0  # the next name says what it lies in
_KIND = {"country": 8.0, "region": 5.0, "site": 6.5, "water": 6.5}
_BY_HAND = 6.5  # a place that was worth writing down by hand
_ABOUT = 3  # mentions of a country from which a report can be about it
_SMALL = 150_000  # inhabitants below which a town abroad is seldom named without its country
_HEADED = 4.0  # "Aleppo province" is the province


def count_votes(page: Page, names: Sequence[Name]) -> dict[str, int]:
    """Count how often a report speaks of each country, by name, adjective or people."""
    long = [n for n in names if n.last > n.first and n.entry and n.entry.spots[0].kind == "country"]
    votes = Counter(n.entry.spots[0].country for n in long if n.entry and n.entry.spots[0].country)
    inside = {i for n in long for i in range(n.first, n.last + 1)}  # "South Sudan" is not Sudan
    for i, word in enumerate(page.words):
        if (word[:1].isupper() or page.small) and i not in inside:
            found = by_adjective(word) or by_name(word) or by_people(word)
            if found and found.code:
                votes[found.code] += 1
    return votes


def resolve(page: Page, names: Sequence[Name], votes: dict[str, int]) -> list[Spot | None]:
    """Give the place that each name means; ``None`` for one that the gazetteer does not know.

    A name means the same wherever it stands in a report; where one of its occurrences says what
    it lies in ("Paris, Texas"), that holds for all.
    """
    regions = _regions(names)
    home = _home(votes)
    near = _located_by_sentence(page, names)
    best: dict[str, tuple[float, Spot]] = {}
    for at, name in enumerate(names):
        if name.entry is None:
            continue
        holder = _holder(page, names, at)
        beside = near.get(page.sentence[name.first], set())
        for rank, spot in enumerate(name.entry.spots):
            score = _score(spot, name, holder, votes, regions) - rank / 1000
            score += _about(spot, name.entry, votes, beside)
            held = best.get(_known_by(page, name))
            if held is None or score > held[0]:
                best[_known_by(page, name)] = (score, spot)
    chosen = [best[_known_by(page, n)] if n.entry else None for n in names]
    return [c[1] if c and not _stray(c, home, votes) else None for c in chosen]


def _home(votes: dict[str, int]) -> str | None:
    """Give the country that a report is about, where it speaks of one far more than of others."""
    (code, most), *rest = sorted(votes.items(), key=lambda v: -v[1])[:2] or [("", 0)]
    return code if most >= _ABOUT and all(most >= 2 * n for _, n in rest) else None


def _stray(chosen: tuple[float, Spot], home: str | None, votes: dict[str, int]) -> bool:
    """Tell a little-known town of a country that a report on another one never speaks of.

    It is a namesake: the one meant is too small for the gazetteer.
    """
    score, spot = chosen
    far = home is not None and spot.country != home and not votes.get(spot.country or "")
    return far and spot.kind == "town" and spot.population < _SMALL and score < _HELD


def nearest_country(
    page: Page, places: Sequence[tuple[Name, Spot | None]], name: Name, votes: dict[str, int]
) -> str | None:
    """Guess the country of a place that is not in the gazetteer.

    It is that of the nearest known place in the sentence, else the one the report speaks of most.
    """
    near = [
        (abs(other.first - name.first), spot.country)
        for other, spot in places
        if spot and spot.country and page.together(other.first, name.first)
    ]
    if near:
        return min(near)[1]
    tally = Counter(votes) + Counter(s.country for _, s in places if s and s.country)
    return tally.most_common(1)[0][0] if tally else None


def _known_by(page: Page, name: Name) -> str:
    return f"{key(name.span.of(page.text))}|{name.head}"


def _regions(names: Sequence[Name]) -> Counter[tuple[str | None, str]]:
    """Count the first-level divisions that the report names."""
    tops = [n.entry.spots[0] for n in names if n.entry]
    return Counter((s.country, s.region) for s in tops if s.kind == "region" and s.region)


def _located_by_sentence(page: Page, names: Sequence[Name]) -> dict[int, set[str]]:
    """Give the countries in which each sentence, by its index, says that something happens."""
    found: dict[int, set[str]] = {}
    for name in names:
        top = name.entry.spots[0] if name.entry else None
        before, turned = page.before(name.first)
        where = turned or (before >= 0 and page.low[before] in word_set("locative"))
        if where and top and top.kind == "country" and top.country:
            found.setdefault(page.sentence[name.first], set()).add(top.country)
    return found


def _holder(page: Page, names: Sequence[Name], at: int) -> Name | None:
    """Give the next name where a comma says that it holds this one."""
    if at + 1 == len(names) or page.low[names[at].last + 1 : names[at].last + 2] != [","]:
        return None
    between = page.low[names[at].last + 2 : names[at + 1].first]
    if any(w not in word_set("directions") and w not in ("in", "the") for w in between):
        return None
    return names[at + 1]


def _score(
    spot: Spot,
    name: Name,
    holder: Name | None,
    votes: dict[str, int],
    regions: Counter[tuple[str | None, str]],
) -> float:
    score = _USUAL * spot.main + _prior(spot)
    score += _SPOKEN * log(1 + votes.get(spot.country or "", 0))
    score += _REGION * log(1 + regions[spot.country, spot.region]) if spot.kind == "town" else 0.0
    if name.head in word_set("divisions") and spot.kind == "region":
        score += _HEADED
    if holder is not None and holder.entry and any(_lies_in(spot, h) for h in holder.entry.spots):
        score += _HELD
    return score


def _about(spot: Spot, entry: Entry, votes: Mapping[str, int], beside: Collection[str]) -> float:
    """Weigh a town of a country in which its sentence is, or the capital of one spoken of."""
    country = by_code(spot.country) if spot.country else None
    if country is None or spot.kind != "town" or entry.spots[0].kind == "country":
        return 0.0  # "Panama" is the state
    capital = country.code in votes and spot.name == country.capital
    return _BESIDE * (country.code in beside) + _CAPITAL * capital


def _prior(spot: Spot) -> float:
    if spot.id.startswith("h-"):
        return _BY_HAND
    return _KIND.get(spot.kind) or log10(spot.population + 10)


def _lies_in(spot: Spot, holder: Spot) -> bool:
    if holder.kind == "country":
        return spot.country == holder.country and spot.kind != "country"
    same = holder.kind == "region" and spot.country == holder.country
    return same and spot.kind != "country" and bool(spot.region) and spot.region == holder.region
