"""Tell whether a text is English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parley import vocab

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The head of a report tells its language.
_SAMPLE = 5000
# English news has a third of these words and more, headlines a fifth; texts in French, German
# or Dutch have less than a twentieth.
_ENGLISH_SHARE = 0.2
# Below it the model guesses: names alone, three words.
_SURE = 0.5


def foreign_language(text: str) -> str | None:
    """Give the name of the language `text` is in, ``None`` if it is English or nobody can say.

    English is known by its small words; only texts that lack them are shown to the model,
    which takes most of a second to load. A short text that could be anything passes.
    """
    sample = text[:_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    small = vocab.table("languages")["english"]
    if sum(word in small for word in words) >= _ENGLISH_SHARE * max(1, len(words)):
        return None
    code, score = _identifier().classify(sample)
    if code == "en" or score < _SURE:
        return None
    return str(vocab.table("languages")["names"].get(code, f'the language "{code}"'))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
