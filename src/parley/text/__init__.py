"""File, HTML, feed -> Report -> Doc: clean text, sentences, tokens, offsets kept."""

from parley.text.segment import segment

__all__ = ["segment"]
