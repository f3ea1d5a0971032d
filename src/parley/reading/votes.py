"""Votes on a text: the tally, who abstained or was against, and whether the numbers add up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from parley import vocab
from parley.items import Doc, Event, Kind, Status, Tally, Timex, TimexType, When
from parley.reading.actors import Cast
from parley.spans import Span
from parley.vocab.numbers import Numeral, find_numerals

Side = Literal["yes", "no", "abstain", "absent"]
_SIDES: tuple[Side, ...] = ("yes", "no", "abstain", "absent")
# "13-0", "120 to 5", "120 votes to 5", "8 - 3"; also "120 to 5 to 40".
_SCORE_JOINT = re.compile(r"\s?[-–—]\s?|\s(?:votes?\s)?to\s|\svotes?\sagainst\s")
_REACH = 5  # tokens between a number and the side it stands for
_VOTING = re.compile(r"\b(?:vote[ds]?|voting|referendum|plebiscite)\b", re.I)
_BODY_BACK = 2  # sentences: "the Council adopted ... The vote was 10-1"
_MOST_IN_PROSE = 60  # numbers in a sentence: more make a table
_LARGEST = 5000  # no assembly has more members
# Lists of ``vocab/votes.toml``: a sentence without a word of these tells of no vote.
_TELLING = ("vote", "veto", "abstain", "unanimous", "act")


@dataclass(frozen=True, slots=True)
class _Sentence:
    doc: Doc
    span: Span
    tokens: range
    words: tuple[str, ...]  # lower case, of the whole report
    numerals: tuple[Numeral, ...]

    def has(self, *lists: str) -> bool:
        return any(self.find(name) for name in lists)

    def body(self) -> re.Match[str] | None:
        """Give the first words for a body that votes."""
        return _bodies()[0].search(self.doc.text, self.span.start, self.span.end)

    def find(self, name: str) -> Span | None:
        """Give the first phrase of a list of ``vocab/votes.toml`` in the sentence."""
        found = _phrases(name).search(self.doc.text, self.span.start, self.span.end)
        return Span(*found.span()) if found else None


@cache
def _phrases(*lists: str) -> re.Pattern[str]:
    words = sorted((w for name in lists for w in vocab.table("votes")[name]), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.I)


@cache
def _bodies() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {n: body for body, row in vocab.table("bodies").items() for n in row["names"]}
    longest_first = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{longest_first})\b", re.I), names


def read_votes(
    doc: Doc, cast: Cast, dates: Sequence[Timex], published: date | None
) -> tuple[Event, ...]:
    """Find the votes on a text, in the order of the report.

    A side that the text does not mention is ``None``, never 0; `adds_up` is ``None`` where the
    number of members, or of those absent, is not known. Sentences about the same tally are one
    vote. Elections are none.
    """
    telling = _phrases(*_TELLING)
    told = [s for s in doc.sents if telling.search(doc.text, s.start, s.end)]
    if not told:
        return ()
    votes: list[Event] = []
    lower = tuple(doc.low)
    numerals = find_numerals(doc.text)
    starts = [n.span.start for n in numerals]
    before: list[_Sentence] = []
    for span in doc.sents:
        first = bisect_left(starts, span.start)
        inside = numerals[first : bisect_left(starts, span.end, first)]
        if len(inside) > _MOST_IN_PROSE:
            continue
        sentence = _Sentence(doc, span, doc.tokens_in(span), lower, inside)
        tells = span in told
        if tells and (vote := _vote(sentence, before[-_BODY_BACK:], cast, dates, published)):
            _add(votes, vote)
        before.append(sentence)
    return tuple(replace(v, id=f"e{n}") for n, v in enumerate(votes, 1))


def _vote(
    s: _Sentence,
    before: Sequence[_Sentence],
    cast: Cast,
    dates: Sequence[Timex],
    published: date | None,
) -> Event | None:
    trigger = s.find("vote") or s.find("veto") or s.find("abstain") or s.find("unanimous")
    if not trigger and not s.find("act"):
        return None
    tally, score = _tally(s)
    if score is None and (s.has("election") or not trigger):
        return None
    if tally == Tally() and not _is_bare_vote(s):
        return None
    trigger = trigger or score
    assert trigger is not None
    body, name = _body(s, cast)
    stated = (_stated_members(x) for x in (s, *reversed(before)) if x is s or x.body())
    size = next(filter(None, stated), None) or _known_members(name, published)
    abstaining, against = _sides(s, cast, body)
    more = _sides_after(s, cast, body)
    abstaining, against = abstaining or more[0], against or more[1]
    if tally.abstain is None and abstaining and s.has("abstain"):
        tally = replace(tally, abstain=len(abstaining))
    if tally.no is None and against and not s.has("veto"):
        tally = replace(tally, no=len(against))
    return Event(
        id="",
        type="vote",
        trigger=trigger,
        status=_status(s, trigger, tally),
        roles={"body": (body,)} if body else {},
        when=_when(s, dates),
        tally=tally,
        members=size,
        abstaining=abstaining,
        against=against,
        adds_up=_adds_up(tally, size, name),
        why="rule: vote",
    )


def _tally(s: _Sentence) -> tuple[Tally, Span | None]:
    """Read the numbers of each side; also where the first number stands."""
    counts: dict[Side, int] = {}
    first: Span | None = None
    rest = list(s.numerals)
    for a, b in pairwise(rest):
        if _is_score(s, a, b):
            counts["yes"], counts["no"] = int(a.value), int(b.value)
            first = Span(a.span.start, b.span.end)
            after = rest[rest.index(b) + 1 :]
            if after and _SCORE_JOINT.fullmatch(s.doc.text[b.span.end : after[0].span.start]):
                counts["abstain"] = int(after[0].value)
            rest = [n for n in rest if n not in (a, b)]
            break
    sided = s.has("vote", "abstain", "veto") or bool(counts)
    for n in rest if sided else ():
        if _is_needed(s, n) or _is_size(s, n):
            continue
        if (side := _side_of(s, n)) and side not in counts and n.value == int(n.value):
            counts[side] = int(n.value)
            first = first or n.span
    counts |= {side: 0 for side in _none_of(s) if side not in counts and counts}
    return Tally(**counts), first


def _is_needed(s: _Sentence, n: Numeral) -> bool:
    """Tell whether a number is the majority that a vote needs: "needs nine votes in favour"."""
    first = s.doc.tokens_in(n.span).start
    back = s.doc.tokens[max(s.tokens.start, first - _REACH)].start
    return bool(_phrases("needed").search(s.doc.text, back, n.span.start))


def _is_score(s: _Sentence, a: Numeral, b: Numeral) -> bool:
    """Tell "voted 13-0" from a range, a date or a result of a game."""
    if not _SCORE_JOINT.fullmatch(s.doc.text[a.span.end : b.span.start]):
        return False
    if max(a.value, b.value) > _LARGEST or a.value != int(a.value) or b.value != int(b.value):
        return False
    after = s.doc.tokens_in(b.span).stop
    next_word = s.words[after] if after in s.tokens else ""
    if next_word in vocab.table("votes")["units"]:
        return False
    return s.has("vote", "abstain") or (s.has("act") and a.value > b.value)


def _side_of(s: _Sentence, n: Numeral) -> Side | None:
    """Find the side a number stands for, by the nearest side word after it, then before it."""
    tokens = s.doc.tokens_in(n.span)
    others = [m for m in s.numerals if m is not n and not _is_size(s, m)]
    stops = {t for m in others for t in s.doc.tokens_in(m.span)}
    parted = tokens.stop in s.tokens and s.words[tokens.stop] == "of"  # "nine of the 15 members"
    reach = _REACH + (_REACH if parted else 0)
    for at in range(tokens.stop, min(s.tokens.stop, tokens.stop + reach)):
        if at in stops or s.words[at] in (";", "%", "percent", "-"):
            break
        if side := _side_at(s, at):
            return side
        if s.words[at] == ",":
            break
    before = tokens.start - 1
    if s.words[before] in (":", "by") and before - 1 in s.tokens:
        before -= 1
    return _side_at(s, before) if before in s.tokens and s.words[before] != "for" else None


def _side_at(s: _Sentence, at: int) -> Side | None:
    start = s.doc.tokens[at].start
    for side in _SIDES:
        if _phrases(side).match(s.doc.text, start, s.span.end):
            return side
    return None


def _none_of(s: _Sentence) -> list[Side]:
    """Give the sides that the text says are empty: "none against", "without abstentions"."""
    sides: list[Side] = []
    for m in re.finditer(
        r"\b(?:none|no|without|nobody|no one)\s+(?=\w)", s.span.of(s.doc.text), re.I
    ):
        at = s.span.start + m.end()
        sides += [side for side in _SIDES if _phrases(side).match(s.doc.text, at, s.span.end)]
    return sides


def _is_bare_vote(s: _Sentence) -> bool:
    """Tell a vote whose numbers are not given: a body's vote, a veto, a unanimous adoption."""
    body = s.body()
    if s.has("unanimous"):
        return bool(body) or s.has("document")
    if s.has("veto", "abstain"):
        return bool(body)
    cast_now = _VOTING.search(s.doc.text, s.span.start, s.span.end)
    if not cast_now or _is_ability(s, cast_now.start()):
        return False
    return bool(body) or s.has("document")


