"""``quotebank review``: speakers who may be one and hidden quotes that were edited, for a person to judge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted, printable

if TYPE_CHECKING:
    from pathlib import Path


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="The most pairs to print.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each pair.")
def review(db: Path, limit: int, as_json: bool) -> None:
    """List the pairs of speakers in the bank DB who may be one, most quotes first.

    Each comes with the evidence and with what is missing. quotebank judge decides; a pair that was
    judged is not listed any more.

    Before them come quotes that somebody hid and whose articles came again with other words: they
    stay hidden, and quotebank correct says whether for good. --json leaves them out.

    \b
    Examples:
      quotebank review news.db
      quotebank review news.db --limit 1000 --json
    """
    from quotebank.bank import Bank, queries
    from quotebank.cli._curating import shown_look, tell_adrift

    with Bank(db, create=False) as bank:
        page = queries.candidates(bank.connection, limit=limit)
        looks, adrift = queries.looks(bank.connection, limit=limit), queries.adrift(bank.connection)
        lost = [
            row
            for row in (*queries.judgements(bank.connection), *queries.corrections(bank.connection))
            if row["state"] in ("orphan", "unclear")
        ]
    for row in () if as_json else looks:
        click.echo(shown_look(row, db) + "\n")
    for row in page.rows:
        click.echo(json.dumps(row, ensure_ascii=False).encode() if as_json else _shown(row, db) + "\n")
    if as_json:
        return
    found = f"more than {page.total:,} open" if page.capped else f"{page.total:,} open"
    click.echo(found + (f", {len(page.rows):,} shown" if page.next else ""), err=True)
    tell_adrift(db, looks=adrift["looks"], lost=0)
    if lost:
        click.echo(
            f"{counted(len(lost), 'decision')} without anybody to hold for: quotebank decisions {db}",
            err=True,
        )


def _shown(row: dict[str, Any], db: Path) -> str:
    from quotebank.cli._showing import named

    one, other = row["speaker"], row["other"]
    lines = [
        click.style(f"{named(who['name'], who['role'])} ({counted(who['quotes'], 'quote')})", fg="cyan")
        for who in (one, other)
    ]
    lines.append(f"  {printable(row['sentence'])} ({row['score']:.0%} sure)")
    if row["alike"] > 1:
        lines.append(
            f"  the same holds for {row['alike'] - 1:,} more of this name, in one article each (NAME@*)"
        )
    command = f"  quotebank judge {printable(str(db))} same {one['id']} {other['id']}"
    return "\n".join([*lines, click.style(command, dim=True)])
