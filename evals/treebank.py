"""Syntax, mentions, coreference and roles on the treebanks' dev parts, by gold tokens.

``python -m evals.treebank [WEIGHTS]`` prints all figures, in points of 100.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from evals.shared import SHARED, Row, rows
from parley.encoder import Encoder, Encoding
from parley.encoder.coreference import antecedents, read_mentions
from parley.encoder.roles import read_frames
from parley.encoder.trees import Trees, read_trees
from parley.items import Doc
from parley.spans import Span
from parley.text import segment

TYPES = ("person", "place", "organization")
_RE3D = {"Person": "person", "Location": "place", "Organisation": "organization"}


def doc_of(row: Row) -> Doc:
    """Give a row of a treebank as a Doc with the treebank's own tokens and sentences."""
    t, sents = row["tokens"], row["sents"]
    tokens = tuple(Span(s, e) for s, e in zip(t["start"], t["end"], strict=True))
    bounds = tuple(Span(s["start"], s["end"]) for s in sents)
    begins = [i for i, s in enumerate(sents) if s["par"] or i == 0]
    ends = [*begins[1:], len(sents)]
    paragraphs = tuple(
        Span(sents[a]["start"], sents[b - 1]["end"]) for a, b in zip(begins, ends, strict=True)
    )
    return Doc(row["text"], tokens, bounds, paragraphs)


def f1(right: int, found: int, gold: int) -> float:
    """Balanced F of counts, in points of 100."""
    return 100 * 2 * right / max(1, found + gold)


def syntax(docs: Sequence[tuple[Row, Trees]]) -> dict[str, float]:
    """Parts of speech, lemmas, unlabelled and labelled attachment (relations with subtypes)."""
    right: Counter[str] = Counter()
    for row, trees in docs:
        t = row["tokens"]
        for i, head in enumerate(t["head"]):
            arc = trees.heads[i] == (i if head < 0 else head)
            right["tokens"] += 1
            right["upos"] += trees.parts[i] == t["upos"][i]
            right["lemma"] += trees.lemmas[i] == t["lemma"][i].lower()
            right["uas"] += bool(arc)
            right["las"] += bool(arc) and trees.relations[i] == t["deprel"][i]
    total = right.pop("tokens")
    return {name: 100 * count / total for name, count in right.items()}


def mentions(docs: Sequence[tuple[Row, Trees, Encoding]]) -> dict[str, float]:
    """Exact span and type of person, place and organization mentions, nested ones too."""
    right, found, gold = 0, 0, 0
    for row, trees, encoding in docs:
        mine = {
            (span.start, span.end, kind)
            for _, kind, span in read_mentions(encoding, trees)
            if kind in TYPES
        }
        theirs = {(e["start"], e["end"], e["type"]) for e in row["ents"] if e["type"] in TYPES}
        right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
    return {"mentions": f1(right, found, gold)}


Clusters = list[frozenset[tuple[int, int]]]


def predicted_clusters(encoding: Encoding, trees: Trees) -> Clusters:
    """Give the clusters of two or more mentions that the network finds, as character spans."""
    found = read_mentions(encoding, trees)
    links = antecedents(encoding, trees, found)
    groups: list[set[int]] = []
    of: dict[int, set[int]] = {}
    for i, before in enumerate(links):
        group = of[before] if before is not None else set()
        if not group:
            groups.append(group)
        group.add(i)
        of[i] = group
    return [
        frozenset((found[i][2].start, found[i][2].end) for i in group)
        for group in groups
        if len(group) > 1
    ]


def conll(pairs: Iterable[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """MUC, B3, CEAFe over (gold, found) of all documents, and their mean (Pradhan et al. 2014)."""
    sums = {name: np.zeros(4) for name in ("muc", "b3", "ceafe")}
    for gold, found in pairs:
        for name, count in (("muc", _muc), ("b3", _b3)):
            sums[name] += (*count(gold, found), *count(found, gold))
        sums["ceafe"] += _ceafe(gold, found)
    scores = {}
    for name, (r, r_of, p, p_of) in sums.items():
        recall, precision = r / max(r_of, 1), p / max(p_of, 1)
        scores[name] = 100 * 2 * recall * precision / max(recall + precision, 1e-9)
    return {**scores, "conll": sum(scores.values()) / 3}


def _muc(gold: Clusters, found: Clusters) -> tuple[float, float]:
    of = {mention: i for i, cluster in enumerate(found) for mention in cluster}
    right = sum(len(c) - len({of.get(m, m) for m in c}) for c in gold)
    return right, sum(len(c) - 1 for c in gold)


def _b3(gold: Clusters, found: Clusters) -> tuple[float, float]:
    of = {mention: cluster for cluster in found for mention in cluster}
    right = sum(len(c & of[m]) / len(c) for c in gold for m in c if m in of)
    return right, sum(len(c) for c in gold)


def _ceafe(gold: Clusters, found: Clusters) -> tuple[float, float, float, float]:
    if not gold or not found:
        return 0, len(gold), 0, len(found)
    alike = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])
    best = float(alike[linear_sum_assignment(-alike)].sum())
    return best, len(gold), best, len(found)


