"""``quotebank correct``: a person puts a quote right, and it stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import author, author_name, subject_named
from quotebank.cli._terminal import printable

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

FIELDS = ("speaker", "type", "hidden", "note")


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("key")
@click.argument("changes", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option(
    "--withdraw",
    type=click.Choice(FIELDS),
    multiple=True,
    help="Take back what was said of this field; may be given several times.",
)
@author
def correct(
    db: Path, key: str, changes: tuple[str, ...], withdraw: tuple[str, ...], author: str | None
) -> None:
    """Correct the quote KEY of the bank DB.

    The correction is kept apart from what was found: it holds again when the article is analysed
    anew, comes with another text, or the bank is built anew, and can be taken back. "quotebank
    speaker --keys" and "quotebank search --json" print keys.

    \b
      speaker=NAME   who said it: a speaker's name or number, or somebody new; nothing for unknown
      type=TYPE      direct, indirect or mixed
      hidden=yes     leave it out of every list, page and count; hidden=no shows it again
      note=TEXT      a note beside the quote

    \b
    Examples:
      quotebank correct news.db 6d0b6ad33d6be9ed8d35 speaker='John Kirby' note='He, not Ryder.'
      quotebank correct news.db 6d0b6ad33d6be9ed8d35 --withdraw speaker
    """
    from quotebank.bank import Bank, queries

    if not changes and not withdraw:
        raise click.UsageError("Say what to change: speaker=, type=, hidden= or note=, or --withdraw.")
    with Bank(db, create=False) as bank:
        conn = bank.connection
        if not queries.may_be_corrected(conn, key):
            raise click.ClickException(f"there is no quote {printable(key)}")
        said = {"quote": key, "author": author_name(author)}
        rows = [{**said, **_change(conn, change)} for change in changes]
        rows += [{**said, "field": field, "withdrawn": "1"} for field in withdraw]
        for made in bank.decide((), rows):
            click.echo(made)


def _change(conn: sqlite3.Connection, change: str) -> dict[str, Any]:
    field, equals, value = change.partition("=")
    if not equals or field not in FIELDS:
        raise click.UsageError(f"{printable(change)} is not one of {', '.join(f'{one}=' for one in FIELDS)}")
    if field != "speaker" or not value.strip():
        return {"field": field, "value": value.strip()}
    return {"field": field, **_speaker(conn, value.strip())}


def _speaker(conn: sqlite3.Connection, name: str) -> dict[str, Any]:
    """A speaker by number, or by name: one who is there or somebody new."""
    from quotebank.bank import queries

    if name.isdigit():
        return queries.as_correction(subject_named(conn, name))
    return queries.named_so(conn, name)
