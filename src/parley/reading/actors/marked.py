"""Mentions by the network's marks, where the rules have none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import roles
from parley.reading.actors.page import Found, Page
from parley.reading.actors.walking import is_modifier
from parley.reading.actors.words import honorifics, offices
from parley.spans import Span

_ACTORS = ("actor", "actor_inner")
_LAYERS = (*_ACTORS, "source")
# Layers that mark actors, and of how much worth; the last two mark whatever is human.
_WEIGHTS = {"actor": 1.0, "actor_inner": 1.0, "source": 1.0, "person": 0.1, "organization": 0.1}
_MANY = frozenset({Kind.POPULATION, Kind.UNNAMED})  # called by what they are, not by a name
_SAME = 0.5  # share of characters from which two spans are one mention, as the scorer has it
_PART = 0.3  # share from which the words of a source are said of a mention that is there already
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "that",
     "i", "we", "you", "us", "me", "himself", "herself", "itself", "themselves", "one", "this",
     "those", "these", "both", "some", "others", "another", "what", "whose", "whom", "nobody",
     "none", "nothing", "everyone", "everybody", "anyone", "anybody", "someone", "somebody"}
)  # fmt: skip
_BEFORE_ANOTHER = frozenset({"of", "by", "for", "to", "with", "against", "from", "under", "and"})


def find_marked(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Make mentions of the network's marks where `found`, the rules' own, has none.

    A mark that names a person ("the director, Jane Roe, of the fund") is that person's mention.
    """
    spans = sorted(page.text.span(f.start, f.end) for f in found)
    people = sorted(
        page.text.span(f.start, f.end) for f in found if f.named and f.kind is Kind.PERSON
    )
    names = sorted(m.span for m in marks if m.layer == "name" and m.label == "PER")
    given = _Given(marks)
    more: list[Found] = []
    for mark in sorted(marks, key=lambda m: (m.layer != "source", -m.score)):
        if mark.layer not in _LAYERS or _meant(page, mark.span, _near(people, mark.span)):
            continue
        name = _meant(page, mark.span, _near(names, mark.span))
        one = _from_mark(page, mark, name, given)
        if one is None:
            continue
        span = page.text.span(one.start, one.end)
        enough = _PART if mark.layer == "source" else _SAME
        if not any(_same(page, span, s, enough) for s in _near(spans, span)):
            spans.insert(bisect_left(spans, span), span)
            more.append(one)
        elif mark.layer == "source":
            _let_speak(page, found, span)
    return more


def _let_speak(page: Page, found: Sequence[Found], span: Span) -> None:
    """Take the person without a name with whom a marked source begins for one who speaks."""
    for one in found:
        own = page.text.span(one.start, one.end)
        if one.kind is Kind.PERSON and not one.named and _same(page, span, own, _PART):
            one.kind, one.speaks = Kind.UNNAMED, True


