"""The network's marks -> drafts of statements: cue, source and pieces of content joined.

A content is read again as if it were a text of its own, which finds what is said inside it:
the network marks the outermost statement only (as PolNeAR does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from parley.encoder import Encoding
from parley.items import Doc
from parley.reading.statements.according import according
from parley.reading.statements.acts import cue_words
from parley.reading.statements.claims import claims
from parley.reading.statements.idle import says_nothing
from parley.reading.statements.pieces import around, borders, cut, participle, trimmed, widened
from parley.reading.statements.printed import speech, turns
from parley.reading.statements.quotations import quotations
from parley.reading.statements.words import words_in
from parley.spans import Span, cover

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
    printed: bool = False  # speech, though without quotation marks
    claim: bool = False  # its content is a noun, of whatever length
    why: str = "network: cue and content"

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return min(s.start for s in self._spans())

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return max(s.end for s in self._spans())

    def _spans(self) -> list[Span]:
        return [*self.content, *filter(None, [self.cue, self.source])]


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
        if len(part.tokens) < LEAST_NESTED or cue_words().isdisjoint(part.low):
            continue
        for inner in _outermost(part, encode(part)):
            if (inner.source or inner.claim) and inner.cue and len(inner.content[0]) < len(piece):
                inner.inside, inner.why = outer, "network: read again"
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
    quotes = quotations(doc.text, doc.paragraphs)
    _give_contents(doc, drafts, quotes, encoding)
    _give_quotations(doc, drafts, quotes)
    idle = [d.cue for d in drafts if d.cue and not d.content]
    for draft in drafts:
        draft.content = _over(doc, idle, _without_cues(doc, draft, cues))
    _give_according(doc, drafts, sources)
    _give_claims(doc, drafts)
    for draft in drafts:
        draft.content = _mended(doc, draft, drafts, quotes)
    for draft in list(drafts):
        _split(doc, draft, drafts, quotes)
    drafts = _with_speeches(doc, drafts)
    found = [part for d in drafts for part in _parted(doc, d) if _is_whole(doc, part)]
    return sorted(found, key=lambda d: d.start)


def _parted(doc: Doc, draft: Draft) -> list[Draft]:
    """Part what is said "according to both A and B": two statements (gold guide, rule 23)."""
    words = words_in(doc, draft.source)
    if words[:1] != ["both"] or "and" not in words or "according" not in words_in(doc, draft.cue):
        return [draft]
    inside = [doc.tokens[i] for i in doc.tokens_in(draft.source or Span(0, 1))]
    at = words.index("and")
    if not 1 < at < len(words) - 1:
        return [draft]
    halves = (Span(inside[1].start, inside[at - 1].end), Span(inside[at + 1].start, inside[-1].end))
    return [replace(draft, source=half, content=list(draft.content)) for half in halves]


def _is_whole(doc: Doc, draft: Draft) -> bool:
    """Tell whether a draft has a content of some length that says something."""
    if draft.claim:
        return True
    if all(len(doc.tokens_in(p)) < LEAST for p in draft.content):
        return False
    if draft.cue is None or len(draft.content) > 1:
        return True
    return not says_nothing(words_in(doc, draft.cue), words_in(doc, draft.content[0]))


def _with_speeches(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Give printed speeches to their cues; what is said inside them is read again later."""
    speeches: list[Span] = []
    for draft in drafts:
        spoken = speech(doc, draft.cue, draft.source) if draft.cue and draft.source else None
        if spoken and not any(spoken.covers(s) for s in speeches):
            draft.content, draft.printed, draft.why = [spoken], True, "rule: printed speech"
            speeches.append(spoken)
    for label, words in turns(doc):
        if not any(words.overlaps(s) for s in speeches):
            drafts.append(Draft(None, label, [words], printed=True, why="rule: printed speech"))
            speeches.append(words)
    return [d for d in drafts if d.printed or not _inside(d, speeches)]


def _inside(draft: Draft, speeches: Sequence[Span]) -> bool:
    words = draft.content[:1] or [s for s in (draft.cue, draft.source) if s]
    return any(s.covers(w) for s in speeches for w in words)


