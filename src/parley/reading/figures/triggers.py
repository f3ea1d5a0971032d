"""What a number counts, by the words around it: no parser, only phrases and their order.

A *trigger* is a verb, noun or predicate of ``vocab/counted.toml``. A number takes the one
whose object or subject it is: first the verb right before it ("killed 12"), then the
predicate after its noun ("12 people were killed"), then what the number it is joined to has
("killed 12 and 3 others", "including 3 children"), then what its own noun says ("12 deaths").
"""

from __future__ import annotations

from parley.reading.figures.objects import left
from parley.reading.figures.predicates import right
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.sharing import from_its_noun, from_the_next, from_the_one_before


def find_triggers(sentence: Sentence) -> None:
    """Give every number of a sentence its trigger, where there is one."""
    for place in sentence.places:
        _own(sentence, place)
    for place in reversed(sentence.places):
        from_the_next(sentence, place)
    for place in sentence.places:
        from_the_one_before(sentence, place)
        if place.trigger is None:
            from_its_noun(sentence, place)


def _own(sentence: Sentence, place: Place) -> None:
    if found := left(sentence, place):
        place.trigger, place.side = found, "left"
    elif sentence.is_part(place) or sentence.is_denied(place):
        return
    elif found := right(sentence, place):
        place.trigger, place.side = found, "right"
