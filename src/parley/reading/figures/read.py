"""Choose the numbers that matter to the record and say what, whom, by whom and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from parley import vocab
from parley.items import Bound, Doc, Figure, Mark, Timex, TimexType
from parley.reading.actors import Cast
from parley.reading.actors.near import Near
from parley.reading.figures.period import Calendar, carry_on
from parley.reading.figures.quantities import Quantity, find_quantities, in_dates, unit_kind
from parley.reading.figures.sentence import Place, Sentence
from parley.reading.figures.triggers import find_triggers
from parley.reading.figures.whom import Witness
from parley.reading.figures.words import words_of

# A crowd or a force smaller than this is told for its own sake ("two soldiers said"), not as a
# strength. Set by reading the coded training reports, not swept.
_LEAST_FORCE = 5
_LEAST_CROWD = 30
_MOST_IN_PROSE = 60  # numbers in a sentence: more make a table, which these rules cannot read
_NEAR_NOUNS = 4  # tokens of a noun phrase in which a force is what is counted
_LEAST_POPULATION = 1000
_LEAST_MARK_SCORE = (
    0.5  # of a network's mark where the rules are silent; to be tuned with the weights
)


def read_figures(
    doc: Doc,
    cast: Cast,
    dates: Sequence[Timex],
    published: date | None,
    marks: Sequence[Mark] = (),
    near: Near | None = None,
) -> tuple[Figure, ...]:
    """Find the figures of a report, in the order of the text.

    Percentages, ages, dates, distances, prices, equipment, ordinals and votes are none.

    Parameters
    ----------
    cast
        Who is counted and who is held responsible is looked up here; may be empty.
    dates
        Numbers inside them are no figures; they give the period of the others.
    published
        The end of a period that begins with "since".
    marks
        Those of layer "figure" say what is counted where the rules cannot.
    near
        What the network holds actors to be to numbers, weighed against the rules.
    """
    figures: list[Figure] = []
    words = _words(doc)
    witness, calendar = Witness(doc, cast, near), Calendar(doc, words, dates, published)
    marked = [m for m in marks if m.layer == "figure" and m.score >= _LEAST_MARK_SCORE]
    for sentence in _sentences(doc, words, dates):
        for place in sentence.places:
            ruled = _by_rule(sentence, place)
            what = ruled or _by_mark(sentence, place, marked)
            if what is None:
                continue
            figure = _figure(witness, calendar, sentence, place, *what)
            why = f"rule: {figure.counted}" if ruled else "network: figure"
            figure = replace(figure, why=why)
            figures.append(carry_on(doc, figures[-1], figure) if figures else figure)
    return tuple(replace(f, id=f"f{n}") for n, f in enumerate(figures, 1))


def _sentences(doc: Doc, words: list[str], dates: Sequence[Timex]) -> Iterator[Sentence]:
    """Give the sentences that hold numbers other than dates."""
    calendar = [d.span for d in dates if d.type in (TimexType.DATE, TimexType.TIME)]
    by_sentence: dict[int, list[Quantity]] = {}
    for q in find_quantities(doc):
        if not in_dates(q, calendar):
            by_sentence.setdefault(doc.sent_index(q.number.start), []).append(q)
    for at, quantities in by_sentence.items():
        if len(quantities) > _MOST_IN_PROSE:
            continue
        sentence = Sentence(words, doc.tokens_in(doc.sents[at]), quantities)
        find_triggers(sentence)
        yield sentence


def _words(doc: Doc) -> list[str]:
    """Give the tokens in lower case; a hyphen that stands free is a dash."""
    words = list(doc.low)
    for at in range(1, len(words) - 1):
        if words[at] == "-" and doc.tokens[at - 1].end < doc.tokens[at].start:
            words[at] = "--"
    return words


def _by_rule(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Say what is counted and in which unit; ``None`` where no words show it."""
    kind = unit_kind(place.quantity.unit)
    if kind == "time":
        return _duration(sentence, place)
    if kind in ("money", "mass") or _load(sentence, place):
        return _aid(sentence, place)
    if not _counts_people(sentence, place):
        return None
    return (
        _by_trigger(sentence, place)
        or _members(sentence, place)
        or _population(sentence, place)
        or _strength(sentence, place)
    )


def _counts_people(sentence: Sentence, place: Place) -> bool:
    """Tell whether nothing speaks against people: no unit, name, age, rate or thing."""
    if unit_kind(place.quantity.unit) or sentence.is_thing(place):
        return False
    other = sentence.is_label(place) or sentence.is_age(place) or sentence.is_rate(place)
    return _is_count(sentence, place.quantity) and not other


