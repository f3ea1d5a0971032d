"""Time expressions of TIMEX3 corpora, for the shared scorer of dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from parley.items import Mark, Timex
from parley.reading.dates import find_timexes
from parley.text import segment

# TIMEX3 names seasons, quarters and halves by letters where EDTF has codes.
_SPELLS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI",
    "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2",
}  # fmt: skip


def timex3(value: str) -> str:
    """Turn an EDTF value into the form that TIMEX3 corpora use.

    >>> timex3("2009-35"), timex3("199X"), timex3("2009-03-05~")
    ('2009-Q3', '199', '2009-03-05')
    """
    value = re.sub(r"(T[\d:]+)[+-]\d\d:\d\d", r"\1", value.rstrip("~?%"))  # zones are not marked
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{m[1]}-{_SPELLS.get(m[2], m[2])}"
    if re.fullmatch(r"\d+X+", value):
        return value.rstrip("X")
    return "PXD" if value.startswith("../") else value


def day_of(dct: str | None) -> date | None:
    """Read the day of a document's creation time; ``None`` where it is no such day."""
    m = re.match(r"\d{4}-\d\d-\d\d", dct or "")
    return date.fromisoformat(m[0]) if m else None


def predict(doc_json: dict[str, Any], marks: Sequence[Mark] = ()) -> dict[str, Any]:
    """Turn one line of a TIMEX3 corpus into the prediction that ``score_timex.py`` reads."""
    text = doc_json["text"]
    timexes = find_timexes(segment(text), day_of(doc_json.get("dct")), marks, vague=True)
    return {"doc_id": doc_json["doc_id"], "text": text, "timexes": [_row(t) for t in timexes]}


def _row(timex: Timex) -> dict[str, Any]:
    value = timex.value and timex3(timex.value)
    kind = "DURATION" if (value or "").startswith("PX") else timex.type.value.upper()
    return {"start": timex.span.start, "end": timex.span.end, "type": kind, "value": value}