def _give_contents(
    doc: Doc, drafts: list[Draft], quotes: Sequence[Span], encoding: Encoding
) -> None:
    """Give every piece of content to its cue; one without a cue goes on with the speaker before."""
    at = borders(doc, quotes)
    pieces = [part for m in encoding.marks("content") for part in cut(doc, m, at)]
    said = list(drafts)
    links = encoding.link_cues([m.span for m in pieces], [d.cue for d in said if d.cue])
    for mark, link in zip(pieces, links, strict=True):
        piece = mark.span
        draft = said[link] if link is not None else None
        if draft is not None and draft.cue and not _near(doc, piece, draft.cue, quotes):
            draft = None
        draft = _taken_up(doc, piece, said, quotes) or draft
        if draft is None and _in_quotes(piece, quotes):
            draft = Draft(None, None, score=mark.score, why="network: content")
            drafts.append(draft)
        if draft is not None:
            draft.content.append(piece)


def _give_quotations(doc: Doc, drafts: list[Draft], quotes: Sequence[Span]) -> None:
    """Give quotations that the network left unmarked to those whom the print gives them to.

    To the cue that they go on from ("A," he said. "B."), or, where a quotation fills its
    paragraph, to the speaker before, whom `tell` finds.
    """
    marked = [p for d in drafts for p in [*d.content, *filter(None, [d.cue, d.source])]]
    for quote in quotes:
        if len(doc.tokens_in(quote)) < SCRAP or any(quote.overlaps(m) for m in marked):
            continue
        draft = _taken_up(doc, quote, drafts, quotes)
        if draft is None and any(quote.start == p.start for p in doc.paragraphs):
            if not any(quote.end == p.end for p in doc.paragraphs):
                continue
            draft = Draft(None, None, why="rule: quotation")
            drafts.append(draft)
        if draft is not None:
            draft.content.append(quote)


def _taken_up(
    doc: Doc, piece: Span, drafts: Sequence[Draft], quotes: Sequence[Span]
) -> Draft | None:
    """Find the draft whose broken quotation a piece takes up ("A," he said. "B.").

    The second part ends its sentence; one that ends with a comma belongs to a cue that follows.
    """
    if doc.sent_of(piece).start != piece.start or not _in_quotes(piece, quotes):
        return None
    words = min((q for q in quotes if q.overlaps(piece)), key=len).of(doc.text).rstrip("”»\"'’")
    paragraph = max((p.start for p in doc.paragraphs if p.start <= piece.start), default=0)
    sent = doc.sents[max(0, doc.sent_index(piece.start) - 1)]
    if words.rstrip().endswith(",") or sent.start < paragraph or sent.end > piece.start:
        return None
    broken = [d for d in drafts if d.cue and sent.overlaps(d.cue) and d.content]
    last = max(broken, key=lambda d: d.start, default=None)
    if last and last.cue and last.content[-1].end <= last.cue.start:
        return last if _in_quotes(last.content[-1], quotes) else None
    return None


def _without_cues(doc: Doc, draft: Draft, cues: Sequence[Span]) -> list[Span]:
    """Leave out pieces that are hardly more than a cue: "he added"."""
    return [
        p
        for p in draft.content
        if len(doc.tokens_in(p)) > SCRAP or not any(p.overlaps(c) for c in cues)
    ]


