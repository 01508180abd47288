"""What Datasette calls: our routes, and headers on everything that it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import Response, hookimpl

from quotebank.web import (
    api,
    bodies,
    comparing,
    curation,
    exports,
    extending,
    openapi,
    pages,
    posted,
    reconcile,
    robots,
    searching,
    signing_in,
)
from quotebank.web.answers import refusal_json, refusal_page
from quotebank.web.assets import asset
from quotebank.web.links import ROOT
from quotebank.web.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"content-security-policy": b"object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}
"""Sent with every answer, Datasette's own pages among them: nothing in these needs less.

What scripts may run is only said by our own answers, because Datasette's pages have inline ones.
"""

YEAR = "public, max-age=31536000, immutable"


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """Our addresses. Routes of plugins come before Datasette's own, on both lines."""
    return [
        (r"^/$", pages.home),
        (r"^/robots\.txt$", robots.robots),
        (rf"^{ROOT}/search$", searching.search),
        (rf"^{ROOT}/speakers$", pages.speakers),
        (rf"^{ROOT}/speakers/(?P<id>[^/.]+)$", pages.speaker),
        (rf"^{ROOT}/quotes/(?P<key>[^/.]+)$", pages.quote),
        (rf"^{ROOT}/articles/(?P<id>[^/]+)(?<!\.json)$", pages.article),
        (rf"^{ROOT}/compare$", comparing.compare),
        (rf"^{ROOT}/tables$", pages.tables),
        (rf"^{ROOT}/quotes/(?P<key>[^/.]+)/correct$", curation.correct),
        (rf"^{ROOT}/speakers/(?P<id>[^/.]+)/judge$", curation.judge),
        (rf"^{ROOT}/review$", curation.review_or_decide),
        (rf"^{ROOT}/journal$", curation.journal_or_withdraw),
        (rf"^{ROOT}/sign-in$", signing_in.sign_in),
        (rf"^{ROOT}/quotes\.json$", api.quotes),
        (rf"^{ROOT}/quotes\.csv$", exports.table),
        (rf"^{ROOT}/quotes\.jsonl$", exports.lines),
        (rf"^{ROOT}/quotes\.atom$", exports.atom),
        (rf"^{ROOT}/speakers\.json$", api.speakers),
        (rf"^{ROOT}/speakers/(?P<id>[^/.]+)\.json$", api.speaker),
        (rf"^{ROOT}/quotes/(?P<key>[^/.]+)\.json$", api.quote),
        (rf"^{ROOT}/articles/(?P<id>[^/]+)\.json$", api.article),
        (rf"^{ROOT}/stats\.json$", api.stats),
        (rf"^{ROOT}/openapi\.json$", openapi.openapi),
        (rf"^{ROOT}/reconcile$", reconcile.service),
        (rf"^{ROOT}/reconcile/suggest/(?P<what>entity|property|type)$", reconcile.suggest),
        (rf"^{ROOT}/reconcile/properties$", extending.properties),
        (rf"^{ROOT}/reconcile/preview$", reconcile.preview),
        (rf"^{ROOT}/static/(?P<name>[^/]+)$", static),
        (rf"^{ROOT}(?P<rest>/.*)?$", nothing),
    ]


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Adds ``HEADERS`` to every answer that has not set them itself; lets in no body but small forms."""

    def wrap(app: Any) -> Any:
        bounded = posted.disarmed(datasette, bodies.guarded(app))

        async def wrapped(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
            async def guarded(message: Any) -> None:
                if message["type"] == "http.response.start":
                    given = list(message.get("headers") or ())
                    names = {name.lower() for name, _ in given}
                    added = [pair for pair in HEADERS.items() if pair[0] not in names]
                    message = {**message, "headers": given + added}
                await send(message)

            await bounded(scope, receive, guarded)

        return wrapped

    return wrap


async def static(request: Any) -> Any:
    """One of our files; for a year where the address has the version of its content."""
    found = asset(request.url_vars["name"])
    if found is None:
        return Response.text("There is no such file.", status=404)
    kept = YEAR if request.args.get("v") == found.version else "no-cache"
    return Response(found.body, headers={"Cache-Control": kept}, content_type=found.content_type)


async def nothing(datasette: Any, request: Any) -> Any:
    """The answer to an address of ours that is none."""
    error = RefusalError(404, "There is no such page.")
    if request.path.endswith(".json") or f"{ROOT}/reconcile/" in request.path:
        return refusal_json(datasette, error)
    return await refusal_page(datasette, request, error)
