"""The record in a browser: a list of reports, and each report with its items in its own words.

Pages are whole without script, load nothing from elsewhere and write nothing.
"""

from parley.web.site import app, serve

__all__ = ["app", "serve"]
