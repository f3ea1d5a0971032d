"""Types of events on PLOVER's and CASE's sentences, and of thin types on our own passages.

``python -m evals.events [--misses]`` prints all figures. PLOVER's gold sentences are of the CAMEO
manual, the CASE 2021 snippets are news, each with the type of its one event; what parley reads in
a text is brought to one type by `first_code` and `main_class`. A text that is refused counts as one
in which nothing was found.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from evals.reports import read_folder
from evals.shared import SHARED, rows, scores
from parley import vocab
from parley.errors import ReportError
from parley.items import Event, Reading, Statement, Status
from parley.reading.reader import Reader
from parley.text import report
from parley.vocab import codebook
from training.standoff import unpack

EVENTS = SHARED / "data/events"
# The types that no corpus of events has much of, and which the record is for.
THIN = (
    "mediation", "refusal", "truce", "truce_end", "violation", "exchange", "vote", "resolution",
    "siege", "displacement", "reconstruction", "sanction", "mobilization",
)  # fmt: skip
FEWEST = 15  # items asked: rows with fewer are measured in `evals.reports`, but held to nothing
# The gold sentences name types as PLOVER's draft of 2016 did.
_RENAMED = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
# PLOVER's types of cooperation; the others are conflict.
_FRIENDLY = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
# CASE's types that a type of ours says too, by one name for both. Disasters, crimes of gangs, finds
# of arms and claims of responsibility are events of none of our types.
_CASE = {
    "attack": "AIR_STRIKE ARMED_CLASH ART_MISS_ATTACK ATTACK REM_EXPLOS SUIC_BOMB GRENADE CHEM_WEAP"
    " GOV_REGAINS_TERIT NON_STATE_ACTOR_OVERTAKES_TER MOB_VIOL PROPERTY_DISTRUCT SEX_VIOL",
    "protest": "PEACE_PROTEST PROTEST_WITH_INTER VIOL_DEMONSTR FORCE_AGAINST_PROTEST",
    "agreement": "AGREEMENT",
    "abduction": "ABDUCT_DISSAP",
    "arrest": "ARREST",
    "withdrawal": "NON_VIOL_TERRIT_TRANSFER",
    "mobilization": "HQ_ESTABLISHED CHANGE_TO_GROUP_ACT",
    "diplomacy": "DIPLO",
}
_OURS = {
    "attack": "attack offensive casualties violation",
    "protest": "protest",
    "agreement": "agreement truce acceptance exchange",
    "abduction": "abduction",
    "arrest": "arrest ruling",
    "withdrawal": "withdrawal",
    "mobilization": "mobilization",
    "diplomacy": "talks visit mediation sanction resolution vote support request demand proposal"
    " refusal condemnation",
}
Figures = dict[str, float]


def read(text: str, reader: Reader) -> Reading | None:
    """Read a text of a corpus; ``None`` if it is refused."""
    try:
        return reader.read(report(text, outlet="Outlet"))
    except ReportError:
        return None


def plover(reader: Reader, misses: list[str] | None = None) -> Figures:
    """Give the share of PLOVER's gold sentences whose type, of 16, is the first that is read."""
    asked = list(rows(EVENTS / "plover-gsr-dev.jsonl.gz"))
    right = 0
    for row in asked:
        gold = _RENAMED.get(row["event"], row["event"])
        reading = read(row["text"], reader)
        found = first_code(reading) if reading else None
        right += found == gold
        if misses is not None and found != gold:
            misses.append(f"plover: {gold}, read {found}: {row['text'][:150]!r}")
    return {"type": right / len(asked)}


def first_code(reading: Reading) -> str | None:
    """Give the PLOVER type of what a text says first: an event, or a statement whose act has one.

    PLOVER has no status, but codes for promises, threats, appeals and refusals: what is planned or
    offered is `AGREE` where it is cooperation and `THREATEN` where it is conflict, what is demanded
    `REQUEST`, cooperation that is denied `REJECT` (the codebook's notes on codes).
    """
    found = [(e.trigger.start, _code(e)) for e in reading.events]
    found += [
        (min((*s.cue, *s.content)).start, code)
        for s in reading.statements
        if (code := _said(s, reading.events))
    ]
    return min(found)[1] if found else None


def _code(event: Event) -> str:
    code = vocab.event_types()[event.type].plover
    match event.status:
        case Status.DEMANDED:
            return "REQUEST"
        case Status.PLANNED:
            return "AGREE" if code in _FRIENDLY else "THREATEN"
        case Status.PROPOSED if code in _FRIENDLY:
            return "AGREE"
        case Status.DENIED if code in _FRIENDLY:
            return "REJECT"
    return code


