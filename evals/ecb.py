"""Actions, and what tells one event across reports, on ECB+ (Cybulska and Vossen 2014).

``python -m evals.ecb`` measures on the dev topics, ``--fit`` fits the numbers below on the train
topics and measures there. Only the sentences that ECB+ annotates throughout are looked at.

Actions are the network's predicates and the triggers of events, of two classes: reporting, where
a statement has its cue, and all others. For mentions and reports that tell one event, ECB+'s own
mentions are given: reports are grouped by the stems that claims are compared by, the rarer the
weightier, then mentions within such a group by stem and sentence vector.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from evals.shared import SHARED, rows
from evals.treebank import Clusters, conll
from parley.corroboration.sentences import stems
from parley.encoder import Encoder, Encoding
from parley.encoder.roles import Frame, read_frames
from parley.encoder.trees import Trees, read_trees
from parley.items import Reading
from parley.reading.reader import Reader
from parley.spans import Span
from parley.text import report, segment

# Fitted on the train topics (`--fit`, and for `REPORTS` by thirds of the topics, eight as in dev).
REPORTS = 0.12  # cosine of stems from which on groups of reports are joined, on average
POINTS = np.array([1.29, 6.74, -0.60])  # same stem, cosine of the vectors, in one report
BASE = -5.00  # points of two mentions that have nothing in common
JOINED = -1.0  # points from which on groups of mentions are joined, on average
FAR = -4.0  # points of mentions too unlike to be weighed
NEAR = 0.3  # cosine from which on mentions of other stems are weighed
_IDLE = frozenset({"be", "have", "do"})
_LIGHT_VERB = "LV"  # the sense of a verb that only carries a noun

Floats = NDArray[np.floating[Any]]
Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """One report of ECB+ as it was read, and the bounds of its annotated sentences."""

    row: Row
    encoding: Encoding
    trees: Trees
    frames: Sequence[Frame]
    reading: Reading | None

    def chosen(self, at: int) -> bool:
        """Tell whether a character stands in an annotated sentence."""
        bounds = {number: (start, end) for number, start, end in self.row["sents"]}
        return any(bounds[n][0] <= at < bounds[n][1] for n in self.row["selected"])

    def actions(self) -> list[tuple[str, Span, str | None]]:
        """Give ECB+'s actions: tag, words, chain."""
        found = [(tag, Span(s, e), chain) for tag, s, e, chain, _ in self.row["mentions"]]
        return [m for m in found if "ACTION" in m[0] and self.chosen(m[1].start)]

    def head(self, span: Span) -> int:
        """Give the token of a span that the others hang on."""
        inside = self.encoding.doc.tokens_in(span)
        heads = self.trees.heads
        return next((t for t in inside if heads[t] not in inside or heads[t] == t), inside[0])


def pages(split: str, *, read: bool) -> list[Page]:
    """Read a split of ECB+; without `read` by the network alone."""
    reader, encoder = Reader(), Encoder()
    found = []
    for row in rows(SHARED / f"data/events/ecbplus-{split}.jsonl.gz"):
        encoding = encoder.encode(segment(row["text"]))
        reading = reader.read(report(row["text"], outlet="Outlet")) if read else None
        trees, frames = read_trees(encoding), read_frames(encoding)
        found.append(Page(row, _light(encoding), trees, frames, reading))
    return found


def _light(encoding: Encoding) -> Encoding:
    """Leave out all but the vectors: hundreds of reports are held at a time."""
    nothing = np.zeros((len(encoding.vectors), 0), np.float32)
    return replace(encoding, scores=nothing, numbers=nothing)


def actions(found: Sequence[Page]) -> float:
    """Give F1 of actions: words that overlap, in the right one of both classes."""
    right = mine = gold = 0
    for page in found:
        theirs = [(span, "REPORTING" in tag) for tag, span, _ in page.actions()]
        left = list(_own(page))
        mine, gold = mine + len(left), gold + len(theirs)
        for span, class_ in theirs:
            hit = next((o for o in left if o[0].overlaps(span) and o[1] == class_), None)
            if hit:
                left.remove(hit)
                right += 1
    return 2 * right / (mine + gold)


def _own(page: Page) -> Iterator[tuple[Span, bool]]:
    """Give parley's actions, each with whether it reports."""
    assert page.reading is not None
    doc, lemmas = page.encoding.doc, page.trees.lemmas
    frames = (f for f in page.frames if f.sense != _LIGHT_VERB)
    tokens = {f.token for f in frames if lemmas[f.token] not in _IDLE}
    for event in page.reading.events:
        for span in (event.trigger, *event.mentions):
            if tokens.isdisjoint(doc.tokens_in(span)):
                tokens.add(page.head(span))
    cues = [cue for said in page.reading.statements for cue in said.cue]
    for word in (doc.tokens[t] for t in sorted(tokens)):
        if page.chosen(word.start):
            yield word, any(cue.overlaps(word) for cue in cues)


def report_groups(texts: Sequence[str]) -> list[int]:
    """Group texts that tell one event; give the number of each one's group."""
    words = [stems(text) for text in texts]
    known = Counter(w for said in words for w in said)
    at = {word: i for i, word in enumerate(known)}
    table = np.zeros((len(texts), len(at)), np.float32)
    for i, said in enumerate(words):
        for word in said:
            table[i, at[word]] = np.log(len(texts) / known[word])
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    apart = np.maximum(0.0, 1 - table @ table.T)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), "average")
    return [int(group) for group in fcluster(tree, 1 - REPORTS, "distance")]


