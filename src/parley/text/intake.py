"""Reports in: strings, files, folders, globs and standard input become `Report` values.

A text is stored character for character as the file has it, line ends included; only a byte
order mark and a header are left out. Of an HTML page the article's text is stored. What the
caller says of a report goes before what its header or its page says.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from parley.errors import ReportError
from parley.items import Report
from parley.text import files
from parley.text.decoding import MAX_BYTES, decode
from parley.text.language import foreign_language
from parley.text.page import read_page
from parley.text.published import day_of

# A long book; a report is a thousandth of it.
MAX_TEXT_BYTES = 2_000_000

_KEYS = ("outlet", "published", "title", "url")
_HEADER_LINE = re.compile(rf"({'|'.join(_KEYS)})[ \t]*:[ \t]*([^\r\n]*)(\r\n|\n|\r|$)", re.I)
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))+")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.I)
# Characters that show nothing and can turn, split or hide what a reader sees: direction marks,
# zero-width ones, soft hyphens, tags.
_HIDDEN = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_STATE = "Nothing of it was added to the record."


@dataclass(frozen=True, slots=True)
class _Given:
    """What is known of a report beside its text."""

    outlet: str | None = None
    published: date | str | None = None
    title: str | None = None
    url: str | None = None

    def over(self, other: _Given) -> _Given:
        """Fill what is unknown here from `other`."""
        return _Given(*(getattr(self, k) or getattr(other, k) for k in _KEYS))


def report(
    text: str,
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Report:
    """Make a report of a text, kept character for character.

    Parameters
    ----------
    text
        The words of one report, in English.
    outlet, published, title, url
        What is known of it; `published` as a date or in words that mean one day.

    Raises
    ------
    ReportError
        If the text is blank, over 2 MB, not English, no Unicode, or `published` is no one day.
    """
    if not text.strip():
        raise ReportError("there are no words in it.")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise ReportError("it holds halves of characters (lone surrogates).") from None
    if len(data) > MAX_TEXT_BYTES:
        raise ReportError("it has over 2 MB of text. Cut it into reports.")
    day = day_of(published)
    if language := foreign_language(text):
        raise ReportError(f"it reads as {language}, and parley reads English. It was skipped.")
    return Report(
        id=hashlib.sha256(data).hexdigest(),
        text=text,
        outlet=outlet or None,
        published=day,
        title=title or None,
        url=url or None,
        flags=("hidden-marks",) if _HIDDEN.search(text) else (),
    )


def load(
    paths: Sequence[str | Path],
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Iterator[Report | ReportError]:
    """Read reports from files, folders, globs and standard input ("-"), one after the other.

    ``.txt`` (with or without a header), ``.html``, ``.jsonl`` and ``.jsonl.gz`` are known;
    folders are searched for them, a file named by itself may have any ending.

    Yields
    ------
    Report or ReportError
        In the order of `paths`; for what cannot be read its error, whose text says where.

    Raises
    ------
    ReportError
        At once, if `published` is no one day.
    """
    given = _Given(outlet, day_of(published), title, url)
    return _load(paths, given)


def _load(paths: Sequence[str | Path], given: _Given) -> Iterator[Report | ReportError]:
    for name in files.expand(paths):
        if isinstance(name, ReportError):
            yield ReportError(f"{name} {_STATE}")
        elif name.lower().endswith(files.LISTS):
            yield from _from_list(name, given)
        else:
            yield _from_file(name, given)


def _from_file(name: str, given: _Given) -> Report | ReportError:
    where = "standard input" if name == files.STDIN else name
    try:
        data = files.read_bytes(name)
        is_page = name.lower().endswith(files.PAGES) or bool(_PAGE.match(data))
        text = decode(data, page=is_page)
        if is_page:
            page = read_page(text)
            own = _Given(page.outlet, page.published, page.title, page.url)
            return _made(page.text, given.over(own))
    except ReportError as error:
        return _told(where, error)
    return _from_text(where, text, given)


def _from_text(where: str, text: str, given: _Given) -> Report | ReportError:
    rows, start = _header(text)
    own = {key: value for key, value, _ in rows}
    line = max((i for key, _, i in rows if key == "published"), default=0)
    words = own.pop("published", "") or None
    try:
        day = given.published or day_of(words)
    except ReportError as error:
        return _told(f"{where}, line {line}", error)
    try:
        return _made(text[start:], given.over(_Given(published=day, **own)))
    except ReportError as error:
        return _told(where, error)


def _header(text: str) -> tuple[list[tuple[str, str, int]], int]:
    """Give keys, values and line numbers of a header, and where the text starts after it.

    A header is lines ``key: value`` of known keys alone at the very top, ended by a blank line.
    """
    rows: list[tuple[str, str, int]] = []
    start = 0
    while line := _HEADER_LINE.match(text, start):
        rows.append((line[1].lower(), line[2].strip(), len(rows) + 1))
        start = line.end()
    blank = _BLANK_LINES.match(text, start)
    return (rows, blank.end()) if rows and blank else ([], 0)


def _from_list(name: str, given: _Given) -> Iterator[Report | ReportError]:
    """Read JSON Lines, a report a line; each bad line is an error of its own."""
    number = 0
    try:
        with _open_list(name) as lines:
            while line := lines.readline(MAX_BYTES + 1):
                number += 1
                if len(line) > MAX_BYTES:
                    raise ReportError(f"it is longer than {MAX_BYTES // 1_000_000} MB.")
                if line.strip():
                    yield _from_row(f"{name}, line {number}", line, given)
    except ReportError as error:
        yield _told(f"{name}, line {number}", error)
    except (OSError, EOFError, zlib.error) as error:
        yield _told(name, ReportError(f"it cannot be read ({error})."))
    else:
        if not number:
            yield _told(name, ReportError("there are no words in it."))


def _open_list(name: str) -> BinaryIO:
    return gzip.open(name) if name.lower().endswith(".gz") else Path(name).open("rb")  # type: ignore[return-value]


def _from_row(where: str, line: bytes, given: _Given) -> Report | ReportError:
    try:
        row = _row(line)
        text = row.pop("text")
        return _made(text, given.over(_Given(**row)))
    except ReportError as error:
        return _told(where, error)


def _row(line: bytes) -> dict[str, Any]:
    """Give the known keys of a line of JSON, all of them strings."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ReportError("it is not UTF-8, as JSON has to be.") from None
    except (ValueError, RecursionError):
        raise ReportError("it is no JSON.") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ReportError('it has no "text". Write {"text": "...", "outlet": "..."}.')
    known = {key: row[key] for key in ("text", *_KEYS) if row.get(key) is not None}
    for key, value in known.items():
        if not isinstance(value, str):
            raise ReportError(f'"{key}" is no string.')
    return known


def _made(text: str, given: _Given) -> Report:
    return report(
        text,
        outlet=given.outlet,
        published=given.published,
        title=given.title,
        url=given.url,
    )


def _told(where: str, error: ReportError) -> ReportError:
    """Say where an error was met and what state things are in."""
    return ReportError(f"{where}: {error} {_STATE}")
