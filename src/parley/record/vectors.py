"""Vectors of meaning, kept small: signed bytes and one scale each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Vectors:
    """The content vectors of one reading: ``float32 [dim]`` by the id of a statement or event.

    `weights` names the weights that made them. Vectors of other weights are not comparable.
    """

    weights: str
    by_item: Mapping[str, NDArray[np.float32]]


def pack(vector: NDArray[np.float32]) -> tuple[float, bytes]:
    """Give `vector` as a scale and signed bytes, a quarter of its size.

    No component is off by more than half a scale: 1/254 of the largest.
    """
    import numpy as np

    scale = float(np.abs(vector).max(initial=0)) / 127 or 1.0
    return scale, np.rint(vector / scale).astype(np.int8).tobytes()


def unpack(scale: float, data: bytes) -> NDArray[np.float32]:
    """Give the vector ``float32 [dim]`` that `pack` wrote."""
    import numpy as np

    return np.frombuffer(data, dtype=np.int8).astype(np.float32) * np.float32(scale)
