"""What one token is to another, of pairs whose labels are given: a role, a part in an event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley import vocab
from parley.encoder.decode import log_softmax
from parley.encoder.encode import Encoding, Floats


class Between:
    """The labels of one pair of the network over one Doc."""

    def __init__(self, encoding: Encoding, name: str) -> None:
        pair = vocab.pairs()[name]
        self.labels = pair.labels
        query, self._key, _ = encoding.pair(name)
        self._query = query
        self._scale = np.float32(pair.width**0.5)  # trained without the scale of links
        self._window = encoding.window

    def chances(self, first: int, others: Sequence[int]) -> Floats:
        """Give what `first` is likely to be to each of `others`, ``float32 [n, labels]``.

        A token that stands in another window was not seen beside it: its row is all 0.
        """
        product = (self._query[first] * self._scale) * self._key[list(others)]
        scores = product.reshape(len(others), len(self.labels), -1).sum(-1)
        near = [self._window(other) == self._window(first) for other in others]
        return np.asarray(np.exp(log_softmax(scores)) * np.array(near)[:, None], np.float32)
