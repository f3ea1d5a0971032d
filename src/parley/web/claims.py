"""The pages of claims: what their templates show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from parley.corroboration import Claim, Member, Wanted, claims, count, one_claim
from parley.corroboration.disputes import WHY
from parley.corroboration.sentences import sentences
from parley.record import Record
from parley.spans import Span
from parley.vocab import event_types
from parley.web.pages import pages
from parley.web.view import day

CLAIMS: Final = 20  # on one page of the list: some screens
KINDS: Final = ("event", "figure", "statement")
AROUND: Final = 200  # characters of its sentence on each side of the words: two lines


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a claim: its words, what of its sentence is around them, where they lead."""

    member: Member
    before: str
    words: str
    after: str
    link: str


@dataclass(frozen=True, slots=True)
class Root:
    """One root source, with each report that rests on it: its outlet, its day and its link."""

    name: str
    named: bool
    reports: Sequence[tuple[str | None, date | None, str]]


def table(record: Record, params: Mapping[str, str], roots: int, page: int) -> dict[str, Any]:
    """Give what the list of claims shows; `roots` is the least number of them."""
    wanted = {key: params.get(key, "").strip() for key in ("kind", "type", "actor")}
    wanted |= {
        "roots": str(roots) if roots else "",
        "disputed": "yes" if params.get("disputed") else "",
    }
    told = {key: words for key, words in wanted.items() if words}
    asked = Wanted(
        actor=told.get("actor"),
        type=_type(told.get("type")),
        kind=told.get("kind"),
        roots=roots,
        disputed="disputed" in told,
    )
    # One more than is shown tells whether there are more.
    found = claims(record, asked, limit=CLAIMS + 1, offset=(page - 1) * CLAIMS)
    return {
        "wanted": wanted,
        "asks": bool(told),
        "kinds": KINDS,
        "types": list(event_types()),
        "total": count(record, asked),
        "first": (page - 1) * CLAIMS + 1,
        "claims": found[:CLAIMS],
        **pages("/claims", told, page, is_more=len(found) > CLAIMS),
    }


def one(record: Record, id_: str) -> dict[str, Any]:
    """Give what the page of a claim shows; `RecordError` if there is none."""
    claim = one_claim(record, id_)
    with record.view() as view:

        @cache
        def text(report: str) -> tuple[str, list[Span]]:
            words = view.reading(report).report.text
            return words, sentences(words)

        told = {m.id: _told(m, *text(m.report)) for m in claim.members}
    both = claim.dispute.sides if claim.dispute else ()
    return {
        "claim": claim,
        "members": list(told.values()),
        "roots": list(_roots(claim)),
        "sides": [[told[m.id] for m in side] for side in both if side],
    }


def why(claim: Claim) -> str | None:
    """Say why a claim is in dispute, if it is."""
    return WHY[claim.dispute.why] if claim.dispute else None


def when(days: str) -> str:
    """Write a claim's day or days.

    >>> when("2024-03-01"), when("2024-03-01/2024-03-04"), when("../2024-03-01")
    ('1 March 2024', '1 March 2024 to 4 March 2024', 'until 1 March 2024')
    """
    first, _, last = days.partition("/")
    ends = [None if end == ".." else day(date.fromisoformat(end)) for end in (first, last) if end]
    if len(ends) == 1:
        return ends[0] or ""
    if ends[0] and ends[1]:
        return f"{ends[0]} to {ends[1]}"
    return f"since {ends[0]}" if ends[0] else f"until {ends[1]}"


def _type(words: str | None) -> str | None:
    """Give the type that words name: "aid delivery" is `aid_delivery`, "km" stays as it is."""
    key = (words or "").casefold().replace(" ", "_")
    return key if key in event_types() else words


def _told(member: Member, text: str, sents: Sequence[Span]) -> Told:
    span = member.span
    around = next((s for s in sents if s.start <= span.start < s.end), span)
    before, after = text[around.start : span.start], text[span.end : max(around.end, span.end)]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return Told(member, before, span.of(text), after, _in_report(member))


def _in_report(member: Member) -> str:
    """Lead to a telling in its report; the anchors are those of `ReportView.stretches`."""
    return f"/report/{member.report}#w-{quote(member.item)}"


def _roots(claim: Claim) -> Iterable[Root]:
    first: dict[str, Member] = {}
    for member in claim.members:
        first.setdefault(member.report, member)
    for source in claim.roots.sources:
        resting = [member for report, member in first.items() if report in source.reports]
        reports = [(m.outlet, m.published, _in_report(m)) for m in resting]
        yield Root(source.name, source.named, reports)
