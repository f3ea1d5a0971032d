"""Mentions joined to actors: by name, by surname, by head noun, by state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from parley.items import Kind
from parley.knowledge.countries import by_name
from parley.knowledge.names import roles, sound, words
from parley.reading.actors.about import main_state
from parley.reading.actors.counting import compatible, count_of, fate_of, is_anybody, is_rest
from parley.reading.actors.page import Found, Page, inner
from parley.reading.actors.words import honorifics

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
class Draft:
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
    titles: set[str] = field(default_factory=set)

    def add(self, found: Found) -> None:
        """Take a mention in; a fuller name of a person becomes the name."""
        self.mentions.append(found)
        self.heads.add(found.head)
        if self.owner.partition(":")[0] in _WEAK:
            self.owner = found.owner or self.owner
        self.titles |= found.titles
        self.basis = self.basis or found.basis
        if found.named and not self.named:
            self.named, self.name, self.kind = True, found.name, found.kind
            self.key, self.ids = found.key, found.ids
        elif self._is_fuller(found):
            self.name = max(self.name, found.name, key=lambda n: n.count(" "))
            self.key, self.ids = found.key, found.ids

    def _is_fuller(self, found: Found) -> bool:
        """Tell whether a mention may have a fuller name of a person that no table knows."""
        people = found.kind is Kind.PERSON and found.named and not self.key
        return people and _same_person(words(self.name), words(found.name))


# Owners that an office or a rank suggests; what else is said goes before.
# Words for one who may hold any office; a narrower one, "the governor", is often another's.
_LOOSE = frozenset({"official", "politician", "diplomat"})
_CHIEFS = frozenset({"chief", "head", "director", "boss", "leader"})  # of one body: one's titles
_NEAR = frozenset({"this", "our"})  # "this newspaper" is the one that prints it
_WEAK = frozenset({"", "main", "rank", "outlet"})
_AMERICAN = "state:United States"


TakenUp = Callable[["Stage", Found], Draft | None]


class Stage:
    """The actors met so far, in the order of the text."""

    def __init__(self, page: Page, taken_up: TakenUp | None = None) -> None:
        self.page = page
        self.taken_up = taken_up
        self.actors: list[Draft] = []
        self.publisher: Draft | None = None
        self.by_key: dict[str, Draft] = {}
        self.by_words: dict[str, Draft] = {}
        states = (m for m in page.names.values() if m.entry.kind is Kind.STATE)
        armed = [m.entry for m in page.names.values() if m.entry.kind is Kind.ARMED_GROUP]
        one = armed[0] if len({e.key for e in armed}) == 1 else None
        # The only armed group of the report is meant by "the rebels" even before it is named.
        self.fighters = (one.key, one.name, True, one.ids) if one else None
        self.seen = {m.entry.key for m in states if page.text.gap(m.end) != "-"}  # "Soviet-made"
        self.main = main_state(page)

    def put(self, found: Found) -> None:
        """Join the mention to an actor, or make a new one of it."""
        self._settle_owner(found)
        actor = self._outlet(found) or self._within(found)
        actor = actor or self._apposed(found) or _RULES.get(found.kind, Stage.by_head)(self, found)
        if actor is None and self.taken_up and found.definite and not found.named:
            actor = self.taken_up(self, found)
        if actor is None:
            actor = Draft(found.kind, found.name, found.named, found.key, found.owner,
                           ids=found.ids, plural=found.plural)  # fmt: skip
            self.actors.append(actor)
        actor.add(found)
        self.by_words[f"@{found.start}:{found.end}"] = actor
        if found.key and found.key not in self.by_key:
            self.by_key[found.key] = actor

    def _settle_owner(self, found: Found) -> None:
        """Say which state or group is meant where the words say only "its"."""
        bodies = found.kind is Kind.GOVERNMENT_BODY and found.named and not found.key
        if not found.owner and bodies:
            found.owner = self.main
        elif found.owner == "armed:":
            armed = self.latest(lambda a: a.kind is Kind.ARMED_GROUP)
            last = self.latest(lambda a: a.kind is Kind.ARMED_GROUP and a.named) or armed
            found.owner = f"#{self.actors.index(last)}" if last else ""
            if not last and self.fighters:
                found.owner = self.fighters[0]

    def owner_of(self, actor: Draft) -> Draft | None:
        """Find the actor to which this one belongs, if the report has it."""
        owner = actor.owner
        if actor.body in roles("bodies", "units"):  # a brigade is its army's, if that is met
            army = self.latest(lambda a: a.body == "army" and a.owner == owner)
            return army or self.by_key.get(owner)
        if owner.startswith("#"):
            return self.actors[int(owner[1:])]
        if owner.startswith(("organ:", "rank:")):
            word, _, state = owner.partition(":")[2].partition("@")
            body = _body(word)
            organ = self.latest(lambda a: a.body == body and state in ("", a.owner))
            rest = None if owner.startswith("rank:") else self.by_key.get(state or self.main)
            return organ or rest
        if owner == "outlet:":
            outlet = self.publisher
            return outlet if outlet and outlet.named and outlet.kind is Kind.MEDIA else None
        if owner.startswith("@"):
            return self.by_words.get(owner)
        return self.by_key.get(self.main if owner == "main:" else owner)

    def _outlet(self, found: Found) -> Draft | None:
        """Join "this newspaper" and, where no other is meant, a part of its name to the outlet."""
        own, text = self.publisher, self.page.text
        if own is None or own.kind is not Kind.MEDIA or found.kind is not Kind.MEDIA:
            return None
        if not found.named:
            return own if text.folded[found.start] in _NEAR and not found.plural else None
        part = _own_words(found.name)
        if found.key or not part or not set(words(found.name)) - {"the"} <= set(words(own.name)):
            return None
        other = self._medium(lambda a: part <= _own_words(a.name))
        return None if other else own

    def _medium(self, fits: Callable[[Draft], bool] = bool) -> Draft | None:
        """Give the medium with a name that was mentioned last and fits; never the outlet."""
        return self.latest(lambda a: a.kind is Kind.MEDIA and a.named and fits(a))

    def _within(self, found: Found) -> Draft | None:
        """Join a medium to the longer name that holds it: "the Hausa service of the BBC"."""
        if found.kind is not Kind.MEDIA or not found.named:
            return None
        return self.latest(
            lambda a: a.kind is Kind.MEDIA and a.named
            and any(m.start <= found.start and found.end <= m.end for m in a.mentions)
        )  # fmt: skip

    def _apposed(self, found: Found) -> Draft | None:
        """Join "a spokesman, X" and "X, the minister": one stands beside the other."""
        if not self.actors or not (last := self._last()):
            return None
        before, gap = last.mentions[-1], self.page.text.gap(found.start)
        if gap != ", " or before.named == found.named or not self._beside(before, found):
            return None
        people = {Kind.PERSON, Kind.UNNAMED}
        title = self.page.text.folded[found.start : max(found.start, found.core)]
        if found.named and not set(title) <= honorifics():
            return None  # "the president, spokesman X": a new phrase
        if before.plural or found.plural or not {before.kind, found.kind} <= people:
            return None
        other = found.named and last.named and len(last.mentions) > 1
        return self._renamed(last, found) if other else last

    def _renamed(self, last: Draft, found: Found) -> Draft:
        """Take "the governor" from whom it was joined to where another's name follows it."""
        actor = self.person(found)
        if actor is last:
            return last
        if actor is None:
            actor = Draft(found.kind, found.name, True, found.key, found.owner, ids=found.ids)
            self.actors.append(actor)
        before = last.mentions.pop()
        actor.add(before)
        self.by_words[f"@{before.start}:{before.end}"] = actor
        return actor

    def _beside(self, before: Found, found: Found) -> bool:
        """Tell whether nothing but where it is stands between two mentions: "in Boston"."""
        text, between = self.page.text, range(before.end, found.start)
        place = all(text.cap[i] and text.joined[i] for i in between[1:])
        return not between or (text.folded[between[0]] == "in" and place)

    def _last(self) -> Draft | None:
        return max(self.actors, key=lambda a: a.mentions[-1].end, default=None)

    def latest(self, fits: Callable[[Draft], bool]) -> Draft | None:
        """Give the fitting actor that was mentioned last."""
        fitting = [a for a in self.actors if fits(a)]
        return max(fitting, key=lambda a: a.mentions[-1].start, default=None)

    def by_key_or_name(self, found: Found) -> Draft | None:
        """Join a known or named body; a definite one without a name to the last of its kind."""
        if found.key:
            return self.by_key.get(found.key)
        name = words(found.name)
        if found.named:
            return self.latest(lambda a: a.named and words(a.name) == name)
        return self.group(found)

    def person(self, found: Found) -> Draft | None:
        """Join a person by name or surname, an unnamed one by office."""
        if not found.named:
            return self._office(found)
        if found.key in self.by_key:
            return self.by_key[found.key]
        name = words(found.name)
        own = tuple(self.page.text.folded[found.core : found.end]) if found.core >= 0 else name
        people = [a for a in self.actors if a.kind is Kind.PERSON and a.named]
        fitting = [a for a in people if _same_person(words(a.name), own)]
        if fitting:
            return max(fitting, key=lambda a: a.mentions[-1].start)
        return self.latest(lambda a: a.named and a.kind is Kind.MEDIA and words(a.name) == name)

    def _office(self, found: Found) -> Draft | None:
        if not found.definite:
            return None
        page, heads = self.page, {found.head}
        if found.owner.startswith("body:") and found.head in _CHIEFS:
            heads |= {h for a in self.actors if a.owner == found.owner for h in a.titles & _CHIEFS}
        if found.head == "officer":
            heads |= {"commander"} | roles("ranks", "army") | roles("ranks", "police")
        return self.latest(
            lambda a: a.kind in (Kind.PERSON, Kind.UNNAMED) and not a.plural
            and (not heads.isdisjoint(a.titles)
                 or any(not heads.isdisjoint(_title(page, m)) for m in a.mentions))
            and _may_share(a.owner, found.owner)
        ) or self.by_head(found)  # fmt: skip

    def state(self, found: Found) -> Draft | None:
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
        whose = found.definite or found.head not in heads  # "government troops"
        return last.key if last and whose else self.main

    def organ(self, found: Found) -> Draft | None:
        """Join an organ of a state: the same word for the same state."""
        if found.key or not _is_phrase(found):
            return self.by_key_or_name(found)
        body = _body(found.head)
        found.owner = found.owner or self._owner_near(body) or self.main
        actor = self.latest(lambda a: a.body == body and a.owner == found.owner)
        if actor is None:
            named = found.named or bool(found.owner and body in roles("bodies", "one"))
            actor = Draft(found.kind, _organ_name(found), named, owner=found.owner, body=body)
            self.actors.append(actor)
        return actor

    def _owner_near(self, body: str) -> str:
        last = self.latest(lambda a: a.body == body)
        return last.owner if last else ""

    def armed(self, found: Found) -> Draft | None:
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

    def group(self, found: Found) -> Draft | None:
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

    def population(self, found: Found) -> Draft | None:
        """Join those with the same number, the rest of those counted before, those called alike."""
        if found.key:
            return self.by_key.get(found.key)
        found.count, found.fate = count_of(self.page, found), fate_of(self.page, found)
        if found.count is None:
            return self.by_head(found)
        same = self.latest(
            lambda a: a.kind is Kind.POPULATION and compatible(a.heads, found.head)
            and _may_share(a.owner, found.owner)
            and any(m.count == found.count and _one_fate(m, found) for m in a.mentions)
        )  # fmt: skip
        if same:
            return same
        if is_rest(self.page, found):
            return self._counted_before(found)
        return self._alike(found)

    def _counted_before(self, found: Found) -> Draft | None:
        """Find those counted in the same sentence or the one before, of whom these are the rest."""
        sent = self.page.text.sent
        return self.latest(
            lambda a: a.kind is Kind.POPULATION and a.mentions[-1].count is not None
            and sent[found.start] - sent[a.mentions[-1].start] <= 1
            and _one_fate(a.mentions[-1], found)
        )  # fmt: skip

    def _alike(self, found: Found) -> Draft | None:
        """Join those called alike; mere "people" counted otherwise elsewhere are others."""
        last = self.by_head(found)
        if not last or not is_anybody(found.head):
            return last
        sent = self.page.text.sent
        here = sent[found.start] == sent[last.mentions[-1].start]
        return last if here or all(m.count is None for m in last.mentions) else None

    def unnamed(self, found: Found) -> Draft | None:
        """Join a source without a name to the last one called so."""
        first = self.page.text.folded[found.start]
        if first in ("a", "an", "another", "other", "one", "two", "three"):
            return None
        person = self._office(found) if found.definite and not found.plural else None
        return person or self.by_head(found) or self._any_source(found) or self._epithet(found)

    def _epithet(self, found: Found) -> Draft | None:
        """Join "the official" to the person named last, where nobody else is called so."""
        if not found.definite or found.plural or found.head not in _LOOSE:
            return None
        last = self.latest(lambda a: a.kind is Kind.PERSON and a.named)
        sent = self.page.text.sent
        near = last and sent[found.start] - sent[last.mentions[-1].start] <= 2
        return last if near and last and _may_share(last.owner, found.owner) else None

    def _any_source(self, found: Found) -> Draft | None:
        """Join "these sources" to those who spoke last, whatever they were called."""
        if not found.definite or found.head != "source" or found.owner:
            return None
        return self.latest(lambda a: a.kind is Kind.UNNAMED and a.plural == found.plural)

    def by_head(self, found: Found) -> Draft | None:
        """Join a mention to the last actor of its kind with the same head and no other owner."""
        return self.latest(
            lambda a: a.kind is found.kind and found.head in a.heads and not a.key
            and a.plural == found.plural and (not found.owner or found.owner == a.owner)
        )  # fmt: skip


