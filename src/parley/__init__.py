"""Parley reads reports on conflicts into a sourced record.

>>> import parley
>>> reading = parley.read("The army said on Monday that 12 people were killed.", outlet="The Daily")
... # doctest: +SKIP

Names are loaded when first used, so that importing parley costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from parley.corroboration.record import Record
    from parley.errors import (
        ForgottenError,
        ParleyError,
        RecordError,
        ReportError,
        SpanError,
        WeightsError,
    )
    from parley.items import (
        Actor,
        Event,
        Figure,
        Place,
        Reading,
        Report,
        Statement,
        Timex,
    )
    from parley.reading.reader import Reader
    from parley.spans import Span

__version__ = "0.3.0"

_HOMES = {
    "Actor": "parley.items",
    "Event": "parley.items",
    "Figure": "parley.items",
    "ForgottenError": "parley.errors",
    "ParleyError": "parley.errors",
    "Place": "parley.items",
    "Reader": "parley.reading.reader",
    "Reading": "parley.items",
    "Record": "parley.corroboration.record",
    "RecordError": "parley.errors",
    "Report": "parley.items",
    "ReportError": "parley.errors",
    "Span": "parley.spans",
    "SpanError": "parley.errors",
    "Statement": "parley.items",
    "Timex": "parley.items",
    "WeightsError": "parley.errors",
}

__all__ = [
    "Actor",
    "Event",
    "Figure",
    "ForgottenError",
    "ParleyError",
    "Place",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "Report",
    "ReportError",
    "Span",
    "SpanError",
    "Statement",
    "Timex",
    "WeightsError",
    "read",
]


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one report.

    Parameters
    ----------
    text
        The report, in English. Spans of the reading index it, in code points.
    outlet
        Who published it: the first link of every chain.
    published
        The day of publication, which relative dates are resolved against.
    title, url
        Kept with the report.

    Returns
    -------
    Reading
        What was found; see `parley.items`. For many reports use `Reader`.

    Raises
    ------
    ReportError
        If the text is empty, too long, not English, or the date cannot be understood.
    WeightsError
        If the network's files are missing or altered.
    """
    from parley.reading.reader import shared_reader
    from parley.text import report

    return shared_reader().read(
        report(text, outlet=outlet, published=published, title=title, url=url)
    )


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'parley' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
