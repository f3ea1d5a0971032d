"""Several who speak as one: "the army and the police said", "Jane Roe and John Doe told"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.items import Kind, Mark
from parley.knowledge.names import roles
from parley.reading.actors.page import Found, Page
from parley.spans import Span

_PEOPLE = frozenset({Kind.PERSON, Kind.UNNAMED})


def find_coordinated(page: Page, found: Sequence[Found], marks: Sequence[Mark]) -> list[Found]:
    """Find the sources that are several actors joined by "and"; each of them stays one besides."""
    inside = sorted(found, key=lambda f: (f.start, -f.end))
    starts = [page.text.start[f.start] for f in inside]
    more: dict[Span, Found] = {}
    for mark in marks:
        if mark.layer != "source":
            continue
        first = bisect_left(starts, mark.span.start)
        last = bisect_left(starts, mark.span.end)
        parts = [f for f in inside[first:last] if page.text.end[f.end - 1] <= mark.span.end]
        if len(parts) > 1 and (one := _joined(page, parts, mark.span)):
            more[page.text.span(one.start, one.end)] = one
    return list(more.values())


def _joined(page: Page, parts: Sequence[Found], span: Span) -> Found | None:
    """Make one actor of the parts that "and" joins; ``None`` where it joins none."""
    pairs = [i for i in range(len(parts) - 1) if _are_joined(page, parts[i], parts[i + 1])]
    if not pairs:
        return None
    text, parts = page.text, parts[: pairs[-1] + 2]
    start, end = bisect_left(text.start, span.start), parts[-1].end
    first = start + (text.folded[start] in roles("stop", "determiners") | {"both"})
    named = all(part.named for part in parts)
    unnamed = all(part.kind is Kind.UNNAMED for part in parts)
    name = text.text[text.start[first] : text.end[end - 1]]
    return Found(start, end, Kind.UNNAMED if unnamed else Kind.OTHER, name.lower(), name,
                 named=named, plural=True, definite=True, speaks=True, layer="source")  # fmt: skip


def _are_joined(page: Page, a: Found, b: Found) -> bool:
    """Tell whether nothing but "and" parts two mentions, and they are not one's two titles."""
    text = page.text
    between = text.folded[a.end : b.start]
    if between[:1] != ["and"] or not set(between[1:]) <= roles("stop", "determiners"):
        return False
    titles = {a.kind, b.kind} <= _PEOPLE and not (a.named or a.plural or b.plural)
    own = between[1:] or text.folded[b.start] in roles("stop", "determiners")
    return not titles or bool(own) or (b.named and b.core == b.start)
