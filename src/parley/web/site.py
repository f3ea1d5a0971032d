"""The site: its routes, its pages, and how it is served."""

from __future__ import annotations

import re
import threading
import webbrowser
from collections.abc import Callable, Collection, Mapping
from os import PathLike
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from parley import wording
from parley.errors import RecordError
from parley.exports.templating import templates
from parley.record import Hit, Record, View
from parley.web import claims, names, view
from parley.web.guard import LOOPBACK, SAFE_HEADERS, Guard
from parley.web.view import ReportView

PAGE_SIZE: Final = 25  # reports on one page of the list: two screens on a laptop
_REPORT_ID = re.compile(r"[0-9a-f]{64}")
_CLAIM_ID = re.compile("c[0-9a-f]{12}")
_SHARE = re.compile(r"0(\.[0-9]{1,3})?|1")
_SENTENCES: Final = {
    400: "The address of this page asks for something that cannot be read.",
    404: "There is no such page in this record.",
    405: "This page can be read, but not be sent anything.",
    500: "Something went wrong here; nothing in the record was changed.",
}


def app(record_path: str | PathLike[str], *, hosts: Collection[str] = ()) -> Starlette:
    """Give the site of one record, as an ASGI application.

    Parameters
    ----------
    record_path
        The record's file. It is opened anew for every page, and only read; but claims keep in it
        what they compared, like every question across reports.
    hosts
        Names beside the loopback ones under which the site may be asked for.
    """
    site = _Site(record_path)
    return Starlette(
        routes=[
            Route("/", site.reports, name="reports"),
            Route("/claims", site.claims, name="claims"),
            Route("/claim/{id}", site.claim, name="claim"),
            Route("/names", site.names, name="names"),
            Route("/names/words", site.mentions, name="mentions"),
            Route("/report/{id}", site.report, name="report"),
            Route("/report/{id}/lights.css", site.lights, name="lights"),
            Mount("/static", StaticFiles(packages=[("parley.web", "static")]), name="static"),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={
            HTTPException: site.refusal,
            RecordError: site.record_refusal,
            Exception: site.failure,
        },
    )


def serve(
    record_path: str | PathLike[str],
    host: str = "127.0.0.1",
    port: int = 8321,
    open_browser: bool = False,
) -> None:
    """Serve the site of one record until interrupted.

    Raises
    ------
    RecordError
        If there is no record there, or it cannot be opened; said before the server starts.
    """
    import uvicorn  # late: nobody else needs it

    Record.open(record_path, create=False)
    site = app(record_path, hosts=[host])
    if open_browser:
        shown_host = host if host in LOOPBACK else "127.0.0.1"
        threading.Timer(1.0, webbrowser.open, [f"http://{shown_host}:{port}/"]).start()
    uvicorn.run(site, host=host, port=port, log_level="warning", server_header=False)


Ask = Callable[[View, Mapping[str, str], int], dict[str, Any]]


class _Site:
    """The pages of one record."""

    def __init__(self, record_path: str | PathLike[str]) -> None:
        self.record_path = record_path
        self.templates = _templates()

    def reports(self, request: Request) -> Response:
        """Show the list of reports, or those in which words were found."""
        words = request.query_params.get("q", "").strip()
        page = _page_number(request.query_params.get("page", "1"))
        start = (page - 1) * PAGE_SIZE
        with self._record() as record:
            total = record.count()
            if words:
                hits = record.search(words, limit=PAGE_SIZE + 1, offset=start)
            else:
                rows = record.reports(limit=PAGE_SIZE + 1, offset=start)
                hits = [Hit(row, "", ()) for row in rows]
        return self._page(
            "reports.html",
            hits=hits[:PAGE_SIZE],
            words=words,
            total=total,
            page=page,
            first=start + 1,
            earlier=_list_link(words, page - 1) if page > 1 else None,
            further=_list_link(words, page + 1) if len(hits) > PAGE_SIZE else None,
        )

    def claims(self, request: Request) -> Response:
        """Show what the reports tell alike."""
        page = _page_number(request.query_params.get("page", "1"))
        roots = _roots(request.query_params.get("roots", ""))
        record = Record.open(self.record_path, create=False)
        return self._page("claims.html", **claims.table(record, request.query_params, roots, page))

    def claim(self, request: Request) -> Response:
        """Show one claim with its tellings, its sources and its dispute."""
        if not _CLAIM_ID.fullmatch(request.path_params["id"]):
            raise HTTPException(404)
        record = Record.open(self.record_path, create=False)
        try:
            values = claims.one(record, request.path_params["id"])
        except RecordError as error:
            return self._error(404, str(error))
        return self._page("claim.html", **values)

    def names(self, request: Request) -> Response:
        """Show who calls whom what."""
        return self._asked("names.html", names.table, request)

    def mentions(self, request: Request) -> Response:
        """Show where an actor is called so."""
        return self._asked("mentions.html", names.mentions, request)

    def report(self, request: Request) -> Response:
        """Show one report with its items."""
        above = _share(request.query_params.get("above", "0"))
        return self._page("report.html", view=self._view(request, above))

    def lights(self, request: Request) -> Response:
        """Give the style sheet of one report's items."""
        return Response(self._view(request).lights(), media_type="text/css")

    def refusal(self, request: Request, error: Exception) -> Response:
        """Say why a request is not answered."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        return self._error(status, _SENTENCES.get(status, _SENTENCES[400]))

    def record_refusal(self, request: Request, error: Exception) -> Response:
        """Say what the record says when it cannot be read."""
        return self._error(503, str(error))

    def failure(self, request: Request, error: Exception) -> Response:
        """Say that something broke. The safe headers are not put on such an answer elsewhere."""
        return self._error(500, _SENTENCES[500], SAFE_HEADERS)

    def _record(self) -> View:
        return Record.open(self.record_path, create=False).view()

    def _view(self, request: Request, above: float = 0.0) -> ReportView:
        report_id = request.path_params["id"]
        if not _REPORT_ID.fullmatch(report_id):
            raise HTTPException(404)
        with self._record() as record:
            try:
                versions = record.versions(report_id)
                return ReportView(record.reading(report_id), versions, above)
            except RecordError as error:
                raise HTTPException(404) from error

    def _asked(self, template: str, ask: Ask, request: Request) -> Response:
        """Show what a record answers, or say that it knows nobody who is asked for."""
        page = _page_number(request.query_params.get("page", "1"))
        with self._record() as record:
            try:
                values = ask(record, request.query_params, page)
            except RecordError as error:
                return self._error(404, str(error))
        return self._page(template, **values)

    def _page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(self.templates.get_template(template).render(values), status)

    def _error(
        self, status: int, sentence: str, headers: dict[str, str] | None = None
    ) -> HTMLResponse:
        page = self._page("error.html", status, number=status, sentence=sentence)
        page.headers.update(headers or {})
        return page


def _list_link(words: str, page: int) -> str:
    return "/?" + urlencode({"q": words, "page": page} if words else {"page": page})


def _page_number(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,5}", text):
        raise HTTPException(400)
    return int(text)


def _roots(text: str) -> int:
    if not re.fullmatch("[0-9]{0,3}", text):
        raise HTTPException(400)
    return int(text or 0)


def _share(text: str) -> float:
    if not _SHARE.fullmatch(text):
        raise HTTPException(400)
    return float(text)


def _templates() -> Environment:
    environment = templates("parley.web")
    environment.filters |= {
        "number": view.number,
        "amount": wording.amount,
        "day": view.day,
        "share": view.share,
    }
    environment.globals |= {
        "plover": view.plover,
        "first_words": view.first_words,
        "short": view.short,
        "when": claims.when,
        "why": claims.why,
        "coordinates": wording.coordinates,
        "snippet": view.snippet,
    }
    return environment
