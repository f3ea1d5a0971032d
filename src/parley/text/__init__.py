"""File, HTML, feed -> Report -> Doc: clean text, sentences, tokens, offsets kept."""

from parley.text.intake import load, report
from parley.text.segment import segment

__all__ = ["load", "report", "segment"]
