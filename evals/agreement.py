"""How far two independent codings of the same texts agree: ``python -m evals.agreement``.

The first coding is the gold, the second is scored as if it were a reading.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from evals.shared import print_scores
from training.standoff import standoff, unpacked


def as_reading(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """Give a stand-off coding in the form of a reading."""
    ids = {actor["name"]: f"a{i}" for i, actor in enumerate(row["actors"])}
    basis = {a["name"]: a["basis"] for a in unpacked(text, row)["actors"]}

    def listed(given: Any) -> list[Any]:
        if not given:
            return []
        given = given["pieces"] if isinstance(given, dict) else given
        return [given] if isinstance(given[0], int) else given

    def timed(value: str | None) -> dict[str, Any] | None:
        return {"value": value} if value else None

    return {
        "report": {"text": text},
        "actors": [
            {
                **actor,
                "id": ids[actor["name"]],
                "affiliation": ids.get(actor.get("affiliation")),
                "basis": basis[actor["name"]],
            }
            for actor in row["actors"]
        ],
        "statements": [
            {
                **said,
                "id": f"s{i}",
                "content": listed(said["content"]),
                "source": listed(said.get("source")),
                "chain": [ids[name] for name in said["chain"]],
                "speaker": ids[said["chain"][-1]],
                "said": timed(said.get("said")),
            }
            for i, said in enumerate(row["statements"])
        ],
        "events": [
            {
                **event,
                "trigger": event["trigger"][0],
                "mentions": event["trigger"][1:],
                "roles": {r: [ids[n] for n in names] for r, names in event["roles"].items()},
                "when": timed(event.get("when")),
                "place": next(
                    (
                        f"p{i}"
                        for i, place in enumerate(row["places"])
                        if event.get("place")
                        and place["text"][0] < event["place"][1]
                        and event["place"][0] < place["text"][1]
                    ),
                    None,
                ),
                "statement": None if event.get("statement") is None else f"s{event['statement']}",
            }
            for event in row["events"]
        ],
        "figures": [
            {
                **figure,
                "span": figure["text"],
                "of": ids.get(figure.get("of")),
                "by": ids.get(figure.get("by")),
            }
            for figure in row["figures"]
        ],
        "dates": [{**date, "span": date["text"]} for date in row["dates"]],
        "places": [{**p, "id": f"p{i}", "span": p["text"]} for i, p in enumerate(row["places"])],
    }


def main() -> None:
    """Print the agreement over all texts that are coded twice."""
    second = {row["name"]: (row, text) for row, text in standoff("second")}
    first = {
        row["name"]: row
        for split in ("train", "dev")
        for row, _ in standoff(split)
        if row["name"] in second
    }
    with tempfile.TemporaryDirectory() as out:
        pairs = []
        for name, (row, text) in second.items():
            base = Path(out) / name
            gold = json.dumps(unpacked(text, first[name]), ensure_ascii=False)
            base.with_suffix(".txt").write_text(text, encoding="utf-8")
            base.with_suffix(".gold.json").write_text(gold, encoding="utf-8")
            reading = json.dumps(as_reading(text, row), ensure_ascii=False)
            base.with_suffix(".reading.json").write_text(reading, encoding="utf-8")
            pairs += [str(base.with_suffix(".gold.json")), str(base.with_suffix(".reading.json"))]
        print_scores("score_record.py", *pairs, *sys.argv[1:])


if __name__ == "__main__":
    main()
