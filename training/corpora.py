"""Adapters: every corpus of ``../shared/data`` as samples in one form.

A sample lacks the layers that its corpus does not annotate; the loss is masked there. The
``-nc`` corpora are for measuring only and have no adapter here.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Chars = tuple[int, int]
SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(slots=True)
class Attribution:
    """Source, cue and content of one statement, as character spans; any may be empty."""

    source: list[Chars]
    cue: list[Chars]
    content: list[Chars]


@dataclass(slots=True)
class Sample:
    """A text with the layers that were annotated in it.

    `layers` maps a layer's name to ``(start, end, label)``; a layer that is there and empty was
    looked for and not found. In layers named in `sparse` only the given spans are known.
    """

    id: str
    text: str
    layers: dict[str, list[tuple[int, int, str]]]
    attributions: list[Attribution] = field(default_factory=list)
    sparse: frozenset[str] = frozenset()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON Lines, gzipped or not."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _attribution_layers(found: Iterable[Attribution]) -> dict[str, list[tuple[int, int, str]]]:
    out: dict[str, list[tuple[int, int, str]]] = {"source": [], "cue": [], "content": []}
    for a in found:
        for layer in out:
            out[layer] += [(s, e, layer) for s, e in getattr(a, layer)]
    return {layer: sorted(set(spans)) for layer, spans in out.items()}


def _spans(pairs: Iterable[Iterable[int]]) -> list[Chars]:
    return [(s, e) for s, e in pairs]


def attribution(name: str) -> Iterator[Sample]:
    """PolNeAR and GUM attribution relations; inner ones of GUM as samples of their contents."""
    for row in rows(SHARED / f"data/attribution/{name}.jsonl.gz"):
        found = {
            a["id"]: (
                a.get("parent"),
                Attribution(_spans(a["source"]), _spans(a["cue"]), _spans(a["content"])),
            )
            for a in row["attributions"]
        }
        outer = [a for parent, a in found.values() if parent is None]
        yield Sample(row["doc_id"], row["text"], _attribution_layers(outer), outer)
        if name.startswith("gum"):
            inner = [(parent, a) for parent, a in found.values() if parent is not None]
            for key, (_, a) in found.items():
                yield from _content_sample(
                    f"{row['doc_id']}#{key}", row["text"], a, [b for p, b in inner if p == key]
                )


def _content_sample(
    key: str, text: str, outer: Attribution, inner: list[Attribution]
) -> Iterator[Sample]:
    """Give the content of a statement as a text of its own, with what is said in it."""
    if not outer.content:
        return
    start, end = outer.content[0][0], outer.content[-1][1]

    def moved(spans: list[Chars]) -> list[Chars]:
        return [(s - start, e - start) for s, e in spans if start <= s and e <= end]

    held = [Attribution(moved(a.source), moved(a.cue), moved(a.content)) for a in inner]
    held = [a for a in held if a.cue and a.content]
    yield Sample(key, text[start:end], _attribution_layers(held), held)


_TITLE = re.compile(r"[A-Z]")


def gum_mentions(name: str = "gum.train") -> Iterator[Sample]:
    """GUM: person and organization mentions, and the names at their heads."""
    for row in rows(SHARED / f"data/syntax/{name}.jsonl.gz"):
        tokens, layers = row["tokens"], {"person": [], "organization": [], "name": []}
        for ent in sorted(row["ents"], key=lambda x: (x["start"], -x["end"])):
            pronoun = tokens["upos"][ent["head"]] == "PRON"
            if ent["type"] in ("person", "organization") and not pronoun:
                _add_outermost(layers[ent["type"]], ent["start"], ent["end"], ent["type"])
            if ent["named"] and ent["type"] in ("person", "organization", "place", "event"):
                label = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}
                s, e = _name_at(tokens, ent["head"], *ent["tok"])
                _add_outermost(layers["name"], s, e, label[ent["type"]])
        yield Sample(row["id"], row["text"], layers)


def _add_outermost(spans: list[tuple[int, int, str]], start: int, end: int, label: str) -> None:
    if not spans or start >= spans[-1][1]:
        spans.append((start, end, label))


def _name_at(tokens: dict[str, Any], head: int, first: int, last: int) -> Chars:
    """Proper nouns around the head, joined over "of" and "the" between them."""
    s, e = head, head + 1
    proper = tokens["upos"]
    while s > first and proper[s - 1] in ("PROPN", "NUM", "ADP", "DET"):
        s -= 1
    while e < last and proper[e] in ("PROPN", "NUM", "ADP", "DET"):
        e += 1
    while proper[s] != "PROPN":
        s += 1
    while proper[e - 1] != "PROPN":
        e -= 1
    return tokens["start"][s], tokens["end"][e - 1]


_NAMES = {
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "location": "LOC", "country": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC",
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC",
}  # fmt: skip


def names(name: str) -> Iterator[Sample]:
    """Wikigold and CrossNER politics: flat names."""
    for row in rows(SHARED / f"data/syntax/{name}.jsonl.gz"):
        found = [(x["start"], x["end"], _NAMES[x["type"]]) for x in row["ner"]]
        yield Sample(row["id"], row["text"], {"name": sorted(found)})


def timexes(name: str) -> Iterator[Sample]:
    """TempEval-3 TBAQ: TIMEX3 spans with their type."""
    for row in rows(SHARED / f"data/normalize/timex/{name}.jsonl"):
        found = [(x["start"], x["end"], x["type"].lower()) for x in row["timexes"]]
        yield Sample(row["doc_id"], row["text"], {"time": sorted(found)})


def places(name: str) -> Iterator[Sample]:
    """GeoWebNews: toponyms used literally."""
    for row in rows(SHARED / f"data/normalize/places/{name}.jsonl"):
        found = [
            (x["start"], x["end"], "place")
            for x in row["places"]
            if x["kind"].startswith(("Literal", "Embedded_Literal", "Coercion", "Mixed"))
        ]
        yield Sample(row["doc_id"], row["text"], {"place": sorted(found)})


# KAIROS and AIDA event types that mean one of ours whatever their arguments; longest prefix wins.
_EVENTS = {
    "Conflict.Attack": "attack", "Conflict.Demonstrate": "protest", "Life.Die": "casualties",
    "Life.Injure": "casualties", "Justice.ArrestJailDetain": "arrest", "Justice.Sentence": "ruling",
    "Justice.Convict": "ruling", "Justice.Acquit": "ruling", "Justice.ReleaseParole": "release",
    "conflict.attack": "attack", "conflict.demonstrate": "protest",
    "conflict.yield.retreat": "withdrawal", "life.die": "casualties",
    "life.injure.injurycausedbyviolentevents": "casualties", "contact.negotiate": "talks",
    "contact.discussion.meet": "talks", "government.agreements.violateagreement": "violation",
    "government.agreements.acceptagreement": "agreement", "justice.arrestjaildetain": "arrest",
    "justice.judicialconsequences": "ruling",
    "transaction.transaction.embargosanction": "sanction",
    "transaction.transferownership.embargosanction": "sanction",
    "transaction.transfermoney.embargosanction": "sanction",
    "transaction.transfermoney.giftgrantprovideaid": "aid",
    "transaction.transferownership.giftgrantprovideaid": "aid",
    "transaction.transaction.giftgrantprovideaid": "aid",
    "movement.transportperson.evacuationrescue": "displacement",
}  # fmt: skip


def _event_type(name: str) -> str | None:
    fitting = [p for p in _EVENTS if name.startswith(p)]
    return _EVENTS[max(fitting, key=len)] if fitting else None


def events(name: str) -> Iterator[Sample]:
    """WikiEvents and RAMS: triggers of the types that map to ours; the rest is unknown."""
    for row in rows(SHARED / f"data/events/{name}.jsonl.gz"):
        found = []
        for event in row["events"]:
            label = _event_type(event["type"])
            if label:
                found.append((*event["trigger"][:2], label))
        yield Sample(row["doc"], row["text"], {"event": sorted(found)}, sparse=frozenset({"event"}))


def coded(folder: Path) -> Iterator[Sample]:
    """Read reports coded after the gold guide, and the contents of their statements."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        yield from coded_report(path.name.removesuffix(".gold.json"), text, gold)


