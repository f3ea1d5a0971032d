"""Cut a text into paragraphs, sentences and tokens, offsets exact on any Unicode.

Tokens follow Universal Dependencies for English: clitics and hyphens are tokens of their own,
but for prefixes and for numbers that are one ("pro-government", "9/11", "[...]"). A sentence
ends at a final mark, unless an abbreviation, an initial or the words after it speak against
it. Every step is one pass of patterns without nested repetition: time grows with length.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache
from itertools import takewhile

from parley import vocab
from parley.items import Doc
from parley.spans import Span
from parley.text.paragraphs import paragraphs

# Stand-ins in the copy that the patterns read: one for all marks that belong to the letter
# before them, one for all characters that cannot be seen.
_MARK, _UNSEEN = "\u0300", "\u200b"

_FINAL = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]}")
_OPENERS = frozenset("\"'“‘„«([{—–-_*•`")
_DASHES = frozenset(("-", "--", "–", "—", "_"))
# Tokens in which a dateline ends: place, region, day and agency with their commas and brackets.
_DATELINE_REACH = 14
# A quotation's question or cry goes on with who says it in so many words: "..." Mr Haddad asked.
_REPORTING_REACH = 5
# Below this share of capitals among the letters (English news has 2 % and more), their lack
# after a full stop says nothing.
_CASELESS = 0.004


def segment(text: str) -> Doc:
    """Cut `text` into paragraphs, sentences and tokens.

    Every character that can be seen lies in one token, every token in one sentence, every
    sentence in one paragraph.

    >>> doc = segment("Gen. Haddad can't say. Talks go on.")
    >>> [doc.text[s.start : s.end] for s in doc.sents]
    ["Gen. Haddad can't say.", 'Talks go on.']
    """
    shape = _shape(text)
    tokens = [Span(*m.span()) for m in _token_pattern().finditer(shape)]
    starts = [t.start for t in tokens]
    caseless = _is_caseless(text)
    kept, sents = [], []
    for start, end in paragraphs(text):
        words = tokens[bisect_left(starts, start) : bisect_left(starts, end)]
        if words:
            kept.append(Span(words[0].start, words[-1].end))
            sents += _sentences(shape, words, caseless)
    return Doc(text, tuple(tokens), tuple(sents), tuple(kept))


def _shape(text: str) -> str:
    """Copy `text`, as long as it is, with marks, unseen characters and apostrophes made alike."""
    alike = {c: _stand_in(c) for c in set(text)}
    return text.translate({ord(c): s for c, s in alike.items() if s != c})


def _stand_in(character: str) -> str:
    if character == "’":
        return "'"
    if character.isspace():
        return character
    category = unicodedata.category(character)
    if category.startswith("M"):
        return _MARK
    return _UNSEEN if category in ("Cc", "Cf") else character


@cache
def _token_pattern() -> re.Pattern[str]:
    table = vocab.table("abbreviations")
    either = {
        name: "|".join(map(re.escape, table[name]))
        for name in ("prefixes", "units", "domains", "numbered")
    }
    abbreviations = "|".join(sorted(map(re.escape, _abbreviations()), key=len, reverse=True))
    joined = "|".join(rf"{a}(?={b}\b)" for a, b in (w.split("|") for w in table["joined"]))
    word = rf"\w[\w{_MARK}]*+(?:{_UNSEEN}++[\w{_MARK}]++)*+"
    clitic = "(?i:s|re|ve|ll|d|m)\\b"
    return re.compile(
        rf"""(?:
        (?!(?:{joined}))[a-z]++(?=\ )                             # most words, for speed
      | (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'{_UNSEEN}]  # an address
      | [\w.+-]{{1,64}}+@\w[\w-]*+(?:\.[\w-]++)*+              # a mail address
      | [\#@][^\W\d]\w*+
      | (?:[\w-]{{1,40}}+\.){{1,5}}(?:{either["domains"]})\b(?!-)  # bbc.co.uk
      | ^(?:(?:\d{{1,2}}\.){{1,4}}+|(?:\d{{1,2}}|[A-Za-z])[.)])(?=[ \t])  # a list's item
      | \d{{1,4}}-\d\d?-\d{{1,4}}(?![\w-])                    # 2023-12-24
      | \d{{3}}-\d{{3}}-\d{{4}}(?![\w-])                      # a telephone number
      | (?:\d{{1,3}}(?:,\d{{3}}){{1,6}}+(?!\d)|\d++)          # 20,000 2.3 15:30 9/11 105|mm
        (?:[.:/]\d++){{,6}}+(?:st|nd|rd|th)?(?=\W|$|(?:{either["units"]})\b)
      | (?<!\w)\.\d++
      | \b(?:[A-Za-z]\.){{2,8}}+(?!\w)                        # U.S.
      | \b(?:[A-Za-z]\.){{1,8}}[A-Za-z]\b                     # U.S
      | \b(?:{abbreviations})\.(?!\w)
      | (?<=et\ )al\. | (?<=\()[bcdm]\.(?=\ )                 # et al., (b. 1950)
      | \b(?:{either["numbered"]})\.(?=\ ?(?:\d|[IVX]+\b))    # No. 5
      | \b[A-HJ-ZÀ-ÖØ-Þ]\.(?=[ \t]*+[A-ZÀ-ÖØ-Þ])              # an initial
      | \b(?i:{joined})                                       # can|not
      | \b(?i:{either["prefixes"]})-{word}                    # pro-government
      | (?:US|AU?|CA?|NZ|HK|S|R)\$                            # US$
      | \[?(?:\.{{2,}}+|…)\]?                                 # [...]
      | [A-Z]{{1,3}}&[A-Z]{{1,2}}\b                           # AT&T
      | '{clitic}
      | (?i:n't)\b
      | \w+?(?=(?i:n't)\b)                                    # do|n't
      | {word}(?:'(?!{clitic}){word})*+                       # O'Brien, d'Ivoire, Shi'ite
      | ([-–—*=+~\#<>])\1++
      | [!?]{{2,}}+
      | [^\w\s{_UNSEEN}]
        ){_MARK}*+""",
        re.VERBOSE | re.MULTILINE,
    )


@cache
def _abbreviations() -> dict[str, bool]:
    """Map each abbreviation, as listed, small or large, to whether it never ends a sentence."""
    table = vocab.table("abbreviations")
    ordinary = set(table["ordinary"])
    found = {}
    for name in ("mostly", "always"):
        for word in table[name]:
            for form in {word, word.lower(), word.upper()} - ordinary:
                found[form] = name == "always"
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocab.table("abbreviations")[name])


def _is_caseless(text: str) -> bool:
    large, small = len(re.findall("[A-ZÀ-ÖØ-Þ]", text)), len(re.findall("[a-zß-öø-ÿ]", text))
    return large < _CASELESS * small


def _sentences(shape: str, words: list[Span], caseless: bool) -> list[Span]:
    """Cut the tokens of one paragraph into sentences."""
    forms = [shape[w.start : w.end] for w in words]
    first = final = 0 if caseless else _past_dateline(words, forms)
    sents = [Span(words[0].start, words[first - 1].end)] if first else []
    while final < len(words):
        after = final + 1
        if forms[final].rstrip("]")[-1:] in _FINAL:
            after = _past_closers(words, forms, final)
            if after < len(words) and _ends(words, forms, first, final, after, caseless):
                sents.append(Span(words[first].start, words[after - 1].end))
                first = after
        final = after
    return [*sents, Span(words[first].start, words[-1].end)]


def _past_dateline(words: list[Span], forms: list[str]) -> int:
    """Give the index after ``CAIRO, Dec 24 (Reuters) -`` at the head of a paragraph, 0 if none."""
    shouted = list(takewhile(lambda form: form.isupper(), forms))
    for i in range(1, min(_DATELINE_REACH, len(forms) - 1)):
        if forms[i] in _FINAL:
            return 0
        if forms[i] in _DASHES and words[i].start > words[i - 1].end:
            place = bool(shouted) and (len(shouted) == i or forms[len(shouted)] in (",", "("))
            agency = forms[0][0].isupper() and forms[i - 1] == ")"
            return i + 1 if (place or agency) and not forms[i + 1][0].islower() else 0
    return 0


def _past_closers(words: list[Span], forms: list[str], final: int) -> int:
    """Give the index after a final mark, what is closed with it and its references."""
    after = final + 1
    while after < len(words):
        form, touches = forms[after], words[after].start == words[after - 1].end
        if form[0] in _FINAL or (touches and form in _CLOSERS):
            after += 1
        elif form == "[" and forms[after + 2 : after + 3] == ["]"] and forms[after + 1].isdigit():
            after += 3  # the number of a reference
        else:
            break
    return after


def _ends(
    words: list[Span], forms: list[str], first: int, final: int, after: int, caseless: bool
) -> bool:
    """Tell whether the sentence from `first` ends with its mark `final`, closed before `after`."""
    mark, closed = forms[final], forms[after - 1] in _CLOSERS
    following = _following(forms, after)
    if not following or (closed and forms[after] in _DASHES):
        return False
    if final <= first and len(mark) < 6 and mark[:1].isalnum():
        return False  # the number of a list's item
    if words[after].start == words[after - 1].end:  # a blank was lost ("said.The")
        before = forms[final - 1] if final > first else ""
        return mark in ".?!" and len(before) > 1 and before.islower() and forms[after].istitle()
    if mark[-1] == "." and any(map(str.isalnum, mark)):
        return not caseless and _ends_after_abbreviation(mark[:-1], following[0])
    if caseless and mark == "." and len(forms[final - 1]) == 1 and forms[final - 1].isalpha():
        return False  # an initial
    if not caseless and following[0][0].islower():
        return False
    return not (closed and mark[-1] in "!?" and _words("reporting").intersection(following))


def _following(forms: list[str], after: int) -> list[str]:
    """Give the next words from `after` on, less the marks that open them."""
    for i in range(after, len(forms)):
        if forms[i][0] not in _OPENERS:
            return forms[i : i + _REPORTING_REACH]
    return []


def _ends_after_abbreviation(word: str, following: str) -> bool:
    if _abbreviations().get(word) or not following[0].isupper():
        return False
    return following.lower() in _words("openers")
