"""Bytes to characters: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from parley.errors import ReportError

# More than any page with an article, less than what stops a machine.
MAX_BYTES = 20_000_000

_MAGIC = {
    b"%PDF": "a PDF",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
}
# UTF-32 first: its mark begins with UTF-16's.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(rb"""(?:charset|<\?xml[^>]{0,99}encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# A page says its encoding in its first kilobyte (WHATWG HTML, "prescan a byte stream").
_PRESCAN = 1024
# Encodings of other Latin alphabets, which detection takes for English with curly quotes.
_LATIN = re.compile(r"cp125[047]|iso-?8859-?(?:2|3|4|9|10|13|14|15|16)|maccroatian", re.I)
# A byte in a thousand can be broken in a page of known encoding.
_BROKEN_SHARE = 0.001
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Of the characters of a text, none are these; of a decoded binary, a tenth and more.
_CONTROL_SHARE = 0.01


def decode(data: bytes, *, page: bool = False) -> str:
    """Decode `data`, less its byte order mark; a `page` may declare its encoding.

    Raises
    ------
    ReportError
        If the bytes are no text, or in no encoding that can be told.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ReportError(f"this is {what}, not text. Save its words as .txt.")
    text = _decoded(data, page)
    if text is None:
        raise ReportError("the encoding cannot be told. Save the file as UTF-8.")
    if "\x00" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise ReportError("this is binary data, not text.")
    return text


def _decoded(data: bytes, page: bool) -> str | None:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if page and (text := _as_declared(data)) is not None:
        return text
    text = _strictly(data, "utf-8")
    return _as_detected(data) if text is None else text


def _as_declared(data: bytes) -> str | None:
    """Decode as the page says, as a browser would, unless too much is broken."""
    from resiliparse.parse.encoding import map_encoding_to_html5

    declared = _DECLARED.search(data[:_PRESCAN])
    if not declared:
        return None
    encoding = map_encoding_to_html5(declared[1].decode("ascii", "replace"), fallback_utf8=False)
    if not encoding or encoding.startswith(("utf-16", "utf-32")):  # it was readable as ASCII
        return None
    text = data.decode(encoding, errors="replace")
    return text if text.count("\ufffd") <= _BROKEN_SHARE * len(text) else None


def _as_detected(data: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    encoding = detect_encoding(data) or "utf-8"
    if _LATIN.fullmatch(encoding) and (text := _strictly(data, "cp1252")) is not None:
        return text
    return _strictly(data, encoding)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
