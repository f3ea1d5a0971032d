"""Answers as flat tables: which columns each has, with their types, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from parley.errors import RecordError

if TYPE_CHECKING:
    import pyarrow as pa

    from parley.corroboration.claims import Claim
    from parley.corroboration.positions import Position
    from parley.corroboration.profiles import Profile
    from parley.corroboration.roots import Roots
    from parley.corroboration.timeline import Happening
    from parley.corroboration.tolls import Toll

T = TypeVar("T")
Row = dict[str, Any]
Columns = Mapping[str, type]

_COUNTS: Final = {
    "reports": int,
    "roots_low": int,
    "roots_high": int,
    "roots_named": int,
    "dispute": str,
    "score": float,
}
_WHERE: Final = {
    "report": str,
    "outlet": str,
    "published": date,
    "item": str,
    "start": int,  # code points of the text, `end` exclusive
    "end": int,
}
_CHAIN: Final = {"chain": list, "copy": bool}  # names from the outlet to the root source

CLAIMS: Final[Columns] = {
    "claim": str,
    "kind": str,
    "type": str,
    "status": str,
    "when": str,
    "what": str,
    **_COUNTS,
    "member": str,
    **_WHERE,
    **_CHAIN,
    "told_as": str,  # the status that this member tells
    "side": int,  # of the dispute, 1 or 2; empty: on none
}
"""A row for each member of a claim."""

TOLLS: Final[Columns] = {
    "claim": str,
    "happening": str,
    "counted": str,
    "when": str,
    "place": str,
    **_COUNTS,
    "member": str,
    "value": float,
    "high": float,
    "bound": str,
    "of": str,
    "by": str,
    "since": str,
    "until": str,
    "status": str,
    "revises": str,
    **_WHERE,
    "root": str,
    **_CHAIN,
}
"""A row for each number of a toll."""

TIMELINE: Final[Columns] = {
    "claim": str,
    "when": str,
    "type": str,
    "status": str,
    "parties": list,  # "role: name, name"
    "place": str,
    "what": str,
    **_COUNTS,
}
"""A row for each event."""

POSITIONS: Final[Columns] = {
    "party": str,
    "issue": str,
    "stance": str,
    "day": str,
    "changed": str,
    "words": str,
    "score": float,
    "report": str,
    "outlet": str,
    "item": str,
    "start": int,
    "end": int,
    "chain": list,
    "others": list,  # ids of reports
}
"""A row for each position."""

SOURCES: Final[Columns] = {
    "outlet": str,
    "reports": int,
    "statements": int,
    "unnamed": int,
    "own": int,
    "copies": int,
    "uncredited": int,
    "relation": str,  # root, medium; copy, words: of another report
    "cited": str,
    "kind": str,
    "named": bool,
    "count": int,
}
"""A row for each that an outlet cites, and one for each report whose words it prints."""


class Answer(list[T]):
    """What a question found, in its order: a list that is a table too.

    `columns` are the names of the table's columns with their types.
    """

    def __init__(
        self, found: Iterable[T], columns: Columns, rows_of: Callable[[T], Iterable[Row]]
    ) -> None:
        super().__init__(found)
        self.columns = columns
        self._rows_of = rows_of

    def rows(self) -> Iterator[Row]:
        """Give the rows of the table, each with all columns; lists are lists, days are dates."""
        for one in self:
            yield from self._rows_of(one)

    def to_arrow(self) -> pa.Table:
        """Give the table for pandas, Polars, DuckDB: ``polars.from_arrow(answer.to_arrow())``.

        Raises
        ------
        RecordError
            If pyarrow is not installed.
        """
        arrow = pyarrow("An Arrow table")
        return arrow.Table.from_pylist(list(self.rows()), schema=schema(self.columns))


def pyarrow(what: str) -> Any:
    """Give the module pyarrow; `RecordError` says that `what` needs it."""
    try:
        import pyarrow as found
    except ImportError:
        raise RecordError(
            f"{what} needs pyarrow, which is not installed: "
            "pip install 'parley-record[parquet]'. Nothing was written."
        ) from None
    return found


def schema(columns: Columns, about: Mapping[str, str] | None = None) -> pa.Schema:
    """Give the types of the columns as Arrow's; a list is one of words."""
    arrow = pyarrow("An Arrow table")
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        date: arrow.date32(),
        list: arrow.list_(arrow.string()),
    }
    fields = [(name, types[kind]) for name, kind in columns.items()]
    return arrow.schema(fields, metadata=dict(about) if about else None)


