"""A text file is one article, with or without front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.errors import InputError
from quotebank.ingest import front_matter
from quotebank.ingest.decoding import decoded
from quotebank.ingest.fields import TEXT_LIMIT, make_article

if TYPE_CHECKING:
    from quotebank.core import Article

BYTES_LIMIT = 4 * TEXT_LIMIT
"""No text within ``TEXT_LIMIT`` has more bytes: one more, and it is too long."""


def read(raw: bytes, *, where: str, name: str) -> Article:
    """The article in a file's bytes; ``name`` becomes its id. Raises InputError."""
    if len(raw) > BYTES_LIMIT:
        raise InputError(where, f"its text is longer than {TEXT_LIMIT:,} characters")
    fields, text = front_matter.split(decoded(raw, where), where)
    return make_article(where, id=name, text=text, fields=fields)
