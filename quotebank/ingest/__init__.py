"""Files, folders and standard input → articles, one at a time; what cannot be read is a Failure.

``articles`` is the door. ``published_date`` reads a date as every format here does.
"""

from __future__ import annotations

from quotebank.ingest.dates import published_date
from quotebank.ingest.files import SUFFIXES, articles

__all__ = ["SUFFIXES", "articles", "published_date"]
