"""``quotebank speaker``: one speaker with names, dated roles and quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import speaker_number
from quotebank.cli._terminal import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quotebank.bank.queries import Page

ARTICLES = 5
"""Articles that are named for one role."""


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("name")
@click.option(
    "--limit",
    type=click.IntRange(0, 1000),
    default=5,
    show_default=True,
    help="The most quotes to print.",
)
@click.option("--keys", is_flag=True, help="Print the key of each quote, for quotebank correct.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def speaker(db: Path, name: str, limit: int, keys: bool, as_json: bool) -> None:
    """Show one speaker of the bank in DB: names, roles, quotes.

    NAME is any part of a name that fits one speaker only, or the speaker's number. A role has the
    first and the last day of the articles that give it and their ids; it is their claim. Where
    articles use several names, it is told why they are one speaker.

    \b
    Examples:
      quotebank speaker news.db 'John Kirby'
      quotebank speaker news.db kirby --limit 100 --keys
    """
    from quotebank.bank import Bank, queries
    from quotebank.cli._showing import shown

    with Bank(db, create=False) as bank:
        conn = bank.connection
        number = speaker_number(conn, name)
        found = queries.speaker(conn, number)
        if found is None:
            raise click.ClickException(f"there is no speaker {number}")
        articles = queries.role_articles(conn, number)
        quotes = queries.search(conn, "", speaker=number, order="newest", attitudes=True, limit=max(1, limit))
    if as_json:
        roles = [{**role, "article_ids": _ids(articles, role["role"])} for role in found["roles"]]
        rows = quotes.rows[:limit]
        click.echo(json.dumps({**found, "roles": roles, "newest": rows}, ensure_ascii=False).encode())
        return
    click.echo("\n".join(_about(found, articles)))
    for row in quotes.rows[:limit]:
        click.echo("\n" + shown(row) + (f"\n  {row['key']}" if keys else ""))
    _tell_rest(quotes, limit, found["attitudes"])


def _about(found: Mapping[str, Any], articles: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    said = f"{counted(found['quotes'], 'quote')} in {counted(found['articles'], 'article')}"
    yield click.style(printable(found["name"]), bold=True)
    yield f"{found['kind'] or 'kind not known'}, {said}, number {found['id']}"
    yield "\nnames"
    yield from (f"  {printable(name)}" for name in found["names"])
    if found["roles"]:
        yield "\nroles, as articles word them"
    for role in found["roles"]:
        ids = _ids(articles, role["role"])
        more = f" and {len(ids) - ARTICLES:,} more" if len(ids) > ARTICLES else ""
        days = " to ".join(dict.fromkeys(filter(None, (role["first"], role["last"])))) or "no date"
        yield f"  {printable(role['role'])}"
        yield click.style(f"    {days}: {printable(', '.join(ids[:ARTICLES]))}{more}", dim=True)
    why = [row for row in found["why"] if row["name"] != row["other"]]
    if why:
        yield "\nwhy these names are one"
    yield from (f"  {printable(row['sentence'])} ({row['score']:.0%} sure)" for row in why)


def _ids(articles: Mapping[str, list[dict[str, Any]]], role: str) -> list[str]:
    return [row["article_id"] for row in articles.get(role, ())]


def _tell_rest(quotes: Page, limit: int, attitudes: int) -> None:
    total = f"more than {quotes.total:,} quotes" if quotes.capped else counted(quotes.total, "quote")
    thoughts = f", {attitudes:,} of them not voiced" if attitudes else ""
    rest = f", {min(limit, len(quotes.rows)):,} shown" if quotes.total > limit else ""
    click.echo(f"\n{total}{thoughts}{rest}", err=True)