def gold_clusters(row: Row) -> Clusters:
    """Give a row's clusters under OntoNotes rules as character spans."""
    t = row["tokens"]
    return [
        frozenset((t["start"][a], t["end"][b - 1]) for a, b in cluster)
        for cluster in row["ontogum"]
    ]


def roles(gold: Iterable[Row], encoder: Encoder) -> dict[str, float]:
    """Predicates, their senses where found, and arguments by (predicate, role, span)."""
    count: Counter[str] = Counter()
    for row in gold:
        tokens = tuple(Span(s, e) for s, e in row["tokens"])
        whole = (Span(tokens[0].start, tokens[-1].end),)
        encoding = encoder.encode(Doc(row["text"], tokens, whole, whole))
        trees = read_trees(encoding)
        frames = {f.token: f for f in read_frames(encoding)}
        theirs = {p["i"]: p for p in row["preds"]}
        count["found"] += len(frames)
        count["gold"] += len(theirs)
        both = frames.keys() & theirs.keys()
        count["right"] += len(both)
        count["sense"] += sum(frames[i].sense == theirs[i]["roleset"].rsplit(".")[-1] for i in both)
        mine = {
            (i, role, *_extent(trees, i, head))
            for i, f in frames.items()
            for role, head in f.arguments
        }
        args = {(i, r, s, e) for i, p in theirs.items() for r, s, e in p["args"]}
        count["args right"] += len(mine & args)
        count["args found"] += len(mine)
        count["args gold"] += len(args)
    return {
        "predicates": f1(count["right"], count["found"], count["gold"]),
        "sense": 100 * count["sense"] / max(1, count["right"]),
        "arguments": f1(count["args right"], count["args found"], count["args gold"]),
    }


def _extent(trees: Trees, predicate: int, head: int) -> tuple[int, int]:
    """Give the characters of an argument: what hangs on its head, less the predicate's branch."""
    first, last = trees.phrase(head, without=predicate)
    tokens = trees.doc.tokens
    return tokens[first].start, tokens[last - 1].end


def entities(encoder: Encoder) -> dict[str, float]:
    """Give re3d's people, places and organisations: same type, overlapping spans."""
    right, hit, found, gold = 0, 0, 0, 0
    for row in rows(SHARED / "data/syntax/re3d.dev.jsonl.gz"):
        marks = encoder.encode(segment(row["text"])).marks("entity")
        mine = [(m.span, m.label) for m in marks if m.label in TYPES]
        theirs = [
            (Span(e["start"], e["end"]), _RE3D[e["type"]]) for e in row["ner"] if e["type"] in _RE3D
        ]
        right += sum(any(s.overlaps(t) and k == kind for t, kind in theirs) for s, k in mine)
        hit += sum(any(s.overlaps(t) and k == kind for s, k in mine) for t, kind in theirs)
        found, gold = found + len(mine), gold + len(theirs)
    precision, recall = right / max(1, found), hit / max(1, gold)
    return {"re3d": 100 * 2 * precision * recall / max(1e-9, precision + recall)}


def measure(encoder: Encoder) -> dict[str, dict[str, float]]:
    """Measure all of it on EWT dev and GUM dev (open genres), and re3d dev."""
    out = {}
    for name in ("ewt", "gum"):
        read = []
        for row in rows(SHARED / f"data/syntax/{name}.dev.jsonl.gz"):
            encoding = encoder.encode(doc_of(row))
            read.append((row, read_trees(encoding), encoding))
        out[f"{name}-dev"] = syntax([(row, trees) for row, trees, _ in read])
    out["gum-dev"] |= mentions(read)
    out["gum-dev"] |= conll(
        (gold_clusters(row), predicted_clusters(encoding, trees)) for row, trees, encoding in read
    )
    out["ewt-dev"] |= roles(rows(SHARED / "data/events/ewt-srl-dev.jsonl.gz"), encoder)
    out["re3d-dev"] = entities(encoder)
    return out


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    found = measure(Encoder(folder))
    print(
        json.dumps({k: {n: round(x, 1) for n, x in v.items()} for k, v in found.items()}, indent=1)
    )
