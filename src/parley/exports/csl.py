"""CSL-JSON: the reports as citations, for Zotero, Pandoc and other citation software."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from parley.exports.citations import citations
from parley.exports.extract import Extract
from parley.exports.lookup import report_uri
from parley.exports.streams import write_list


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write one array of items."""
    write_list(stream, _items(extract))


def _items(extract: Extract) -> Iterator[dict[str, Any]]:
    for cited in citations(extract):
        day = cited.published
        known = {
            "title": cited.title,
            "container-title": cited.outlet,
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
            "URL": cited.url,
            "language": cited.language,
            "archive_location": report_uri(cited.id),
            "note": extract.note,
        }
        yield {
            "id": cited.key,
            "type": "article-newspaper",
            **{key: value for key, value in known.items() if value},
        }
