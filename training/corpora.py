"""Adapters: every corpus of ``../shared/data`` as samples in one form.

A sample lacks the layers that its corpus does not annotate; the loss is masked there. The
``-nc`` corpora are for measuring only and have no adapter here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from training import coded, treebanks
from training.samples import (
    SHARED,
    Attribution,
    Chars,
    Sample,
    attribution_layers,
    content_sample,
    rows,
)


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
        layers = attribution_layers(outer)
        if name.startswith("polnear"):
            layers = {f"parc_{layer}": spans for layer, spans in layers.items()}
            yield Sample(row["doc_id"], row["text"], layers, outer, guide="parc_")
            continue
        yield Sample(row["doc_id"], row["text"], layers, outer)
        inner = [(parent, a) for parent, a in found.values() if parent is not None]
        for key, (_, a) in found.items():
            yield from content_sample(
                f"{row['doc_id']}#{key}", row["text"], a, [b for p, b in inner if p == key]
            )


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


CORPORA: dict[str, Callable[[], Iterator[Sample]]] = {
    "polnear": lambda: attribution("polnear-train"),
    "gum-attribution": lambda: attribution("gum-train"),
    "ewt": treebanks.ewt,
    "gum": treebanks.gum,
    "propbank": treebanks.propbank,
    "litbank": treebanks.litbank,
    "re3d": treebanks.re3d,
    "wikigold": lambda: names("wikigold.train"),
    "crossner": lambda: names("crossner-politics.train"),
    "tbaq": lambda: timexes("tbaq.train"),
    "geowebnews": lambda: places("geowebnews.train"),
    "wikievents": lambda: events("wikievents-train"),
    "rams": lambda: events("rams-dev"),
    "reports": lambda: coded.reports(SHARED / "data/reports/train"),
    "standoff": coded.elsewhere,
    "own": coded.own,
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
    for sample in (*coded.elsewhere("dev"), *coded.own("dev")):
        seen |= runs(sample.text)
    for name in ("timex/tbaq.dev", "timex/meantime.dev", "places/geovirus.dev"):
        for row in rows(SHARED / f"data/normalize/{name}.jsonl"):
            seen |= runs(row["text"])
    return seen


def leaks(sample: Sample, held: set[int]) -> bool:
    """Tell whether a sample holds a passage of a held-out text: eight runs, a sentence or so."""
    return len(runs(sample.text) & held) >= 8
