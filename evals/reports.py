"""Read coded reports and score the readings: ``python -m evals.reports FOLDER [--misses]``."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from evals.shared import print_scores, scores
from parley.items import Report
from parley.reading.reader import Reader
from parley.schema import to_dict
from parley.text import report as report_of


def coded_report(gold: Path) -> Report:
    """Give the report of a gold file, with the outlet and day that the gold names."""
    given = json.loads(gold.read_text(encoding="utf-8"))["report"]
    text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
    published = given.get("published")
    return report_of(
        text,
        outlet=given.get("outlet"),
        published=date.fromisoformat(published) if published else None,
        title=given.get("title"),
    )


def read_folder(folder: Path, out: Path, reader: Reader) -> list[str]:
    """Read every coded report of a folder into `out`; give the pairs that the scorer takes."""
    pairs = []
    for gold in sorted(folder.glob("*.gold.json")):
        target = out / gold.name.replace(".gold.json", ".reading.json")
        reading = reader.read(coded_report(gold))
        target.write_text(json.dumps(to_dict(reading), ensure_ascii=False), encoding="utf-8")
        pairs += [str(gold), str(target)]
    return pairs


def score_folder(folder: Path, reader: Reader) -> dict[str, Any]:
    """Read and score a folder of coded reports, pooled."""
    with tempfile.TemporaryDirectory() as out:
        return scores("score_record.py", *read_folder(folder, Path(out), reader))


def main() -> None:
    """Print the score of a folder, and with ``--misses`` what was not found."""
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as out:
        pairs = read_folder(folder, Path(out), Reader())
        print_scores("score_record.py", *pairs, *sys.argv[2:])


if __name__ == "__main__":
    main()
