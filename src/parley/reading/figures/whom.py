"""Who is counted, who is held responsible, and in which period: by place in the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parley.items import Actor, Doc, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.figures.triggers import Place, Sentence
from parley.spans import Span


def counted_actor(doc: Doc, cast: Cast, sentence: Sentence, place: Place) -> str | None:
    return None


def responsible(doc: Doc, cast: Cast, sentence: Sentence, place: Place) -> str | None:
    return None


def period(
    doc: Doc, dates: Sequence[Timex], published: date | None, sentence: Sentence, place: Place
) -> tuple[str | None, str | None]:
    return None, None
