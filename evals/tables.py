"""The tables of docs/method/figures.md, made of what the gate measured: no figure by hand."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs/method/figures.md"
REPORTS = ("gold", "reports-dev", "coded-dev", "own-dev")
Found = dict[str, dict[str, float]]

# Whole reports: what stands in the row, the scorer's name for it, what is asked of gold.
ROWS = (
    ("statements: content", "statements (content)", ""),
    ("statements: content and source", "statements (content and source)", "0.80"),
    ("form (of matched statements)", "statement form", ""),
    ("act", "statement act", ""),
    ("chain, every hop", "statement chain, every hop", "0.82"),
    ("root source", "statement root source", "0.88"),
    ("nested or not", "statement nesting", "0.92"),
    ("actors", "actors", "0.75"),
    ("mention belongs to the right actor", "mention belongs to the right actor", "0.80"),
    ("kind (of matched actors)", "actor kind", "0.88"),
    ("named or unnamed", "actor named or unnamed", "0.95"),
    ("affiliation", "actor affiliation", "0.75"),
    ("events", "events", "0.70"),
    ("roles (of matched events)", "event roles (of matched events)", "0.65"),
    ("status", "event status", "0.88"),
    ("date", "event date", "0.80"),
    ("place", "event place", "0.80"),
    ("told by the right root", "event told by the right root", "0.80"),
    ("figures", "figures (value and what is counted)", "0.88"),
    ("bound (of matched figures)", "figure bound", "0.97"),
    ("of whom", "figure of whom", "0.85"),
    ("by whom", "figure by whom", "0.80"),
    ("period", "figure period", "0.70"),
    ("dates", "dates", "0.92"),
    ("places", "places", "0.88"),
    ("votes", "votes", "1.00"),
)
# Corpora of others: set, its name, what is measured, the scores, what is asked and how others do.
CORPORA = (
    ("polnear-dev", "PolNeAR dev", "source, cue and content together, overlap", ("triple",),
     "0.68; human agreement 0.733"),
    ("polnear-dev", "", "source; cue; content", ("source", "cue", "content"),
     "0.84; 0.78; 0.80; humans 0.812; 0.755; 0.794"),
    ("ewt-dev", "EWT dev, gold tokens", "UPOS; UAS; LAS; lemma", ("upos", "uas", "las", "lemma"),
     "96; ; 86"),
    ("gum-dev", "GUM dev, gold tokens", "UPOS; UAS; LAS; lemma", ("upos", "uas", "las", "lemma"),
     "96; ; 86"),
    ("gum-dev", "GUM dev", "mentions of people, places, organizations, exact span", ("mentions",),
     "75"),
    ("gum-dev", "OntoGUM dev", "coreference: MUC; B3; CEAFe; CoNLL",
     ("muc", "b3", "ceafe", "conll"), "CoNLL 55; rules 39.7, SpanBERT 64.6"),
    ("ewt-dev", "EWT PropBank dev", "predicates; sense; arguments (span and role)",
     ("predicates", "sense", "arguments"), "93; 88; 74"),
    ("re3d-dev", "re3d dev", "people, places, organisations, overlap", ("re3d",), "75"),
    ("tbaq-dev", "TempEval-3 TBAQ dev", "value; calendar expressions only", ("value", "calendar"),
     "80; 88; HeidelTime 75.6; 83.1"),
    ("meantime-dev", "MEANTIME", "value", ("value",), "78; HeidelTime 69.9"),
    ("newsquant-dev", "NewsQuant dev", "value; value and bound", ("value", "value and bound"),
     "88; 80; quantulum3 71.5; 49.3"),
    ("geovirus-dev", "GeoVirus dev", "relaxed span; resolved", ("relaxed", "resolved"),
     "90; 72; lookup 81.5; 54.7"),
    ("lgl-dev", "LGL dev", "relaxed span; resolved", ("relaxed", "resolved"),
     "78; 58; lookup 63.7; 34.9"),
    ("plover-dev", "PLOVER gold dev", "type of the sentence's event, of 16", ("type",), "80"),
    ("case-dev", "CASE 2021 task 2 dev", "class of a snippet's event, of 8, macro F1",
     ("macro F1",), "65"),
    ("ecbplus-dev", "ECB+ dev", "actions, reporting or other", ("actions",), "72; word list 64.7"),
    ("ecbplus-dev", "", "chains of mentions over all reports, mentions given, CoNLL",
     ("chains of mentions",), "70; same stem alone 71.7"),
    ("ecbplus-dev", "", "pairs of reports that tell one event", ("pairs of reports",),
     "85; tf-idf 80.7"),
)  # fmt: skip


def reports_table(found: Found) -> str:
    """Give the table on whole reports; a figure of too few items to be held is "few"."""
    lines = [f"| what | {' | '.join(REPORTS)} | asked |", "|---" * (len(REPORTS) + 2) + "|"]
    for name, key, asked in ROWS:
        cells = [f"{found[s][key]:.3f}" if key in found[s] else "few" for s in REPORTS]
        lines.append(f"| {name} | {' | '.join(cells)} | {asked} |")
    return "\n".join(lines)


def corpora_table(found: Found) -> str:
    """Give the table on corpora of others, as parts of 1 or per cent, as their scorers have it."""
    lines = ["| corpus | what | F1, or per cent | asked; to compare |", "|---|---|---|---|"]
    for name, shown, what, keys, asked in CORPORA:
        figures = "; ".join(_figure(name, found[name][key]) for key in keys)
        lines.append(f"| {shown} | {what} | {figures} | {asked} |")
    return "\n".join(lines)


def _figure(name: str, value: float) -> str:
    if name == "polnear-dev":
        return f"{value:.3f}"
    return f"{value if value > 1 else 100 * value:.1f}"


def write(found: Found, error: float) -> None:
    """Put the tables and the error of confidence into the page."""
    text = PAGE.read_text(encoding="utf-8")
    text = _replaced(
        text, r"\| what \| gold \|[^\n]*\n(?:\|[^\n]*\n)+", reports_table(found) + "\n"
    )
    text = _replaced(
        text, r"\| corpus \| what \|[^\n]*\n(?:\|[^\n]*\n)+", corpora_table(found) + "\n"
    )
    text = _replaced(text, r"(?<=error of all items )0\.\d+", f"{error:.3f}")
    PAGE.write_text(text, encoding="utf-8")


def _replaced(text: str, pattern: str, new: str) -> str:
    """Replace what `pattern` finds. Raises ValueError unless it stands there once."""
    changed, count = re.subn(pattern, lambda _: new, text)
    if count != 1:
        raise ValueError(f"{PAGE.name}: {pattern!r} stands there {count} times, not once")
    return changed
