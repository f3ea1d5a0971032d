"""Measure dates on TIMEX3 corpora and on coded reports.

    python -m evals.timex predict ../shared/data/normalize/timex/tbaq.dev.jsonl pred.jsonl
    python -m evals.timex reports ../shared/data/reports/dev

The first writes what ``shared/tools/score_timex.py`` scores; the second prints the F1 of dates as
``score_record.py`` counts them: spans overlap and values are equal.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from parley.items import Timex
from parley.reading.dates import find_timexes, read_dates
from parley.text import segment

# TIMEX3 names seasons, quarters and halves by letters where EDTF has codes.
_SPELLS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI",
    "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2",
}  # fmt: skip


def timex3(value: str) -> str:
    """Turn an EDTF value into the form that TIMEX3 corpora use.

    >>> timex3("2009-35"), timex3("199X"), timex3("2009-03-05~")
    ('2009-Q3', '199', '2009-03-05')
    """
    value = value.rstrip("~?%")
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{m[1]}-{_SPELLS.get(m[2], m[2])}"
    if re.fullmatch(r"\d+X+", value):
        return value.rstrip("X")
    return "PXD" if value.startswith("../") else value


def day_of(dct: str | None) -> date | None:
    """Read the day of a document's creation time; ``None`` where it is no such day."""
    m = re.match(r"\d{4}-\d\d-\d\d", dct or "")
    return date.fromisoformat(m[0]) if m else None


def predict(doc_json: dict[str, Any]) -> dict[str, Any]:
    """Turn one line of a TIMEX3 corpus into the prediction that ``score_timex.py`` reads."""
    text = doc_json["text"]
    timexes = find_timexes(segment(text), day_of(doc_json.get("dct")), vague=True)
    return {"doc_id": doc_json["doc_id"], "text": text, "timexes": [_row(t) for t in timexes]}


def _row(timex: Timex) -> dict[str, Any]:
    value = timex.value and timex3(timex.value)
    kind = "DURATION" if (value or "").startswith("PX") else timex.type.value.upper()
    return {"start": timex.span.start, "end": timex.span.end, "type": kind, "value": value}


def coded(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give name, text and answers of every coded report in `folder`."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        yield name, text, json.loads(path.read_text(encoding="utf-8"))


def anchor(text: str, words: str | list[Any]) -> tuple[int, int]:
    """Find the n-th occurrence of a coder's words."""
    words, nth = (words, 1) if isinstance(words, str) else words
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def score_reports(folder: Path, *, errors: bool) -> dict[str, float]:
    """Give precision, recall and F1 of dates over all reports of `folder` together."""
    right = found = asked = 0
    for name, text, gold in coded(folder):
        wanted = [(*anchor(text, d["text"]), d["value"]) for d in gold["dates"]]
        got = list(read_dates(segment(text), day_of(gold["report"]["published"])))
        found, asked = found + len(got), asked + len(wanted)
        for start, end, value in wanted:
            near = [t for t in got if t.span.start < end and start < t.span.end]
            hit = next((t for t in near if t.value == value), None)
            if hit:
                right += 1
                got.remove(hit)
            elif errors:
                print(name, repr(text[start:end]), value, [t.value for t in near], sep="\t")
        if errors:
            for t in got:
                print(name, "  extra", repr(t.span.of(text)), t.value, sep="\t")
    precision, recall = right / max(1, found), right / max(1, asked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1, "gold": asked, "found": found}


def main(arguments: list[str]) -> None:
    """Run one of the two measurements."""
    if arguments[0] == "reports":
        for name, figure in score_reports(
            Path(arguments[1]), errors="--errors" in arguments
        ).items():
            print(f"{name:10} {figure:.3f}")
        return
    lines = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
    begun = time.process_time()
    rows = [predict(json.loads(line)) for line in lines]
    print(f"{len(rows) / (time.process_time() - begun):.0f} documents per CPU-second")
    Path(arguments[2]).write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
