"""The network's marks -> drafts of statements: cue, source and pieces of content joined.

A content is read again as if it were a text of its own, which finds what is said inside it:
the network marks the outermost statement only (as PolNeAR does).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from parley.encoder import Encoding
from parley.items import Doc, Mark
from parley.reading.statements.acts import cue_words
from parley.spans import Span

OPENING, CLOSING = '“„«"‘', '”»"’'
# Words outside quotation marks belong to a cue of their own sentence, a quotation also to one of
# the sentences beside it: farther links were wrong more often than right on the training reports.
REACH = 1
SCRAP = 3  # tokens: fewer beside a longer piece are a slip of the network, no piece of their own
# Contents shorter than this hold no statement of their own ("the charge").
LEAST_NESTED = 6
LEAST = 2  # tokens of a content: "the charge"; a lone word is a slip of the network
DEEPEST = 3  # statements in statements in statements: no report of the training set goes deeper


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is known; `inside` is the index of the outer one."""

    cue: Span | None
    source: Span | None
    content: list[Span] = field(default_factory=list)
    inside: int | None = None
    score: float = 1.0

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return min(s.start for s in [*self.content, *filter(None, [self.cue, self.source])])


def find_drafts(
    doc: Doc, encoding: Encoding, encode: Callable[[Doc], Encoding] | None = None
) -> list[Draft]:
    """Find all statements of a text, the inner ones after the one that holds them.

    `encode` reads a content again; without it only the outermost statements are found.
    """
    drafts: list[Draft] = []
    for draft in _outermost(doc, encoding):
        _add(drafts, draft, doc, encode, depth=1)
    return drafts


def _add(
    drafts: list[Draft],
    draft: Draft,
    doc: Doc,
    encode: Callable[[Doc], Encoding] | None,
    depth: int,
) -> None:
    drafts.append(draft)
    outer = len(drafts) - 1
    if encode is None or depth >= DEEPEST:
        return
    for piece in draft.content:
        part = part_of(doc, piece)
        if len(part.tokens) < LEAST_NESTED or cue_words().isdisjoint(map(str.lower, part.words())):
            continue
        for inner in _outermost(part, encode(part)):
            if inner.source and inner.cue and len(inner.content[0]) < len(piece):
                inner.inside = outer
                _add(drafts, inner, doc, encode, depth + 1)


def part_of(doc: Doc, span: Span) -> Doc:
    """Give the part of a Doc inside `span`, as one paragraph; offsets stay those of the text."""
    inside = doc.tokens_in(span)
    tokens = doc.tokens[inside.start : inside.stop]
    cuts = [s for s in doc.sents if s.overlaps(span)]
    sents = tuple(Span(max(s.start, span.start), min(s.end, span.end)) for s in cuts)
    return Doc(doc.text, tokens, sents, (span,))


def _outermost(doc: Doc, encoding: Encoding) -> list[Draft]:
    cue_marks = encoding.marks("cue")
    cues = [m.span for m in cue_marks]
    sources = [m.span for m in encoding.marks("source")]
    drafts = [
        Draft(cue, sources[link] if link is not None else None, score=mark.score)
        for cue, mark, link in zip(
            cues, cue_marks, encoding.link_sources(cues, sources), strict=True
        )
    ]
    _give_contents(doc, drafts, encoding.marks("content"), encoding)
    for draft in drafts:
        _drop_scraps(doc, draft)
    found = [d for d in drafts if any(len(doc.tokens_in(p)) >= LEAST for p in d.content)]
    return sorted(found, key=lambda d: d.start)


def _give_contents(
    doc: Doc, drafts: list[Draft], contents: Sequence[Mark], encoding: Encoding
) -> None:
    """Give every piece of content to its cue; one without a cue goes on with the speaker before."""
    contents = [part for m in contents for part in _by_paragraph(doc, m)]
    pieces = [_with_quotes(doc, m.span) for m in contents]
    links = encoding.link_cues([m.span for m in contents], [d.cue for d in drafts if d.cue])
    last: Draft | None = None
    loose: list[Draft] = []
    for piece, mark, link in zip(pieces, contents, links, strict=True):
        draft = drafts[link] if link is not None else None
        if draft is not None and draft.cue and not _near(doc, piece, draft.cue):
            draft = None
        if draft is None:
            draft = last if last and _goes_on(doc, last.content[-1], piece) else None
        if draft is None:
            if not _quoted(doc, piece):
                continue
            draft = Draft(None, None, score=mark.score)
            loose.append(draft)
        _join(doc, draft, piece)
        last = draft
    drafts += loose


def _by_paragraph(doc: Doc, mark: Mark) -> list[Mark]:
    """Cut a piece at the ends of paragraphs: each part finds its cue, or goes on a quotation."""
    parts = [p for p in doc.paragraphs if p.overlaps(mark.span)]
    return [
        replace(mark, span=Span(max(p.start, mark.span.start), min(p.end, mark.span.end)))
        for p in parts
    ]


def _drop_scraps(doc: Doc, draft: Draft) -> None:
    whole = [p for p in draft.content if len(doc.tokens_in(p)) >= SCRAP]
    draft.content = whole or draft.content


def _near(doc: Doc, piece: Span, cue: Span) -> bool:
    """Tell whether a piece can be what the cue introduces: see `REACH`."""
    first, last = doc.sent_index(piece.start), doc.sent_index(piece.end - 1)
    at = doc.sent_index(cue.start)
    reach = REACH if _quoted(doc, piece) else 0
    if not first - reach <= at <= last + reach:
        return False
    # A quotation that fills a paragraph goes on with the speaker before; the next paragraph's
    # cue is another's, and would put the words into the wrong mouth.
    return at <= last or not any(piece.end <= p.start <= cue.start for p in doc.paragraphs)


def _join(doc: Doc, draft: Draft, piece: Span) -> None:
    if draft.content and not doc.text[draft.content[-1].end : piece.start].strip():
        draft.content[-1] = Span(draft.content[-1].start, piece.end)
    else:
        draft.content.append(piece)


def _with_quotes(doc: Doc, span: Span) -> Span:
    """Widen a piece over the quotation marks that touch it; drop a comma left hanging."""
    text, start, end = doc.text, span.start, span.end
    while end - start > 1 and text[start] in ",;: \n":
        start += 1
    while end - start > 1 and text[end - 1] in ",;: \n":
        end -= 1
    if start and text[start - 1] in OPENING and text[start] not in OPENING:
        start -= 1
    for closing in (text[end : end + 1], text[end + 1 : end + 2]):
        if closing and closing in CLOSING and _odd(text[start:end]):
            end = text.index(closing, end) + 1
            break
    return Span(start, end)


def _odd(words: str) -> bool:
    """Tell whether a quotation was opened in `words` and not closed."""
    if words.count('"') % 2:
        return True
    return words.count("“") > words.count("”") or words.count("«") > words.count("»")


def _quoted(doc: Doc, span: Span) -> bool:
    return doc.text[span.start] in OPENING or doc.text[max(0, span.start - 1)] in OPENING


def _goes_on(doc: Doc, before: Span, piece: Span) -> bool:
    """Tell whether a quotation runs on: left open, then taken up by the next paragraph."""
    between = doc.text[before.end : piece.start]
    return not between.strip() and _quoted(doc, piece) and _odd(before.of(doc.text))
