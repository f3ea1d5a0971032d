"""Codings of real texts without the texts: checked, packed as offsets, and read back.

A coding is written in the gold form (answers that name things by the report's own words). Texts of
the shared corpora stay where they are: what is kept of them is corpus, document, slice and digest,
and every anchor as ``[start, end)`` in that slice.

    python -m training.standoff check FOLDER         say what is wrong in the codings of a folder
    python -m training.standoff pack FOLDER... OUT   write them as rows, one file a corpus
    python -m training.standoff unpack SPLIT FOLDER  write texts and codings for scoring

A text that is coded twice has its second coding in ``second.jsonl``; one text in eight, by digest,
is for measuring and lies in ``dev/``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from parley import vocab
from parley.items import Act, Bound, Form, Kind, Status
from training.samples import SHARED, anchor, rows

HOME = Path(__file__).with_name("coded")
OWN = Path(__file__).with_name("own")
COUNTED = frozenset(vocab.layers()["figure"].labels)
_ANCHORED = {  # where a coding names words: list -> keys that hold one anchor or a list of them
    "actors": ("mentions", "basis"),
    "statements": ("source", "cue", "content"),
    "events": ("trigger", "place"),
    "figures": ("text",),
    "dates": ("text",),
    "places": ("text",),
}


def _spans(text: str, given: Any, change: Callable[[Any], Any]) -> Any:
    """Apply `change` to every anchor in `given`: one anchor, pieces of content, or a list."""
    if given is None or given == "" or given == []:
        return given
    if isinstance(given, dict):
        return {"pieces": [change(piece) for piece in given["pieces"]]}
    if isinstance(given, str) or (len(given) == 2 and isinstance(given[1], int)):
        return change(given)
    return [change(one) for one in given]


def packed(text: str, gold: dict[str, Any]) -> dict[str, Any]:
    """Give a coding with every anchor as ``[start, end]``. Raises ValueError on a lost anchor."""
    out = {key: gold.get(key) or [] for key in (*_ANCHORED, "votes")}
    for name, keys in _ANCHORED.items():
        out[name] = [
            {
                key: _spans(text, value, lambda a: list(anchor(text, a))) if key in keys else value
                for key, value in item.items()
            }
            for item in out[name]
        ]
    return {"report": {k: gold["report"].get(k) for k in ("outlet", "published")}, **out}


def unpacked(text: str, row: dict[str, Any]) -> dict[str, Any]:
    """Give a row in the gold form again: the text's own words, ``[string, n]`` for the n-th."""

    def words(span: list[int]) -> list[Any]:
        string = text[span[0] : span[1]]
        rank = sum(text.startswith(string, i) for i in range(span[0] + 1))
        return [string, rank]

    out = dict(row)
    for name, keys in _ANCHORED.items():
        out[name] = [
            {key: _each(value, words) if key in keys else value for key, value in item.items()}
            for item in row[name]
        ]
    for actor in out["actors"]:  # the scorer compares a basis by its words
        actor["basis"] = actor["basis"][0] if actor.get("basis") else None
    return out


def _each(given: Any, words: Callable[[list[int]], list[Any]]) -> Any:
    if given is None or given == []:
        return given
    if isinstance(given, dict):
        return {"pieces": [words(piece) for piece in given["pieces"]]}
    return words(given) if isinstance(given[0], int) else [words(one) for one in given]


def unpack(split: str, folder: Path) -> None:
    """Write the codings of a split beside their texts, in the gold form, for the scorers.

    "own" are our own passages that are kept for measuring.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if split == "own":
        found = [(row["name"], text, row) for row, text in passages("dev")]
    else:
        found = [(row["name"], text, unpacked(text, row)) for row, text in standoff(split)]
    for name, text, gold in found:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        lines = json.dumps(gold, ensure_ascii=False, indent=1)
        (folder / f"{name}.gold.json").write_text(lines + "\n", encoding="utf-8")


def passages(split: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give our own passages of a split ("train", "dev") with their texts."""
    for path in sorted((OWN / split).glob("*.jsonl")):
        for row in rows(path):
            yield row, row["text"]