def _by_trigger(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    if not (found := place.trigger):
        return None
    around = sentence.words[sentence.tokens.start : sentence.tokens.stop]
    if found.unit == "rescued" and words_of("sea", "words").intersection(around):
        return "displaced", None
    return found.counted, found.unit


def _is_count(sentence: Sentence, q: Quantity) -> bool:
    """Tell whether a number can count people: whole, not nought, no part of a name or fraction."""
    if q.value != int(q.value) or q.value <= 0:
        return False
    after = sentence.words[q.tokens.stop] if q.tokens.stop in sentence.tokens else ""
    if q.value == 1 and after == "of":  # "one of the arrested" is a person, not a toll
        return False
    return after not in ("%", "/", "percent", "th")


def _duration(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Read "five-day truce", "72-hour ceasefire"."""
    nouns = [sentence.words[t] for t in place.noun]
    if any(w in words_of("duration", "of") for w in nouns[:4]):
        return "duration", place.quantity.unit
    return None


def _aid(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Read money, loads and weights where the sentence speaks of aid."""
    start, stop = place.quantity.tokens.start, place.quantity.tokens.stop
    near = sentence.words[
        max(sentence.tokens.start, start - 12) : min(sentence.tokens.stop, stop + 12)
    ]
    if not any(w in words_of("aid", "context") for w in near):
        return None
    row = vocab.table("units").get(place.quantity.unit or "", {})
    return "aid", row.get("iso") or place.quantity.unit or _load(sentence, place)


def _load(sentence: Sentence, place: Place) -> str | None:
    """Give what aid is counted in: trucks, parcels, tents."""
    nouns = [sentence.words[t] for t in place.noun[:_NEAR_NOUNS]]
    return next((w for w in nouns if w in words_of("aid", "things")), None)


def _members(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Read "15-member council", "a council of 15 members"."""
    nouns = [w for w in (sentence.words[t] for t in place.noun) if w != "-"]
    if nouns[:1] in (["member"], ["nation"], ["seat"]) and len(nouns) > 1:
        return "members", None
    return None


def _population(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Read "population of 40,000", "two million people besieged in"."""
    q, words = place.quantity, sentence.words
    before = words[max(sentence.tokens.start, q.tokens.start - 3) : q.tokens.start]
    if "population" in before and before[-1:] in (["of"], ["is"], ["was"]):
        return "population", None
    if q.value < _LEAST_POPULATION:
        return None
    head = sentence.head(place)
    if before[-1:] in (["had"], ["has"], ["housing"]) and head in words_of("population", "people"):
        return "population", None
    if head in words_of("population", "nouns"):
        return "population", None
    around = words[sentence.tokens.start : sentence.tokens.stop]
    nouns = {words[t] for t in place.noun}
    people = nouns & words_of("population", "people") or head.endswith(("ians", "ans", "is", "ese"))
    if people and any(w in words_of("population", "context") for w in around):
        return "population", None
    return None


def _strength(sentence: Sentence, place: Place) -> tuple[str, str | None] | None:
    """Read the size of a force or crowd: "some 75 troops", "10,000 people marched"."""
    if sentence.is_denied(place):
        return None
    q, nouns = place.quantity, {sentence.words[t] for t in place.noun[:_NEAR_NOUNS]}
    loose = q.bound is not Bound.EXACT
    force = nouns & words_of("other", "forces") and (q.value >= _LEAST_FORCE or loose)
    crowd = q.value >= _LEAST_CROWD or loose
    if force or (crowd and sentence.head(place) in words_of("other", "crowds")):
        return "other", _unit(sentence, place)
    if sentence.word(q.tokens.stop) == "-" and sentence.word(q.tokens.stop + 1) == "strong":
        return "other", sentence.head(place)
    if crowd and _gathers(sentence, place):
        return "other", _unit(sentence, place) or "people"
    return None


def _gathers(sentence: Sentence, place: Place) -> bool:
    stop = min(sentence.tokens.stop, place.noun.stop + 5)
    return any(
        sentence.words[t] in words_of("other", "gather") for t in range(place.noun.stop, stop)
    )


def _unit(sentence: Sentence, place: Place) -> str | None:
    """Give the noun phrase up to its force, where it has one: "guard" may follow "troops"."""
    words = [sentence.words[t] for t in place.noun if sentence.words[t] not in ("of", "the")]
    forces = [at for at, w in enumerate(words) if w in words_of("other", "forces")]
    return " ".join(words[: forces[-1] + 1] if forces else words) or None


def _by_mark(
    sentence: Sentence, place: Place, marked: Sequence[Mark]
) -> tuple[str, str | None] | None:
    """Take what the network says is counted, but for those by whom it was done."""
    if not _counts_people(sentence, place):
        return None
    best = max(
        (m for m in marked if m.span.overlaps(place.quantity.number)),
        key=lambda m: m.score,
        default=None,
    )
    doer = sentence.word(sentence.before(place) - 1) == "by"
    return (best.label, None) if best and not (doer and best.label != "other") else None


def _figure(
    witness: Witness,
    calendar: Calendar,
    sentence: Sentence,
    place: Place,
    counted: str,
    unit: str | None,
) -> Figure:
    q = place.quantity
    since, until = calendar.period(sentence, place)
    elsewhere = witness.counted_elsewhere(sentence, place)
    return Figure(
        id="",  # numbered once all are found
        span=q.span,
        value=q.value,
        bound=q.bound,
        counted=counted,
        high=q.high,
        unit=unit,
        of=witness.weighed("of", place, witness.counted(sentence, place), elsewhere),
        by=witness.weighed("by", place, witness.responsible(sentence, place, counted)),
        since=since,
        until=until,
    )
