"""Gold files: articles with the quotes that a careful reader found in them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotebank.core import Article, Segments
from quotebank.core.span import as_segments
from quotebank.errors import InputError
from quotebank.ingest.fields import make_article


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One annotated quote; None and empty tuples stand for what the annotation does not tell.

    ``names`` are the accepted names of the speaker, the canonical one first; ``(None,)`` says that the
    article tells no name, an empty tuple that nobody was asked. ``roles`` likewise. ``core`` is False for
    a quote on which careful readers differ: finding it is neither right nor wrong.
    """

    content: Segments
    cue: Segments = ()
    source: Segments = ()
    type: str | None = None
    names: tuple[str | None, ...] = ()
    kind: str | None = None
    roles: tuple[str, ...] = ()
    date: str | None = None
    attitude: bool | None = None
    core: bool = True


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its annotation."""

    article: Article
    quotes: tuple[GoldQuote, ...]


def gold_articles(path: Path) -> Iterator[GoldArticle]:
    """The articles of a gold file; see ``gold_rows``."""
    return (found for found, _ in gold_rows(path))


def gold_rows(path: Path) -> Iterator[tuple[GoldArticle, dict[str, Any]]]:
    """The articles of a gold file, each with its line as it stands there.

    JSON lines, plain or .gz, as ``quotebank extract`` prints them.

    A quote needs ``content``; ``cue``, ``source``, ``type``, ``speaker``, ``speaker_kind``, ``role``,
    ``date`` and ``attitude`` are compared where they are given. ``aliases`` and ``roles`` hold other accepted
    answers, ``"core": false`` marks an optional quote. Raises InputError naming file, line and reason.
    """
    seen: set[str] = set()
    for number, line in _lines(path):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise InputError(where, "not JSON") from None
        found = _article(row, where, f"{path.name}:{number}")
        if found.article.id in seen:
            raise InputError(where, f"the id {found.article.id!r} was given before")
        seen.add(found.article.id)
        yield found, row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf8")
            if path.suffix == ".gz"
            else path.open(encoding="utf8") as lines
        ):
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, line
    except (OSError, EOFError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(str(path), f"cannot be read: {reason}") from None


def _article(row: object, where: str, name: str) -> GoldArticle:
    if not isinstance(row, dict):
        raise InputError(where, "not a JSON object")
    quotes = row.get("quotes")
    if not isinstance(quotes, list):
        raise InputError(where, "has no quotes")
    article = make_article(where, id=str(row.get("id") or name), text=row.get("text"), fields=row)
    try:
        found = tuple(_quote(quote) for quote in quotes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(where, f"not a quote: {error!r}") from None
    for quote in found:
        for start, end in (*quote.content, *quote.cue, *quote.source):
            if not 0 <= start <= end <= len(article.text):
                raise InputError(
                    where, f"characters {start} to {end} are not in a text of {len(article.text)}"
                )
    return GoldArticle(article, found)


def _quote(row: Mapping[str, Any]) -> GoldQuote:
    attitude = row.get("attitude")
    return GoldQuote(
        content=as_segments(row["content"]),
        cue=as_segments(row.get("cue") or ()),
        source=as_segments(row.get("source") or ()),
        type=row.get("type"),
        names=(row["speaker"], *_strings(row.get("aliases"))) if "speaker" in row else (),
        kind=row.get("speaker_kind"),
        roles=(row["role"], *_strings(row.get("roles"))) if row.get("role") else (),
        date=row.get("date"),
        attitude=None if attitude is None else bool(attitude),
        core=row.get("core") is not False,
    )


def _strings(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(str(one) for one in given or ())
