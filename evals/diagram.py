"""Draw a reliability diagram: how often items are right, by how sure the reading was of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

SIDE = 150  # of a panel, in units of the drawing
GAP = 50  # around panels, for the words
ACROSS = 4  # panels beside one another

Bin = tuple[float, float, int]

_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" \
font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
"""


def diagram(panels: Mapping[str, Sequence[Bin]]) -> str:
    """Give an SVG drawing with a panel for each name.

    Parameters
    ----------
    panels
        By name its bins: mean probability, share of right items, number of items.
    """
    rows = -(-len(panels) // ACROSS)
    step = SIDE + GAP
    head = _HEAD.format(width=ACROSS * step + GAP, height=rows * step + GAP)
    drawn = [
        _panel(name, bins, GAP + n % ACROSS * step, GAP + n // ACROSS * step)
        for n, (name, bins) in enumerate(panels.items())
    ]
    return head + "".join(drawn) + "</svg>\n"


def _panel(name: str, bins: Sequence[Bin], left: int, top: int) -> str:
    points = [(left + SIDE * said, top + SIDE * (1 - right)) for said, right, _ in bins]
    return "\n".join(
        [
            f'<text x="{left}" y="{top - 8}" font-weight="bold">{name}</text>',
            f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" '
            'stroke="#999"/>',
            f'<path d="M{left} {top + SIDE}L{left + SIDE} {top}" stroke="#999" '
            'stroke-dasharray="3 3"/>',
            f'<path d="{_line(points)}" fill="none" stroke="#06c"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#06c"/>' for x, y in points),
            f'<text x="{left}" y="{top + SIDE + 15}">0</text>',
            f'<text x="{left + SIDE}" y="{top + SIDE + 15}" text-anchor="end">sure 1</text>',
            f'<text x="{left - 5}" y="{top + 10}" text-anchor="end">right</text>\n',
        ]
    )


def _line(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
