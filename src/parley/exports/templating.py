"""Templates of pages that hold the words of reports."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from parley.markup import plain, shown
from parley.wording import spaced


def templates(package: str) -> Environment:
    """Give the templates of a package: all that they are given is escaped or shown."""
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": lambda words: Markup(shown(str(words))),  # shown() escapes
        "plain": lambda words: plain(str(words)),
        "spaced": lambda words: spaced(str(words)),
    }
    return environment
