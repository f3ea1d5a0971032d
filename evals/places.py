"""Places of the corpora, for the shared scorer of places.

``python evals/places.py lgl.dev.jsonl > out.jsonl`` reads one document a line and writes one.
The corpora count every toponym, acting states too, so `read_places` is asked for metonyms.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from parley.reading.places import read_places
from parley.text import segment


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """Read one document of a corpus: ``{"doc_id", "text"}`` to ``{"doc_id", "places"}``."""
    places = read_places(segment(document["text"]), metonyms=True)
    rows = [
        {"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon} for p in places
    ]
    return {"doc_id": document["doc_id"], "places": rows}


if __name__ == "__main__":
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(json.dumps(predict(json.loads(line))))
