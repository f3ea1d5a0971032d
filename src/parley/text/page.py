"""The article of an HTML page, with what the page says of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.errors import ReportError

if TYPE_CHECKING:
    from trafilatura.settings import Document

# The extractor's time grows with the square of the number of tags: this many take some
# seconds at worst. Pages of newspapers have 1,000 to 10,000.
_MAX_TAGS = 30_000


@dataclass(frozen=True, slots=True)
class Page:
    """An article: its text, a paragraph a line, and the page's own metadata."""

    text: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


def read_page(html: str) -> Page:
    """Take the article out of a page, rather too little than too much.

    Raises
    ------
    ReportError
        If the page has too many tags, or no article.
    """
    if html.count("<") > _MAX_TAGS:
        raise ReportError(
            f"the page has more than {_MAX_TAGS:,} tags. Save the article's words as .txt."
        )
    document = _extract(html)
    text = (document.text or "").strip() if document else ""
    if not document or not text:
        raise ReportError("the page has no article. Save its words as .txt.")
    return Page(
        text=text,
        outlet=document.sitename,
        published=document.date,
        title=document.title,
        url=document.url,
    )


def _extract(html: str) -> Document | None:
    import trafilatura

    for name in ("trafilatura", "htmldate"):  # what they grumble about, we say ourselves
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        document = trafilatura.bare_extraction(
            html,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            # The day of the first version; none at all rather than one from the page's margin.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # whatever a hostile page brings a parser to
        raise ReportError("the page cannot be taken apart. Save its words as .txt.") from error
    assert not isinstance(document, dict)  # which only an option of old would give
    return document
