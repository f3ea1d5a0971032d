"""Mentions joined to actors: by name, by surname, by head noun, by state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from parley.items import Actor, Kind
from parley.knowledge.countries import by_name
from parley.knowledge.names import organisation, roles, words
from parley.reading.actors.cast import Cast
from parley.reading.actors.page import Found, Page

UNKNOWN_OUTLET = "unknown outlet"
_ARMED = (Kind.ARMED_GROUP, Kind.PARTY)
# What a definite "the agency", "the council" may point back to.
_GROUP_KINDS = {
    "movement": _ARMED,
    "group": (*_ARMED, Kind.NGO, Kind.OTHER),
    "organization": (*_ARMED, Kind.NGO, Kind.IGO),
    "organisation": (*_ARMED, Kind.NGO, Kind.IGO),
    "agency": (Kind.MEDIA, Kind.IGO, Kind.NGO, Kind.GOVERNMENT_BODY),
    "council": (Kind.IGO, Kind.GOVERNMENT_BODY),
    "network": (Kind.MEDIA, Kind.ARMED_GROUP),
}


@dataclass(slots=True)
class _Actor:
    """An actor in the making."""

    kind: Kind
    name: str
    named: bool
    key: str = ""
    owner: str = ""
    basis: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    mentions: list[Found] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    plural: bool = False
    body: str = ""

    def add(self, found: Found) -> None:
        """Take a mention in; a fuller name of a person becomes the name."""
        self.mentions.append(found)
        self.heads.add(found.head)
        self.owner = self.owner or found.owner
        self.basis = self.basis or found.basis
        if found.named and not self.named:
            self.named, self.name, self.kind = True, found.name, found.kind
            self.key, self.ids = found.key, found.ids
        elif found.kind is Kind.PERSON and found.named and not self.key:
            self.name = max(self.name, found.name, key=lambda n: n.count(" "))
            self.key, self.ids = found.key, found.ids


_RANKS = frozenset(
    {"general", "colonel", "major", "captain", "lieutenant", "commander", "sergeant"}
)  # whom "the officer" may mean
_AMERICAN = "state:United States"


class _Stage:
    """The actors met so far, in the order of the text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actors: list[_Actor] = []
        self.by_key: dict[str, _Actor] = {}
        counts = Counter(m.entry.key for m in page.names.values() if m.entry.kind is Kind.STATE)
        armed = [m.entry for m in page.names.values() if m.entry.kind is Kind.ARMED_GROUP]
        one = armed[0] if len({e.key for e in armed}) == 1 else None
        # The only armed group of the report is meant by "the rebels" even before it is named.
        self.fighters = (one.key, one.name, True, one.ids) if one else None
        self.seen = set(counts)
        self.main = counts.most_common(1)[0][0] if counts else ""

    def put(self, found: Found) -> None:
        """Join the mention to an actor, or make a new one of it."""
        self._settle_owner(found)
        actor = self._apposed(found) or _RULES.get(found.kind, _Stage.by_head)(self, found)
        if actor is None:
            actor = _Actor(found.kind, found.name, found.named, found.key, found.owner,
                           ids=found.ids, plural=found.plural)  # fmt: skip
            self.actors.append(actor)
        actor.add(found)
        if found.key and found.key not in self.by_key:
            self.by_key[found.key] = actor

    def _settle_owner(self, found: Found) -> None:
        """Say which state or group is meant where the words say only "its"."""
        if found.owner == "main:" or (
            not found.owner
            and found.kind is Kind.GOVERNMENT_BODY
            and (found.named and not found.key)
        ):
            found.owner = self.main
        elif found.owner == "armed:":
            last = self.latest(lambda a: a.kind is Kind.ARMED_GROUP and a.named)
            found.owner = f"#{self.actors.index(last)}" if last else ""

    def owner_of(self, actor: _Actor) -> _Actor | None:
        """Find the actor to which this one belongs, if the report has it."""
        owner = actor.owner
        if owner.startswith("#"):
            return self.actors[int(owner[1:])]
        if owner.startswith("organ:"):
            body = _body(owner.removeprefix("organ:"))
            return self.latest(lambda a: a.body == body) or self.by_key.get(self.main)
        return self.by_key.get(owner)

    def _apposed(self, found: Found) -> _Actor | None:
        """Join "a spokesman, X" and "X, the minister": one stands beside the other."""
        if not self.actors or not (last := self._last()):
            return None
        before, gap = last.mentions[-1], self.page.text.gap(found.start)
        if before.end != found.start or gap != ", " or before.named == found.named:
            return None
        people = {Kind.PERSON, Kind.UNNAMED}
        if found.named and found.end - found.start > len(words(found.name)):
            return None  # "the president, spokesman X": a new phrase
        if before.plural or found.plural or not {before.kind, found.kind} <= people:
            return None
        return last

    def _last(self) -> _Actor | None:
        return max(self.actors, key=lambda a: a.mentions[-1].end, default=None)

    def latest(self, fits: Callable[[_Actor], bool]) -> _Actor | None:
        """Give the fitting actor that was mentioned last."""
        fitting = [a for a in self.actors if fits(a)]
        return max(fitting, key=lambda a: a.mentions[-1].start, default=None)

    def by_key_or_name(self, found: Found) -> _Actor | None:
        """Join a known or named body; a definite one without a name to the last of its kind."""
        if found.key:
            return self.by_key.get(found.key)
        name = words(found.name)
        if found.named:
            return self.latest(lambda a: a.named and words(a.name) == name)
        return self.group(found)

    def person(self, found: Found) -> _Actor | None:
        """Join a person by name or surname, an unnamed one by office."""
        if not found.named:
            return self._office(found)
        name = words(found.name)
        people = [a for a in self.actors if a.kind is Kind.PERSON and a.named]
        fitting = [a for a in people if _same_person(words(a.name), name)]
        if fitting:
            return max(fitting, key=lambda a: (len(a.mentions), -a.mentions[0].start))
        if found.key:
            return self.by_key.get(found.key)
        return self.latest(lambda a: a.named and a.kind is Kind.MEDIA and words(a.name) == name)

    def _office(self, found: Found) -> _Actor | None:
        if not found.definite:
            return None
        page, heads = self.page, {found.head}
        if found.head == "officer":
            heads |= _RANKS
        return self.latest(
            lambda a: a.kind in (Kind.PERSON, Kind.UNNAMED) and not a.plural
            and any(not heads.isdisjoint(_title(page, m)) for m in a.mentions)
        ) or self.by_head(found)  # fmt: skip

    def state(self, found: Found) -> _Actor | None:
        """Join a state; "the government" alone is the one last called so, or the main one."""
        if not found.key:
            first = self.page.text.folded[found.start : found.end - 1]
            lower = {"a", "an", "regional", "local", "provincial"} & set(first)
            if lower or (found.plural and found.head in roles("state", "heads")):
                found.kind, found.named = Kind.GOVERNMENT_BODY, False
                return self.by_head(found)
            found.key = self._government(found)
            if not found.key:
                found.kind = Kind.GOVERNMENT_BODY
                return self.by_head(found)
            found.name = found.key.partition(":")[2]
        return self.by_key.get(found.key)

    def _government(self, found: Found) -> str:
        if found.head == "administration" and _AMERICAN in self.seen:
            return _AMERICAN  # what English calls so without more is the American one
        heads = roles("state", "heads")
        last = self.latest(lambda a: a.kind is Kind.STATE and bool(a.heads & heads))
        return last.key if last and found.definite else self.main

    def organ(self, found: Found) -> _Actor | None:
        """Join an organ of a state: the same word for the same state."""
        if found.key or not _is_phrase(found):
            return self.by_key_or_name(found)
        body = _body(found.head)
        found.owner = found.owner or self._owner_near(body) or self.main
        actor = self.latest(lambda a: a.body == body and a.owner == found.owner)
        if actor is None:
            name = _organ_name(found)
            actor = _Actor(found.kind, name, found.named, owner=found.owner, body=body)
            self.actors.append(actor)
        return actor

    def _owner_near(self, body: str) -> str:
        last = self.latest(lambda a: a.body == body)
        return last.owner if last else ""

    def armed(self, found: Found) -> _Actor | None:
        """Join fighters to the named group last mentioned, or to others called so."""
        if found.key or found.named:
            return self.by_key_or_name(found)
        if found.head in roles("fighters", "heads"):
            plain = found.end - found.start == 1 + found.definite
            loose = plain and found.head in roles("fighters", "loose")
            named = self.latest(lambda a: a.kind is Kind.ARMED_GROUP and a.named)
            if loose and named:
                return named
            if loose and self.fighters:
                found.key, found.name, found.named, found.ids = self.fighters
                return self.by_key.get(found.key)
            return self.by_head(found)
        return self.group(found)

    def group(self, found: Found) -> _Actor | None:
        """Join "the movement", "the council" to the last body it may mean."""
        if found.definite and not found.plural:
            head = found.head.rpartition(" ")[2]
            named = self.latest(lambda a: head in words(a.name) and a.kind is not Kind.PERSON
                                and (a.named or head in a.heads))  # fmt: skip
            kinds = _GROUP_KINDS.get(head, (found.kind,))
            last = named or self.latest(lambda a: a.kind in kinds and a.named)
            if last:
                return last
        return self.by_head(found)

    def population(self, found: Found) -> _Actor | None:
        """Join those called alike."""
        if found.key:
            return self.by_key.get(found.key)
        return self.by_head(found)

    def unnamed(self, found: Found) -> _Actor | None:
        """Join a source without a name to the last one called so."""
        first = self.page.text.folded[found.start]
        if first in ("a", "an", "another", "other", "one", "two", "three"):
            return None
        person = self._office(found) if found.definite and not found.plural else None
        return person or self.by_head(found) or self._any_source(found)

    def _any_source(self, found: Found) -> _Actor | None:
        """Join "these sources" to those who spoke last, whatever they were called."""
        if not found.definite or found.head != "source" or found.owner:
            return None
        return self.latest(lambda a: a.kind is Kind.UNNAMED and a.plural == found.plural)

    def by_head(self, found: Found) -> _Actor | None:
        """Join a mention to the last actor of its kind with the same head and no other owner."""
        return self.latest(
            lambda a: a.kind is found.kind and found.head in a.heads and not a.key
            and a.plural == found.plural and (not found.owner or found.owner == a.owner)
        )  # fmt: skip


