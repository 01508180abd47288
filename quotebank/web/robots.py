"""``/robots.txt``: crawlers read quotes, articles and speakers, and leave searches, exports and tables alone.

Every combination of filters is an address. Crawlers that follow them all are what ails public sites most.
"""

from __future__ import annotations

from typing import Any

from datasette import Response

from quotebank.web.banks import bank_names
from quotebank.web.links import ROOT

_THINGS = ("articles", "quotes", "speakers")
_DAY = 86400


async def robots(datasette: Any) -> Any:
    """What crawlers may ask for: of the rules that fit an address the longest one counts."""
    if not await bank_names(datasette):
        return Response.text("There is no such file.", status=404)
    home, root = datasette.urls.path("/"), datasette.urls.path(ROOT)
    allowed = [f"{home}$", f"{root}/speakers$", f"{root}/speakers?after=", f"{root}/static/"]
    allowed += [f"{root}/{thing}/" for thing in _THINGS]
    refused = [home]
    refused += [f"{root}/{thing}/*{end}" for thing in _THINGS for end in (".json", "?")]
    refused += [f"{root}/quotes/*/", f"{root}/speakers/*/"]  # where editors work
    lines = [
        "User-agent: *",
        *(f"Allow: {rule}" for rule in allowed),
        *(f"Disallow: {rule}" for rule in refused),
        "Crawl-delay: 2",
        "",
    ]
    return Response.text("\n".join(lines), headers={"Cache-Control": f"max-age={_DAY}"})
