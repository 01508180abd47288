"""``quotebank add``: articles into a bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main

if TYPE_CHECKING:
    from pathlib import Path


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@_options.min_confidence
@_options.threads
@click.option("--silent", "-s", is_flag=True, help="Print failures only.")
@click.pass_context
def add(
    ctx: click.Context,
    db: Path,
    paths: tuple[str, ...],
    min_confidence: float | None,
    threads: int,
    silent: bool,
) -> None:
    """Add articles to the bank in DB, which is created if need be.

    PATH is a .txt, .md, .jsonl or .jsonl.gz file, a folder of them, or - for standard input. An
    article that the bank has already is passed over; one that has changed replaces its earlier
    form. What cannot be read is named on standard error and kept in the table "failures"; the exit
    code is then 1.

    The last line counts the articles of this run, and the quotes and speakers that the bank holds
    now:

    \b
      12 articles (10 added, 1 replaced, 1 unchanged), 143 quotes, 37 speakers, 1 failed

    A quote that somebody hid stays hidden when it comes again with other words; that it waits for a
    look is said on standard error, and so is a correction whose quote has gone.

    \b
    Examples:
      quotebank add news.db articles/
      quotebank add news.db 2023.jsonl.gz 2024.jsonl.gz --threads 4
    """
    from quotebank.analyzer import Analyzer
    from quotebank.bank import Bank, queries
    from quotebank.cli._curating import tell_adrift
    from quotebank.cli._filling import fill, summary

    with Bank(db) as bank:
        outcomes = fill(
            bank,
            paths,
            analyzer=Analyzer(threads=threads, min_confidence=min_confidence),
            command=" ".join(["quotebank add", str(db), *paths]),
            progress=not silent,
        )
        if not silent:
            click.echo(summary(outcomes, bank.counts()))
            tell_adrift(db, **queries.adrift(bank.connection))
    ctx.exit(1 if outcomes["failed"] else 0)
