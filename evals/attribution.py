"""Attributions in the form of the shared attribution corpora."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parley.encoder import Encoder
from parley.reading.statements.drafts import find_drafts
from parley.text.segment import segment


def predict(row: dict[str, Any], encoder: Encoder) -> dict[str, Any]:
    """Give the outermost attributions of one document: the corpora mark no inner ones.

    Sources and cues are what the network marked; the chain's rules play no part here.
    """
    doc = segment(row["text"])
    drafts = find_drafts(doc, replace(encoder.encode(doc), parc=1.0))
    found = [
        {
            "id": f"E{i}",
            "source": [[d.source.start, d.source.end]] if d.source else [],
            "cue": [[d.cue.start, d.cue.end]] if d.cue else [],
            "content": [[p.start, p.end] for p in d.content],
        }
        for i, d in enumerate(drafts)
    ]
    return {"doc_id": row["doc_id"], "attributions": found}
