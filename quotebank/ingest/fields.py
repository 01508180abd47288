"""The fields of an article, whatever file they come from: checked once, here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotebank.core import Article
from quotebank.errors import InputError
from quotebank.ingest.dates import published_date

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT_LIMIT = 5_000_000
"""Characters of one article: a long book. What is more is a corpus in one file."""

FIELD_LIMIT = 10_000
"""Characters of any other field."""

ID_LIMIT = 500

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def make_article(where: str, *, id: str, text: object, fields: Mapping[str, object]) -> Article:
    """An article; ``fields`` may hold its title, published, url, publisher and author.

    The text is kept to the character. Other fields lose white space at their ends; a blank one is
    None; an author may be a list of names. Raises InputError, naming the field.
    """
    if not isinstance(text, str):
        raise InputError(where, "has no text" if text is None else "its text is no string")
    _storable(where, "text", text, TEXT_LIMIT)
    if not text.strip():
        raise InputError(where, "the article is empty")
    _storable(where, "id", id, ID_LIMIT)
    if _CONTROL.search(id):
        raise InputError(where, "control characters in its id")
    return Article(
        text=text,
        id=id,
        title=_field(where, "title", fields.get("title")),
        published=_published(where, fields.get("published")),
        url=_field(where, "url", fields.get("url")),
        publisher=_field(where, "publisher", fields.get("publisher")),
        author=_field(where, "author", _names(fields.get("author"))),
    )


def _published(where: str, value: object) -> str | None:
    given = _field(where, "published", value)
    try:
        return None if given is None else published_date(given)
    except ValueError as error:
        raise InputError(where, f"published: {error}") from None


def _names(value: object) -> object:
    """Authors in a list become one string; anything else stays for ``_field`` to judge."""
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ", ".join(name.strip() for name in value)
    return value


def _field(where: str, name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(where, f"its {name} is no string")
    _storable(where, name, value, FIELD_LIMIT)
    return value.strip() or None


def _storable(where: str, name: str, value: str, limit: int) -> None:
    """Refuse what no UTF-8 file or SQLite column can hold as it is."""
    if len(value) > limit:
        raise InputError(where, f"its {name} is longer than {limit:,} characters")
    if "\0" in value:
        raise InputError(where, f"NUL in its {name}")
    if _SURROGATE.search(value):
        raise InputError(where, f"half a surrogate pair in its {name}")
