"""W3C Web Annotation: each item with its words, to be found by position or by quotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from parley.exports.extract import Extract
from parley.exports.lookup import Lookup, wikidata_uri
from parley.exports.streams import write_array
from parley.items import Actor, Event, Figure, Item, Place, Statement
from parley.markup import web_address
from parley.schema import version
from parley.spans import Span
from parley.wording import spaced

_AROUND: Final = 32  # characters on each side of a quotation, as Hypothesis keeps


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write one page of annotations, in the order of reports and items."""
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{extract.uri}#page",
        "type": "AnnotationPage",
        "partOf": {"id": extract.uri, "type": "AnnotationCollection", "label": extract.label},
        "startIndex": 0,
    }
    write_array(stream, head, "items", _annotations(extract))


def _annotations(extract: Extract) -> Iterator[dict[str, Any]]:
    for lookup in extract.readings():
        reading = lookup.reading
        for said in reading.statements:
            yield _annotation(lookup, said, said.content, _statement(lookup, said))
        for event in reading.events:
            spans = (event.trigger, *event.mentions)
            yield _annotation(lookup, event, spans, _event(lookup, event))
        for figure in reading.figures:
            yield _annotation(lookup, figure, (figure.span,), _figure(lookup, figure))
        for timex in reading.dates:
            words = f"date: {timex.value or timex.offset or 'not known'}"
            yield _annotation(lookup, timex, (timex.span,), words)
        for place in reading.places:
            words = f"place: {place.name}"
            yield _annotation(lookup, place, (place.span,), words)
        for actor in reading.actors:
            if actor.mentions:  # the outlet may stand nowhere in the text
                words = f"actor: {actor.name}, {spaced(actor.kind)}"
                yield _annotation(lookup, actor, actor.mentions, words)


def _annotation(lookup: Lookup, item: Item, spans: Iterable[Span], words: str) -> dict[str, Any]:
    described = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": words,
        "format": "text/plain",
        "language": "en",
    }
    return {
        "id": lookup.item_uri(item.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": f"parley {version()}"},
        "body": [described, *_identified(item)],
        "target": [_target(lookup, span) for span in spans],
    }


def _identified(item: Item) -> Iterator[dict[str, Any]]:
    """Give what an item is in Wikidata or GeoNames."""
    uri = None
    if isinstance(item, Actor):
        uri = wikidata_uri(item)
    elif isinstance(item, Place) and item.geonames:
        uri = f"https://sws.geonames.org/{item.geonames}/"
    if uri:
        yield {"type": "SpecificResource", "purpose": "identifying", "source": uri}


def _target(lookup: Lookup, span: Span) -> dict[str, Any]:
    """Point at words: the source is the text itself, named by its hash, so that positions hold.

    Positions are code points, as the model says. A page at the report's address has other
    positions: there the quotation is to be searched.
    """
    text = lookup.report.text
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": lookup.uri,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }
    address = web_address(lookup.report.url)
    return target | ({"scope": address} if address else {})


def _statement(lookup: Lookup, said: Statement) -> str:
    return f"statement: {said.act}, {said.form}{_so_says(lookup, said)}"


def _event(lookup: Lookup, event: Event) -> str:
    when = f", {event.when.value}" if event.when and event.when.value else ""
    roles = "".join(f"; {role}: {name}" for role, name in lookup.roles(event))
    words = f"event: {spaced(event.type)}, {event.status}{when}{roles}"
    return words + _so_says(lookup, event)


def _figure(lookup: Lookup, figure: Figure) -> str:
    high = "" if figure.high is None else f" to {figure.high}"
    words = f"figure: {spaced(figure.bound)} {figure.value}{high} {spaced(figure.counted)}"
    return words + _so_says(lookup, figure)


def _so_says(lookup: Lookup, item: Statement | Event | Figure) -> str:
    chain = " > ".join(actor.name for actor in lookup.chain(item))
    return f"; according to: {chain}" if chain else ""
