"""Found quotes as a reader of a terminal wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotebank.cli._terminal import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = "unknown speaker"


def shown(quote: Mapping[str, Any]) -> str:
    """Three lines: who, as what, when; the words, hits in bold; the article.

    ``quote`` is a row of ``quotebank.bank.queries``. Colours are dropped by ``click.echo`` where no
    terminal reads.
    """
    return "\n".join([_head(quote), f"  {_words(quote)}", f"  {_article(quote)}"])


def named(name: str | None, role: str | None) -> str:
    """``John Kirby, spokesman``; one who is not known is said to be unknown."""
    return printable(f"{name or UNKNOWN}, {role}" if role else name or UNKNOWN)


def _head(quote: Mapping[str, Any]) -> str:
    # the day of the article is no claim about the day of the words, so only the latter stands here
    who = click.style(named(quote["speaker"], quote["role"]), fg="cyan")
    said_on = quote["said_on"]
    thought = " (attitude)" if quote["attitude"] else ""
    return f"{who}, {printable(said_on)}{thought}" if said_on else f"{who}{thought}"


def _words(quote: Mapping[str, Any]) -> str:
    pieces = ((printable(text), hit) for text, hit in quote["snippet"])
    return "".join(click.style(text, bold=True) if hit else text for text, hit in pieces)


def _article(quote: Mapping[str, Any]) -> str:
    known = [
        quote["article_title"] or quote["article_id"],
        quote["publisher"],
        quote["published"],
        quote["url"],
    ]
    return click.style(" · ".join(printable(one) for one in known if one), dim=True)
