"""Fit and measure confidence: ``python -m evals.calibration [--write]``.

The network was trained on the coded training reports and is too sure there, so the dev reports
are what confidence is fitted on: on one half, measured on the other, both ways, halved twelve
times. What is printed comes from those halves alone. ``--write`` fits on all dev reports and the
gold ones, writes ``calibration.toml`` for the reader, and the figures and the diagram of
``docs/method/confidence.md``.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.diagram import diagram
from evals.reports import coded_report
from evals.shared import SHARED, present
from parley.reading import confidence
from parley.reading.confidence import GIVEN, log_odds, probability
from parley.reading.reader import Reader
from parley.schema import to_dict

TABLE = Path(confidence.__file__).with_name("calibration.toml")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "method" / "confidence.md"
KINDS = ("actors", "statements", "events", "figures", "dates", "places")
BINS = 10
HALVINGS = 12  # the mean over so many moves by less than 0.005 with the draw
# How strongly weights are held to 0, as in a prior of that precision: with 3, a `why` of fifteen
# items moves about half of the way to its own rate. Of 1, 3, 10, 30 the one with the least log
# loss on the halves held out (.457, .455, .458, .464); the error moves by less than 0.01.
RIDGE = 3.0
UNSCORED = ("votes", "members", "duration")  # figures that the coded reports do not hold

Table = dict[str, dict[str, Any]]
Floats = NDArray[np.float64]


class Case(NamedTuple):
    """One item: what is known of it, and whether the coded report has it."""

    kind: str
    why: str
    known: Mapping[str, float]
    right: bool


def cases(folder: Path, reader: Reader) -> list[list[Case]]:
    """Read the coded reports of a folder; give the cases of each."""
    tool = _scorer()
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        reading, known = reader.read_with_signals(coded_report(path))
        written = to_dict(reading)
        right = _right(tool, json.loads(path.read_text(encoding="utf-8")), written)
        found.append(
            [
                Case(kind, item["why"], known[item["id"]], item["id"] in right)
                for kind in KINDS
                for item in written[kind]
                if _is_scored(kind, item)
            ]
        )
    return found


def _is_scored(kind: str, item: Mapping[str, Any]) -> bool:
    """Leave out what the scorer does not count either."""
    if kind == "actors":
        return bool(item["mentions"]) and item["why"] != GIVEN
    return kind != "figures" or item["counted"] not in UNSCORED


def _scorer() -> Any:
    """Load the shared scorer with its matches kept in `matches`."""
    path = SHARED / "tools" / "score_record.py"
    spec = importlib.util.spec_from_file_location("score_record", path)
    assert spec
    assert spec.loader
    tool: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    pair_up = tool.pair_up
    tool.matches = []

    def noted(gold: Sequence[Any], read: Sequence[Any], score: Any) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = pair_up(gold, read, score)
        tool.matches = [(gold[i], read[j]) for i, j in pairs]
        return pairs

    tool.pair_up = noted
    return tool


def _right(tool: Any, gold: dict[str, Any], read: dict[str, Any]) -> set[str]:
    """Give the ids of the items that the scorer matches; of statements, with the right source."""
    text, tally = read["report"]["text"], tool.Tally()
    names, _ = tool.map_actors(gold, read, text, tally)
    right = {read["actors"][j]["id"] for _, j in tool.matches}
    tool.score_statements(gold, read, text, names, tally)
    right |= {
        p["id"]
        for g, p in tool.matches
        if tool.overlaps(g["_source"], p["_source"]) or names.get(p["speaker"]) == g["chain"][-1]
    }
    tool.score_events(gold, read, text, names, tally)
    right |= {p["id"] for _, p in tool.matches}
    tool.score_figures(gold, read, text, names, tally)
    right |= {p["id"] for _, p in tool.matches}
    for kind, key in (("dates", "value"), ("places", "country")):
        tool.score_anchored(kind, gold, read, text, tally, _same(key))
        right |= {p["id"] for _, p in tool.matches}
    return right


def _same(key: str) -> Any:
    return lambda gold, read: gold[key] == read[key]


def fit(reports: Sequence[Sequence[Case]]) -> Table:
    """Fit the numbers of each kind."""
    flat = [case for report in reports for case in report]
    return {kind: _fit_kind([c for c in flat if c.kind == kind]) for kind in KINDS}


def _fit_kind(of_kind: Sequence[Case]) -> dict[str, Any]:
    names = sorted({name for c in of_kind for name in c.known})
    whys = sorted({c.why for c in of_kind})
    x = np.array(
        [
            [1.0, *(log_odds(c.known[n]) for n in names), *(float(c.why == w) for w in whys)]
            for c in of_kind
        ]
    )
    weights = _logistic(x, np.array([c.right for c in of_kind], float)).round(3).tolist()
    of_names, of_whys = weights[1 : 1 + len(names)], weights[1 + len(names) :]
    return {
        "base": weights[0],
        "signals": dict(zip(names, of_names, strict=True)),
        "whys": dict(zip(whys, of_whys, strict=True)),
    }


def _logistic(x: Floats, y: Floats) -> Floats:
    """Fit a logistic regression by Newton's method; the first column, 1, is not held to 0."""
    hold = np.diag([1e-6, *[RIDGE] * (x.shape[1] - 1)])
    w = np.zeros(x.shape[1])
    for _ in range(30):  # Newton's method doubles the right digits each time: ten would do
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + hold @ w
        bend = (x * (p * (1 - p))[:, None]).T @ x + hold
        w = w - np.linalg.solve(bend, slope)
    return np.asarray(w)


