"""What a citation of a report says; CSL-JSON and BibTeX write it in their ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parley.exports.extract import Extract
from parley.markup import plain, web_address


@dataclass(frozen=True, slots=True)
class Citation:
    """One report as something to cite; ``None``: not known. `id` finds it in the record."""

    id: str
    key: str
    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    language: str


def citations(extract: Extract) -> Iterator[Citation]:
    """Give a citation of each report."""
    for lookup in extract.readings():
        report = lookup.report
        # A key is letters and digits: what stands in it is never markup.
        key = re.sub("[^0-9a-z]", "", report.id)[:16]
        yield Citation(
            report.id,
            f"report-{key}",
            _line(report.title),
            _line(report.outlet),
            report.published,
            web_address(report.url),
            report.language,
        )


def _line(words: str | None) -> str | None:
    return plain(" ".join((words or "").split())) or None
