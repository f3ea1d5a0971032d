"""Ask a record: its reports, their readings, their words. Nothing here can change it."""

from __future__ import annotations

import json
import re
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any, Self

from parley.errors import RecordError
from parley.items import Reading
from parley.record import database, keeping, names
from parley.record.database import Database, upto
from parley.record.keeping import Kept
from parley.record.names import Mention, Most, Naming, Wanted
from parley.record.vectors import Vectors, unpack
from parley.schema import from_dict
from parley.spans import Span

# The statements of a report that are less sure than asked, with all in them; see `Reading.above`.
# What was read before confidence was kept has no score and counts as sure.
_OUT = """
WITH RECURSIVE unsure (id) AS (
    SELECT id FROM statements WHERE report = reports.number AND score < :above
    UNION SELECT held.id FROM statements AS held JOIN unsure ON held.inside = unsure.id
    WHERE held.report = reports.number
) SELECT id FROM unsure
"""
_SURE = f"coalesce(score, 1) >= :above AND coalesce(statement, '') NOT IN ({_OUT})"
_ROW = f"""
SELECT
    reports.number, reports.id, reports.outlet, reports.published, reports.title, reports.url,
    reports.language, reports.added, substr(reports.text, 1, 200) AS opening,
    (SELECT parley FROM readings WHERE report = reports.number
        ORDER BY number DESC LIMIT 1) AS parley,
    (SELECT count(*) FROM statements WHERE report = reports.number
        AND id NOT IN ({_OUT})) AS statements,
    (SELECT count(*) FROM events WHERE report = reports.number AND {_SURE}) AS events,
    (SELECT count(*) FROM figures WHERE report = reports.number AND {_SURE}) AS figures,
    (SELECT count(*) FROM appearances WHERE report = reports.number) AS appearances,
    (SELECT count(DISTINCT report) FROM appearances
        WHERE url = reports.url AND report <= reports.number) AS version,
    (SELECT count(DISTINCT report) FROM appearances WHERE url = reports.url) AS versions
FROM reports
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One report of a record, as a list shows it.

    `opening` are the first 200 characters of its text. It is `version` of `versions` texts
    that stood at its address; `appearances` counts the outlets and addresses at which this
    very text was met. `parley` is the version that read it, `added` when it came, UTC.
    """

    id: str
    outlet: str | None
    published: date | None
    title: str | None
    url: str | None
    language: str
    opening: str
    added: str
    parley: str
    statements: int
    events: int
    figures: int
    appearances: int
    version: int
    versions: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found, with some of its words; `marks` are spans of `snippet`."""

    row: Row
    snippet: str
    marks: tuple[Span, ...]


class View:
    """The right to ask. Answers are of the moment of each question; made by `Record.view`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.refusals():
            self._connection = database.connect(read_only=True)
        # A view that is not used as a context is closed with its last name.
        self._close = weakref.finalize(self, self._connection.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the right back."""
        self._close()

    def reports(self, *, limit: int = -1, offset: int = 0, above: float = 0.0) -> list[Row]:
        """List the reports, newest first, those without a date last; -1 is no limit.

        Counted are the items that `Reading.above` keeps.
        """
        order = (
            "ORDER BY published IS NULL, published DESC, number DESC LIMIT :limit OFFSET :offset"
        )
        values = {"limit": upto(limit), "offset": offset, "above": above}
        return [_row(found) for found in self._ask(f"{_ROW} {order}", values)]

    def count(self) -> int:
        """Count the reports."""
        return int(self._ask("SELECT count(*) FROM reports")[0][0])

    def versions(self, id_: str) -> list[Row]:
        """List the texts that stood at the address of a report, in the order they came."""
        number = self._number(id_)
        same = (
            "WHERE number = :number OR number IN (SELECT report FROM appearances "
            "WHERE url = (SELECT url FROM reports WHERE number = :number)) ORDER BY number"
        )
        values = {"number": number, "above": 0.0}
        return [_row(found) for found in self._ask(f"{_ROW} {same}", values)]

    def reading(self, id_: str) -> Reading:
        """Give the current reading of the report with this id, or with the one that begins so.

        Raises
        ------
        RecordError
            If no report has such an id, or several have.
        """
        return from_dict(self.document(id_))

    def document(self, id_: str) -> dict[str, Any]:
        """Give the current reading as it was written, ``parley`` being the version that read."""
        found = self._ask(
            "SELECT json FROM readings WHERE report = ? ORDER BY number DESC LIMIT 1",
            self._number(id_),
        )
        document: dict[str, Any] = json.loads(found[0]["json"])
        return document

    def history(self, id_: str) -> list[Reading]:
        """Give every reading ever kept of a report, the current one last."""
        question = "SELECT json FROM readings WHERE report = ? ORDER BY number"
        kept = self._ask(question, self._number(id_))
        return [from_dict(json.loads(found["json"])) for found in kept]

    def ids(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> list[str]:
        """Give the ids of the reports of an outlet and a time; see `parley.record.keeping.ids`."""
        return keeping.ids(self._ask, outlet, since, until)

    def kept(self, id_: str) -> Kept:
        """Give all that is kept of a report, so that `Writer.restore` can put it back."""
        return keeping.kept(self._ask, self._number(id_))

    def vectors(self, id_: str) -> Vectors | None:
        """Give the content vectors of a report's statements and events, if any were kept."""
        number = self._number(id_)
        last = "SELECT weights FROM readings WHERE report = ? ORDER BY number DESC LIMIT 1"
        weights = self._ask(last, number)[0]["weights"]
        if weights is None:
            return None
        rows = self._ask("SELECT item, scale, data FROM vectors WHERE report = ?", number)
        return Vectors(weights, {row["item"]: unpack(row["scale"], row["data"]) for row in rows})

    def search(
        self, words: str, *, limit: int = 20, offset: int = 0, above: float = 0.0
    ) -> list[Hit]:
        """Find reports that hold all of `words`, the best first, inflected forms included.

        Words in double quotes must stand together. Also the names are searched that parley
        gave to actors, places and events. Nothing in `words` is a command; no words, no hits.
        Counted are the items that `Reading.above` keeps; what is found does not depend on it.
        """
        with self._database.refusals():
            found = self._connection.found(words, upto(limit), offset)
        numbers = ", ".join(str(one.number) for one in found) or "NULL"
        rows = self._ask(f"{_ROW} WHERE reports.number IN ({numbers})", {"above": above})
        of = {row["number"]: _row(row) for row in rows}
        return [Hit(of[one.number], one.snippet, one.marks) for one in found if one.number in of]

    def names(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        above: float = 0.0,
        limit: int | None = None,
        offset: int = 0,
        outlets: int | None = None,
        wordings: int | None = None,
    ) -> list[Naming]:
        """Give the naming table: every actor, and every wording of each outlet for it.

        Those come first whom the outlets call most differently (`Naming.difference`), then
        the most mentioned. Actors of different reports are one that share a Wikidata or ISO
        id, or else name and kind; an unnamed source is one of its report only.

        Parameters
        ----------
        actor
            A name, a Wikidata or ISO id, a `Naming.key`; if nobody has it, a wording.
        outlet
            Only what this outlet says; empty: where no outlet is told.
        kind
            One of `parley.items.Kind`.
        above
            The least confidence: of an actor that of its surest report, for all its mentions.
        limit
            No more actors than this.
        outlets, wordings
            No more outlets of one actor, and no more wordings of one outlet for one actor, the
            commonest first. It saves looking up links that nobody sees.

        Raises
        ------
        RecordError
            If there is no such actor, outlet or kind.
        """
        wanted, most = Wanted(actor, outlet, kind, above), Most(limit, outlets, wordings)
        return names.names(self._ask, self._database, wanted, most, offset)

    def mentions(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        kind: str | None = None,
        wording: str | None = None,
        above: float = 0.0,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Mention]:
        """Give what `names` counts, mention by mention, with the words around each.

        `wording` leaves only what is so called, case and an article in front not counting; `above`
        is the least confidence of the actor in the report.
        """
        wanted = Wanted(actor, outlet, kind, above)
        return names.mentions(self._ask, self._database, wanted, wording, limit, offset)

    def _number(self, id_: str) -> int:
        return number(self._ask, self._database, id_)

    def _ask(self, question: str, *values: Any) -> list[database.Row]:
        bound = values[0] if values and isinstance(values[0], Mapping) else values
        with self._database.refusals():
            return self._connection.execute(question, bound).fetchall()


def number(ask: Callable[..., list[database.Row]], place: object, id_: str) -> int:
    """Find a report by its id or the beginning of it."""
    prefix = id_.strip().lower()
    if not re.fullmatch("[0-9a-f]{1,64}", prefix):
        raise RecordError(
            f'"{id_}" is no id of a report: give the first of its 64 digits and letters a-f, '
            "as `parley list` prints them."
        )
    # "g" comes after "f", the last digit of an id.
    question = "SELECT number, id FROM reports WHERE id >= ? AND id < ? ORDER BY id LIMIT 3"
    found = ask(question, prefix, f"{prefix}g")
    if not found:
        raise RecordError(f'{place} has no report "{id_}". `parley list` prints those it has.')
    if len(found) > 1:
        ids = ", ".join(row["id"][: len(prefix) + 4] for row in found[:2])
        raise RecordError(
            f'"{id_}" is the beginning of several ids in {place} ({ids} …). Give more.'
        )
    return int(found[0]["number"])


def _row(found: database.Row) -> Row:
    known = {name: found[name] for name in Row.__dataclass_fields__}
    known |= {key: max(1, known[key]) for key in ("version", "versions")}  # 0: of no address
    if known["published"]:
        known["published"] = date.fromisoformat(known["published"])
    return Row(**known)
