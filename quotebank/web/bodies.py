"""Bodies of requests that write: read here first, small and well formed, before anything else sees them.

Datasette 0.65 reads the whole body of a form to find its token, of whatever size, and fails on bytes that
are not text. So what is not a small form in UTF-8 is refused outside of Datasette.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from datasette.utils.asgi import Response

from quotebank.web.links import ROOT

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MOST_BYTES = 32_768
"""The most bytes of a form. Its longest field is a note."""

MOST_FIELDS = 50

FORM = "application/x-www-form-urlencoded"

_WRITES = re.compile(rf"{ROOT}/(?:review|journal|quotes/[^/]+/correct|speakers/[^/]+/judge)$")
_SAFE = ("GET", "HEAD", "OPTIONS")
_ASCII_HEADERS = (b"x-csrftoken", b"authorization")


class _BodyError(Exception):
    """A body that is not taken: status, one sentence."""


def guarded(app: Any) -> Any:
    """The application, which gets no body on the addresses that write but small forms."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] in _SAFE or not _WRITES.search(scope["path"]):
            await app(scope, receive, send)
            return
        try:
            headers = {name.lower(): value for name, value in scope.get("headers") or ()}
            body = await _read(headers, receive)
        except _BodyError as error:
            status, sentence = error.args
            # what is left of the body is not read, so the connection cannot be used again
            refusal = Response.text(sentence, status=status, headers={"Connection": "close"})
            await refusal.asgi_send(send)
            return
        if body is not None:
            await app(scope, _replayed(body, receive), send)

    return wrapped


async def received(receive: Any, *, most: int) -> bytes | None:
    """The body of a request; no more of it is read once it is longer than ``most``. None where the client
    has gone."""
    body = b""
    more = True
    while more and len(body) <= most:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a form, the last of each name. Raises ValueError where it is no form in UTF-8."""
    pairs = parse_qsl(
        body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
    )
    return dict(pairs)


async def _read(headers: dict[bytes, bytes], receive: Any) -> bytes | None:
    """The whole body; None where the client has gone."""
    content_type = headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()
    if content_type != FORM.encode("ascii"):
        raise _BodyError(415, f"A form is wanted here ({FORM}).")
    if not all(headers.get(name, b"").isascii() for name in _ASCII_HEADERS):
        raise _BodyError(400, "The headers of this request cannot be understood.")
    told = headers.get(b"content-length", b"0")
    if not told.isdigit() or int(told) > MOST_BYTES:
        raise _BodyError(413, f"A form may have at most {MOST_BYTES} bytes.")
    body = await received(receive, most=MOST_BYTES)
    if body is None:
        return None
    if len(body) > MOST_BYTES:
        raise _BodyError(413, f"A form may have at most {MOST_BYTES} bytes.")
    try:
        token = fields_of(body).get("csrftoken", "")
    except ValueError as error:
        raise _BodyError(400, "This form cannot be understood.") from error
    if not token.isascii():
        raise _BodyError(400, "This form cannot be understood.")
    return body


def _replayed(body: bytes, receive: Any) -> Callable[[], Awaitable[Any]]:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:
        return waiting.pop() if waiting else await receive()

    return again
