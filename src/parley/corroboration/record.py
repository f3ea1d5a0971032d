"""A record that is asked across its reports, in Python: `parley.Record`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley import record
from parley.corroboration.ask import Asked, Wanted, claims, one_claim
from parley.corroboration.positions import positions
from parley.corroboration.profiles import profiles
from parley.corroboration.timeline import timeline
from parley.corroboration.tolls import tolls

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from parley.corroboration.claims import Claim
    from parley.corroboration.positions import Position
    from parley.corroboration.profiles import Profile
    from parley.corroboration.tables import Answer
    from parley.corroboration.timeline import Happening
    from parley.corroboration.tolls import Toll


class Record(record.Record):
    """A record of readings; it holds nothing open and may be shared by threads.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     record = Record.open(f"{folder}/parley.db")
    ...     record.reports(), record.claims(type="attack", roots=2)
    ([], [])

    Questions across reports first compare what was added since the last one, and keep what they
    found. Their answers are lists, which `Answer.to_arrow` gives as tables.
    """

    def claims(self, *, limit: int = -1, offset: int = 0, **wanted: Unpack[Asked]) -> Answer[Claim]:
        """Give what reports tell alike; see `parley.corroboration.claims` and its `Wanted`."""
        return claims(self, Wanted(**wanted), limit=limit, offset=offset)

    def claim(self, id_: str) -> Claim:
        """Give one claim; see `parley.corroboration.one_claim`."""
        return one_claim(self, id_)

    def tolls(self, *, limit: int = -1, **wanted: Unpack[Asked]) -> Answer[Toll]:
        """Give how many were killed, injured ...; see `parley.corroboration.tolls`."""
        return tolls(self, Wanted(**wanted), limit=limit)

    def timeline(self, *, limit: int = -1, **wanted: Unpack[Asked]) -> Answer[Happening]:
        """Give events by their day; see `parley.corroboration.timeline`."""
        return timeline(self, Wanted(**wanted), limit=limit)

    def positions(
        self,
        *,
        party: str | None = None,
        issue: str | None = None,
        stance: str | None = None,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        above: float = 0.0,
        limit: int = -1,
    ) -> Answer[Position]:
        """Give what parties demand, offer, accept, refuse; see `parley.corroboration.positions`."""
        return positions(
            self,
            party=party,
            issue=issue,
            stance=stance,
            outlet=outlet,
            since=since,
            until=until,
            above=above,
            limit=limit,
        )

    def sources(
        self,
        *,
        outlet: str | None = None,
        since: date | None = None,
        until: date | None = None,
        above: float = 0.0,
        limit: int = -1,
        listed: bool = True,
    ) -> Answer[Profile]:
        """Give what each outlet stands on; see `parley.corroboration.profiles`."""
        return profiles(
            self,
            outlet=outlet,
            since=since,
            until=until,
            above=above,
            limit=limit,
            listed=listed,
        )
