"""``quotebank demo``: a first bank from the example articles, and what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main

if TYPE_CHECKING:
    import sqlite3

NAMES = 8
QUOTES = 3
TOPIC = "balloon"
"""What most of the example articles are about."""


@main.command()
@click.option(
    "--db",
    type=_options.DATABASE,
    default=Path("db/quotebank.db"),
    show_default=True,
    help="The bank to build.",
)
@click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    help="The folder of articles to build it from.",
)
@click.option("--serve/--no-serve", default=False, help="Serve the bank when it is built.")
@click.pass_context
def demo(ctx: click.Context, db: Path, seeds: Path, serve: bool) -> None:
    """Build a bank from the example articles and show what is in it.

    Run it in a checkout of quotebank, where the folder "seeds" is, or name another folder of
    articles.

    \b
    Examples:
      quotebank demo
      quotebank demo --serve
      quotebank demo --seeds articles/ --db news.db
    """
    from quotebank.analyzer import Analyzer
    from quotebank.bank import Bank, import_decisions
    from quotebank.cli._filling import fill, summary
    from quotebank.errors import InputError

    if not seeds.is_dir():
        raise InputError(str(seeds), "no such folder; go to a checkout of quotebank or name one with --seeds")
    db.parent.mkdir(parents=True, exist_ok=True)
    with Bank(db) as bank:
        outcomes = fill(bank, [seeds], analyzer=Analyzer(), command="quotebank demo")
        import_decisions(bank, seeds)
        click.echo(summary(outcomes, bank.counts()))
        _show_names(bank.connection)
        _show_quotes(bank.connection)
    if serve:
        from quotebank.cli.serve import HOST, PORT, run_site

        run_site(db, host=HOST, port=PORT)
    else:
        click.echo(f"\nSearch it:  quotebank search {db} {TOPIC}\nServe it:   quotebank serve {db}")
    ctx.exit(1 if outcomes["failed"] else 0)


def _show_names(conn: sqlite3.Connection) -> None:
    from quotebank.bank import queries
    from quotebank.cli._showing import named

    click.echo("\nMost quoted:")
    for row in queries.speakers(conn, limit=NAMES).rows:
        click.echo(f"{row['quotes']:>5}  {named(row['name'], row['role'])}")


def _show_quotes(conn: sqlite3.Connection) -> None:
    from quotebank.bank import queries
    from quotebank.cli._showing import shown

    found = queries.search(conn, TOPIC, limit=QUOTES * 10).rows
    rows = sorted(found, key=lambda row: bool(row["type"] == "indirect"))[:QUOTES]  # own words first
    click.echo(f"\nQuotes about “{TOPIC}”:" if rows else "\nThe newest quotes:")
    for row in rows or queries.newest(conn, QUOTES):
        click.echo("\n" + shown(row))
