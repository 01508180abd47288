"""The Datasette plugin: any ``datasette quotes.db`` gets the site and the JSON API.

Works on Datasette 0.65 and 1.0 from the same code. Never imports spaCy, textacy or the model.
"""

from __future__ import annotations

from quotebank.web.doors import permission_allowed, permission_resources_sql
from quotebank.web.hooks import asgi_wrapper, register_routes
from quotebank.web.questions import canned_queries, startup

__all__ = [
    "asgi_wrapper",
    "canned_queries",
    "permission_allowed",
    "permission_resources_sql",
    "register_routes",
    "startup",
]
