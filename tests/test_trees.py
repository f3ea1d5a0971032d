"""Whatever the scores of pairs, trees, mentions, links and frames are well formed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parley.encoder.trees import tree
from parley.text import segment

_scores = st.integers(1, 9).flatmap(
    lambda n: arrays(np.float32, (n, n), elements=st.floats(-9, 9, width=32))
)


def reaches_root(heads: np.ndarray, token: int) -> bool:
    """Tell whether going up from a token ends at the root."""
    for _ in heads:
        token = heads[token]
    return bool(heads[token] == token)


@given(_scores)
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    heads = tree(scores)

    assert (heads == np.arange(len(heads))).sum() == 1
    assert all(reaches_root(heads, i) for i in range(len(heads)))


@given(_scores)
def test_a_best_head_for_each_that_is_a_tree_is_kept(scores: np.ndarray) -> None:
    np.fill_diagonal(scores, -20)
    scores[0, 0] = 20
    scores[:, 0] += 40  # every word prefers the first

    assert tree(scores).tolist() == [0] * len(scores)


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[0, -9, -9], [1, -9, 6], [4, 5, -9]], np.float32)

    assert tree(scores).tolist() == [0, 2, 0]  # 6 + 4, not 5 + 1


@pytest.mark.weights
@pytest.mark.parametrize(
    "text", ["", "Yes.", "The army said it shelled the town. It fled.", "a " * 500]
)
def test_any_text_has_trees_and_frames_within_its_sentences(text: str) -> None:
    from parley.encoder import Encoder
    from parley.encoder.coreference import antecedents, read_mentions
    from parley.encoder.roles import read_frames
    from parley.encoder.trees import read_trees

    doc = segment(text)
    encoding = Encoder().encode(doc)
    trees = read_trees(encoding)
    mentions = read_mentions(encoding, trees)

    for sent in doc.sents:
        inside = doc.tokens_in(sent)
        assert sum(trees.heads[i] == i for i in inside) == 1
        assert all(trees.heads[i] in inside for i in inside)
    assert all(
        a in doc.tokens_in(doc.sent_of(doc.tokens[f.token]))
        for f in read_frames(encoding)
        for _, a in f.arguments
    )
    links = antecedents(encoding, trees, mentions)
    assert all(before is None or before < i for i, before in enumerate(links))


@pytest.mark.weights
def test_a_plain_sentence_is_read_as_a_grammar_would() -> None:
    from parley.encoder import Encoder
    from parley.encoder.roles import read_frames
    from parley.encoder.trees import read_trees

    encoding = Encoder().encode(segment("The rebels released nine prisoners on Friday."))
    trees = read_trees(encoding)
    words = encoding.doc.words()
    frame = next(f for f in read_frames(encoding) if words[f.token] == "released")

    assert (trees.relations[1], trees.relations[4]) == ("nsubj", "obj")
    assert (trees.parts[2], trees.lemmas[2]) == ("VERB", "release")
    assert {(role, words[a]) for role, a in frame.arguments} >= {
        ("ARG0", "rebels"),
        ("ARG1", "prisoners"),
    }
