"""JSON Lines: all that the record holds, to be read back by `parley import`.

The first line says what the file is and whether it is cut; then a line a report, in the order in
which they came: the current reading as ``parley read --format jsonl`` prints it, and in ``kept``
what else the record holds of it; then a line (``ruling``) for each pair of tellings that the user
joined or parted. A line of another kind will have a key of its own in place of these; a reader
that does not know it has to refuse it.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from typing import Any, BinaryIO

from parley.exports.extract import Extract
from parley.exports.streams import write_line
from parley.record import Kept
from parley.schema import version

FORM = 1
"""The form of the file; another number is another form."""


def write(extract: Extract, stream: BinaryIO) -> None:
    """Write all that is kept of each report, and what the user said across them."""
    head = {
        "form": FORM,
        "parley": version(),
        "reports": extract.count,
        "of": extract.total,
        "min_confidence": extract.wanted.above,
        "note": extract.note,
    }
    write_line(stream, {"export": head})
    for kept in extract.kept():
        write_line(stream, {**kept.readings[-1].document, "kept": _rest(kept)})
    for ruling in extract.rulings:
        write_line(stream, {"ruling": asdict(ruling)})


def _rest(kept: Kept) -> dict[str, Any]:
    *earlier, last = kept.readings
    return {
        "added": kept.added,
        "read": last.added,
        "weights": last.weights,
        "appearances": [asdict(seen) for seen in kept.appearances],
        "vectors": {
            item: [scale, b64encode(data).decode()] for item, (scale, data) in kept.vectors.items()
        },
        "earlier": [
            {"read": read.added, "weights": read.weights, "reading": read.document}
            for read in earlier
        ],
    }
