"""Answers over HTTP: pages, JSON and refusals, each with the headers that keep a browser safe."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from datasette import Forbidden
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response

from quotebank.web import words
from quotebank.web.assets import asset
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.links import Links
from quotebank.web.refusal import RefusalError

View: TypeAlias = Callable[[ServedBank, Any], Awaitable[dict[str, Any]]]
Route: TypeAlias = Callable[[Any, Any], Awaitable[Any]]

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What our pages may load: our stylesheet and icon. No script at all, inline or not."""

JSON_POLICY = "default-src 'none'; frame-ancestors 'none'"

_NEVER_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def page(template: str) -> Callable[[View], Route]:
    """Make a route of a view whose answer is the context of ``template``."""

    def decorate(view: View) -> Route:
        async def route(datasette: Any, request: Any) -> Any:
            try:
                _only_reading(request)
                bank = await find_bank(datasette, request)
                context = await view(bank, request)
            except RefusalError as error:
                # Forbidden goes on to Datasette, whose plugins may then ask for a login.
                return await refusal_page(datasette, request, error)
            return await html(datasette, request, template, context, links=bank.links, status=200)

        return route

    return decorate


def api(view: View) -> Route:
    """Make a route of a view whose answer is the body of a JSON answer, without ``ok``."""

    async def route(datasette: Any, request: Any) -> Any:
        try:
            _only_reading(request)
            bank = await find_bank(datasette, request)
            body = {"ok": True, **await view(bank, request)}
        except RefusalError as error:
            return refusal_json(datasette, error)
        except Forbidden:
            return refusal_json(datasette, RefusalError(403, "You may not see this bank of quotes."))
        return as_json(datasette, body, status=200)

    return route


async def html(
    datasette: Any,
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    links: Links,
    status: int,
) -> Any:
    """A page from one of our templates."""
    style, icon = asset("style.css"), asset("icon.svg")
    assert style is not None and icon is not None
    body = await datasette.render_template(
        f"quotebank/{template}",
        {
            **context,
            "links": links,
            "words": words,
            "style_url": links.asset("style.css", style.version),
            "icon_url": links.asset("icon.svg", icon.version),
        },
        request=request,
    )
    return Response(
        body,
        status=status,
        headers={"Content-Security-Policy": PAGE_POLICY},
        content_type="text/html; charset=utf-8",
    )


def as_json(datasette: Any, body: Mapping[str, Any], *, status: int) -> Any:
    """A JSON answer in plain ASCII, in which nothing can be taken for markup."""
    headers = {"Content-Security-Policy": JSON_POLICY}
    if datasette.cors:
        add_cors_headers(headers)
    return Response(
        json.dumps(body).translate(_NEVER_MARKUP),
        status=status,
        headers=headers,
        content_type="application/json; charset=utf-8",
    )


async def refusal_page(datasette: Any, request: Any, error: RefusalError) -> Any:
    """The page that says no."""
    return await html(
        datasette,
        request,
        "refusal.html",
        {"status": error.status, "message": error.message},
        links=Links(datasette),
        status=error.status,
    )


def refusal_json(datasette: Any, error: RefusalError) -> Any:
    """``{"ok": false, "error": ..., "status": ...}``, the only shape that says no."""
    body = {"ok": False, "error": error.message, "status": error.status}
    return as_json(datasette, body, status=error.status)


def _only_reading(request: Any) -> None:
    if request.method not in ("GET", "HEAD"):
        raise RefusalError(405, "This can only be read.")
