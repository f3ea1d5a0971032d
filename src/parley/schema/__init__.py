"""The JSON of a reading: what ``parley read --format json`` prints, and its way back.

The form is described by ``reading.schema.json`` beside this file (JSON Schema 2020-12). Every
key is always there: what is not known is ``null``, an empty list or an empty object.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, TypeVar

from parley import vocab
from parley.items import (
    Act,
    Actor,
    Bound,
    Event,
    Figure,
    Form,
    Kind,
    Place,
    Reading,
    Report,
    Statement,
    Status,
    Tally,
    Timex,
    TimexType,
    When,
)
from parley.spans import Span
from parley.vocab.edtf import reach

__all__ = ["from_dict", "reading_schema", "to_dict", "to_json", "version"]

T = TypeVar("T")

# Characters that a terminal obeys or hides although JSON lets them stand: DEL and C1 controls,
# marks of direction, line separators, tags. Written as escapes, the value stays the same.
_UNSEEN = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0),
        0x061C,
        0x200B,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    )
}


def version() -> str:
    """Give the version of parley that writes."""
    # Not an import statement: the package names what lies above this layer.
    return str(import_module("parley").__version__)


@cache
def reading_schema() -> dict[str, Any]:
    """Give the JSON Schema of a reading. Callers must not change it."""
    source = files(__name__).joinpath("reading.schema.json")
    schema: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return schema


def to_json(value: object, *, indent: int | None = None) -> str:
    r"""Write `value` as JSON that is safe to print, other scripts kept readable.

    Characters that a terminal would obey, or not show, stand as escapes; one value without
    `indent` is one line.

    >>> to_json({"said": "\x9b31m عَمّان"})
    '{"said": "\\u009b31m عَمّان"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.translate(_UNSEEN)


def to_dict(reading: Reading) -> dict[str, Any]:
    """Give the JSON form of `reading`, made of dicts, lists, strings, numbers and ``None``.

    Scores are rounded to three places; nothing else is lost, see `from_dict`. ``parley`` is
    the version that writes, not a part of the reading.
    """
    return {
        "parley": version(),
        "report": _report(reading.report),
        "carried": reading.carried,
        "actors": [_actor(actor) for actor in reading.actors],
        "statements": [_statement(statement) for statement in reading.statements],
        "events": [_event(event) for event in reading.events],
        "figures": [_figure(figure) for figure in reading.figures],
        "dates": [_timex(timex) for timex in reading.dates],
        "places": [_place(place) for place in reading.places],
    }


def from_dict(data: Mapping[str, Any]) -> Reading:
    """Give the reading that `to_dict` wrote: ``from_dict(to_dict(reading)) == reading``.

    The form is not validated here; `reading_schema` is for that.

    Raises
    ------
    SpanError
        If a span is none.
    KeyError, ValueError
        If `data` lacks a key, or has a value that the vocabulary does not know.
    """
    return Reading(
        report=_to_report(data["report"]),
        actors=_each(_to_actor, data["actors"]),
        statements=_each(_to_statement, data["statements"]),
        events=_each(_to_event, data["events"]),
        figures=_each(_to_figure, data["figures"]),
        dates=_each(_to_timex, data["dates"]),
        places=_each(_to_place, data["places"]),
        carried=data.get("carried"),  # parley 0.1 wrote none
    )


def _each(make: Callable[[Any], T], rows: Iterable[Any]) -> tuple[T, ...]:
    return tuple(make(row) for row in rows)


