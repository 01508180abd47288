"""Signing in on one's own machine: the link that ``quotebank serve --edit`` prints.

It lives as long as the server. Newsrooms with more than one editor use one of Datasette's plugins for
signing in instead; this is off unless the configuration has a token.
"""

from __future__ import annotations

import secrets
from typing import Any

from datasette.utils.asgi import Response

from quotebank.web.answers import refusal_page
from quotebank.web.editing import PLUGIN
from quotebank.web.links import Links
from quotebank.web.refusal import RefusalError

SHORTEST = 32
"""Characters that a token has at least: nobody guesses it."""


async def sign_in(datasette: Any, request: Any) -> Any:
    """Signs the bearer of the token in, as the person whom the configuration names."""
    given = request.args.get("token") or ""
    known = (datasette.plugin_config(PLUGIN) or {}).get("sign_in") or {}
    token, name = known.get("token") or "", known.get("id")
    if len(token) < SHORTEST or not name:
        return await refusal_page(datasette, request, RefusalError(404, "There is no such page."))
    if not secrets.compare_digest(given.encode("utf-8", "replace"), token.encode("utf-8")):
        error = RefusalError(403, "This link is not valid. The server prints the right one when it starts.")
        return await refusal_page(datasette, request, error)
    answer = Response.redirect(Links(datasette).home(), status=303)
    answer.set_cookie("ds_actor", datasette.sign({"a": {"id": name}}, "actor"), httponly=True)
    return answer