def _said(said: Statement, events: Iterable[Event]) -> str:
    """Give the code of an act of speech; to promise what is hostile is to threaten."""
    code = _acts()[said.act.value]
    inside = [e for e in events if any(piece.covers(e.trigger) for piece in said.content)]
    hostile = inside and vocab.event_types()[inside[0].type].plover not in _FRIENDLY
    return "THREATEN" if code == "AGREE" and hostile else code


@cache
def _acts() -> dict[str, str]:
    return {entry.word: entry.plover for entry in codebook.entries() if entry.group.name == "acts"}


def case(reader: Reader, misses: list[str] | None = None) -> Figures:
    """Give F1 of each class of the CASE snippets whose type is one of ours too, and their mean."""
    classes = {kind: name for name, kinds in _CASE.items() for kind in kinds.split()}
    pairs = []
    for row in rows(EVENTS / "case2021-task2-dev.jsonl.gz"):
        if gold := classes.get(row["type"]):
            reading = read(row["text"], reader)
            pairs.append((gold, main_class(reading) if reading else None))
            if misses is not None and len(set(pairs[-1])) > 1:
                misses.append(f"case: {row['type']}, read {pairs[-1][1]}: {row['text'][:150]!r}")
    by_class = {name: _f1(name, pairs) for name in _CASE}
    return {"macro F1": sum(by_class.values()) / len(by_class), **by_class}


def main_class(reading: Reading) -> str | None:
    """Give the class of the event that a text speaks of most often, of two the earlier."""
    classes = {kind: name for name, kinds in _OURS.items() for kind in kinds.split()}
    told = [e for e in reading.events if e.type in classes]
    main = min(told, key=lambda e: (-len(e.mentions), e.trigger.start), default=None)
    return classes[main.type] if main else None


def _f1(name: str, pairs: Sequence[tuple[str, str | None]]) -> float:
    right = sum(gold == found == name for gold, found in pairs)
    return 2 * right / sum((gold == name) + (found == name) for gold, found in pairs)


def by_type(pairs: Sequence[str]) -> Figures:
    """Score the events of each thin type by itself.

    Parameters
    ----------
    pairs
        Files of gold and reading by turns, as the scorer takes them.

    Returns
    -------
    figures
        By "TYPE", "TYPE status" and "TYPE roles"; only what 15 items or more were asked of.
    """
    found: Figures = {}
    with tempfile.TemporaryDirectory() as place:
        for kind in THIN:
            held = [
                path
                for gold, read in zip(pairs[::2], pairs[1::2], strict=True)
                for path in _only(kind, Path(gold), Path(read), Path(place))
            ]
            found |= _named(kind, scores("score_record.py", *held) if held else {})
    return found


def _named(kind: str, table: dict[str, Any]) -> Figures:
    """Give the scorer's rows on events under short names."""
    names = {"events": "", "event status": " status", "event roles (of matched events)": " roles"}
    return {
        kind + name: row.get("f1", row.get("accuracy"))
        for key, name in names.items()
        if (row := table.get(key)) and row.get("gold", row.get("asked")) >= FEWEST
    }


def _only(kind: str, gold: Path, read: Path, place: Path) -> list[str]:
    """Write a pair of files with the events of one type only; nothing if neither has any."""
    coded, reading = (json.loads(p.read_text(encoding="utf-8")) for p in (gold, read))
    for table in (coded, reading):
        table["events"] = [e for e in table["events"] if e["type"] == kind]
    if not coded["events"] and not reading["events"]:
        return []
    target = place / gold.name
    text = gold.name.replace(".gold.json", ".txt")
    (place / text).write_text(gold.with_name(text).read_text(encoding="utf-8"), encoding="utf-8")
    target.write_text(json.dumps(coded), encoding="utf-8")
    target.with_suffix(".read").write_text(json.dumps(reading), encoding="utf-8")
    return [str(target), str(target.with_suffix(".read"))]


def measure(reader: Reader) -> dict[str, Figures]:
    """Give what the gate holds of PLOVER and CASE."""
    return {"plover-dev": plover(reader), "case-dev": {"macro F1": case(reader)["macro F1"]}}


def main() -> None:
    """Print all figures, with ``--misses`` also the texts that are read otherwise."""
    reader = Reader()
    misses: list[str] = []
    found = {"plover-dev": plover(reader, misses), "case-dev": case(reader, misses)}
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "own"), Path(place)
        unpack("own", folder)
        pairs = read_folder(folder, out, reader)
        found["own-dev"] = _named("events", scores("score_record.py", *pairs)) | by_type(pairs)
    for name, figures in found.items():
        print(name)
        print("\n".join(f"  {row:30} {value:.3f}" for row, value in figures.items()))
    if "--misses" in sys.argv:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