def of_claim(claim: Claim) -> Iterator[Row]:
    """Give the rows of a claim."""
    why = claim.dispute.why if claim.dispute else None
    mine = {
        "claim": claim.id,
        "kind": claim.kind,
        "type": claim.type,
        "status": claim.status,
        "when": claim.when,
        "what": claim.what,
        **_counts(claim.reports, claim.roots, why, claim.score),
    }
    both = claim.dispute.sides if claim.dispute else ()
    sides = {member.id: n for n, side in enumerate(both, 1) for member in side}
    for member in claim.members:
        about = {"told_as": member.status, "side": sides.get(member.id)}
        yield {**mine, "member": member.id, **_where(member), **about}


def of_toll(toll: Toll) -> Iterator[Row]:
    """Give the rows of a toll."""
    mine = {
        "claim": toll.claim,
        "happening": toll.happening,
        "counted": toll.counted,
        "when": toll.when,
        "place": toll.place,
        **_counts(toll.reports, toll.roots, toll.dispute, toll.score),
    }
    said = ("value", "high", "of", "by", "since", "until", "status", "revises")
    for one in toll.numbers:
        told = {name: getattr(one, name) for name in said}
        about = {"member": one.id, "bound": one.bound.value, "root": one.root}
        yield _ordered(TOLLS, {**mine, **told, **about, **_where(one)})


def of_happening(event: Happening) -> Iterator[Row]:
    """Give the row of an event."""
    yield {
        "claim": event.claim,
        "when": event.when,
        "type": event.type,
        "status": event.status,
        "parties": [f"{role}: {', '.join(who)}" for role, who in event.parties.items()],
        "place": event.place,
        "what": event.what,
        **_counts(event.reports, event.roots, event.dispute, event.score),
    }


def of_position(position: Position) -> Iterator[Row]:
    """Give the row of a position."""
    row = {name: getattr(position, name, None) for name in POSITIONS}
    lists = {"chain": list(position.chain), "others": list(position.others)}
    span = {"start": position.span.start, "end": position.span.end}
    yield {**row, **lists, **span, "score": round(position.score, 3)}


def of_profile(profile: Profile) -> Iterator[Row]:
    """Give the rows of an outlet; one at least."""
    mine = {
        "outlet": profile.outlet,
        "reports": profile.reports,
        "statements": profile.statements,
        "unnamed": profile.unnamed,
        "own": profile.own,
        "copies": profile.copied,
        "uncredited": profile.uncredited,
    }
    cited: list[tuple[Any, ...]] = [
        (relation, one.name, one.kind, one.named, one.count)
        for relation, all_ in (("root", profile.roots), ("medium", profile.media))
        for one in all_
    ]
    cited += [
        ("copy" if copy.whole else "words", copy.source_outlet or "", "media", True, 1)
        for copy in profile.copies
    ]
    names = ("relation", "cited", "kind", "named", "count")
    for row in cited or [(None,) * len(names)]:
        yield {**mine, **dict(zip(names, row, strict=True))}


def _counts(reports: tuple[str, ...], roots: Roots, dispute: str | None, score: float) -> Row:
    counts = (len(reports), roots.low, roots.high, roots.named, dispute, round(score, 3))
    return dict(zip(_COUNTS, counts, strict=True))


def _where(told: Any) -> Row:
    """Give where a member of a claim, or a number, stands, and who says so."""
    return {
        "report": told.report,
        "outlet": told.outlet,
        "published": told.published,
        "item": told.item,
        "start": told.span.start,
        "end": told.span.end,
        "chain": list(told.chain),
        "copy": told.copy,
    }


def _ordered(columns: Columns, row: Row) -> Row:
    return {name: row[name] for name in columns}
