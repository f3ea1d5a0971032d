"""Reports coded after the gold guide -> samples: shared ones, stand-off ones, our own passages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parley import vocab
from training.samples import (
    ANY,
    Attribution,
    Chars,
    Sample,
    anchor,
    attribution_layers,
    content_sample,
)
from training.standoff import passages, standoff


def reports(folder: Path) -> Iterator[Sample]:
    """Read reports coded after the gold guide, and the contents of their statements."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        yield from coded_report(path.name.removesuffix(".gold.json"), text, gold)


def elsewhere(split: str = "train") -> Iterator[Sample]:
    """Read the texts of the shared corpora that are coded in this project, stand-off."""
    for row, text in standoff(split):
        yield from coded_report(row["name"], text, row)


def own(split: str = "train") -> Iterator[Sample]:
    """Read the passages in our own words."""
    for row, text in passages(split):
        yield from coded_report(row["name"], text, row)


def coded_report(key: str, text: str, gold: dict[str, Any]) -> Iterator[Sample]:
    """Turn one gold file into a sample, and one more for each statement's content."""
    said = [_coded_statement(text, s) for s in gold["statements"]]
    outer = [a for a, s in zip(said, gold["statements"], strict=True) if s.get("inside") is None]
    layers = attribution_layers(outer)
    layers["actor"], layers["actor_inner"] = _coded_actors(text, gold["actors"])
    layers["place"] = sorted({(*anchor(text, p["text"]), "place") for p in gold["places"]})
    layers["time"] = sorted(
        {(*anchor(text, d["text"]), _timex_type(d["value"])) for d in gold["dates"]}
    )
    layers["figure"] = sorted({(*anchor(text, f["text"]), f["counted"]) for f in gold["figures"]})
    layers["event"], layers["status"] = _coded_events(text, gold["events"])
    layers["event"] += _repeats(text, layers["event"])
    pairs = {"antecedent": _antecedents(text, gold["actors"])}
    yield Sample(key, text, layers, outer, sparse=frozenset({"status"}), pairs=pairs)
    for i, a in enumerate(said):
        inner = [b for b, s in zip(said, gold["statements"], strict=True) if s.get("inside") == i]
        yield from content_sample(f"{key}#{i}", text, a, inner)


def _coded_statement(text: str, s: dict[str, Any]) -> Attribution:
    content = s["content"]
    given = content["pieces"] if isinstance(content, dict) else [content]
    pieces = [anchor(text, p) for p in given]
    near = pieces[0]

    def nearest(string: Any) -> list[Chars]:
        if not string:
            return []
        if not isinstance(string, str):
            return [anchor(text, string)]
        found = [m.span() for m in re.finditer(re.escape(string), text)]
        return [min(found, key=lambda o: min(abs(o[0] - near[1]), abs(near[0] - o[1])))]

    source, cue = nearest(s.get("source")), nearest(s.get("cue"))
    return Attribution(source, cue, _without(pieces, source + cue))


def _without(pieces: list[Chars], holes: list[Chars]) -> list[Chars]:
    """Cut the cue and the source out of a content that runs over them (gold.md, rule 8)."""
    for start, end in sorted(holes):
        cut = []
        for s, e in pieces:
            cut += [(s, e)] if end <= s or e <= start else [(s, start), (end, e)]
        pieces = [(s, e) for s, e in cut if s < e]
    return pieces


def _coded_actors(
    text: str, actors: list[dict[str, Any]]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """Outermost mentions, and those inside them; of two ways to cut one mention, the longer."""
    found = sorted(
        {(*anchor(text, m), a["kind"]) for a in actors for m in a["mentions"]},
        key=lambda x: (x[0], -x[1]),
    )
    outer: list[tuple[int, int, str]] = []
    inner: list[tuple[int, int, str]] = []
    for mention in found:
        layer = outer if not outer or mention[0] >= outer[-1][1] else inner
        if not layer or mention[0] >= layer[-1][1]:
            layer.append(mention)
    return outer, inner


def _coded_events(
    text: str, events: list[dict[str, Any]]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    types, statuses = set(), set()
    for event in events:
        for trigger in event["trigger"]:
            if isinstance(trigger, str) and trigger not in text:
                continue
            span = anchor(text, trigger)
            types.add((*span, event["type"]))
            statuses.add((*span, event["status"]))
    return sorted(types), sorted(statuses)


def _repeats(text: str, events: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Give the triggers' words where they stand again: an event is coded once, so none is known."""
    words = {w.lower() for s, e, _ in events for w in re.findall(r"\w{4,}", text[s:e])}
    return [
        (*m.span(), ANY)
        for m in re.finditer(r"\w{4,}", text)
        if m.group().lower() in words
        and not any(s < m.end() and m.start() < e for s, e, _ in events)
    ]


_CORE = re.compile(
    r"\s*(?:[,;:(\u2013\u2014]|\b(?:of|in|from|for|with|at|on|near|who|which|that)\b)"
)
_TITLES = frozenset(vocab.table("places")["titles"])


def _antecedents(text: str, actors: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """Link the head word of every mention to those of the earlier mentions of its actor."""
    links = []
    for actor in actors:
        heads = sorted({_head(text, *anchor(text, m), actor["kind"]) for m in actor["mentions"]})
        for i, head in enumerate(heads):
            links += [(head, before, "") for before in heads[:i]] or [(head, -1, "")]
    return links


def _head(text: str, start: int, end: int, kind: str) -> int:
    """Guess the head word of a mention: the last before a preposition; a person's first name."""
    cut = _CORE.search(text, start + 1, end)
    words = list(re.finditer(r"[\w.'-]*\w", text[start : cut.start() if cut else end]))
    if not words:
        return start
    names = [w for w in words if w.group()[0].isupper() and w.group().lower() not in _TITLES]
    if kind == "person" and len(names) > 1 and names[-1] is words[-1]:
        return start + names[-2].start()
    return start + words[-1].start()


def _timex_type(value: str | None) -> str:
    if value and value.startswith("P"):
        return "duration"
    return "time" if value and "T" in value else "date"