def _sure(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give score and why of an item; parley 0.1 wrote none, or no why."""
    return {"score": row.get("score", 1.0), "why": row.get("why", "")}


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [_span(span) for span in spans]


def _to_spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "flags": list(report.flags),
        "text": report.text,
    }


def _to_report(row: Mapping[str, Any]) -> Report:
    published = row["published"]
    return Report(
        id=row["id"],
        text=row["text"],
        outlet=row["outlet"],
        published=date.fromisoformat(published) if published else None,
        title=row["title"],
        url=row["url"],
        language=row["language"],
        flags=tuple(row["flags"]),
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "named": actor.named,
        "ids": dict(actor.ids),
        "mentions": _spans(actor.mentions),
        "affiliation": actor.affiliation,
        "basis": actor.basis,
        "score": round(actor.score, 3),
        "why": actor.why,
    }


def _to_actor(row: Mapping[str, Any]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=Kind(row["kind"]),
        named=row["named"],
        mentions=_to_spans(row["mentions"]),
        ids=dict(row["ids"]),
        affiliation=row["affiliation"],
        basis=row["basis"],
        **_sure(row),
    )


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "content": _spans(statement.content),
        "cue": _spans(statement.cue),
        "source": _spans(statement.source),
        "speaker": statement.speaker,
        "form": statement.form.value,
        "act": statement.act.value,
        "inside": statement.inside,
        "chain": list(statement.chain),
        "said": None if statement.said is None else {"value": statement.said},
        "score": round(statement.score, 3),
        "why": statement.why,
    }


def _to_statement(row: Mapping[str, Any]) -> Statement:
    return Statement(
        id=row["id"],
        content=_to_spans(row["content"]),
        cue=_to_spans(row["cue"]),
        source=_to_spans(row["source"]),
        speaker=row["speaker"],
        form=Form(row["form"]),
        act=Act(row["act"]),
        chain=tuple(row["chain"]),
        inside=row["inside"],
        said=row["said"]["value"] if row["said"] else None,
        **_sure(row),
    )


def _event(event: Event) -> dict[str, Any]:
    row = {
        "id": event.id,
        "type": event.type,
        "plover": vocab.event_types()[event.type].plover,
        "trigger": _span(event.trigger),
        "mentions": _spans(event.mentions),
        "roles": {role: list(actors) for role, actors in event.roles.items()},
        "place": event.place,
        "when": {"text": event.when.text, "value": event.when.value} if event.when else None,
        "status": event.status.value,
        "statement": event.statement,
        "score": round(event.score, 3),
        "why": event.why,
    }
    match event.type:
        case "vote":
            return row | _vote(event)
        case "truce":
            return row | {key: getattr(event, key) for key in _TERMS}
        case "exchange" | "release":
            return row | {"counts": dict(event.counts)}
    return row


_TERMS = ("until", "length", "extended", "computed")


def _vote(event: Event) -> dict[str, Any]:
    tally = event.tally
    return {
        "tally": tally
        and {"yes": tally.yes, "no": tally.no, "abstain": tally.abstain, "absent": tally.absent},
        "members": event.members,
        "abstaining": list(event.abstaining),
        "against": list(event.against),
        "adds_up": event.adds_up,
    }


def _to_event(row: Mapping[str, Any]) -> Event:
    return Event(
        id=row["id"],
        type=row["type"],
        trigger=Span(*row["trigger"]),
        status=Status(row["status"]),
        mentions=_to_spans(row["mentions"]),
        roles={role: tuple(actors) for role, actors in row["roles"].items()},
        place=row["place"],
        when=When(**row["when"]) if row["when"] else None,
        statement=row["statement"],
        **_sure(row),
        tally=Tally(**row["tally"]) if row.get("tally") else None,
        members=row.get("members"),
        abstaining=tuple(row.get("abstaining", ())),
        against=tuple(row.get("against", ())),
        adds_up=row.get("adds_up"),
        until=row.get("until"),
        length=row.get("length"),
        extended=row.get("extended", False),
        computed=row.get("computed"),
        counts=dict(row.get("counts", {})),
    )


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "span": _span(figure.span),
        "value": figure.value,
        "bound": figure.bound.value,
        "high": figure.high,
        "counted": figure.counted,
        "unit": figure.unit,
        "of": figure.of,
        "by": figure.by,
        "from": figure.since,
        "to": figure.until,
        "event": figure.event,
        "statement": figure.statement,
        "score": round(figure.score, 3),
        "why": figure.why,
    }


def _to_figure(row: Mapping[str, Any]) -> Figure:
    return Figure(
        id=row["id"],
        span=Span(*row["span"]),
        value=row["value"],
        bound=Bound(row["bound"]),
        counted=row["counted"],
        high=row["high"],
        unit=row["unit"],
        of=row["of"],
        by=row["by"],
        since=row["from"],
        until=row["to"],
        event=row["event"],
        statement=row["statement"],
        **_sure(row),
    )


def _timex(timex: Timex) -> dict[str, Any]:
    earliest, latest = reach(timex.value)
    return {
        "id": timex.id,
        "span": _span(timex.span),
        "type": timex.type.value,
        "value": timex.value,
        "earliest": earliest,
        "latest": latest,
        "offset": timex.offset,
        "score": round(timex.score, 3),
        "why": timex.why,
    }


def _to_timex(row: Mapping[str, Any]) -> Timex:
    return Timex(
        id=row["id"],
        span=Span(*row["span"]),
        type=TimexType(row["type"]),
        value=row["value"],
        offset=row["offset"],
        **_sure(row),
    )


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "span": _span(place.span),
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "score": round(place.score, 3),
        "why": place.why,
    }


def _to_place(row: Mapping[str, Any]) -> Place:
    return Place(
        id=row["id"],
        span=Span(*row["span"]),
        name=row["name"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        geonames=row["geonames"],
        **_sure(row),
    )
