"""One report -> one reading: every kind of item read, then joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from parley.encoder import Encoder, Encoding
from parley.encoder.between import Between
from parley.encoder.coreference import Antecedents
from parley.encoder.trees import read_arcs
from parley.items import Event, Figure, Kind, Mark, Reading, Report, Statement, Timex
from parley.reading.actors import Cast, read_actors
from parley.reading.actors.near import Near
from parley.reading.carried import carrier
from parley.reading.confidence import Signals, rated, signals
from parley.reading.dates import read_dates
from parley.reading.events import read_events, with_terms
from parley.reading.figures import read_figures
from parley.reading.places import read_places
from parley.reading.statements import Acts, document, find_drafts, tell
from parley.reading.votes import read_votes
from parley.spans import Span
from parley.text.segment import segment

# Which event a figure belongs to, by what is counted.
_EVENT_OF: Mapping[str, tuple[str, ...]] = {
    "killed": ("casualties",),
    "injured": ("casualties",),
    "missing": ("casualties",),
    "captured": ("abduction", "arrest"),
    "detained": ("arrest", "abduction"),
    "released": ("exchange", "release"),
    "displaced": ("displacement",),
    "aid": ("aid",),
}


# Bodies whose names may hold a place's: it is none there (gold.md, 17).
_NAMED_BODIES = frozenset(
    {Kind.ARMED_GROUP, Kind.PARTY, Kind.IGO, Kind.NGO, Kind.MEDIA, Kind.COMPANY}
)
_SMALL_WORD = 3  # letters: "of", "the", "for"
# The layers that tell of actors; sources are given only where a statement took them.
_OF_ACTORS = ("name", "person", "organization", "actor", "actor_inner")


class Reader:
    """Reads many reports with one loaded network.

    Parameters
    ----------
    weights
        The folder of the weights; by default those that ship with parley.
    threads
        Threads of the network.

    Raises
    ------
    WeightsError
        If the weights are missing, altered, or of another version.
    """

    def __init__(self, weights: Path | None = None, *, threads: int = 1) -> None:
        self._encoder = Encoder(weights, threads=threads)

    @property
    def weights(self) -> str:
        """The version of the weights, which vectors are comparable within."""
        return self._encoder.version

    def read(self, report: Report) -> Reading:
        """Read one report."""
        return self.read_with_vectors(report)[0]

    def read_with_vectors(self, report: Report) -> tuple[Reading, dict[str, list[float]]]:
        """Read one report; beside the reading give the vectors of its statements and events.

        The vectors, 384 numbers of length 1 by item id, let a record compare items later
        without the network.
        """
        reading, encoding = self._find(report)
        return rated(reading, encoding), _vectors(encoding, reading)

    def read_with_signals(self, report: Report) -> tuple[Reading, Mapping[str, Signals]]:
        """Read one report without rating it; beside it give what the rating would go by.

        The scores in this reading are no probabilities. Confidence is fitted on this.
        """
        reading, encoding = self._find(report)
        return reading, signals(reading, encoding)

    def _find(self, report: Report) -> tuple[Reading, Encoding]:
        """Read every kind of item, then join them."""
        doc = segment(report.text)
        encoding = self._encoder.encode(doc)
        drafts = find_drafts(doc, encoding, self._encoder.encode)
        sources = [
            Mark("source", "source", d.source, d.score)
            for d in drafts
            if d.source and not document(doc, d.source)
        ]
        dates = read_dates(doc, report.published, encoding.marks("time"))
        marks = [*encoding.marks(*_OF_ACTORS), *sources]
        cast = read_actors(doc, report.outlet, marks, Antecedents(encoding))
        dates = _outside_names(dates, cast)
        places = read_places(doc, encoding.marks("place", "name"), _bodies(report.text, cast))
        statements = tell(doc, drafts, cast, dates, Acts(encoding))
        votes = read_votes(doc, cast, dates, report.published)
        event_marks = encoding.marks("event", "status")
        between = Between(encoding, "participant")
        arcs = read_arcs(encoding)
        happened = read_events(doc, cast, places, dates, event_marks, arcs, between)
        events = _in_order([*happened, *votes])
        events = tuple(replace(e, statement=_told(e, statements)) for e in events)
        near = Near(doc, cast, Between(encoding, "counted"), arcs)
        figures = read_figures(doc, cast, dates, report.published, encoding.marks("figure"), near)
        figures = tuple(
            replace(
                f,
                statement=_carrier(f.span, statements),
                event=_event_of(f, events, doc.sent_of(f.span)),
            )
            for f in figures
        )
        events = with_terms(doc, events, figures, dates)
        carried = carrier(report.text, report.outlet, cast)
        found = (cast.actors, statements, events, figures, dates, places)
        return Reading(report, *found, carried), encoding


def _bodies(text: str, cast: Cast) -> list[Span]:
    """Give where bodies have a name of their own: "Bank of Kenya", not "Kenyan police"."""
    return [
        m
        for m, a in cast.mentions()
        if a.named
        and (a.kind in _NAMED_BODIES or (a.kind is Kind.GOVERNMENT_BODY and _is_title(m.of(text))))
    ]


def _is_title(words: str) -> bool:
    """Tell whether all words begin with capitals but the small ones inside a name."""
    return all(w[:1].isupper() or len(w) <= _SMALL_WORD for w in words.split())


def _outside_names(dates: Sequence[Timex], cast: Cast) -> tuple[Timex, ...]:
    """Leave out dates that are part of a name ("the March 23 Movement")."""
    names = [m for m, a in cast.mentions() if a.named and a.kind is not Kind.PERSON]
    kept = [d for d in dates if not any(n.covers(d.span) and n != d.span for n in names)]
    return tuple(replace(d, id=f"d{i}") for i, d in enumerate(kept, 1))


def _in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    ordered = sorted(events, key=lambda e: (e.trigger, e.type))
    return tuple(replace(e, id=f"e{i}") for i, e in enumerate(ordered, 1))


def _carrier(span: Span, statements: Sequence[Statement]) -> str | None:
    """Give the innermost statement whose content holds `span`; ``None``: the outlet's own voice."""
    holding = [(len(piece), s.id) for s in statements for piece in s.content if piece.covers(span)]
    return min(holding)[1] if holding else None


def _told(event: Event, statements: Sequence[Statement]) -> str | None:
    """Give the statement that tells an event; ``None`` if the outlet does, here or elsewhere."""
    mentions = sorted({event.trigger, *event.mentions})
    carriers = [_carrier(span, statements) for span in mentions]
    return carriers[0] if all(carriers) else None


def _event_of(figure: Figure, events: Sequence[Event], sent: Span) -> str | None:
    """Give the event that a figure counts: of the right type, in its sentence, nearest."""
    types = _EVENT_OF.get(figure.counted, ())
    near = [
        (span.gap(figure.span), e.id)
        for e in events
        if e.type in types
        for span in (e.trigger, *e.mentions)
        if span.overlaps(sent)
    ]
    return min(near)[1] if near else None


def _vectors(encoding: Encoding, reading: Reading) -> dict[str, list[float]]:
    spans = {s.id: s.content for s in reading.statements}
    spans |= {e.id: (e.trigger, *e.mentions) for e in reading.events}
    return {key: encoding.vector(at).tolist() for key, at in spans.items()}


@cache
def shared_reader() -> Reader:
    """Give the reader that `parley.read` uses, loaded at its first call."""
    return Reader()
