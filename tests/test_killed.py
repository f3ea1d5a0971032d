"""A writer that is killed at any moment loses nothing, doubles nothing, damages nothing."""

from __future__ import annotations

from pathlib import Path

from evals.killed import Found, killed


def test_a_writer_killed_while_it_adds_and_groups_leaves_a_sound_record(tmp_path: Path) -> None:
    found = killed(tmp_path, kills=3, number=12, seed=7, most=0.2)

    assert found == Found(kills=3, lost=0, doubled=0, corrupt=0, other_claims=0)