def _is_ability(s: _Sentence, start: int) -> bool:
    """Tell whether a vote is only what one may do: "was not eligible to vote"."""
    at = s.doc.tokens_in(Span(start, start + 1)).start
    if at < s.tokens.start + 2 or s.words[at - 1] != "to":
        return False
    return _phrases("able").fullmatch(s.words[at - 2]) is not None


def _body(s: _Sentence, cast: Cast) -> tuple[str | None, str | None]:
    """Give the body that votes: actor id and its name in ``vocab/bodies.toml``."""
    pattern, names = _bodies()
    last = s.doc.sent_index(s.span.start)
    for sent in (s.doc.sents[i] for i in range(last, max(-1, last - _BODY_BACK - 1), -1)):
        found = list(pattern.finditer(s.doc.text, sent.start, sent.end))
        known = [m for m in found if names[m[0].lower()] != "other"] or found
        if known:
            actor = cast.at(Span(*known[0].span()))
            return (actor.id if actor else None), names[known[0][0].lower()]
    return None, None


_MEMBER_FORM = re.compile(r"\s?-\s?(?:member|nation|seat|state|strong|man)\b", re.I)
_MEMBERS = re.compile(r"\s(?:members|seats|member states)\b", re.I)
_SIZE_BEFORE = re.compile(r"(?:\b(?:of|has|have|had|with its|all|its)|['’]s?|\bof the)\s$", re.I)


