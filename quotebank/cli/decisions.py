"""``quotebank decisions``: what people judged and corrected, in and out of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted, printable

_FOLDER = click.Path(file_okay=False, exists=True, path_type=Path)


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.option(
    "--import", "source", type=_FOLDER, metavar="FOLDER", help="First add those of a folder's files."
)
@click.option(
    "--export", "target", type=_FOLDER, metavar="FOLDER", help="Write all of them into a folder's files."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON line for each.")
def decisions(db: Path, source: Path | None, target: Path | None, as_json: bool) -> None:
    """List the judgements and corrections of the bank DB, and what became of each.

    A decision is in force, withdrawn, overruled by a newer one, an orphan (nobody and no quote that
    it could mean is in the bank now) or unclear (it may mean several). None is ever dropped: an
    orphan holds again when what it means comes back.

    The files are judgements.csv and corrections.csv, one decision a line, and surroundings.csv, by
    which corrections find their quotes; kept beside the articles, they bring a bank that is built
    anew to where it was.

    \b
    Examples:
      quotebank decisions news.db
      quotebank decisions news.db --export seeds
      quotebank decisions news.db --import seeds
    """
    from quotebank.bank import Bank, export_decisions, import_decisions, queries

    with Bank(db, create=False) as bank:
        if source is not None:
            new = import_decisions(bank, source)
            click.echo(f"{counted(new, 'decision')} added from {printable(str(source))}", err=True)
        if target is not None:
            for path in export_decisions(bank, target):
                click.echo(f"{printable(str(path))} is written", err=True)
        judgements, corrections = queries.judgements(bank.connection), queries.corrections(bank.connection)
    for row in (*judgements, *corrections):
        if as_json:
            click.echo(json.dumps(row, ensure_ascii=False).encode())
        else:
            click.echo(_shown(row))
    if not as_json:
        total = f"{counted(len(judgements), 'judgement')}, {counted(len(corrections), 'correction')}"
        click.echo(total, err=True)


def _shown(row: dict[str, Any]) -> str:
    from quotebank.cli.judge import worded

    said = worded(row) if "verdict" in row else _corrected(row)
    by = f"  {row['state']}; {printable(row['author'])}, {row['at'][:10]}"
    note = f"; {printable(row['note'])}" if row.get("note") else ""
    return f"{row['key']}  {said}\n{click.style(by + note, dim=True)}"


def _corrected(row: dict[str, Any]) -> str:
    quote = f"{row['holds_for'] or row['quote']} in {row['article'] or 'an article that is not there'}"
    change = f"{row['field']} as found" if row["withdrawn"] else f"{row['field']}={row['value']}"
    return printable(f"{change} for quote {quote}: {row['words']}")
