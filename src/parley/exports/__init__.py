"""A record in other people's formats, and our own back.

One table of formats, one small module for each. What each leaves out stands in the table, in
``docs/how-to/export.md`` and nowhere else. A module is imported when its format is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from parley.errors import RecordError

if TYPE_CHECKING:
    from parley.exports.extract import Extract
    from parley.items import Reading
    from parley.record import Record

__all__ = ["FORMATS", "Format", "as_bytes", "export", "import_lines"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, its module here (and function), what it is and what it leaves out.

    `is_text` is false for one that a terminal should not be given.
    """

    name: str
    module: str
    what: str
    leaves_out: str
    is_text: bool = True

    def write(self, extract: Extract, stream: BinaryIO) -> None:
        """Write `extract` in this format; `RecordError` if there is nothing that it could hold."""
        module, _, function = self.module.partition(":")
        getattr(import_module(f"{__name__}.{module}"), function or "write")(extract, stream)


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("jsonl", "jsonl", "JSON Lines, which `parley import` takes back", "nothing"),
        Format("csv", "csvfile", "one table of all items, a row each", "texts, further mentions"),
        Format("parquet", "parquet", "the same table, typed", "texts, further mentions", False),
        Format("claims", "claims", "claims, JSON Lines", "texts, all that is no member"),
        Format("claims-csv", "claims:write_table", "claims, a row a member", "root sources"),
        Format("claims-parquet", "claims:write_parquet", "the same, typed", "root sources", False),
        Format("polecat", "polecat", "POLECAT's columns of events", "who says so, all but events"),
        Format("annotations", "annotation", "W3C Web Annotation (JSON-LD)", "texts, structure"),
        Format("prov", "provenance", "PROV-JSON: chains as quotations", "all but statements"),
        Format("schemaorg", "schemaorg", "schema.org (JSON-LD)", "texts, all but statements"),
        Format("ftm", "followthemoney", "FollowTheMoney entities", "statements, figures, unnamed"),
        Format("geojson", "geojson", "events and places on the map", "what has no place"),
        Format("csl", "csl", "citations of the reports, CSL-JSON", "all items"),
        Format("bibtex", "bibtex", "citations of the reports, BibTeX", "all items"),
        Format("html", "page", "one page that opens from disk", "vectors, history"),
        Format("ics", "calendar", "a calendar of planned talks", "all else"),
    )
}  # fmt: skip
"""All formats by name."""


def export(
    record: Record,
    format_: str,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    above: float = 0.0,
) -> int:
    """Write the reports of a record in a format, and give how many were written.

    Parameters
    ----------
    format_
        A name in `FORMATS`.
    target
        A file, which is written wholly or not at all, or an open binary stream.
    outlet, since, until
        Only reports of this outlet, published on these days or between them.
    limit
        No more than so many reports: those that came last.
    above
        Leave out what is less likely right; see `Reading.above`.

    Raises
    ------
    RecordError
        If there is no such format, nothing to write, or the file cannot be written.
    """
    from parley.exports.extract import Wanted, of_record
    from parley.exports.files import whole_file

    writer = _format(format_)
    with record.view() as view:
        extract = of_record(record, view, Wanted(outlet, since, until, limit, above))
        if not isinstance(target, str | os.PathLike):
            writer.write(extract, target)
            return extract.count
        if Path(target).exists() and any(map(Path(target).samefile, record.database.files())):
            raise RecordError(f"{target} is the record itself. Name another file.")
        with whole_file(target) as stream:
            writer.write(extract, stream)
    return extract.count


def as_bytes(readings: Iterable[Reading], format_: str) -> bytes:
    """Give readings that are in no record, such as those of `parley.read`, in a format."""
    from parley.exports.extract import of_readings

    stream = BytesIO()
    _format(format_).write(of_readings(readings), stream)
    return stream.getvalue()


def import_lines(record: Record, source: str | os.PathLike[str] | BinaryIO) -> tuple[int, int]:
    """Read what the format ``jsonl`` wrote, or readings line by line, into a record.

    All is read and checked before anything is added.

    Returns
    -------
    tuple
        How many reports were read, and of how many a reading was kept.

    Raises
    ------
    RecordError
        If a line is none of ours, or says what cannot be; nothing was added then.
    """
    from parley.exports.imports import import_lines as import_

    return import_(record, source)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise RecordError(f'There is no format "{name}". Known are: {", ".join(FORMATS)}.')
    return FORMATS[name]
