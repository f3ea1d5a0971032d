"""Vectors of meaning, kept small: signed bytes and one scale each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Vectors:
    """The content vectors of one reading: ``float [dim]`` by the id of a statement or event.

    `weights` names the weights that made them. Vectors of other weights are not comparable.
    They come back from a record as ``float32`` arrays.
    """

    weights: str
    by_item: Mapping[str, ArrayLike]


def pack(vector: ArrayLike) -> tuple[float, bytes]:
    """Give `vector` as a scale and signed bytes, a quarter of its size.

    No component is off by more than half a scale: 1/254 of the largest.
    """
    import numpy as np

    components = np.asarray(vector, dtype=np.float32)
    scale = float(np.abs(components).max(initial=0)) / 127 or 1.0
    return scale, np.rint(components / scale).astype(np.int8).tobytes()


def unpack(scale: float, data: bytes) -> NDArray[np.float32]:
    """Give the vector ``float32 [dim]`` that `pack` wrote."""
    import numpy as np

    return np.frombuffer(data, dtype=np.int8).astype(np.float32) * np.float32(scale)
