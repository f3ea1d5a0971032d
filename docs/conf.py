"""How Sphinx builds these pages: ``make docs``, warnings are errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docutils.nodes import Element
from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import codebook  # noqa: E402  (it lies beside this file)

from parley import __version__  # noqa: E402

codebook.write(HERE / "codebook")

project = "parley"
author = "The parley authors"
copyright = author
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
]
exclude_patterns = ["_build"]
default_role = "py:obj"  # `names` in docstrings; see `resolve`

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "fully-qualified"
python_use_unqualified_type_names = True
napoleon_google_docstring = False

nitpicky = True
nitpick_ignore_regex = [
    # The standard library and third parties: their pages are not here to link to.
    ("py:.*", r"(datetime|pathlib|os|enum|collections|types|typing|functools)\..*"),
    ("py:.*", r"(date|Path|Any|Self|Iterator|Iterable|Mapping|Sequence|TracebackType|StrEnum)"),
    ("py:.*", r"starlette\..*"),
    ("py:.*", r"pa\.Table"),
    ("py:.*", r"parley\.record\.Record"),  # the reading and writing half of parley.Record
    ("py:.*", r"parley\.corroboration\.tables\.T"),  # a type variable
    ("py:.*", r"(np|numpy|ArrayLike|NDArray)(\..*)?"),
]

html_theme = "furo"
html_title = f"parley {release}"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5f8b", "color-brand-content": "#1f5f8b"},
    "dark_css_variables": {"color-brand-primary": "#7fb6dd", "color-brand-content": "#7fb6dd"},
}


def resolve(app: Sphinx, env: Any, node: Element, shown: Element) -> Element | None:
    """Resolve what Sphinx cannot: errors by their bare name, and `names` that are none.

    Docstrings name parameters and fields as `names`; where nothing is documented under one, it is
    shown as code. Types and explicit references stay strict.
    """
    if node.get("reftype") == "exc":
        target = f"parley.{node['reftarget']}"
        python = env.get_domain("py")
        return python.resolve_xref(env, node["refdoc"], app.builder, "exc", target, node, shown)
    return shown if node.get("reftype") == "obj" else None


def empty_defaults(
    app: Sphinx,
    what: str,
    name: str,
    obj: object,
    options: Any,
    signature: str | None,
    returns: str,
) -> tuple[str, str] | None:
    """Write ``{}`` for a default that a dataclass makes anew: ``<factory>`` is no Python."""
    return (signature.replace("<factory>", "{}"), returns) if signature else None


def setup(app: Sphinx) -> None:
    """Connect the above."""
    app.connect("missing-reference", resolve)
    app.connect("autodoc-process-signature", empty_defaults)
