"""What happens in a report: events with their triggers, parts, place, time and status.

The lexicon (``vocab/events.toml``) finds triggers, shallow patterns fill roles and status, the
network's marks add and confirm, and the mentions of one event are put together.
"""

from parley.reading.events.read import read_events
from parley.reading.events.terms import with_terms

__all__ = ["read_events", "with_terms"]
