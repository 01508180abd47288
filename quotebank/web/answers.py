"""Answers over HTTP: pages, JSON and refusals, each with the headers that keep a browser safe."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from datasette import Forbidden
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response

from quotebank.web import caching, words
from quotebank.web.assets import asset
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.editing import editor_of
from quotebank.web.links import Links
from quotebank.web.parameters import Parameter, given
from quotebank.web.refusal import RefusalError

View: TypeAlias = Callable[[ServedBank, Any], Awaitable[dict[str, Any]]]
Editing: TypeAlias = Callable[[ServedBank, Mapping[str, Any]], Awaitable[dict[str, Any]]]
Route: TypeAlias = Callable[[Any, Any], Awaitable[Any]]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What our pages may load: our stylesheet, our icon and our one small script. Nothing inline."""

PAGE_METHODS = ", ".join(caching.READING)
"""The methods of a page."""

READ_ONLY = f"{PAGE_METHODS}, OPTIONS"
"""The methods of JSON that can only be read."""

JSON_POLICY = "default-src 'none'; frame-ancestors 'none'"

_HOST = re.compile(r"(?:[\w.~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)

_NEVER_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def page(template: str, *, editing: Editing | None = None) -> Callable[[View], Route]:
    """Make a route of a view whose answer is the context of ``template``.

    ``editing`` adds to it what only an editor sees.
    """

    def decorate(view: View) -> Route:
        async def route(datasette: Any, request: Any) -> Any:
            try:
                only_reading(request, allowed=PAGE_METHODS)
                bank = await find_bank(datasette, request)
                editor = editor_of(bank, request)
                context = {**await view(bank, request), "editor": editor}
                if editor and editing:
                    context |= await editing(bank, context)
            except RefusalError as error:
                # Forbidden goes on to Datasette, whose plugins may then ask for a login.
                return await refusal_page(datasette, request, error)
            answer = await html(datasette, request, template, context, links=bank.links, status=200)
            tag = caching.content_tag(answer.body.encode("utf-8"))
            return kept(answer, bank, request, tag)

        return route

    return decorate


def api(*takes: Parameter) -> Callable[[View], Route]:
    """Make a route of a view whose answer is the body of a JSON answer, without ``ok``.

    ``takes`` are the values that its address may carry.
    """

    def decorate(view: View) -> Route:
        async def route(datasette: Any, request: Any) -> Any:
            async def answer() -> Any:
                only_reading(request)
                given(request, takes)
                bank = await find_bank(datasette, request)
                tag = caching.lasting_tag(datasette, bank.database, request)
                if tag is not None and caching.is_known(request, tag, exists=False):
                    return kept(as_json(datasette, {}, status=200), bank, request, tag)
                body = {"ok": True, **await view(bank, request)}
                made = as_json(datasette, body, status=200)
                return kept(made, bank, request, tag or caching.content_tag(made.body.encode("ascii")))

            return await or_refusal(datasette, request, answer)

        return route

    return decorate


async def or_refusal(
    datasette: Any, request: Any, answer: Callable[[], Awaitable[Any]], *, allowed: str = READ_ONLY
) -> Any:
    """What ``answer`` gives, or its refusal as JSON; and to ``OPTIONS`` the methods that are ``allowed``."""
    try:
        if request.method == "OPTIONS":
            return as_json(datasette, None, status=204, headers={"Allow": allowed})
        return await answer()
    except RefusalError as error:
        return refusal_json(datasette, error)
    except Forbidden:
        return refusal_json(datasette, RefusalError(403, "You may not see this bank of quotes."))


def kept(answer: Any, bank: ServedBank, request: Any, tag: str) -> Any:
    """The answer with what caches need to know; without its body where the client has it."""
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = caching.lifetime(bank.datasette, bank.database)
    if caching.is_known(request, tag, exists=True):
        answer.status, answer.body = 304, ""
    if request.method == "HEAD":
        answer.body = ""
    return answer


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
    style, icon, script = asset("style.css"), asset("icon.svg"), asset("copy.js")
    assert style is not None and icon is not None and script is not None
    body = await datasette.render_template(
        f"quotebank/{template}",
        {
            **context,
            "links": links,
            "words": words,
            "style_url": links.asset("style.css", style.version),
            "icon_url": links.asset("icon.svg", icon.version),
            "script_url": links.asset("copy.js", script.version),
        },
        request=request,
    )
    return Response(
        body,
        status=status,
        headers={"Content-Security-Policy": PAGE_POLICY},
        content_type="text/html; charset=utf-8",
    )


def as_json(
    datasette: Any,
    body: Mapping[str, Any] | None,
    *,
    status: int,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """A JSON answer in plain ASCII, in which nothing can be taken for markup; None has no body.

    ``next`` in the body is a ``Link`` header too.
    """
    sent = {"Content-Security-Policy": JSON_POLICY, **(headers or {})}
    if body and body.get("next"):
        sent["Link"] = f'<{body["next"]}>; rel="next"'
    if datasette.cors:
        add_cors_headers(sent)
        sent["Access-Control-Expose-Headers"] = "Link, ETag"
    return Response(
        "" if body is None else json.dumps(body).translate(_NEVER_MARKUP),
        status=status,
        headers=sent,
        content_type="application/json; charset=utf-8",
    )


async def refusal_page(datasette: Any, request: Any, error: RefusalError) -> Any:
    """The page that says no."""
    answer = await html(
        datasette,
        request,
        "refusal.html",
        {"status": error.status, "message": error.message},
        links=Links(datasette),
        status=error.status,
    )
    answer.headers.update({"Cache-Control": caching.NOT_KEPT, **error.headers})
    return answer


def refusal_json(datasette: Any, error: RefusalError) -> Any:
    """``{"ok": false, "error": ..., "status": ...}``, the only shape that says no.

    ``parameter`` is there too where a value of the address is to blame.
    """
    body: dict[str, Any] = {"ok": False, "error": error.message, "status": error.status}
    if error.parameter is not None:
        body["parameter"] = error.parameter
    headers = {"Cache-Control": caching.NOT_KEPT, **error.headers}
    return as_json(datasette, body, status=error.status, headers=headers)


def only_reading(request: Any, *, allowed: str = READ_ONLY) -> None:
    """Refuses methods that would change something; ``allowed`` are those that do not.

    And requests to a host whose name is none: answers hold whole addresses.
    """
    if not _HOST.fullmatch(request.host):
        raise RefusalError(400, "The Host header is not the name of a server.")
    if request.method not in allowed.split(", "):
        raise RefusalError(405, "This can only be read.", headers={"Allow": allowed})
