"""Write a file wholly or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from parley.errors import RecordError


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become the file at `path` when all went well.

    They are written beside it under another name, brought to the disk, and renamed. Until then,
    and if anything fails, what stood at `path` stays as it was. A pipe or a device is written
    straight.

    Raises
    ------
    RecordError
        If the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                yield stream
            return
        part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()
    except OSError as error:
        raise RecordError(
            f"{path} cannot be written ({error.strerror or error}). Nothing was exported; "
            "what stood there before is as it was."
        ) from error
