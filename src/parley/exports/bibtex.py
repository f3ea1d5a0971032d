"""BibTeX: the reports as citations, for LaTeX."""

from __future__ import annotations

from typing import BinaryIO, Final
from urllib.parse import quote

from parley.exports.citations import Citation, citations
from parley.exports.extract import Extract
from parley.exports.lookup import report_uri
from parley.exports.streams import as_text

# What LaTeX obeys. Braces go by name, since BibTeX counts those after a backslash too.
_LATEX: Final = {
    ord(character): words
    for character, words in {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }.items()
}


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write an entry a report, after a comment that says what the file is."""
    with as_text(stream) as text:
        text.write(f"@comment{{{_escaped(extract.label)}}}\n")
        for cited in citations(extract):
            text.write(_entry(cited))


def _entry(cited: Citation) -> str:
    day = cited.published
    fields = {
        "title": cited.title and f"{{{_escaped(cited.title)}}}",
        "organization": cited.outlet and f"{{{_escaped(cited.outlet)}}}",
        "date": day and str(day),
        "year": day and str(day.year),
        # Taken as it stands, so that only what could end the field is coded.
        "url": cited.url and quote(cited.url, safe=":/?#[]@!$&'()*+,;=%~-._"),
        "langid": "english" if cited.language == "en" else None,
        "note": report_uri(cited.id),
    }
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"\n@online{{{cited.key}{lines}\n}}\n"


def _escaped(words: str) -> str:
    return words.translate(_LATEX)
