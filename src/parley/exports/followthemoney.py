"""FollowTheMoney entities, one a line, for Aleph and its kin.

Unnamed sources are not entities there: software that matches entities by name would join the
descriptions of several into one. They stay in the words of an event's notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, country, days, state, wikidata
from parley.exports.streams import write_line
from parley.items import Actor, Event, Kind
from parley.markup import web_address

_SCHEMAS: Final = {
    Kind.STATE: "PublicBody",
    Kind.GOVERNMENT_BODY: "PublicBody",
    Kind.ARMED_GROUP: "Organization",
    Kind.PARTY: "Organization",
    Kind.IGO: "Organization",
    Kind.NGO: "Organization",
    Kind.MEDIA: "Organization",
    Kind.COMPANY: "Company",
    Kind.PERSON: "Person",
    Kind.OTHER: "LegalEntity",
}
_LANGUAGES: Final = {"en": "eng"}  # FollowTheMoney takes ISO 639-3


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write articles, named actors, their mentions, and events."""
    for lookup in extract.readings():
        for entity in _entities(lookup, extract.note):
            write_line(stream, entity)


def _entities(lookup: Lookup, note: str | None) -> Iterator[dict[str, Any]]:
    yield _article(lookup, note)
    for actor in lookup.reading.actors:
        if _is_entity(actor):
            yield _actor(lookup, actor)
            yield _mention(lookup, actor)
    for event in lookup.reading.events:
        yield _event(lookup, event)


def _is_entity(actor: Actor) -> bool:
    return actor.named and actor.kind in _SCHEMAS


def _entity(id_: str, schema: str, **properties: object) -> dict[str, Any]:
    """Give an entity; every property is a list of strings, and one without a value is left out."""
    lists = {
        name: [str(v) for v in (value if isinstance(value, list) else [value]) if v]
        for name, value in properties.items()
    }
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in lists.items() if values},
    }


def _article(lookup: Lookup, note: str | None) -> dict[str, Any]:
    report = lookup.report
    return _entity(
        report.id,
        "Article",
        name=report.title or report.outlet,
        title=report.title,
        publisher=report.outlet,
        publishedAt=report.published,
        sourceUrl=web_address(report.url),
        language=_LANGUAGES.get(report.language),
        bodyText=report.text,
        notes=note,
    )


def _actor_id(lookup: Lookup, actor: Actor) -> str:
    known = wikidata(actor)
    return f"wikidata.{known}" if known else f"{lookup.report.id}.{actor.id}"


def _actor(lookup: Lookup, actor: Actor) -> dict[str, Any]:
    code = state(actor)
    return _entity(
        _actor_id(lookup, actor),
        _SCHEMAS[actor.kind],
        name=actor.name,
        wikidataId=wikidata(actor),
        country=code and code.lower(),
        proof=lookup.report.id,
    )


def _mention(lookup: Lookup, actor: Actor) -> dict[str, Any]:
    wordings = dict.fromkeys(lookup.words(span) for span in actor.mentions)
    return _entity(
        f"{lookup.report.id}.{actor.id}.mention",
        "Mention",
        document=lookup.report.id,
        resolved=_actor_id(lookup, actor),
        name=list(wordings),
        detectedSchema=_SCHEMAS[actor.kind],
    )


def _event(lookup: Lookup, event: Event) -> dict[str, Any]:
    value = event.when.value if event.when else None
    first, last = days(value)
    ids = [id_ for role in event.roles.values() for id_ in role]
    involved = [lookup.actors[id_] for id_ in ids if id_ in lookup.actors]
    place = lookup.place(event)
    chain = " > ".join(actor.name for actor in lookup.chain(event))
    code = country(place.country) if place else None
    return _entity(
        f"{lookup.report.id}.{event.id}",
        "Event",
        name=f"{event.type.replace('_', ' ')} ({event.status})",
        summary=lookup.words(event.trigger),
        startDate=first,
        endDate=last,
        location=place and place.name,
        country=code and code.lower(),
        involved=[_actor_id(lookup, actor) for actor in involved if _is_entity(actor)],
        notes=[
            f"Status: {event.status}",
            chain and f"According to: {chain}",
            # Their dates have no doubt, no "about", no open end.
            value and f"Date (EDTF): {value}",
            *(f"{role}: {name}" for role, name in lookup.roles(event)),
        ],
        publisher=lookup.report.outlet,
        sourceUrl=web_address(lookup.report.url),
        proof=lookup.report.id,
    )
