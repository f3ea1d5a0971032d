"""Our JSON Lines back into a record; nothing in them is trusted."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, BinaryIO

import fastjsonschema

from parley.errors import RecordError
from parley.items import Reading
from parley.record import Appearance, Kept, Read, Record
from parley.record.database import now
from parley.record.rulings import Ruling, put_rulings
from parley.schema import from_dict, reading_schema, to_dict, to_json

# A report has 2 MB of text at most; this is one with a long history of readings.
_LONGEST = 256_000_000
_STATE = "Nothing was imported."


class _BadLineError(ValueError):
    """What is wrong with a line."""


def import_lines(record: Record, source: str | os.PathLike[str] | BinaryIO) -> tuple[int, int]:
    """Read all reports of `source` into `record`; see `parley.exports.import_lines`."""
    name = "standard input" if hasattr(source, "read") else os.fspath(source)
    with _opened(source, name) as lines:
        for _ in _rows(lines, name):  # all is checked before anything is added
            pass
        lines.seek(0)
        read = added = 0
        said = []
        with record.writer() as writer:
            for row in _rows(lines, name):
                if isinstance(row, Ruling):
                    said.append(row)
                    continue
                read += 1
                added += writer.restore(row)
    if said:
        put_rulings(record.database, said)
    return read, added


@contextmanager
def _opened(source: str | os.PathLike[str] | BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give a stream that can be read twice."""
    try:
        if isinstance(source, str | os.PathLike):
            with open(source, "rb") as stream:
                if stream.seekable():
                    yield stream
                    return
                source = stream
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(source, copy)
            copy.seek(0)
            yield copy
    except OSError as error:
        raise RecordError(f"{name} cannot be read ({error.strerror or error}). {_STATE}") from error


def _rows(lines: BinaryIO, name: str) -> Iterator[Kept | Ruling]:
    number = 0
    while line := lines.readline(_LONGEST + 1):
        number += 1
        try:
            if row := _line(line, is_first=number == 1):
                yield row
        except _BadLineError as error:
            raise RecordError(f"{name}, line {number}: {error} {_STATE}") from error
    if not number:
        raise RecordError(f"{name} is empty. {_STATE}")


def _line(line: bytes, *, is_first: bool) -> Kept | Ruling | None:
    """Give what a line holds; ``None``: it is the file's head, or has nothing in it."""
    if len(line) > _LONGEST:
        raise _BadLineError(f"it is longer than {_LONGEST // 1_000_000} MB.")
    if not line.strip():
        return None
    try:
        row = json.loads(line)
        to_json(row).encode()  # refuses halves of characters, and numbers without end
    except (ValueError, RecursionError):
        raise _BadLineError("it is no JSON in UTF-8.") from None
    if not isinstance(row, dict) or not ({"report", "ruling", "export"} & row.keys()):
        raise _BadLineError('it is no report of an export: it has no "report".')
    if "report" in row:
        return _kept(row)
    if "ruling" in row:
        return _ruling(row["ruling"])
    if not is_first:
        raise _BadLineError("a second file begins here. Import one at a time.")
    _check_head(row["export"])
    return None


def _check_head(head: Any) -> None:
    if isinstance(head, dict) and head.get("form") != 1:
        raise _BadLineError(
            "the file is of a form that this parley does not know. Use the one that wrote it, "
            "or a newer one."
        )
    _checked("export", head)
    if head["min_confidence"]:
        raise _BadLineError(
            "the export left out what is less sure, and a record keeps whole readings. Export "
            "again without --min-confidence."
        )


def _kept(row: dict[str, Any]) -> Kept:
    rest = row.pop("kept", None)
    current = _document(row)
    if rest is None:
        return _plain(current)
    _checked("kept", rest)
    earlier = [
        Read(_document(read["reading"]), read["weights"], read["read"] or now())
        for read in rest["earlier"]
    ]
    if any(read.document["report"]["id"] != current["report"]["id"] for read in earlier):
        raise _BadLineError("an earlier reading in it is one of another text.")
    return Kept(
        rest["added"] or now(),
        (*earlier, Read(current, rest["weights"], rest["read"] or now())),
        tuple(
            Appearance(**seen | {"added": seen["added"] or now()}) for seen in rest["appearances"]
        ),
        {item: (scale, b64decode(data)) for item, (scale, data) in rest["vectors"].items()},
    )


def _ruling(row: Any) -> Ruling:
    _checked("ruling", row)
    if not row["a"] < row["b"]:
        raise _BadLineError("the ids of a ruling are not in order.")
    return Ruling(**row | {"added": row["added"] or now()})


def _plain(document: Mapping[str, Any]) -> Kept:
    """Give a report of which only a reading is told, as ``parley read`` prints it."""
    report, came = document["report"], now()
    known = {key: report[key] for key in ("outlet", "published", "title", "url")}
    return Kept(came, (Read(document, None, came),), (Appearance(**known, added=came),), {})


def _document(row: dict[str, Any]) -> dict[str, Any]:
    """Give a reading's JSON with every key, after all checks."""
    try:
        reading = from_dict(row)
        document = to_dict(reading) | {"parley": row["parley"]}
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise _BadLineError(f"it is no reading ({type(error).__name__}: {error}).") from None
    if unknown := row.keys() - document.keys():
        raise _BadLineError(f'it has a key that this parley does not know, "{min(unknown)}".')
    _checked("reading", document)
    _check_words(reading)
    return document


def _check_words(reading: Reading) -> None:
    text = reading.report.text
    if sha256(text.encode()).hexdigest() != reading.report.id:
        raise _BadLineError("its id is not the SHA-256 of its text: one of them was changed.")
    last = max((span.end for span, _ in reading.marks()), default=0)
    if last > len(text):
        raise _BadLineError(f"an item ends at {last}, and its text at {len(text)}.")


def _checked(what: str, value: Any) -> None:
    try:
        _checks()[what](value)
    except fastjsonschema.JsonSchemaValueException as error:
        raise _BadLineError(f"{error.message.replace('data', what, 1)}.") from None


@cache
def _checks() -> dict[str, Callable[[Any], Any]]:
    source = files(__package__).joinpath("lines.schema.json")
    lines = json.loads(source.read_text(encoding="utf-8"))
    checks = {
        name: fastjsonschema.compile(lines | {"$ref": f"#/definitions/{name}"})
        for name in ("export", "kept", "ruling")
    }
    return checks | {"reading": fastjsonschema.compile(_of_draft_7(reading_schema()))}


def _of_draft_7(schema: Any) -> Any:
    """Give a schema of 2020-12 in the words of draft 7, which the validator knows."""
    if isinstance(schema, list):
        return [_of_draft_7(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    row = {
        key: _of_draft_7(value) for key, value in schema.items() if key not in ("$schema", "$id")
    }
    if "prefixItems" in row:
        row["additionalItems"] = row.pop("items", True)
        row["items"] = row.pop("prefixItems")
    return row