def _stated_members(s: _Sentence) -> int | None:
    """Read "15-member council", "a council of 15 members"."""
    return next((int(n.value) for n in s.numerals if _is_size(s, n)), None)


def _is_size(s: _Sentence, n: Numeral) -> bool:
    """Tell whether a number is of all members: "nine of the council's 15 members"."""
    sized = _SIZE_BEFORE.search(s.doc.text, max(0, n.span.start - 10), n.span.start)
    form = _MEMBERS if sized else _MEMBER_FORM
    return bool(form.match(s.doc.text, n.span.end, s.span.end)) and n.value == int(n.value)


def _known_members(name: str | None, published: date | None) -> int | None:
    rows = vocab.table("bodies")[name]["members"] if name else []
    sizes = [size for year, size in rows if published is None or year <= published.year]
    return sizes[-1] if sizes else None


# Beside the names of voters: "X and Y abstained", "abstentions by X", "X voted against".
_AUX = r"(?:(?:both|all|had|have|has|also)\s)*"
_ABSTAINED = re.compile(_AUX + r"abstain|" + _AUX + r"abstention", re.I)
_ABSTENTION_BY = re.compile(
    r"(?:abstentions?\s(?:by|from|of|came from)|abstaining\s(?:were|was))(?:\sthe)?$", re.I
)
_OPPOSED = re.compile(
    _AUX
    + r"(?:vot(?:ed|ing)\s(?:against|no)\b|oppos(?:ed|ing)\b|veto(?:ed|ing)\b"
    + r"|(?:cast|used)\s\w+\sveto)",
    re.I,
)
_OPPOSED_BY = re.compile(
    r"(?:(?:opposed|vetoed|veto)\s(?:by|from)|against\s(?:were|was))(?:\sthe)?$", re.I
)