def without_support(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Leave out what the network contradicts.

    That is: a lone word taken for a person that it marks as a place, and one without a name,
    who says nothing, that it marks as nobody.
    """
    touched = sorted(m.span for m in marks if m.layer in (*_LAYERS, "person", "organization"))
    placed = sorted(m.span for m in marks if m.layer == "name" and m.label == "LOC")
    if not touched:
        return list(found)
    kept = []
    for one in found:
        span = page.text.span(one.start, one.end)
        lone = one.named and one.kind is Kind.PERSON and one.end - one.start == 1
        if lone and not one.key and any(p.covers(span) for p in _near(placed, span)):
            continue
        if (
            not one.named
            and not one.speaks
            and not any(t.overlaps(span) for t in _near(touched, span))
        ):
            continue
        kept.append(one)
    return kept


def compare(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> None:
    """Say of each mention how surely the network marks it; of all, where it marked nothing."""
    sure: dict[Span, float] = {}
    for mark in marks:
        weight = _WEIGHTS.get(mark.layer)
        if weight:
            sure[mark.span] = max(sure.get(mark.span, 0.0), weight * mark.score)
    spans = sorted(sure)
    for one in found:
        span = page.text.span(one.start, one.end)
        alike = (sure[s] for s in _near(spans, span) if _likeness(span, s) >= _SAME)
        one.seen = max(alike, default=0.0) if marks else 1.0


def _same(page: Page, span: Span, other: Span, enough: float) -> bool:
    """Tell whether two mentions are one: much alike, or the longer begins with the shorter.

    One that only says whose the other is ("the army's | doctor", "a source in | the army") is not.
    """
    if _belongs(page, span, other):
        return False
    if _likeness(span, other) >= enough:
        return True
    text = page.text
    starts = [_content(page, bisect_left(text.start, s.start)) for s in (span, other)]
    return starts[0] == starts[1] and span.overlaps(other)


def _belongs(page: Page, whole: Span, part: Span) -> bool:
    """Tell whether a part of a mention only names whose or where the one meant is."""
    if not whole.covers(part) or whole == part:
        return False
    text = page.text
    i, j = bisect_left(text.start, part.start), bisect_left(text.start, part.end)
    if j < len(text) and text.possessive(j) and text.start[j] < whole.end - 1:
        return True
    inside = i > 0 and text.start[i - 1] > whole.start
    return inside and text.folded[i - 1] in _BEFORE_ANOTHER | {"in", "at"}


def _content(page: Page, i: int) -> int:
    """Give the first word from `i` on that is no determiner."""
    while i < len(page.text) - 1 and page.text.folded[i] in roles("stop", "determiners"):
        i += 1
    return i


def _meant(page: Page, whole: Span, names: Iterable[Span]) -> Span | None:
    """Give the name by which a longer mention means its actor, not another's within it."""
    text = page.text
    for name in names:
        if not whole.covers(name):
            continue
        i = bisect_left(text.start, name.start)
        j = bisect_left(text.start, name.end)
        owns = j < len(text) and text.possessive(j)
        inner = i > 0 and text.start[i - 1] >= whole.start and text.folded[i - 1] in _BEFORE_ANOTHER
        if not owns and not inner:
            return name
    return None


class _Given:
    """What the network says of a stretch of text: whether it is a name, and of what kind."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._names = {m.span for m in marks if m.layer == "name" and m.label != "LOC"}
        actors = sorted((m for m in marks if m.layer in _ACTORS), key=lambda m: m.score)
        self._kinds = {m.span: Kind(m.label) for m in actors}

    def named(self, span: Span) -> bool:
        """Tell whether the words are a name, and nothing but that."""
        return span in self._names

    def kind(self, span: Span) -> Kind | None:
        """Give the kind of actor that the words are marked as."""
        return self._kinds.get(span)


def _from_mark(page: Page, mark: Mark, name: Span | None, given: _Given) -> Found | None:
    text = page.text
    span = name or mark.span
    start = bisect_left(text.start, span.start)
    end = bisect_left(text.start, span.end)
    start, end = _widened(page, start, end)
    first = _opened(page, start, end)
    if first >= end or _is_no_actor(page, mark, first, end):
        return None
    words = text.text[text.start[first] : text.end[end - 1]]
    named = name is not None or given.named(text.span(first, end))
    capital = text.cased and text.cap[first] and not text.first[first]
    named = named or (capital and not _is_office(page, first, end))
    if _is_title_alone(page, first, end):
        return None
    kind = Kind.PERSON if named else Kind.UNNAMED
    if not name:
        kind = given.kind(mark.span) or kind
    known = next((page.names[i] for i in range(start, end) if i in page.names), None)
    whole = known and known.start == first and known.end == end
    nameless = kind in _MANY or (kind is Kind.PERSON and not named)
    head, plural = _head(page, first, end) if nameless else (text.folded[end - 1], False)
    if known and whole:
        kind, named = known.entry.kind, True
    return Found(
        start, end, kind, head, known.entry.name if known and whole else words,
        known.entry.key if known and whole else "",
        "" if whole or not known else known.entry.key,
        named=named and kind is not Kind.UNNAMED, plural=plural, speaks=mark.layer == "source",
        definite=text.folded[start] in roles("stop", "definite"), layer=mark.layer,
    )  # fmt: skip


def _widened(page: Page, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a known body's name of which a mark has a part: "March | 23 Movement"."""
    for i in (start, end - 1):
        match = page.covering(i, i + 1)
        if match and match.entry.form == "body":
            start, end = min(start, match.start), max(end, match.end)
    return start, end


def _opened(page: Page, start: int, end: int) -> int:
    """Give the first word that is no determiner or pronoun, but for "one of the | envoys"."""
    text, passed = page.text, roles("stop", "determiners") | _PRONOUNS
    while start < end and text.folded[start] in passed:
        if start + 1 < end and text.folded[start + 1] == "of":
            break
        start += 1
    return start


def _is_no_actor(page: Page, mark: Mark, first: int, end: int) -> bool:
    """Tell whether the words are for what harms people, the press that all speak to, or nothing."""
    text, words = page.text, " ".join(page.text.folded[first:end])
    if words in roles("stop", "words"):
        return True
    if mark.layer == "source" or words in roles("things", "weapons"):
        return words in roles("things", "weapons")
    before = first - 1 - (first > 0 and text.folded[first - 1] == "the")
    heard = before >= 0 and text.folded[before] in roles("speakers", "before_hearers")
    return heard and words in roles("speakers", "hearers")


def _is_office(page: Page, start: int, end: int) -> bool:
    """Tell whether the words say what one is, and name nobody: "President", "the Minister"."""
    text, plain = page.text, offices() | honorifics() | roles("stop", "words")
    return all(
        text.folded[i] in plain or i in page.roles or page.modifier(i) for i in range(start, end)
    )


def _is_title_alone(page: Page, start: int, end: int) -> bool:
    """Tell whether the words are but the title of a name that follows: "Capt. | Roe"."""
    text = page.text
    titles = all(text.folded[i] in honorifics() for i in range(start, end))
    return titles and end < len(text) and text.joined[end] and text.cap[end]


def _head(page: Page, start: int, end: int) -> tuple[str, bool]:
    """Give the noun about which a nameless mention is built, and whether it is a plural."""
    for i in range(start, end):
        if i in page.roles and not is_modifier(page, *page.roles[i]):
            role = page.roles[i][1]
            return role.head, role.plural
    return page.text.folded[end - 1], False


def _near(spans: list[Span], span: Span) -> list[Span]:
    """Give the sorted spans that may be the same as `span`."""
    return spans[bisect_left(spans, Span(max(0, span.start - 200), span.start + 1)) :
                 bisect_left(spans, Span(span.end, span.end + 1))]  # fmt: skip


def _likeness(a: Span, b: Span) -> float:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start))