def coded_report(key: str, text: str, gold: dict[str, Any]) -> Iterator[Sample]:
    """Turn one gold file into a sample, and one more for each statement's content."""
    said = [_coded_statement(text, s) for s in gold["statements"]]
    outer = [a for a, s in zip(said, gold["statements"], strict=True) if s.get("inside") is None]
    layers = _attribution_layers(outer)
    layers["actor"], layers["actor_inner"] = _coded_actors(text, gold["actors"])
    layers["place"] = sorted({(*anchor(text, p["text"]), "place") for p in gold["places"]})
    layers["time"] = sorted(
        {(*anchor(text, d["text"]), _timex_type(d["value"])) for d in gold["dates"]}
    )
    layers["figure"] = sorted({(*anchor(text, f["text"]), f["counted"]) for f in gold["figures"]})
    layers["event"], layers["status"] = _coded_events(text, gold["events"])
    yield Sample(key, text, layers, outer, sparse=frozenset({"status"}))
    for i, a in enumerate(said):
        inner = [b for b, s in zip(said, gold["statements"], strict=True) if s.get("inside") == i]
        yield from _content_sample(f"{key}#{i}", text, a, inner)


def anchor(text: str, given: Any) -> Chars:
    """``[start, end)`` of an anchor: a string, or ``[string, n]`` for its n-th occurrence."""
    string, n = (given, 1) if isinstance(given, str) else given
    start = -1
    for _ in range(n):
        start = text.index(string, start + 1)
    return start, start + len(string)


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


def _timex_type(value: str | None) -> str:
    if value and value.startswith("P"):
        return "duration"
    return "time" if value and "T" in value else "date"


CORPORA: dict[str, Callable[[], Iterator[Sample]]] = {
    "polnear": lambda: attribution("polnear-train"),
    "gum-attribution": lambda: attribution("gum-train"),
    "gum": gum_mentions,
    "wikigold": lambda: names("wikigold.train"),
    "crossner": lambda: names("crossner-politics.train"),
    "tbaq": lambda: timexes("tbaq.train"),
    "geowebnews": lambda: places("geowebnews.train"),
    "wikievents": lambda: events("wikievents-train"),
    "rams": lambda: events("rams-dev"),
    "reports": lambda: coded(SHARED / "data/reports/train"),
}


def runs(text: str, length: int = 12) -> set[int]:
    """Hash all runs of `length` words, case and marks apart."""
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1)}


def held_out() -> set[int]:
    """Word runs of the texts that are measured on and may stand in other corpora too."""
    seen: set[int] = set()
    for folder in ("data/reports/dev", "gold"):
        for path in (SHARED / folder).glob("*.txt"):
            seen |= runs(path.read_text(encoding="utf-8"))
    for name in ("timex/tbaq.dev", "timex/meantime.dev", "places/geovirus.dev"):
        for row in rows(SHARED / f"data/normalize/{name}.jsonl"):
            seen |= runs(row["text"])
    return seen


def leaks(sample: Sample, held: set[int]) -> bool:
    """Tell whether a sample holds a passage of a held-out text: eight runs, a sentence or so."""
    return len(runs(sample.text) & held) >= 8
