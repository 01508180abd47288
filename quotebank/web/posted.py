"""Posts to addresses that only read: they come without what a browser adds by itself.

Datasette refuses posts that another site may have made a browser send: 0.65 where a cookie but no token comes
along, 1.0 where headers tell of another site. Here nothing can be changed, and clients that reconcile a table
in a browser are other sites. So the cookie, which is what such an attack would use, is left out, and then the
rest that tells of another site: whoever posts is nobody in particular, or who the ``Authorization`` header
says. The refusal of a post to what can only be read is then ours too, as JSON.
"""

from __future__ import annotations

import re
from typing import Any

from quotebank.web.links import ROOT

_READS = re.compile(rf"{ROOT}/(?:reconcile(?:/.*)?|.*\.json)", re.DOTALL)
_SAFE = ("GET", "HEAD", "OPTIONS")
_BY_ITSELF = (b"cookie", b"origin", b"sec-fetch-site", b"x-csrftoken")


def disarmed(datasette: Any, app: Any) -> Any:
    """The application, to which such posts come without cookies and origin."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            path, base = scope["path"], datasette.setting("base_url")
            if base != "/" and path.startswith(base):
                path = f"/{path[len(base) :]}"
            if _READS.fullmatch(path):
                headers = [pair for pair in scope["headers"] if pair[0].lower() not in _BY_ITSELF]
                scope = {**scope, "headers": headers}
        await app(scope, receive, send)

    return wrapped
