"""Whose text a report prints: an agency's or another medium's, credited at its head or its foot.

That is no hop of a chain: the outlet says what it prints, but it did not find it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from parley import vocab
from parley.items import Kind
from parley.knowledge.names import organisation, roles, words
from parley.reading.actors import Cast

_HEAD: Final = 5  # lines that are not empty: title, subtitle, author, dateline
_FOOT: Final = 3  # source, copyright, a line of dashes
_LONGEST: Final = 120  # characters of a line that is a credit and nothing else
_PLACE: Final = 60  # characters before the brackets of a dateline
_TITLE: Final = 200  # the same, where a title runs on into the dateline

_NAME = r"(?P<name>[^\n()\[\]]{2,40})"
_BRACKETED = re.compile(rf"[(\[]{_NAME}[)\]](?P<dash>\s?[-–—_:])?")
_LISTED = re.compile(r"[^\n–—]{2,60}?,\s(?P<name>[^\n,–—]{2,40}?)\s*(?:--|\s-\s|[–—])")
_BYLINE = re.compile(r"\W{0,3}by\s(?P<names>[^\n]+)", re.I)
_PARTS = re.compile(r"[,;|/–—]|\s-\s|\s(?:for|of|in)\s", re.I)
_LAST = re.compile(
    rf"[.!?\"”’]\s?(?:[(\[]{_NAME}[)\]]|[-–—]{{1,2}}\s?(?P<bare>[^\n.,]{{2,40}}))\W*$"
)


def carrier(text: str, outlet: str | None, cast: Cast) -> str | None:
    """Give the name of the medium whose text the outlet prints; ``None``: no other is credited.

    A credit stands in a dateline ("GOMA (Reuters) -"), a byline ("By Jo Mand, Associated Press"),
    a line of its own, after "Source:" and the like, or behind the last sentence. Several media in
    one credit are none. That a medium is quoted is no credit, and the outlet never its own carrier.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    media = {words(m.of(text)): a.name for m, a in cast.mentions() if a.kind is Kind.MEDIA}
    for credited in _credits(lines):
        name = _medium(credited) or media.get(_plain(credited))
        if name and not _is_own(name, outlet):
            return name
    return None


def _credits(lines: list[str]) -> Iterator[str]:
    """Give the words that are a credit if they name a medium: any that the report knows as one."""
    for line in lines[:_HEAD]:
        yield from _dateline(line)
        if (found := _LISTED.match(line)) and _known(found["name"]):
            yield found["name"]
        if (found := _BYLINE.fullmatch(line)) and len(line) <= _LONGEST:
            yield from _authors(found["names"])
    for line in [*lines[:_HEAD], *lines[-_FOOT:]]:
        yield from _alone(line)
    last = lines[-1][-_LONGEST:] if lines else ""
    if (found := _LAST.search(last)) and (name := found["name"] or _known(found["bare"])):
        yield name


def _dateline(line: str) -> Iterator[str]:
    """Give what stands in brackets in a dateline: "GOMA, May 3 (X) -", "Goma: (X) The"."""
    found = _BRACKETED.search(line, 0, _TITLE)
    if not found:
        return
    place, medium = line[: found.start()].strip(), _known(found["name"])
    if medium and set(words(medium)).issubset(words(place)):
        return  # "the Associated Press (AP) - an agency -"
    is_dateline = found["dash"] or not place or place.isupper() or place.endswith(":")
    if is_dateline and (medium or len(place) <= _PLACE):
        yield found["name"]


def _authors(names: str) -> Iterator[str]:
    """Give the media in a byline; its first part is a person unless the tables know it."""
    first, *rest = _PARTS.split(names)
    if _known(first):
        yield first
    yield from filter(_medium, rest)


def _alone(line: str) -> Iterator[str]:
    """Give a name that is all of a line, or all that its label leaves."""
    if len(line) > _LONGEST:
        return
    if label := _labels().match(line):
        name = re.split(r"\.\s|[.\s]*$", line[label.end() :], maxsplit=1)[0]
        if ":" in label[0] or _known(name):
            yield name
    elif _known(line):
        yield line


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in vocab.table("credits")["labels"])
    return re.compile(rf"\W{{0,3}}(?:{labels})(?:\s?:|(?<=\W)|\b)[\W\d]*(?:by\s)?", re.I)


def _medium(credited: str) -> str | None:
    """Name a medium that the tables know, or whose last word says that it is one."""
    if known := _known(credited):
        return known
    plain = _plain(credited)
    heads = roles("organs", "media") | frozenset(vocab.table("credits")["services"])
    return _stripped(credited) if len(plain) > 1 and plain[-1] in heads else None


def _known(credited: str) -> str | None:
    known = organisation(" ".join(_plain(credited)))
    return known.name if known and known.kind is Kind.MEDIA else None


def _plain(credited: str) -> tuple[str, ...]:
    """Fold the words of a name, without its article and without those who work there."""
    plain = words(credited)
    plain = plain[1:] if plain[:1] == ("the",) else plain
    workers = frozenset(vocab.table("credits")["workers"])
    while len(plain) > 1 and plain[-1] in workers:
        plain = plain[:-1]
    return plain


def _stripped(credited: str) -> str:
    return re.sub(r"^\W*(?:the\s)?|\W*$", "", credited, flags=re.I)


def _is_own(name: str, outlet: str | None) -> bool:
    """Tell whether a name is the outlet's: the same body, the same first words, its initials."""
    mine, theirs = _plain(outlet or ""), _plain(name)
    if not mine:
        return False
    row, other = organisation(" ".join(mine)), organisation(" ".join(theirs))
    if row and other:
        return row.name == other.name
    spellings = [theirs, *map(_plain, other.aliases)] if other else [theirs]
    initials = ("".join(word[0] for word in mine),)
    shared = (min(len(mine), len(spelling)) for spelling in spellings)
    return initials in spellings or any(
        mine[:n] == s[:n] for n, s in zip(shared, spellings, strict=True) if n
    )
