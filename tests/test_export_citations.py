"""Exported citations and the calendar: CSL, BibTeX, iCalendar."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from exported import samples, written
from sample import rich, sample

from parley.errors import RecordError
from parley.exports import as_bytes


def test_csl_renders_in_a_citation_processor() -> None:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc import formatter as formatters
    from citeproc.source.json import CiteProcJSON

    items = json.loads(written("csl"))
    source = CiteProcJSON(items)  # warns, which fails here, of a type or a field it does not know
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatters.plain)
    bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
    lines = [str(line) for line in bibliography.bibliography()]

    assert any("Front envoys in Geneva as truce runs out" in line for line in lines)
    assert any("Harbour Wire" in line for line in lines)


def test_bibtex_parses_and_keeps_hostile_titles_in_their_field() -> None:
    import bibtexparser

    reading = rich()
    title = r"} , evil = {\input{x}} % $_{a}^2 \\ ~#&"
    report = replace(reading.report, title=title, url="https://a.example/?q={}\\x")
    library = bibtexparser.parse_string(
        as_bytes([replace(reading, report=report), *samples()], "bibtex").decode()
    )
    fields = library.entries[0].fields_dict

    assert not library.failed_blocks or all(
        "uplicate" in type(block).__name__ for block in library.failed_blocks
    )
    assert "evil" not in fields
    assert "\\input" not in fields["title"].value
    assert fields["url"].value == "https://a.example/?q=%7B%7D%5Cx"
    assert fields["date"].value == "2024-03-13"


def test_the_calendar_holds_the_planned_talks_of_a_known_day() -> None:
    from icalendar import Calendar

    data = written("ics")
    calendar = Calendar.from_ical(data)
    talks = calendar.walk("VEVENT")[0]

    assert len(calendar.walk("VEVENT")) == 3
    assert talks.decoded("DTSTART") == date(2024, 3, 15)
    assert talks.decoded("DTEND") == date(2024, 3, 16)
    assert str(talks["LOCATION"]) == "Geneva"
    assert "Northern Front" in str(talks["SUMMARY"])
    assert "According to: Harbour Wire > National Radio" in str(talks["DESCRIPTION"])
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    assert not re.search(r"(?<!\r)\n|[\x00-\x08]", data)


def test_a_calendar_without_talks_is_refused() -> None:
    with pytest.raises(RecordError, match="no talks planned"):
        as_bytes([sample()], "ics")
