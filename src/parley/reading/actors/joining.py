"""All mentions of a report joined, and the actors they make, with ids, names and owners."""

from __future__ import annotations

from functools import partial

from parley.encoder.coreference import Antecedents
from parley.items import Actor, Kind
from parley.knowledge.countries import by_adjective, by_code, by_name
from parley.knowledge.names import organisation, words
from parley.reading.actors.cast import Cast
from parley.reading.actors.lexicon import state_key
from parley.reading.actors.page import Found, Page
from parley.reading.actors.stage import Draft, Stage
from parley.reading.actors.taken import taken_up

# So surely must the network mark a nameless person who is met once and says nothing: from 0.7 to
# 0.95 mentions fall and actors' precision rises; here the two F1 together are best (coded reports).
_ACTS = 0.9
UNKNOWN_OUTLET = "unknown outlet"
# By rule and table these are right oftener than the network is, measured on coded reports.
_SURE = frozenset({Kind.MEDIA, Kind.IGO, Kind.STATE})


def join(
    page: Page, found: list[Found], outlet: str | None, network: Antecedents | None = None
) -> Cast:
    """Join mentions to actors, the outlet before all, and give them ids and names."""
    stage = Stage(page, partial(taken_up, network=network) if network else None)
    publisher = stage.publisher = _publisher(stage, outlet)
    own = _own_mentions(page, outlet or "")
    publisher.mentions += own
    inside = {i for one in own for i in range(one.start, one.end)}
    for one in found:
        if inside.isdisjoint(range(one.start, one.end)):
            stage.put(one)
    publisher.mentions.sort(key=lambda m: m.start)
    actors = [a for a in stage.actors if a is not publisher and _matters(a)]
    owners = [o for a in actors if (o := stage.owner_of(a)) and o not in (publisher, *actors)]
    actors += {id(o): o for o in owners}.values()
    actors.sort(key=lambda a: a.mentions[0].start)
    actors = [publisher, *actors]
    return Cast(tuple(_finish(stage, actors + _owners(stage, actors))))


def _matters(actor: Draft) -> bool:
    """Leave out whom the network never marks, and a nameless person who once does nothing."""
    sure = actor.key or actor.kind in _SURE
    if not sure and not any(m.seen > 0 or (m.speaks and not m.named) for m in actor.mentions):
        return False
    once = len(actor.mentions) == 1 and not actor.mentions[0].speaks
    once = once and not actor.owner and actor.mentions[0].seen < _ACTS
    return not (once and actor.kind is Kind.PERSON and not actor.named and not actor.plural)


def _owners(stage: Stage, actors: list[Draft]) -> list[Draft]:
    """Make the states and bodies to which others belong though no mention names them alone."""
    made = []
    for actor in actors:
        key = actor.owner
        if key.startswith(("organ:", "main:")):
            key = key.partition("@")[2] or stage.main
        if key.startswith(("state:", "body:")) and key not in stage.by_key:
            kind = Kind.STATE if key.startswith("state:") else _kind_of(key)
            stage.by_key[key] = Draft(kind, key.partition(":")[2], True, key)
            made.append(stage.by_key[key])
    return made


def _publisher(stage: Stage, outlet: str | None) -> Draft:
    """Put the outlet on the stage before the report begins, under the name it was given by."""
    if not outlet:
        return Draft(Kind.MEDIA, UNKNOWN_OUTLET, False)
    key = words(outlet)
    row = organisation(outlet)
    official = (row is not None and row.kind is Kind.GOVERNMENT_BODY) or key[-1:] == ("government",)
    kind = Kind.GOVERNMENT_BODY if official else Kind.MEDIA
    actor = Draft(kind, outlet, True, f"body:{row.name}" if row else "")
    if official and (state := _state_of(outlet)):
        actor.owner = stage.main = state  # whose ministers it means by "the minister"
    if actor.key:
        stage.by_key[actor.key] = actor
    return actor


def _state_of(outlet: str) -> str:
    """Give the state of an official outlet, by the table or the first words of its name."""
    row = organisation(outlet)
    if row and row.country:
        country = by_code(row.country)
    else:
        first = outlet.removeprefix("The ").split()[0]
        country = by_name(first) or by_adjective(first)
    return state_key(country) if country else ""


def _own_mentions(page: Page, outlet: str) -> list[Found]:
    """Find where the report calls its outlet by the name that it was given, or by its capitals."""
    name, text = words(outlet), page.text
    if not name:
        return []
    short = "".join(letter for letter in outlet if letter.isupper())
    return [
        Found(i, i + length, Kind.MEDIA, text.folded[i + length - 1], outlet, named=True)
        for i, word in enumerate(text.folded)
        if (text.cap[i] or not text.cased)
        and (
            length := len(name)
            if word == name[0] and tuple(text.folded[i : i + len(name)]) == name
            else int(len(name) > 1 and len(short) > 1 and text.raw[i] == short)
        )
    ]


def _finish(stage: Stage, actors: list[Draft]) -> list[Actor]:
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


def _why(actor: Draft) -> str:
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


def _kind(actor: Draft) -> Kind:
    """Make a person without a name who speaks an unnamed source."""
    if actor.kind is Kind.PERSON and not actor.named and any(m.speaks for m in actor.mentions):
        return Kind.UNNAMED
    return actor.kind


def _name(actor: Draft) -> str:
    if _kind(actor) is not Kind.UNNAMED:
        return actor.name
    reason = f" {actor.basis}" if actor.basis else ""  # kept beside the name, not in it
    return f"unnamed {actor.name.removesuffix(reason)}"