def _over(doc: Doc, cues: Sequence[Span], pieces: Iterable[Span]) -> list[Span]:
    """Join pieces parted by a cue alone that has no content: it is of what is said inside them."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        gap = Span(joined[-1].end, piece.start) if joined and joined[-1].end < piece.start else None
        if gap and any(gap.covers(c) and gap.of(doc.text).strip() == c.of(doc.text) for c in cues):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


def _give_according(doc: Doc, drafts: list[Draft], sources: Sequence[Span]) -> None:
    """Complete or add what is said "according to" someone, from the print alone."""
    for cue, source, content in according(doc, sources):
        draft = next((d for d in drafts if d.cue and d.cue.overlaps(cue)), None)
        taken = any(p.overlaps(cue) for d in drafts for p in d.content)
        if draft is None and not taken:
            drafts.append(Draft(cue, source, [content], why="rule: according to"))
        elif draft is not None and all(content.covers(p) for p in draft.content):
            draft.cue, draft.source, draft.content = cue, draft.source or source, [content]
            draft.why = "rule: according to"


def _give_claims(doc: Doc, drafts: list[Draft]) -> None:
    """Complete or add claims of responsibility and the like, whose content is a noun."""
    for verb, content in claims(doc):
        draft = next((d for d in drafts if d.cue and d.cue.overlaps(verb)), None)
        taken = any(p.overlaps(verb) for d in drafts for p in d.content)
        if draft is None and not taken:
            drafts.append(Draft(verb, None, [content], claim=True, why="rule: claim"))
        elif draft is not None:
            draft.cue = Span(min(draft.cue.start, verb.start), verb.end) if draft.cue else verb
            draft.content, draft.claim, draft.why = [content], True, "rule: claim"


def _mended(doc: Doc, draft: Draft, drafts: Sequence[Draft], quotes: Sequence[Span]) -> list[Span]:
    """Bring the pieces of a draft to the bounds of the print, joined where nothing is between."""
    halves = _interrupted(doc, draft, drafts, quotes)
    if halves:
        return halves
    wide = sorted(widened(doc, p, quotes, (draft.cue, draft.source)) for p in draft.content)
    out: list[Span] = []
    for piece in wide:
        if out and not doc.text[out[-1].end : piece.start].strip():
            out[-1] = cover([out[-1], piece])
        else:
            out.append(piece)
    return [p for p in out if len(doc.tokens_in(p)) >= SCRAP] or out


def _split(doc: Doc, draft: Draft, drafts: list[Draft], quotes: Sequence[Span]) -> None:
    """Give what a participle introduces ("..., adding that ...") a draft of its own.

    Its source is the same.
    """
    if not draft.content:
        return
    at = participle(doc, cover(draft.content))
    if at is None or any(q.overlaps(at) for q in quotes):
        return
    rest = doc.tokens[doc.tokens_in(at).stop].start
    before = [Span(p.start, min(p.end, at.start)) for p in draft.content if p.start < at.start]
    after = [Span(max(p.start, rest), p.end) for p in draft.content if p.end > rest]
    said = next((d for d in drafts if d.cue and d.cue.overlaps(at)), None)
    if before and after and said is None:
        draft.content = [p for p in (trimmed(doc.text, p) for p in before) if p]
        drafts.append(Draft(at, draft.source, after, score=draft.score, why="rule: participle"))
    elif before and after and said is not draft and said is not None and not said.content:
        draft.content = [p for p in (trimmed(doc.text, p) for p in before) if p]
        said.content = after


def _interrupted(
    doc: Doc, draft: Draft, drafts: Sequence[Draft], quotes: Sequence[Span]
) -> list[Span]:
    """Give the sentence that the draft's cue interrupts, if it has no other cue."""
    if not (draft.cue and draft.source and draft.content):
        return []
    sent = doc.sent_of(draft.cue)
    alone = all(d is draft or not d.cue or not d.cue.overlaps(sent) for d in drafts)
    quoted = all(_in_quotes(p, quotes) for p in draft.content)
    return around(doc, draft.cue, draft.source) if alone and not quoted else []


def _near(doc: Doc, piece: Span, cue: Span, quotes: Sequence[Span]) -> bool:
    """Tell whether a piece can be what the cue introduces: see `REACH`."""
    first, last = doc.sent_index(piece.start), doc.sent_index(piece.end - 1)
    at = doc.sent_index(cue.start)
    reach = REACH if _in_quotes(piece, quotes) else 0
    if not first - reach <= at <= last + reach:
        return False
    # A quotation in a paragraph without the cue goes on with the speaker before: the next
    # paragraph's cue is another's, the one before has its own content, unless a colon announces it.
    between = doc.text[min(cue.end, piece.end) : max(cue.start, piece.start)]
    return not _breaks(doc, cue, piece) or (at < first and between.rstrip().endswith(":"))


def _breaks(doc: Doc, one: Span, other: Span) -> bool:
    """Tell whether a paragraph ends between two stretches."""
    first, second = sorted([one, other])
    return any(first.end <= p.start <= second.start for p in doc.paragraphs)


def _in_quotes(piece: Span, quotes: Sequence[Span]) -> bool:
    """Tell whether a piece begins inside a quotation, or with one."""
    return any(q.start <= piece.start < q.end or q.start == piece.start + 1 for q in quotes)
