"""Reports coded after the gold guide -> samples: shared ones, stand-off ones, our own passages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parley import vocab
from parley.items import Doc
from parley.text.segment import segment
from training.samples import (
    ANY,
    FUNCTION,
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
    layers["act"] = _acts(said, gold["statements"])
    pairs = {"antecedent": _antecedents(text, gold["actors"])} | _partakers(text, gold)
    yield Sample(key, text, layers, outer, sparse=frozenset({"status", "act"}), pairs=pairs)
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


def _acts(said: list[Attribution], statements: list[dict[str, Any]]) -> list[tuple[int, int, str]]:
    """Give the act of every outermost statement, on the content's first token."""
    return [
        (a.content[0][0], a.content[0][0] + 1, s["act"])
        for a, s in zip(said, statements, strict=True)
        if a.content and s.get("inside") is None
    ]


def _partakers(text: str, gold: dict[str, Any]) -> dict[str, list[tuple[int, int, str]]]:
    """Say of triggers and numbers what each actor, place and date of the report is to them.

    A role is coded of an actor, not of a mention: it is learned on the mentions in the trigger's
    sentence, else on the nearest before it; of the actor's other mentions nothing is known.
    """
    doc = segment(text)
    actors = {
        a["name"]: sorted({_head(text, *anchor(text, m), a["kind"]) for m in a["mentions"]})
        for a in gold["actors"]
    }
    places = sorted({anchor(text, p["text"])[0] for p in gold["places"]})
    dates = sorted({(anchor(text, d["text"])[0], d["value"]) for d in gold["dates"]})
    out: dict[str, list[tuple[int, int, str]]] = {"participant": [], "counted": []}
    for event in gold["events"]:
        place = anchor(text, event["place"])[0] if event.get("place") else None
        when = event.get("when")
        for trigger in event["trigger"]:
            if isinstance(trigger, str) and trigger not in text:
                continue
            start = _first_word(text, *anchor(text, trigger))
            filled = {n: role for role, names in event["roles"].items() for n in names}
            out["participant"] += _known(doc, start, actors, filled)
            if place is not None:
                out["participant"] += [
                    (start, p, "place" if p == place else "none") for p in places
                ]
            if when is not None and any(v == when for _, v in dates):
                out["participant"] += _known(
                    doc, start, {v: [d for d, w in dates if w == v] for _, v in dates},
                    {when: "when"},
                )  # fmt: skip
    for figure in gold["figures"]:
        start = _first_word(text, *anchor(text, figure["text"]))
        filled = {figure[key]: key for key in ("of", "by") if figure.get(key) in actors}
        if all(figure.get(key) in (None, *actors) for key in ("of", "by")):
            out["counted"] += _known(doc, start, actors, filled)
    return out


def _first_word(text: str, start: int, end: int) -> int:
    """Give where the first word of a span begins that is no function word."""
    words = [m for m in re.finditer(r"\w[\w'-]*", text[start:end])]
    carrying = [m for m in words if m.group().lower() not in FUNCTION]
    return start + (carrying or words)[0].start() if words else start


def _known(
    doc: Doc, start: int, named: dict[str, list[int]], filled: dict[str, str]
) -> list[tuple[int, int, str]]:
    """Pair the word at `start` with the mentions ``{name: starts}`` of which it is known."""
    sent = doc.sents[doc.sent_index(start)]
    found = []
    for name, heads in named.items():
        near = [h for h in heads if sent.start <= h < sent.end]
        if name in filled and not near:
            near = [h for h in heads if h < start][-1:] or heads[:1]
        elif name not in filled:
            near = heads
        found += [(start, h, filled.get(name, "none")) for h in near]
    return found


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
