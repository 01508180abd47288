"""``quotebank speakers``: who is in a bank, the most quoted first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted
from quotebank.core import KINDS

if TYPE_CHECKING:
    from pathlib import Path


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("name", default="")
@click.option("--kind", type=click.Choice(KINDS), help="Speakers of this kind only.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=30,
    show_default=True,
    help="The most speakers to print.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each speaker.")
def speakers(db: Path, name: str, kind: str | None, limit: int, as_json: bool) -> None:
    """List the speakers of the bank in DB, the most quoted first.

    Of each word of NAME one of a speaker's names must have a word that begins so. Each line has the
    number of quotes, the name with the latest role, and the speaker's number.

    \b
    Examples:
      quotebank speakers news.db
      quotebank speakers news.db blink --kind person
    """
    from quotebank.bank import Bank, queries
    from quotebank.cli._showing import named

    with Bank(db, create=False) as bank:
        page = queries.speakers(bank.connection, query=name, kind=kind, limit=limit)
    for row in page.rows:
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False).encode())
        else:
            click.echo(f"{row['quotes']:>6}  {named(row['name'], row['role'])} ({row['id']})")
    if not as_json:
        found = f"more than {page.total:,} speakers" if page.capped else counted(page.total, "speaker")
        rest = f", {len(page.rows):,} shown" if page.next else ""
        click.echo(f"{found}{rest}" if page.rows else "no speakers found", err=True)
