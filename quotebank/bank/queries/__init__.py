"""The named queries: what the command line, the site's pages and its JSON all read.

Each is a function whose first argument is a plain SQLite connection (a read-only one will do, with
any row factory); each gives JSON-ready values.
"""

from __future__ import annotations

from quotebank.bank.queries._articles import article, counts, quote
from quotebank.bank.queries._company import quoted_with, spoken_of, words_of
from quotebank.bank.queries._decisions import (
    candidates,
    corrections,
    decision,
    journal,
    judgements,
    may_be_withdrawn,
    surroundings,
)
from quotebank.bank.queries._echoes import elsewhere
from quotebank.bank.queries._facets import FACETS, Facets, explore
from quotebank.bank.queries._looks import adrift, looks, may_be_corrected
from quotebank.bank.queries._meant import (
    as_correction,
    called,
    cast,
    last_words,
    named_so,
    standing_for,
    standing_of,
)
from quotebank.bank.queries._months import found_in_time, months
from quotebank.bank.queries._reconcile import names_of, reconcile, roles_of
from quotebank.bank.queries._rows import CAP, MAX_LIMIT, Page
from quotebank.bank.queries._search import RANKED, Order, listed, newest, search
from quotebank.bank.queries._selection import NAMESAKES, Attitudes, Sought
from quotebank.bank.queries._speakers import numbered, role_articles, speaker, speakers, speakers_by_id
from quotebank.bank.queries._subjects import named_anywhere, named_in, subject

__all__ = [
    "CAP",
    "FACETS",
    "MAX_LIMIT",
    "NAMESAKES",
    "RANKED",
    "Attitudes",
    "Facets",
    "Order",
    "Page",
    "Sought",
    "adrift",
    "article",
    "as_correction",
    "called",
    "candidates",
    "cast",
    "corrections",
    "counts",
    "decision",
    "elsewhere",
    "explore",
    "found_in_time",
    "journal",
    "judgements",
    "last_words",
    "listed",
    "looks",
    "may_be_corrected",
    "may_be_withdrawn",
    "months",
    "named_anywhere",
    "named_in",
    "named_so",
    "names_of",
    "newest",
    "numbered",
    "quote",
    "quoted_with",
    "reconcile",
    "role_articles",
    "roles_of",
    "search",
    "speaker",
    "speakers",
    "speakers_by_id",
    "spoken_of",
    "standing_for",
    "standing_of",
    "subject",
    "surroundings",
    "words_of",
]
