"""Places of the corpora, for the shared scorer of places.

The corpora count every toponym, acting states too, so `read_places` is asked for metonyms; all
but GeoVirus count adjectives of countries besides ("Russian").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parley.items import Doc, Mark
from parley.knowledge.countries import by_adjective
from parley.reading.places import read_places
from parley.text import segment


def predict(document: dict[str, Any], marks: Sequence[Mark] = ()) -> dict[str, Any]:
    """Read one document of a corpus: ``{"doc_id", "text"}`` to ``{"doc_id", "places"}``."""
    doc = segment(document["text"])
    found = read_places(doc, marks, metonyms=True)
    places = [{"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon} for p in found]
    if document.get("source") != "geovirus":
        places += [a for a in _adjectives(doc) if not any(_meet(a, p) for p in places)]
    return {"doc_id": document["doc_id"], "places": places}


def _adjectives(doc: Doc) -> list[dict[str, Any]]:
    """Give the adjectives of countries, with the country's point."""
    words = [(t, by_adjective(t.of(doc.text))) for t in doc.tokens]
    return [
        {"start": t.start, "end": t.end, "lat": c.lat, "lon": c.lon}
        for t, c in words
        if c and doc.text[t.start].isupper()
    ]


def _meet(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])
