"""Cut a text into paragraphs, sentences and tokens, offsets exact on any Unicode.

Tokens follow Universal Dependencies for English (hyphens split but for prefixes, clitics
split off); sentences end at a final mark unless an abbreviation or an initial speaks
against it.
"""

from __future__ import annotations

import re
from functools import cache

from parley import vocab
from parley.items import Doc
from parley.spans import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_PREFIXES = (
    "anti|co|de|ex|inter|intra|mid|multi|non|neo|over|post|pre|pro|pseudo|quasi|re|self|semi|sub"
    "|super|trans|ultra|un|under|vice|e"
)
# One letter or digit with the marks that belong to it, in any script.
_LETTER = "(?:[^\\W_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d\u00ad\u200b]*)"
_FINAL = re.compile(r"""(?:[.!?…]+|\.\.\.)["”’'»)\]]*(?=\s+["“‘'«(\[—–-]*\w|\s*$)""")


@cache
def _token_pattern() -> re.Pattern[str]:
    table = vocab.table("abbreviations")
    words = sorted((*table["always"], *table["mostly"]), key=len, reverse=True)
    abbreviations = "|".join(re.escape(w) for w in words)
    return re.compile(
        rf"""
        (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’']  # an address
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                         # a mail address
      | [#@]\w+
      | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?                     # 20,000
      | \d+(?:[.:]\d+)+                                      # 2.3 and 15:30
      | (?:[A-Za-z]\.){{2,}}                                 # U.S.
      | \b(?:{abbreviations})\.
      | \b[A-Z]\.(?=\s*[A-Z])                                # an initial
      | \b(?:{_PREFIXES})-{_LETTER}+                         # pro-Beijing
      | \[?\.\.\.+\]?
      | {_LETTER}+?(?=n[’']t\b)                              # do|n't
      | n[’']t\b
      | [’'](?:s|re|ve|ll|d|m)\b
      | (?:O|D|d|L|l)[’'](?=[A-ZÀ-Þ]){_LETTER}+              # O'Brien, d'Ivoire
      | (?:[Aa]l|[Ee]l|[Aa]bu|[Uu]l)-[A-Z]{_LETTER}*         # al-Nakhala
      | {_LETTER}+
      | --+|[-–—]+
      | [^\w\s]|_+
        """,
        re.VERBOSE,
    )


@cache
def _stops() -> tuple[frozenset[str], frozenset[str]]:
    table = vocab.table("abbreviations")
    return frozenset(table["always"]), frozenset(table["mostly"])


def segment(text: str) -> Doc:
    """Cut `text` into paragraphs (lines), sentences and tokens."""
    pattern = _token_pattern()
    tokens, sents, paragraphs = [], [], []
    for line in _PARAGRAPH.finditer(text):
        words = [Span(*m.span()) for m in pattern.finditer(text, line.start(), line.end())]
        if not words:
            continue
        paragraphs.append(Span(words[0].start, words[-1].end))
        tokens += words
        sents += _sentences(text, words)
    return Doc(text, tuple(tokens), tuple(sents), tuple(paragraphs))


def _sentences(text: str, words: list[Span]) -> list[Span]:
    """Cut the tokens of one paragraph into sentences."""
    start, end = words[0].start, words[-1].end
    ends = {m.end() for m in _FINAL.finditer(text, start, end) if _ends_sentence(text, m, end)}
    sents = []
    for here, after in zip(words, [*words[1:], None], strict=True):
        if after is None or any(here.end <= e <= after.start for e in (here.end, *()) if e in ends):
            sents.append(Span(start, here.end))
            start = after.start if after else end
    return sents


def _ends_sentence(text: str, mark: re.Match[str], end: int) -> bool:
    before = re.search(r"\S*$", text[max(0, mark.start() - 30) : mark.start()])
    word = before.group().lstrip("\"“‘'(«[") if before else ""
    after = text[mark.end() : end].lstrip()
    following = after.lstrip("\"“‘'«([—–- ")[:1]
    if mark.group().startswith((".", "...")) and len(mark.group().rstrip("\"”’'»)]")) == 1:
        always, mostly = _stops()
        if word in always:
            return False
        if re.fullmatch(r"[A-Z]", word) or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
            return bool(re.match(r"[\"“‘'(]*(?:The|A|An|He|She|It|They|In|But|On|We|I)\b", after))
        if word in mostly:
            return following.isupper()
    return not following.islower() or not text[:end].strip()
