"""Across reports: which of them tell the same, how many sources that is, where they disagree.

>>> from tempfile import TemporaryDirectory
>>> from parley import Record, corroboration
>>> with TemporaryDirectory() as folder:
...     corroboration.claims(Record.open(f"{folder}/parley.db"))
[]

A record is asked without the network that read it. What is compared is kept in the record; each
question first compares the readings that were added since the last one, and a new report is
compared with its neighbourhood alone.
"""

from __future__ import annotations

from parley.corroboration.ask import Asked, Told, Wanted, claims, count, one_claim, reports, rule
from parley.corroboration.claims import Claim, Dispute, Member
from parley.corroboration.copies import Copy
from parley.corroboration.positions import Position, positions
from parley.corroboration.profiles import Cited, Profile, copies, profiles
from parley.corroboration.roots import Roots, Source
from parley.corroboration.store import update
from parley.corroboration.tables import Answer
from parley.corroboration.timeline import Happening, timeline
from parley.corroboration.tolls import Reported, Toll, tolls

__all__ = [
    "Answer", "Asked", "Cited", "Claim", "Copy", "Dispute", "Happening", "Member", "Position",
    "Profile", "Reported", "Roots", "Source", "Told", "Toll", "Wanted", "claims", "copies",
    "count", "one_claim", "positions", "profiles", "reports", "rule", "timeline", "tolls",
    "update",
]  # fmt: skip
