"""``quotebank search``: quotes of a bank, for eyes or for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import speaker_number
from quotebank.cli._terminal import counted
from quotebank.core import ACTS, KINDS, TYPES

if TYPE_CHECKING:
    from pathlib import Path

    from quotebank.bank.queries import Order, Page


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("query")
@click.option("--speaker", metavar="NAME", help="Quotes of this speaker only.")
@click.option("--role", metavar="WORDS", help="Quotes with these words in the speaker's role only.")
@click.option("--kind", type=click.Choice(KINDS), help="Quotes of speakers of this kind only.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="Quotes of this type only.")
@click.option("--act", type=click.Choice(ACTS), help="Quotes of this act only.")
@click.option("--publisher", metavar="NAME", help="Articles of this publisher only.")
@click.option("--since", callback=_options.period, metavar="DAY", help="Published then or later.")
@click.option("--until", callback=_options.period, metavar="DAY", help="Published then or earlier.")
@click.option("--attitudes", is_flag=True, help="Thoughts and wishes too, not speech only.")
@click.option(
    "--order",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="The most quotes to print.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each quote.")
def search(
    db: Path,
    query: str,
    speaker: str | None,
    role: str | None,
    kind: str | None,
    type_: str | None,
    act: str | None,
    publisher: str | None,
    since: str | None,
    until: str | None,
    attitudes: bool,
    order: Order,
    limit: int,
    as_json: bool,
) -> None:
    """Search the quotes of the bank in DB.

    All words of QUERY must occur in the quote or in its speaker's name; words in quotation marks
    are a phrase; '' stands for all quotes. A DAY may also be a month or a year (2023-02, 2023).
    NAME is any part of a name that fits one speaker only, or the speaker's number in the bank.

    \b
    Examples:
      quotebank search news.db balloon
      quotebank search news.db '"rules-based order"' --since 2023-02 --order newest
      quotebank search news.db '' --speaker 'John Kirby' --json
    """
    from quotebank.bank import Bank, queries

    with Bank(db, create=False) as bank:
        page = queries.search(
            bank.connection,
            query,
            speaker=None if speaker is None else speaker_number(bank.connection, speaker, kind=kind),
            role=role,
            kind=kind,
            type=type_,
            act=act,
            publisher=publisher,
            since=since,
            until=until,
            attitudes=attitudes,
            order=order,
            limit=limit,
        )
    if as_json:
        for row in page.rows:
            click.echo(json.dumps(row, ensure_ascii=False).encode())
    else:
        _show(page)


def _show(page: Page) -> None:
    from quotebank.cli._showing import shown

    for row in page.rows:
        click.echo(shown(row) + "\n")
    found = f"more than {page.total:,} quotes" if page.capped else counted(page.total, "quote")
    rest = f", {len(page.rows):,} shown" if page.next else ""
    click.echo(f"{found}{rest}" if page.rows else "no quotes found", err=True)