def report_pairs(found: Sequence[Page], groups: Sequence[int]) -> float:
    """Give F1 of the pairs of reports that tell one event (ECB+'s sub-topics)."""
    right = mine = gold = 0
    for (a, one), (b, other) in combinations(zip(found, groups, strict=True), 2):
        same = a.row["sub"] == b.row["sub"]
        right += same and one == other
        mine, gold = mine + (one == other), gold + same
    return 2 * right / (mine + gold)


@dataclass(frozen=True)
class Mention:
    """A mention of an action that is given: report, its group, chain, stem and vector."""

    page: int
    group: int
    span: Span
    chain: str
    stem: str
    vector: Floats


def mentions(found: Sequence[Page], groups: Sequence[int]) -> list[Mention]:
    """Give ECB+'s actions as they are compared; the vectors less what all have in common."""
    given = [(i, span, chain) for i, p in enumerate(found) for _, span, chain in p.actions()]
    vectors = np.array([found[i].encoding.vector([span]) for i, span, _ in given])
    vectors -= vectors.mean(0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    out = []
    for (i, span, chain), vector in zip(given, vectors, strict=True):
        lemma = found[i].trees.lemmas[found[i].head(span)]
        stem = min(stems(lemma), default=lemma)
        # What ECB+ puts in no chain is told once.
        out.append(Mention(i, groups[i], span, chain or f"{i} {span.start}", stem, vector))
    return out


def weighed(given: Sequence[Mention]) -> tuple[list[tuple[int, int]], Floats]:
    """Give the pairs that may tell one event, and what speaks for each: ``[n_pairs, 3]``."""
    of: dict[int, list[int]] = defaultdict(list)
    for i, mention in enumerate(given):
        of[mention.group].append(i)
    pairs, signs = [], []
    for i, j in (pair for members in of.values() for pair in combinations(members, 2)):
        a, b = given[i], given[j]
        like = float(a.vector @ b.vector)
        if a.stem == b.stem or like >= NEAR:
            pairs.append((i, j))
            signs.append((a.stem == b.stem, like, a.page == b.page))
    return pairs, np.array(signs, float)


def joined(count: int, pairs: Sequence[tuple[int, int]], points: Floats) -> list[int]:
    """Join mentions, the likest pair first, while groups are alike on average."""
    known = dict(zip(pairs, points.tolist(), strict=True))
    of = list(range(count))
    members = {i: [i] for i in of}
    for at in np.argsort(-points, kind="stable"):
        if points[at] < JOINED:
            break
        one, other = (of[i] for i in pairs[at])
        if one != other:
            across = [
                known.get((min(i, j), max(i, j)), FAR) for i in members[one] for j in members[other]
            ]
            if sum(across) / len(across) >= JOINED:
                members[one] += members[other]
                for j in members.pop(other):
                    of[j] = one
    return of


def mention_chains(given: Sequence[Mention], points: Floats, base: float) -> float:
    """Give CoNLL F1 of the chains of mentions, over all reports together."""
    pairs, signs = weighed(given)
    chains = joined(len(given), pairs, signs @ points + base)
    return conll([(_clusters([m.chain for m in given]), _clusters(chains))])["conll"] / 100


def _clusters(names: Sequence[Hashable]) -> Clusters:
    """Give the clusters of mentions of one name each; a mention is its number, twice."""
    of: dict[Hashable, set[tuple[int, int]]] = defaultdict(set)
    for i, name in enumerate(names):
        of[name].add((i, i))
    return [frozenset(cluster) for cluster in of.values()]


def fit(given: Sequence[Mention]) -> tuple[Floats, float]:
    """Fit points and base by logistic regression, whether two mentions are of one chain."""
    pairs, signs = weighed(given)
    table = np.column_stack([signs, np.ones(len(signs))])
    same = np.array([given[i].chain == given[j].chain for i, j in pairs], float)
    weights = np.zeros(table.shape[1])
    for _ in range(25):  # Newton's steps; ten are enough
        chance = 1 / (1 + np.exp(-table @ weights))
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + 1e-3 * np.eye(len(weights))
        weights += np.linalg.solve(bend, table.T @ (same - chance) - 1e-3 * weights)
    return weights[:-1], float(weights[-1])


def measure() -> dict[str, dict[str, float]]:
    """Give what the gate holds."""
    found = pages("dev", read=True)
    groups = report_groups([page.row["text"] for page in found])
    return {
        "ecbplus-dev": {
            "actions": actions(found),
            "chains of mentions": mention_chains(mentions(found, groups), POINTS, BASE),
            "pairs of reports": report_pairs(found, groups),
        }
    }


def main() -> None:
    """Print the figures, or fit."""
    if "--fit" not in sys.argv:
        for name, figures in measure().items():
            print(name)
            print("\n".join(f"  {row:20} {value:.3f}" for row, value in figures.items()))
        return
    found = pages("train", read=False)
    given = mentions(found, report_groups([page.row["text"] for page in found]))
    points, base = fit(given)
    chains = mention_chains(given, points, base)
    print(f"points {points.round(2).tolist()}, base {base:.2f}; train chains {chains:.3f}")


if __name__ == "__main__":
    main()
