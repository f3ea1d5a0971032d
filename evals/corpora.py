"""The corpora of others that parley is measured on, with what is held of their scores."""

from __future__ import annotations

from typing import Any

# Dev sets by name: kind of prediction, file under ../shared/data, scorer, and what is held of its
# scores as a path of keys.
CORPORA: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "polnear-dev": (
        "attribution",
        "attribution/polnear-dev.jsonl.gz",
        "score_attribution.py",
        {
            "triple": "scores triple.overlap f1",
            "source": "scores source.overlap f1",
            "cue": "scores cue.overlap f1",
            "content": "scores content.overlap f1",
        },
    ),
    "tbaq-dev": (
        "timex",
        "normalize/timex/tbaq.dev.jsonl",
        "score_timex.py",
        {"value": "value f1", "calendar": "calendar f1"},
    ),
    "newsquant-dev": (
        "quantities",
        "normalize/quantities/newsquant.dev.jsonl",
        "score_quantities.py",
        {"value": "value f1", "value and bound": "value_bound f1"},
    ),
    "geovirus-dev": (
        "places",
        "normalize/places/geovirus.dev.jsonl",
        "score_places.py",
        {"relaxed": "relaxed f1", "resolved": "resolved f1"},
    ),
    "lgl-dev": (
        "places",
        "normalize/places/lgl.dev.jsonl",
        "score_places.py",
        {"relaxed": "relaxed f1", "resolved": "resolved f1"},
    ),
    "meantime-dev": (
        "timex",
        "normalize/timex/meantime.dev.jsonl",
        "score_timex.py",
        {"value": "value f1", "calendar": "calendar f1"},
    ),
}


def at(table: dict[str, Any], keys: str) -> float:
    """Give what a scorer found under a path of keys."""
    for key in keys.split():
        table = table[key]
    return float(table)  # type: ignore[arg-type]
