"""How confidence is measured: its error, its ranking, its diagram."""

from __future__ import annotations

import numpy as np
import pytest

from evals.calibration import ece, ranking
from evals.diagram import diagram


def test_true_probabilities_have_hardly_any_error() -> None:
    drawn = np.random.default_rng(1)
    p = drawn.random(20_000)

    assert ece(p, (drawn.random(20_000) < p).astype(float)) < 0.02


def test_the_error_is_the_distance_from_the_share_of_right_items() -> None:
    assert ece(np.full(100, 0.9), np.tile([0.0, 1.0], 50)) == pytest.approx(0.4)


def test_a_rating_that_knows_puts_every_right_item_first() -> None:
    assert ranking(np.array([0.2, 0.9, 0.4]), np.array([0.0, 1.0, 0.0])) == 1.0


def test_a_diagram_has_a_point_for_each_bin() -> None:
    drawn = diagram({"all": [(0.1, 0.2, 9), (0.8, 0.7, 9)], "dates": [(0.9, 1.0, 4)]})

    assert drawn.count("<circle") == 3
