"""Adapters of the treebanks: syntax, typed nested mentions, coreference and semantic roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley import vocab
from training.samples import SHARED, Sample, rows

_MENTIONS = {"substance": "other", "animal": "other", "plant": "other"}
_RE3D = {
    "Organisation": "organization", "Location": "place", "Person": "person", "Temporal": "time",
    "Frequency": "time", "Quantity": "quantity", "Money": "quantity", "Nationality": "nationality",
    "Weapon": "thing", "MilitaryPlatform": "thing", "DocumentReference": "thing",
    "Vehicle": "thing", "CommsIdentifier": "thing",
}  # fmt: skip
Spans = list[tuple[int, int, str]]


def lemma_rule(word: str, lemma: str) -> str:
    """Give the rule that makes `lemma` of `word`: letters to cut, then what to add; "" for none."""
    word, lemma = word.lower(), lemma.lower()
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    rule = f"{len(word) - same}{lemma[same:]}"
    return "" if rule == "0" else rule


def _trees(row: dict[str, Any]) -> tuple[dict[str, Spans], dict[str, Spans]]:
    """Layers and pairs of a row's Universal Dependencies columns."""
    t, text = row["tokens"], row["text"]
    spans = list(zip(t["start"], t["end"], strict=True))
    known = set(vocab.layers()["lemma"].labels)
    rules = [lemma_rule(text[s:e], lemma) for (s, e), lemma in zip(spans, t["lemma"], strict=True)]
    layers = {
        "part": [(*span, part) for span, part in zip(spans, t["upos"], strict=True)],
        "lemma": [(*span, rule) for span, rule in zip(spans, rules, strict=True) if rule in known],
        "sentence": [(*spans[s["tok"][0]], "start") for s in row["sents"]],
    }
    arcs = [
        (spans[i][0], spans[i if head < 0 else head][0], rel)
        for i, (head, rel) in enumerate(zip(t["head"], t["deprel"], strict=True))
    ]
    return layers, {"arc": arcs, "relation": arcs}


def ewt() -> Iterator[Sample]:
    """English Web Treebank: trees, and the PropBank layer of its sentences."""
    roles = {row["id"]: row for row in rows(SHARED / "data/events/ewt-srl-train.jsonl.gz")}
    for row in rows(SHARED / "data/syntax/ewt.train.jsonl.gz"):
        layers, pairs = _trees(row)
        layers["predicate"], pairs["argument"], pairs["role"] = [], [], []
        for sent in row["sents"]:
            if sent["id"] in roles:
                _add_roles(row["tokens"], sent, roles[sent["id"]], layers, pairs)
        yield Sample(row["id"], row["text"], layers, pairs=pairs)


def _add_roles(
    t: dict[str, Any],
    sent: dict[str, Any],
    srl: dict[str, Any],
    layers: dict[str, Spans],
    pairs: dict[str, Spans],
) -> None:
    """Add a sentence's predicates, and for each the head words of its arguments."""
    first, last = sent["tok"]
    known = set(vocab.pairs()["role"].labels)
    at = {t["start"][i] - sent["start"]: i for i in range(first, last)}
    for pred in srl["preds"]:
        token = at.get(pred["span"][0])
        if token is None:
            continue
        sense = pred["roleset"].rsplit(".", 1)[-1]
        layers["predicate"].append((t["start"][token], t["end"][token], sense))
        pairs["argument"].append((t["start"][token], -1, ""))
        for role, start, end in pred["args"]:
            inside = [i for s, i in at.items() if start <= s < end]
            heads = [i for i in inside if t["head"][i] not in inside]
            if heads and role in known:
                found = (t["start"][token], t["start"][heads[0]], role)
                pairs["argument"].append(found)
                pairs["role"].append(found)


def propbank() -> Iterator[Sample]:
    """PropBank's example sentences: the sense of one predicate each."""
    for row in rows(SHARED / "data/events/propbank-examples-train.jsonl.gz"):
        senses = [(*p["span"], p["roleset"].rsplit(".", 1)[-1]) for p in row["preds"]]
        yield Sample(row["id"], row["text"], {"predicate": senses}, sparse=frozenset({"predicate"}))


