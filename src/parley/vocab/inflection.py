"""How English words inflect: regular spelling by rule, the rest from ``inflection.toml``."""

from __future__ import annotations

from functools import cache

from parley import vocab


@cache
def verb_forms(base: str) -> dict[str, str]:
    """Inflect a verb: its forms with the tag of each.

    >>> sorted(verb_forms("raid"))
    ['raid', 'raided', 'raiding', 'raids']
    """
    table = vocab.table("inflection")
    past, participle = table["verbs"].get(base, (_suffixed(base, "ed"),) * 2)
    return {
        base: "base",
        noun_forms(base)[1]: "s",
        _suffixed(base, "ing"): "ing",
        participle: "participle",
        past: "past",
    }


@cache
def noun_forms(word: str) -> tuple[str, str]:
    """Give a word and its plural (or third person).

    >>> noun_forms("casualty")
    ('casualty', 'casualties')
    """
    irregular = vocab.table("inflection")["nouns"].get(word)
    if irregular:
        return word, irregular
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word, word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh", "go", "do", "to")):
        return word, word + "es"
    return word, word + "s"


def _suffixed(base: str, suffix: str) -> str:
    """Add "ed" or "ing" with the changes of spelling that English makes."""
    if base.endswith("ie") and suffix == "ing":
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + suffix
    if base.endswith("ee") and suffix == "ed":
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou") and suffix == "ed":
        return base[:-1] + "ied"
    if _doubles(base):
        return base + base[-1] + suffix
    return base + suffix


def _doubles(base: str) -> bool:
    if base in vocab.table("inflection")["double"]["verbs"]:
        return True
    vowels = [c in "aeiou" for c in base]
    return (
        len(base) > 2
        and vowels[-3:] == [False, True, False]
        and sum(vowels) == 1
        and base[-1] not in "wxy"
    )
