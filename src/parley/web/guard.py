"""What every answer of the site must carry, and which requests it refuses to answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

SAFE_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def host_name(host: str) -> str:
    """Give the name in a Host header, without port and brackets, in lower case.

    >>> host_name("[::1]:8321"), host_name("LocalHost:80"), host_name("news.example")
    ('::1', 'localhost', 'news.example')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


class Guard:
    """Answer only requests for a known host, and put the safe headers on every answer.

    A page elsewhere can make a browser ask a loopback server through a name that it controls
    (DNS rebinding); such a request names that host, and is refused.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self.app = app
        self.hosts = LOOPBACK | {host_name(h) for h in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SAFE_HEADERS)
            await send(message)

        answer = self.app
        if host_name(Headers(scope=scope).get("host", "")) not in self.hosts:
            answer = PlainTextResponse("This server does not answer for that host name.\n", 421)
        await answer(scope, receive, send_safely)
