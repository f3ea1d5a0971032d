"""What the paths of a call stand for: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from parley.errors import ReportError
from parley.text.decoding import MAX_BYTES

STDIN = "-"
PAGES = (".html", ".htm", ".xhtml")
LISTS = (".jsonl", ".jsonl.gz")
KNOWN = (".txt", *PAGES, *LISTS)


def expand(paths: Sequence[str | Path]) -> Iterator[str | ReportError]:
    """Give every file once, those of folders and globs sorted; an error for a path with none."""
    seen = set()
    for path in map(str, paths):
        try:
            found = _files(path)
        except ReportError as error:
            yield error
            continue
        for name in found:
            if name not in seen:
                seen.add(name)
                yield name


def _files(path: str) -> list[str]:
    if path == STDIN:
        return [path]
    if "\x00" in path:
        raise ReportError(f"{path!r}: no file can have this name.")
    if Path(path).is_dir():
        inside = sorted(Path(path).rglob("*"))
        found = [str(p) for p in inside if p.name.lower().endswith(KNOWN) and p.is_file()]
        return _some(found, f"{path}: the folder holds no {', '.join(KNOWN)} file.")
    if Path(path).exists():
        return [path]
    if not glob.has_magic(path):
        raise ReportError(f"{path}: there is no such file.")
    matches = sorted(m for m in glob.glob(path, recursive=True) if Path(m).is_file())
    return _some(matches, f"{path}: no file matches.")


def _some(found: list[str], otherwise: str) -> list[str]:
    if not found:
        raise ReportError(otherwise)
    return found


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input, up to `MAX_BYTES`.

    Raises
    ------
    ReportError
        If it is larger or cannot be read.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReportError(f"it cannot be read ({error.strerror}).") from error
    if len(data) > MAX_BYTES:
        raise ReportError(f"it is larger than {MAX_BYTES // 1_000_000} MB. Cut it into reports.")
    return data