_RULES: dict[Kind, Callable[[_Stage, Found], _Actor | None]] = {
    Kind.PERSON: _Stage.person,
    Kind.STATE: _Stage.state,
    Kind.GOVERNMENT_BODY: _Stage.organ,
    Kind.ARMED_GROUP: _Stage.armed,
    Kind.POPULATION: _Stage.population,
    Kind.UNNAMED: _Stage.unnamed,
    **{k: _Stage.by_key_or_name for k in
       (Kind.PARTY, Kind.IGO, Kind.NGO, Kind.MEDIA, Kind.COMPANY, Kind.OTHER)},
}  # fmt: skip


def _body(head: str) -> str:
    """Give the one word for the organs that reports do not keep apart."""
    if head in roles("bodies", "army"):
        return "army"
    return "police" if head.endswith(" police") else head


def _is_phrase(found: Found) -> bool:
    return found.head in roles("bodies", "heads")


def _organ_name(found: Found) -> str:
    """Name an organ after its state: "Salvadoran army"."""
    country = by_name(found.owner.removeprefix("state:")) if found.owner else None
    if not country or not country.adjectives:
        return found.name
    return f"{country.adjectives[0]} {found.head}"


def _title(page: Page, found: Found) -> set[str]:
    """Give the offices in the words of a mention, and their last words."""
    heads = {page.roles[i][1].head for i in range(found.start, found.end) if i in page.roles}
    return heads | {h.rpartition(" ")[2] for h in heads} | {found.head}


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one name is a shorter form of the other: same surname, nothing against it."""
    short, long = sorted((a, b), key=len)
    return bool(short) and set(short) <= set(long)


def join(page: Page, found: list[Found], outlet: str | None) -> Cast:
    """Join mentions to actors, the outlet before all, and give them ids and names."""
    stage = _Stage(page)
    publisher = _publisher(stage, outlet)
    own = [] if publisher.key else _own_mentions(page, outlet or "")
    publisher.mentions += own
    inside = {i for one in own for i in range(one.start, one.end)}
    for one in found:
        if inside.isdisjoint(range(one.start, one.end)):
            stage.put(one)
    actors = [a for a in stage.actors if a is not publisher and _matters(a)]
    actors.sort(key=lambda a: a.mentions[0].start)
    actors = [publisher, *actors]
    return Cast(tuple(_finish(stage, actors + _owners(stage, actors))))


def _matters(actor: _Actor) -> bool:
    """Leave out a person without a name who is spoken of once and says nothing."""
    once = len(actor.mentions) == 1 and not actor.mentions[0].speaks
    once = once and not actor.owner
    return not (once and actor.kind is Kind.PERSON and not actor.named and not actor.plural)


def _owners(stage: _Stage, actors: list[_Actor]) -> list[_Actor]:
    """Make the states and bodies to which others belong though no mention names them alone."""
    made = []
    for actor in actors:
        key = stage.main if actor.owner.startswith("organ:") else actor.owner
        if key.startswith(("state:", "body:")) and key not in stage.by_key:
            kind = Kind.STATE if key.startswith("state:") else _kind_of(key)
            stage.by_key[key] = _Actor(kind, key.partition(":")[2], True, key)
            made.append(stage.by_key[key])
    return made


def _publisher(stage: _Stage, outlet: str | None) -> _Actor:
    """Put the outlet on the stage before the report begins, under the name it was given by."""
    if not outlet:
        return _Actor(Kind.MEDIA, UNKNOWN_OUTLET, False)
    key = words(outlet)
    row = organisation(outlet)
    official = (row is not None and row.kind is Kind.GOVERNMENT_BODY) or key[-1:] == ("government",)
    kind = Kind.GOVERNMENT_BODY if official else Kind.MEDIA
    actor = _Actor(kind, outlet, True, f"body:{row.name}" if row else "")
    if actor.key:
        stage.by_key[actor.key] = actor
    return actor


def _own_mentions(page: Page, outlet: str) -> list[Found]:
    """Find where the report calls its outlet by the name that it was given."""
    name, text = words(outlet), page.text
    if not name:
        return []
    return [
        Found(i, i + len(name), Kind.MEDIA, name[-1], outlet, named=True)
        for i, word in enumerate(text.folded)
        if word == name[0]
        and tuple(text.folded[i : i + len(name)]) == name
        and (text.cap[i] or not text.cased)
    ]


def _finish(stage: _Stage, actors: list[_Actor]) -> list[Actor]:
    """Give the actors numbers, and say to whom each belongs."""
    ids = {id(a): f"a{n}" for n, a in enumerate(actors, 1)}
    finished: list[Actor] = []
    for actor in actors:
        owner = stage.owner_of(actor)
        mentions = sorted({stage.page.text.span(m.start, m.end) for m in actor.mentions})
        finished.append(
            Actor(
                ids[id(actor)], _name(actor), _kind(actor), actor.named, tuple(mentions),
                dict(actor.ids), ids.get(id(owner)) if owner is not actor else None, actor.basis,
                why=_why(actor) if finished else "given: outlet",
            )
        )  # fmt: skip
    return finished


def _why(actor: _Actor) -> str:
    """Say which rule made an actor, the surest that did."""
    layers = {m.layer for m in actor.mentions}
    if not layers:
        return "rule: owner"
    if "" not in layers:
        return "network: source" if "source" in layers else "network: actor"
    if actor.key:
        return "knowledge"
    if not actor.named:
        return "rule: role word"
    return "rule: personal name" if actor.kind is Kind.PERSON else "rule: name of a body"


def _kind_of(key: str) -> Kind:
    row = organisation(key.removeprefix("body:"))
    return row.kind if row else Kind.OTHER


def _kind(actor: _Actor) -> Kind:
    """Make a person without a name who speaks an unnamed source."""
    if actor.kind is Kind.PERSON and not actor.named and any(m.speaks for m in actor.mentions):
        return Kind.UNNAMED
    return actor.kind


def _name(actor: _Actor) -> str:
    if _kind(actor) is not Kind.UNNAMED:
        return actor.name
    reason = f" {actor.basis}" if actor.basis else ""  # kept beside the name, not in it
    return f"unnamed {actor.name.removesuffix(reason)}"