def _sides(s: _Sentence, cast: Cast, body: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give who is named as abstaining and as against or vetoing."""
    abstaining: list[str] = []
    against: list[str] = []
    for group in _groups(s, cast):
        actors = [a for _, a in group if a != body]
        after = s.doc.text[group[-1][0].end : s.span.end].lstrip(" ,")
        before = s.doc.text[s.span.start : group[0][0].start].rstrip()
        if _ABSTAINED.match(after) or _ABSTENTION_BY.search(before):
            abstaining += actors
        elif _OPPOSED.match(after) or _OPPOSED_BY.search(before):
            against += actors
    return tuple(dict.fromkeys(abstaining)), tuple(dict.fromkeys(against))


def _sides_after(
    s: _Sentence, cast: Cast, body: str | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the sides that only the next sentence names ("Panama voted against it")."""
    following = s.doc.sent_index(s.span.start) + 1
    if following >= len(s.doc.sents):
        return (), ()
    sent = s.doc.sents[following]
    return _sides(_Sentence(s.doc, sent, s.doc.tokens_in(sent), s.words, ()), cast, body)


def _groups(s: _Sentence, cast: Cast) -> list[list[tuple[Span, str]]]:
    """Group mentions listed together: "Russia, China and the United Kingdom"."""
    groups: list[list[tuple[Span, str]]] = []
    for span, actor in cast.within(s.span):
        if actor.kind not in (
            Kind.STATE,
            Kind.PERSON,
            Kind.PARTY,
            Kind.OTHER,
            Kind.GOVERNMENT_BODY,
            Kind.IGO,
        ):
            continue
        joint = s.doc.text[groups[-1][-1][0].end : span.start] if groups else None
        if joint is not None and re.fullmatch(r"\s?,?\s?(?:and\s|or\s)?(?:the\s)?", joint):
            groups[-1].append((span, actor.id))
        else:
            groups.append([(span, actor.id)])
    return groups


def _status(s: _Sentence, trigger: Span, tally: Tally) -> Status:
    if tally != Tally():
        return Status.HAPPENED
    first = s.doc.tokens_in(trigger).start
    before = s.words[max(s.tokens.start, first - 6) : first]
    future = set(vocab.table("votes")["future"]).intersection(before)
    return Status.PLANNED if future and s.words[first] != "voted" else Status.HAPPENED


def _when(s: _Sentence, dates: Sequence[Timex]) -> When | None:
    """Give the day in the sentence or, without one, in the sentence before."""
    at = s.doc.sent_index(s.span.start)
    for sent in (s.span, *([s.doc.sents[at - 1]] if at else [])):
        for d in dates:
            if sent.covers(d.span) and d.value and d.type in (TimexType.DATE, TimexType.TIME):
                return When(d.span.of(s.doc.text), d.value[:10])
    return None


def _adds_up(tally: Tally, members: int | None, body: str | None) -> bool | None:
    """Compare the tally with the members; ``None`` where absence may explain the rest."""
    given = [n for n in (tally.yes, tally.no, tally.abstain, tally.absent) if n is not None]
    if members is None or tally.yes is None:
        return None
    total = sum(given)
    if total >= members:
        return total == members
    complete = tally.no is not None and tally.abstain is not None
    all_vote = bool(body and vocab.table("bodies")[body].get("all_vote"))
    return False if complete and (all_vote or tally.absent is not None) else None


def _add(votes: list[Event], vote: Event) -> None:
    """Keep one event for each vote, the one with the numbers."""
    for at, known in enumerate(votes):
        if vote.tally in (known.tally, Tally()) and _same_body(known, vote):
            votes[at] = replace(
                known,
                mentions=(*known.mentions, vote.trigger),
                abstaining=known.abstaining or vote.abstaining,
                against=known.against or vote.against,
            )
            return
        if known.tally == Tally() and _same_body(known, vote) and known.status is vote.status:
            votes[at] = replace(
                vote, trigger=known.trigger, mentions=(*known.mentions, vote.trigger)
            )
            return
    votes.append(vote)


def _same_body(a: Event, b: Event) -> bool:
    return not a.roles or not b.roles or a.roles == b.roles