_RULES: dict[Kind, Callable[[Stage, Found], Draft | None]] = {
    Kind.PERSON: Stage.person,
    Kind.STATE: Stage.state,
    Kind.GOVERNMENT_BODY: Stage.organ,
    Kind.ARMED_GROUP: Stage.armed,
    Kind.POPULATION: Stage.population,
    Kind.UNNAMED: Stage.unnamed,
    **{k: Stage.by_key_or_name for k in
       (Kind.PARTY, Kind.IGO, Kind.NGO, Kind.MEDIA, Kind.COMPANY, Kind.OTHER)},
}  # fmt: skip


def _own_words(name: str) -> frozenset[str]:
    """Give the words of a medium's name that tell it from others: not "news", "radio"."""
    return frozenset(words(name)) - roles("groups", "media") - roles("stop", "words") - {"news"}


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


def _one_fate(a: Found, b: Found) -> bool:
    """Tell whether the same may have befallen both."""
    return not (a.fate and b.fate) or a.fate == b.fate


def _may_share(a: str, b: str) -> bool:
    """Tell whether two owners may be one: only two different states may not."""
    return a == b or not (a.startswith("state:") and b.startswith("state:"))


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether one name is a shorter form of the other, however it is transliterated."""
    short, long = sorted(({sound(w) for w in n if not inner(w)} or set(n) for n in (a, b)), key=len)
    return bool(short) and short <= long
