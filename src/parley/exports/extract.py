"""What is exported: which reports of a record, and what the file has to say of that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import NAMESPACE_OID, uuid5

from parley.corroboration.ask import each
from parley.corroboration.claims import Claim
from parley.errors import RecordError
from parley.exports.lookup import Lookup
from parley.items import Reading
from parley.record import Appearance, Kept, Read, Record, View
from parley.record.rulings import Ruling, rulings
from parley.schema import to_dict, version


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports are asked for, and how sure their items must be.

    `since` and `until` are days of publication, both included; `limit` leaves no more than
    the reports that came last; `above` leaves out items as `Reading.above` does.
    """

    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    above: float = 0.0

    def __str__(self) -> str:
        asked = {
            f"outlet {self.outlet}": self.outlet is not None,
            f"published from {self.since}": self.since,
            f"published to {self.until}": self.until,
            f"the last {self.limit} that came": self.limit is not None,
            f"items with a confidence of {self.above} or more": self.above,
        }
        return ", ".join(words for words, is_asked in asked.items() if is_asked)


@dataclass(frozen=True, slots=True)
class Extract:
    """The reports to be written: which, of how many, and what was asked for.

    `rulings` are what the user said of claims; `claims` are those of the whole record.
    """

    ids: tuple[str, ...]
    total: int
    wanted: Wanted
    kept: Callable[[], Iterator[Kept]]
    claims: Callable[[], Iterator[Claim]]
    rulings: tuple[Ruling, ...] = ()

    @property
    def count(self) -> int:
        """How many reports there are."""
        return len(self.ids)

    @property
    def uri(self) -> str:
        """The name of this export: the same reports, asked for in the same way, have the same."""
        return uuid5(NAMESPACE_OID, " ".join((*self.ids, str(self.wanted)))).urn

    @property
    def label(self) -> str:
        """What the file is, in one line."""
        return self.note or f"Whole: {self.total} reports. Made by parley {version()}."

    @property
    def note(self) -> str | None:
        """What a cut export says of itself; ``None``: it is whole."""
        if self.count == self.total and not self.wanted.above:
            return None
        return (
            f"Cut: {self.count} of the {self.total} reports of the record "
            f"({self.wanted}). Made by parley {version()}."
        )

    def readings(self) -> Iterator[Lookup]:
        """Give the current reading of each report, with look-ups."""
        return (Lookup(kept.reading) for kept in self.kept())


def of_record(record: Record, view: View, wanted: Wanted) -> Extract:
    """Give what is wanted of a record; `RecordError` if that is no report at all.

    `view` is the record's, and has to stay open as long as the reports are asked for.
    """
    ids = view.ids(outlet=wanted.outlet, since=wanted.since, until=wanted.until)
    ids = ids if wanted.limit is None else ids[-wanted.limit :]
    if not ids:
        asked = str(wanted)
        raise RecordError(
            "There is nothing to export: the record holds no report"
            + (f" that fits ({asked})." if asked else ".")
            + " Nothing was written."
        )

    def kept() -> Iterator[Kept]:
        return (view.kept(id_).above(wanted.above) for id_ in ids)

    total = view.count()
    said = rulings(record.database, reports=None if len(ids) == total else {*ids})
    return Extract(tuple(ids), total, wanted, kept, lambda: each(record), tuple(said))


def of_readings(readings: Iterable[Reading]) -> Extract:
    """Give readings that are in no record."""
    kept = [_kept(reading) for reading in readings]
    ids = tuple(one.reading.report.id for one in kept)

    def claims() -> Iterator[Claim]:
        with TemporaryDirectory() as folder:
            record = Record.open(Path(folder) / "parley.db")
            with record.writer() as writer:
                for one in kept:
                    writer.add(one.reading)
            yield from each(record)

    return Extract(ids, len(ids), Wanted(), lambda: iter(kept), claims)


def _kept(reading: Reading) -> Kept:
    document = to_dict(reading)
    report = document["report"]
    known = {key: report[key] for key in ("outlet", "published", "title", "url")}
    # When it came is not known, and no time of ours is put for it: the same file each time.
    return Kept("", (Read(document, None, ""),), (Appearance(**known, added=""),), {})
