"""Which actors the outlets of a record call most differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from parley.record.database import Row, marks

Ask = Callable[..., list[Row]]

_BATCH: Final = 50  # actors compared at once: a page of 20 mostly needs one or two batches
_CHUNK: Final = 200  # actors listed at first; then ever more


def groups(ask: Ask, where: str, values: Mapping[str, Any]) -> Iterator[list[Row]]:
    """Give the actors in batches, the most mentioned first, the unnamed sources last."""
    start, size = 0, _CHUNK
    while rows := ask(
        f"SELECT joined, unnamed, mentions AS count FROM called WHERE {where} "
        "ORDER BY unnamed, mentions DESC, joined LIMIT :size OFFSET :start",
        {**values, "size": size, "start": start},
    ):
        yield from (rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH))
        start, size = start + size, size * 8


def most_different(
    ask: Ask, groups: Iterable[list[Row]], most: int | None
) -> list[tuple[Row, float]]:
    """Give the actors that differ most by outlet; `groups` has the most mentioned first.

    With n mentions no more than n - 1 can need other words, so that the rest need not be
    compared once that is not more than the least of the best.
    """
    can_differ = len(ask("SELECT 1 FROM outlets WHERE name != '' LIMIT 2")) > 1
    best: list[tuple[Row, float]] = []
    for batch in groups:
        named = [row["joined"] for row in batch if not row["unnamed"]] if can_differ else []
        reach = batch[0]["count"] - 1 if named else 0
        if most is not None and len(best) >= most and (not best or reach <= best[-1][1]):
            break
        differences = _differences(ask, named)
        best += [(row, differences.get(row["joined"], 0.0)) for row in batch]
        best = sorted(best, key=lambda found: -found[1])[:most]  # stable: the most mentioned first
    return best


def _differences(ask: Ask, joined: Sequence[int]) -> dict[int, float]:
    rows = ask(
        "SELECT joined, outlet, wording, tallies.mentions - quoted AS own "
        "FROM identities JOIN tallies ON identity = number "
        f"WHERE joined IN ({marks(joined)}) "
        "AND outlet NOT IN (SELECT number FROM outlets WHERE name = '')",
        *joined,
    )
    own: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in rows:
        own[row["joined"]].append((row["outlet"], row["wording"], row["own"]))
    return {number: difference(counts) for number, counts in own.items()}


def difference(counts: Iterable[tuple[int, int, int]]) -> float:
    """Give how many mentions would need other words for the outlets to name alike.

    `counts` are (outlet, wording, mentions). For each outlet this is the total variation
    distance between its shares of the wordings and those of all outlets together, times its
    mentions.

    >>> difference([(1, 1, 8), (2, 1, 4), (2, 2, 4)])
    4.0
    >>> difference([(1, 1, 8), (2, 1, 4)])
    0.0
    """
    cells: Counter[tuple[int, int]] = Counter()
    outlets: Counter[int] = Counter()
    wordings: Counter[int] = Counter()
    for outlet, wording, number in counts:
        cells[outlet, wording] += number
        outlets[outlet] += number
        wordings[wording] += number
    total = outlets.total() or 1
    over = (n - outlets[o] * wordings[w] / total for (o, w), n in cells.items())
    return round(sum((more for more in over if more > 0), 0.0), 3)
