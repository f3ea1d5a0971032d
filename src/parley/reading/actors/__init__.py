"""Who acts, suffers and speaks: mentions of actors, and the actors they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from parley.encoder.coreference import Antecedents
from parley.items import Doc, Mark
from parley.reading.actors.cast import Cast
from parley.reading.actors.joining import join
from parley.reading.actors.mentions import find_mentions
from parley.reading.actors.page import Page
from parley.reading.actors.resolving import resolve

__all__ = ["Cast", "read_actors", "resolve"]


def read_actors(
    doc: Doc,
    outlet: str | None,
    marks: Sequence[Mark] = (),
    network: Antecedents | None = None,
) -> Cast:
    """Find the actors of a report and every way in which it calls them.

    Parameters
    ----------
    doc
        The report's text, cut into sentences.
    outlet
        Who publishes the report; the first actor, mentioned or not;
        "unknown outlet" where ``None``.
    marks
        The network's marks. Those of the layers actor, actor_inner and source are taken as
        mentions where the rules found none.
    network
        What the network says of mentions that take up earlier ones, where no rule does.

    Returns
    -------
    cast
        Actors in the order of their first mention, the outlet before all; no mention belongs
        to two of them.
    """
    page = Page(doc, marks)
    return join(page, find_mentions(page, marks), outlet, network)