def gum(name: str = "gum.train") -> Iterator[Sample]:
    """GUM: trees, typed nested mentions, names, coreference (Zeldes 2017; Zhu et al. 2021)."""
    for row in rows(SHARED / f"data/syntax/{name}.jsonl.gz"):
        layers, pairs = _trees(row)
        t = row["tokens"]
        layers |= {"person": [], "organization": [], "name": [], "mention": []}
        for ent in sorted(row["ents"], key=lambda x: (x["start"], -x["end"])):
            pronoun = t["upos"][ent["head"]] == "PRON"
            if ent["type"] in ("person", "organization") and not pronoun:
                _add_outermost(layers[ent["type"]], ent["start"], ent["end"], ent["type"])
            if ent["named"] and ent["type"] in ("person", "organization", "place", "event"):
                label = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}
                s, e = _name_at(t, ent["head"], *ent["tok"])
                _add_outermost(layers["name"], s, e, label[ent["type"]])
            kind = _MENTIONS.get(ent["type"], ent["type"])
            layers["mention"].append((t["start"][ent["head"]], t["end"][ent["head"]], kind))
        pairs["antecedent"] = _antecedents(row)
        yield Sample(row["id"], row["text"], layers, pairs=pairs)


def _antecedents(row: dict[str, Any]) -> Spans:
    """Link every mention's head word to those of the earlier mentions under OntoNotes rules."""
    t = row["tokens"]
    heads = {tuple(ent["tok"]): ent["head"] for ent in row["ents"]}
    links, linked = [], set()
    for cluster in row["ontogum"]:
        found = sorted({heads[tuple(tok)] for tok in cluster if tuple(tok) in heads})
        for i, head in enumerate(found):
            linked.add(head)
            links += [(t["start"][head], t["start"][b], "") for b in found[:i]] or [
                (t["start"][head], -1, "")
            ]
    return links + [(t["start"][h], -1, "") for h in set(heads.values()) - linked]


def litbank() -> Iterator[Sample]:
    """LitBank: coreference of ACE entities in novels; a mention's head word is its last."""
    for row in rows(SHARED / "data/syntax/litbank.train.jsonl.gz"):
        t = row["tokens"]
        heads = [_last_of_core(row, ent) for ent in row["ents"]]
        links = []
        for cluster in row["clusters"]:
            found = sorted({t["start"][heads[i]] for i in cluster})
            for i, head in enumerate(found):
                links += [(head, b, "") for b in found[:i]] or [(head, -1, "")]
        yield Sample(row["id"], row["text"], {}, pairs={"antecedent": links})


def _last_of_core(row: dict[str, Any], ent: dict[str, Any]) -> int:
    """Give the last token of a mention before a preposition, comma or relative clause."""
    t, text = row["tokens"], row["text"]
    first, last = ent["tok"]
    stop = ("of", "in", "on", "at", "with", "who", "which", "that", ",", "from", "to")
    for i in range(first + 1, last):
        if text[t["start"][i] : t["end"][i]].lower() in stop:
            return i - 1
    return last - 1


def re3d() -> Iterator[Sample]:
    """re3d: entities in reports on Syria and Iraq, the outermost of those that overlap."""
    for row in rows(SHARED / "data/syntax/re3d.train.jsonl.gz"):
        found: Spans = []
        for ent in sorted(row["ner"], key=lambda x: (x["start"], -x["end"])):
            if ent["type"] in _RE3D:
                _add_outermost(found, ent["start"], ent["end"], _RE3D[ent["type"]])
        yield Sample(row["id"], row["text"], {"entity": found})


def _add_outermost(spans: Spans, start: int, end: int, label: str) -> None:
    if not spans or start >= spans[-1][1]:
        spans.append((start, end, label))


def _name_at(tokens: dict[str, Any], head: int, first: int, last: int) -> tuple[int, int]:
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
