"""The named queries: what the command line, the site's pages and its JSON all read.

Each is a function whose first argument is a plain SQLite connection (a read-only one will do, with
any row factory); each gives JSON-ready values.
"""

from __future__ import annotations

from quotebank.bank.queries._articles import article, counts, quote
from quotebank.bank.queries._decisions import candidates, corrections, judgements
from quotebank.bank.queries._rows import CAP, MAX_LIMIT, Page
from quotebank.bank.queries._search import RANKED, Order, newest, search
from quotebank.bank.queries._speakers import role_articles, speaker, speakers
from quotebank.bank.queries._subjects import named_anywhere, named_in, subject

__all__ = [
    "CAP",
    "MAX_LIMIT",
    "RANKED",
    "Order",
    "Page",
    "article",
    "candidates",
    "corrections",
    "counts",
    "judgements",
    "named_anywhere",
    "named_in",
    "newest",
    "quote",
    "role_articles",
    "search",
    "speaker",
    "speakers",
    "subject",
]
