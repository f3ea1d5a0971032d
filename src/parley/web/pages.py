"""The pages of a list: their numbers and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode


def pages(path: str, asked: Mapping[str, str], page: int, *, is_more: bool) -> dict[str, Any]:
    """Give the number of a page and the addresses of those beside it."""

    def link(number: int) -> str:
        return f"{path}?{urlencode({**asked, 'page': number})}"

    return {
        "page": page,
        "earlier": link(page - 1) if page > 1 else None,
        "further": link(page + 1) if is_more else None,
    }