def faults(text: str, gold: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong in one coding."""
    names = {actor["name"] for actor in gold["actors"]}
    for name, keys in _ANCHORED.items():
        for i, item in enumerate(gold.get(name, [])):
            for key in keys:
                try:
                    _spans(text, item.get(key), lambda a: anchor(text, a))
                except (ValueError, TypeError):
                    yield f"{name}[{i}].{key}: {item.get(key)!r} is not in the text"
    for i, actor in enumerate(gold["actors"]):
        yield from _unknown(f"actors[{i}].kind", actor.get("kind"), set(Kind))
    for i, said in enumerate(gold["statements"]):
        yield from _unknown(f"statements[{i}].act", said.get("act"), set(Act))
        yield from _unknown(f"statements[{i}].form", said.get("form"), set(Form))
        for name in said.get("chain") or []:
            yield from _unknown(f"statements[{i}].chain", name, names)
        if not said.get("chain"):
            yield f"statements[{i}] has no chain"
        inside = said.get("inside")
        if inside is not None and not 0 <= inside < len(gold["statements"]):
            yield f"statements[{i}].inside: there is no statement {inside}"
    for i, event in enumerate(gold["events"]):
        yield from _unknown(f"events[{i}].type", event.get("type"), set(vocab.event_types()))
        yield from _unknown(f"events[{i}].status", event.get("status"), set(Status))
        for role, found in (event.get("roles") or {}).items():
            for name in found:
                yield from _unknown(f"events[{i}].roles.{role}", name, names)
        told = event.get("statement")
        if told is not None and not 0 <= told < len(gold["statements"]):
            yield f"events[{i}].statement: there is no statement {told}"
    for i, figure in enumerate(gold["figures"]):
        yield from _unknown(f"figures[{i}].counted", figure.get("counted"), COUNTED)
        yield from _unknown(f"figures[{i}].bound", figure.get("bound"), set(Bound))
        if not isinstance(figure.get("value"), int | float):
            yield f"figures[{i}].value is no number"


def _unknown(where: str, what: Any, known: Any) -> Iterator[str]:
    if what not in known:
        yield f"{where}: {what!r} is not known"


def codings(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give name, text and coding of all that a working folder holds; skipped texts are left out."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "skip" not in gold:
            name = path.name.removesuffix(".gold.json")
            yield name, path.with_name(f"{name}.txt").read_text(encoding="utf-8"), gold
    for path in sorted(folder.glob("*.jsonl")):
        for row in rows(path):
            yield row["name"], row["text"], row


def standoff(split: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the rows of a split ("train", "dev", "second") with their texts from the corpora.

    Raises
    ------
    ValueError
        If a text is not the one that was coded.
    """
    by_corpus: dict[str, list[dict[str, Any]]] = {}
    for path in sorted([*(HOME / split).glob("*.jsonl"), *HOME.glob(f"{split}.jsonl")]):
        for row in rows(path):
            by_corpus.setdefault(row["corpus"], []).append(row)
    for corpus, wanted in by_corpus.items():
        ids = {row["doc"] for row in wanted}
        texts = {
            found: row["text"]
            for row in rows(SHARED / "data" / corpus)
            if (found := _document(row)) in ids
        }
        for row in wanted:
            text = texts[row["doc"]][row["start"] : row["end"]]
            if sha256(text.encode()).hexdigest() != row["sha256"]:
                raise ValueError(f"{row['name']}: {corpus} does not hold the text that was coded")
            yield row, text


def _document(row: dict[str, Any]) -> str:
    return str(row.get("doc_id") or row.get("doc") or row.get("id"))


def check(folder: Path) -> int:
    """Print the faults in a folder's codings; give their number."""
    count = 0
    for name, text, gold in codings(folder):
        try:
            found = list(faults(text, gold))
        except (KeyError, TypeError, AttributeError) as error:
            found = [f"malformed: {error!r}"]
        for fault in found:
            print(f"{name}: {fault}")
        count += len(found)
    return count


def pack(folders: list[Path], out: Path) -> None:
    """Write the codings of `folders` as stand-off rows."""
    done: dict[str, list[dict[str, Any]]] = {}
    seen: set[str] = set()
    for folder in folders:
        for name, text, gold in codings(folder):
            origin = json.loads((folder / f"{name}.origin.json").read_text(encoding="utf-8"))
            kept = {k: origin[k] for k in ("name", "corpus", "doc", "start", "end", "sha256")}
            split = "dev" if int(kept["sha256"][:8], 16) % 8 == 0 else "train"
            file = "second" if name in seen else f"{split}/{name.split('-')[0]}"
            seen.add(name)
            done.setdefault(file, []).append({**kept, **packed(text, gold)})
    for split in ("train", "dev"):
        (out / split).mkdir(parents=True, exist_ok=True)
    for file, found in done.items():
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in found]
        (out / f"{file}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    if command == "check":
        sys.exit(min(1, check(Path(paths[0]))))
    if command == "pack":
        pack([Path(p) for p in paths[:-1]], Path(paths[-1]))
    if command == "unpack":
        unpack(paths[0], Path(paths[1]))
