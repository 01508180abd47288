"""``quotebank topics``: what the bank, or one speaker in it, speaks about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import speaker_number
from quotebank.cli._terminal import counted, printable

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

PAGE = 500

LEAST = 5
"""Quotes of a speaker of whom terms are stored: fewer say little of what somebody speaks about."""


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.option("--speaker", metavar="NAME", help="Quotes of this speaker only.")
@click.option("--limit", type=click.IntRange(1, 500), default=20, show_default=True, help="The most terms.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each term.")
@click.option("--store", is_flag=True, help="Store the terms of each speaker for the pages of the site.")
@click.option("--anew", is_flag=True, help="With --store: also of speakers whose quotes are the same.")
@click.option(
    "--least",
    type=click.IntRange(1),
    default=LEAST,
    show_default=True,
    help="With --store: the fewest quotes.",
)
def topics(
    db: Path, speaker: str | None, limit: int, as_json: bool, store: bool, anew: bool, least: int
) -> None:
    """Rank the key terms of the quotes in the bank DB.

    The newest quotes count, up to some 200,000 characters; thoughts and wishes are left out.

    With --store nothing is printed but a count: the terms of every speaker who is quoted often enough go
    into the bank, where the speaker's page shows them. What is there and still fits is left alone.

    \b
    Examples:
      quotebank topics news.db
      quotebank topics news.db --speaker 'John Kirby' --limit 10
      quotebank topics news.db --store
    """
    from quotebank.bank import Bank
    from quotebank.keyterms import topics as ranked

    if store:
        if speaker is not None:
            raise click.UsageError("--store is for all speakers: leave --speaker away")
        _store(db, least=least, anew=anew)
        return
    with Bank(db, create=False) as bank:
        number = None if speaker is None else speaker_number(bank.connection, speaker)
        found = ranked(_texts(bank.connection, number), limit=limit)
    for term, weight in found:
        row = {"term": term, "weight": round(weight, 4)}
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{weight:.4f}  {printable(term)}")
    if not found:
        click.echo("no terms found", err=True)


def _store(db: Path, *, least: int, anew: bool) -> None:
    from quotebank.keyterms import store_words

    def tell(done: int, among: int) -> None:
        click.echo(f"{done:,} of {counted(among, 'speaker')}", err=True)

    stored = store_words(db, least=least, anew=anew, tell=tell)
    click.echo(f"stored what {counted(stored, 'speaker')} speak{'' if stored != 1 else 's'} about")


def _texts(conn: sqlite3.Connection, speaker: int | None) -> Iterator[str]:
    """The quotes, newest first, page by page."""
    from quotebank.bank import queries

    after: str | None = None
    while True:
        page = queries.search(conn, "", speaker=speaker, order="newest", limit=PAGE, after=after)
        yield from (row["text"] for row in page.rows)
        after = page.next
        if after is None:
            return
