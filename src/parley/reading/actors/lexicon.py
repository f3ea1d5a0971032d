"""Known names and role words, ready to be looked up in a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.items import Kind
from parley.knowledge.countries import Country, by_code, by_name, countries
from parley.knowledge.names import (
    keys,
    known_people,
    organisation,
    organisations,
    people,
    plural,
    regions,
    roles,
    words,
)
from parley.reading.actors.words import Phrases, Words

_SPELT = 3  # letters up to which an acronym is said letter by letter, and so kept in capitals
# Words that make a title or a group of the phrase they stand in, by table of roles.toml.
_ROLE_TABLES = (
    ("state", "heads"),
    ("state", "forces"),
    ("bodies", "heads"),
    ("fighters", "heads"),
    ("speakers", "heads"),
    ("population", "heads"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known name stands for.

    `form` is name, adjective, people or seat (of a state), body or person; `key` is the actor
    that it is, `owner` the key of the actor to which that one belongs.
    """

    key: str
    name: str
    kind: Kind
    form: str
    owner: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive) are a known name."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Role:
    """A word for one that acts: its singular, the tables it stands in, whether it is a plural."""

    head: str
    tables: frozenset[str]
    plural: bool


def find_names(text: Words) -> dict[int, Match]:
    """Give the known names in the text by the word they start with; none overlap."""
    names, plain = _names(), people("plain", "words")
    found: dict[int, Match] = {}
    i = 0
    while i < len(text):
        hit = names.at(text, i)
        if hit and (match := _choose(text, i, hit[0], hit[1], plain)):
            if match.entry.kind is not Kind.STATE or not _in_another_name(text, match):
                found[i] = match
            i = match.end
        else:
            i += 1
    return found


def _in_another_name(text: Words, match: Match) -> bool:
    """Tell whether a state's name is part of a region's or a station's: "Latin America"."""
    i = match.start
    if not i or text.gap(i) != " ":
        return False
    return text.folded[i - 1] == "radio" or " ".join(text.folded[i - 1 : match.end]) in regions()


def _choose(
    text: Words, i: int, end: int, entries: tuple[Entry, ...], plain: frozenset[str]
) -> Match | None:
    """Take the first entry that the letters' case allows."""
    phrase = " ".join(text.folded[i:end])
    for entry in entries:
        if not text.cased:
            dotted = "." in text.raw[i]
            if phrase not in plain or dotted or (entry.form in ("name", "adjective") and dotted):
                return Match(i, end, entry)
        elif entry.acronym:
            if _as_acronym(text, i, end, phrase in plain):
                return Match(i, end, entry)
        elif text.cap[i] or text.cap[end - 1]:
            alone = phrase in plain and end == i + 1 and text.first[i]
            if not alone or entry.form in ("name", "adjective"):
                return Match(i, end, entry)
    return None


def _as_acronym(text: Words, i: int, end: int, plain: bool) -> bool:
    """Tell whether the letters are an acronym's: capitals, "Nato"; no plain word among capitals."""
    if not all(w.isupper() or w.isdigit() for w in text.raw[i:end]):
        return not plain and end == i + 1 and text.cap[i] and len(text.raw[i]) > _SPELT
    around = [text.raw[i - 1]] if text.joined[i] else []  # not "CAIRO (AP)"
    around += [text.raw[end]] if end < len(text) and text.joined[end] else []
    return not (plain and any(w.isupper() and len(w) > 1 for w in around))


@cache
def _names() -> Phrases[tuple[Entry, ...]]:
    rows: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    states = list(_states())
    seats = [row for row in states if row[1].form == "seat"]  # a body of that name goes first
    rest = [row for row in states if row[1].form != "seat"]
    for phrase, entry in (*rest, *_bodies(), *_people(), *seats):
        rows[phrase] = (*rows.get(phrase, ()), entry)
    return Phrases(rows.items())


def state_key(country: Country) -> str:
    """Give the key of a state as an actor."""
    return f"state:{country.name}"


def _states() -> Iterator[tuple[tuple[str, ...], Entry]]:
    for country in countries():
        ids = (("wikidata", country.wikidata),) if country.wikidata else ()
        for form, names in (
            ("name", (country.name, *country.aliases)),
            ("adjective", country.adjectives),
            ("people", country.peoples),
            ("seat", (country.capital, *country.seats)),
        ):
            for name in names:
                if name:
                    entry = Entry(
                        state_key(country), country.name, Kind.STATE, form, "", ids,
                        acronym=name.isupper() and len(name) < 5,
                    )  # fmt: skip
                    yield words(name), entry


def _bodies() -> Iterator[tuple[tuple[str, ...], Entry]]:
    for body in organisations():
        country = by_code(body.country) if body.country else None
        owned = body.kind is Kind.GOVERNMENT_BODY and country
        owner = state_key(country) if owned and country else ""
        owner = f"body:{body.of}" if body.of else owner
        ids = (("wikidata", body.wikidata),) if body.wikidata else ()
        for name in (body.name, *body.aliases):
            acronym = name.isupper() and len(name) < 6
            entry = Entry(f"body:{body.name}", body.name, body.kind, "body", owner, ids, acronym)
            yield words(name), entry


def _people() -> Iterator[tuple[tuple[str, ...], Entry]]:
    for phrase, person in known_people().items():
        country = by_code(person.of) or by_name(person.of)
        body = organisation(person.of)
        owner = state_key(country) if country else f"body:{body.name}" if body else ""
        entry = Entry(f"person:{person.name}", person.name, Kind.PERSON, "person", owner)
        yield phrase, entry
        yield words(person.name), entry


@cache
def roles_in() -> Phrases[Role]:
    """Give all role words, singular and plural, as phrases."""
    tables: dict[str, set[str]] = {}
    sources = [*_ROLE_TABLES, *(("offices", k) for k in keys("offices"))]
    sources += [("groups", k) for k in keys("groups")]
    for table, key in sources:
        for word in sorted(roles(table, key)):  # the same in every run
            tables.setdefault(word, set()).add(_label(table, key))
    rows: list[tuple[tuple[str, ...], Role]] = []
    for word, labels in tables.items():
        names = frozenset(labels)
        rows.append((tuple(word.split()), Role(word, names, word in _PLURAL)))
        many = plural(word)
        if many != word:
            rows.append((tuple(many.split()), Role(word, names, True)))
    return Phrases(rows)


_PLURAL = frozenset(
    {"people", "police", "authorities", "armed forces", "security forces", "troops", "personnel",
     "staff", "federal prosecutors", "prosecutors", "mujahideen", "mujahedeen", "fedayeen"}
)  # fmt: skip


def _label(table: str, key: str) -> str:
    return {"groups": f"group:{key}", "state": f"state:{key}"}.get(table, table)
