"""Write text, and JSON piece by piece: an export needs no more memory than one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any, BinaryIO, TextIO

from parley.schema import to_json


@contextmanager
def as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """Give `stream` for text, UTF-8, line ends as they are written; it stays open."""
    text = TextIOWrapper(stream, "utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()


def write_line(stream: BinaryIO, value: object) -> None:
    """Write one value and an end of line."""
    stream.write(f"{to_json(value)}\n".encode())


def write_array(
    stream: BinaryIO, head: Mapping[str, Any], key: str, values: Iterable[object]
) -> None:
    """Write an object: the keys of `head`, then `key` with all `values` as its array."""
    _write(stream, _opening(head, key, "["), map(to_json, values), "]}")


def write_object(
    stream: BinaryIO, head: Mapping[str, Any], key: str, values: Iterable[tuple[str, object]]
) -> None:
    """Write an object: the keys of `head`, then `key` with all `values` as its object."""
    rows = (f"{to_json(name)}: {to_json(value)}" for name, value in values)
    _write(stream, _opening(head, key, "{"), rows, "}}")


def write_list(stream: BinaryIO, values: Iterable[object]) -> None:
    """Write all `values` as one array."""
    _write(stream, "[", map(to_json, values), "]")


def _opening(head: Mapping[str, Any], key: str, bracket: str) -> str:
    before = to_json(head)[:-1]
    return f"{before}{', ' if head else ''}{to_json(key)}: {bracket}"


def _write(stream: BinaryIO, opening: str, rows: Iterable[str], closing: str) -> None:
    stream.write(opening.encode())
    for n, row in enumerate(rows):
        stream.write(f"{',' if n else ''}\n{row}".encode())
    stream.write(f"\n{closing}\n".encode())