def rate(table: Table, reports: Sequence[Sequence[Case]]) -> Iterator[tuple[str, float, bool]]:
    """Give kind, probability and truth of every case."""
    for case in (c for report in reports for c in report):
        yield case.kind, probability(table[case.kind], case.why, case.known), case.right


Rated = list[tuple[str, float, bool]]


def crossed(reports: Sequence[Sequence[Case]], more: Sequence[Sequence[Case]]) -> list[Rated]:
    """Fit on one half of the reports and on `more`, rate the other half, both ways.

    Halved anew each time, since how few reports fall makes much of the error of one halving.
    """
    chosen = np.random.default_rng(0)
    found: list[Rated] = []
    for _ in range(HALVINGS):
        order = [reports[i] for i in chosen.permutation(len(reports))]
        one, other = order[1::2], order[::2]
        found.append([*rate(fit([*one, *more]), other), *rate(fit([*other, *more]), one)])
    return found


def of_kind(rated: Rated, kind: str | None = None) -> tuple[Floats, Floats]:
    """Give probabilities and truths, of one kind or of all."""
    rows = [(p, right) for k, p, right in rated if kind in (None, k)]
    return np.array([p for p, _ in rows]), np.array([float(right) for _, right in rows])


def bins(p: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """Give mean probability, share of right ones and size of ten bins of equal mass."""
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, BINS) if len(part)]
    return [(float(p[i].mean()), float(right[i].mean()), len(i)) for i in parts]


def ece(p: Floats, right: Floats) -> float:
    """Give the expected calibration error over bins of equal mass (Nguyen and O'Connor 2015)."""
    return sum(n * abs(said - true) for said, true, n in bins(p, right)) / len(p)


def chance(p: Floats) -> float:
    """Give the error that true probabilities would show by the luck of so few items."""
    draws = np.random.default_rng(0).random((200, len(p))) < p
    return float(np.mean([ece(p, row.astype(float)) for row in draws]))


def ranking(p: Floats, right: Floats) -> float:
    """Give how often a right item is rated above a wrong one (area under the ROC curve)."""
    up, down = p[right > 0], p[right == 0]
    if not len(up) or not len(down):
        return float("nan")
    above = (up[:, None] > down).mean() + (up[:, None] == down).mean() / 2
    return float(above)


def mean(of: Callable[[Floats, Floats], float], held_out: list[Rated], kind: str | None) -> float:
    """Give the mean of a measure over all halvings."""
    return float(np.mean([of(*of_kind(rated, kind)) for rated in held_out]))


def measure(reader: Reader) -> dict[str, float]:
    """Give the error by kind and overall, held out, and that of the table as it ships."""
    reports = cases(SHARED / "data/reports/dev", reader)
    held_out = crossed(reports, cases(SHARED / "gold", reader))
    found = {kind or "all": mean(ece, held_out, kind) for kind in (*KINDS, None)}
    shipped = list(rate(confidence.calibration(), reports))
    return found | {"all, as shipped": ece(*of_kind(shipped))}


def write(table: Table, weights: str) -> None:
    """Write the table for the reader."""
    lines = [
        "# How confidence is computed, by kind of item: see confidence.py. Written by",
        "# `python -m evals.calibration --write`, fitted on the coded dev and gold reports.",
        "",
        f'weights = "{weights}"  # of the network that it was fitted with',
    ]
    for kind, row in table.items():
        lines += ["", f"[kinds.{kind}]", f"base = {row['base']}"]
        for part in ("signals", "whys"):
            lines += ["", f"[kinds.{kind}.{part}]"]
            lines += [f'"{name}" = {value}' for name, value in row[part].items()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def figures(held_out: list[Rated]) -> list[str]:
    """Give what was measured as a table, a line a kind."""
    lines = [
        "| kind | items | right | expected calibration error | by luck alone | ranking |",
        "|---|---|---|---|---|---|",
    ]
    for kind in (*KINDS, None):
        p, right = of_kind(held_out[0], kind)
        error, ranked = (mean(of, held_out, kind) for of in (ece, ranking))
        lines.append(
            f"| {kind or 'all'} | {len(p):,} | {right.mean():.2f} | {error:.3f} "
            f"| {chance(p):.3f} | {ranked:.2f} |"
        )
    return lines


def show(held_out: list[Rated], lines: Sequence[str]) -> None:
    """Put the figures and the diagram into the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    _, _, after = rest.partition("<!-- /measured -->")
    table = "\n".join(lines)
    PAGE.write_text(
        f"{before}<!-- measured -->\n{table}\n<!-- /measured -->{after}", encoding="utf-8"
    )
    pooled = [row for rated in held_out for row in rated]
    panels = {kind or "all": bins(*of_kind(pooled, kind)) for kind in (None, *KINDS)}
    PAGE.with_name("reliability.svg").write_text(diagram(panels), encoding="utf-8")


def main() -> None:
    """Fit, print what was measured, and with ``--write`` keep it."""
    if not present():
        sys.exit("evals.calibration: ../shared is not beside this checkout.")
    reader = Reader()
    dev = cases(SHARED / "data/reports/dev", reader)
    gold = cases(SHARED / "gold", reader)
    held_out = crossed(dev, gold)
    lines = figures(held_out)
    print("\n".join(lines))
    if "--write" in sys.argv:
        write(fit([*dev, *gold]), reader.weights)
        show(held_out, lines)


if __name__ == "__main__":
    main()
