"""``quotebank judge``: a person says who is who, and that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import author, author_name, meant, subject_named
from quotebank.core import KINDS

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_ASKED = {
    "same": "two speakers",
    "different": "two speakers",
    "rename": "a speaker and a name",
    "kind": f"a speaker and one of {', '.join(KINDS)}",
    "withdraw": "the key of a judgement",
}
"""What each verdict is about."""


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("verdict", type=click.Choice(tuple(_ASKED)))
@click.argument("args", metavar="A [B]", nargs=-1, required=True)
@author
@click.option("--note", metavar="TEXT", help="Why, for others to read.")
def judge(db: Path, verdict: str, args: tuple[str, ...], author: str | None, note: str | None) -> None:
    """Judge who is who in the bank DB; what a person says wins over every rule.

    A and B are speakers: any part of a name that fits one only, or a number. NAME@ARTICLE means the
    speaker of that name in one article, NAME@* whoever bears exactly this name. A judgement is kept
    with its author and time, holds for articles that come later, and can be taken back by its key,
    which is printed.

    \b
      same A B        they are one speaker
      different A B   they are two
      rename A NAME   A is to be shown as NAME
      kind A KIND     A is a person, organization, country, group, anonymous or document
      withdraw KEY    the judgement KEY no longer counts

    \b
    Examples:
      quotebank judge news.db same 'Tony Blinken' 'Antony Blinken'
      quotebank judge news.db different 'John Smith@market-square' 'John Smith'
      quotebank judge news.db rename Lula 'Luiz Inácio Lula da Silva'
    """
    from quotebank.bank import Bank, queries

    if len(args) != (1 if verdict == "withdraw" else 2):
        raise click.UsageError(f"{verdict} is about {_ASKED[verdict]}.")
    with Bank(db, create=False) as bank:
        conn = bank.connection
        row = {"verdict": verdict, "author": author_name(author), "note": note}
        key = bank.judge({**row, **_said(conn, verdict, args)})
        (made,) = [one for one in queries.judgements(conn) if one["key"] == key]
    if made["state"] in ("orphan", "unclear", "overruled"):
        click.echo(f"quotebank: kept, but it is {made['state']}: see quotebank decisions", err=True)
    click.echo(f"{key}  {worded(made)}")


def _said(conn: sqlite3.Connection, verdict: str, args: tuple[str, ...]) -> dict[str, Any]:
    from quotebank.bank import queries

    if verdict == "withdraw":
        known = {row["key"] for row in queries.judgements(conn) if row["verdict"] != "withdraw"}
        if args[0] not in known:
            raise click.ClickException(f"there is no judgement {args[0]!r}; quotebank decisions lists them")
        return {"value": args[0]}
    one = subject_named(conn, args[0])
    if verdict == "kind" and args[1] not in KINDS:
        raise click.UsageError(f"kind is about {_ASKED['kind']}.")
    if verdict in ("rename", "kind"):
        return {**one, "value": args[1]}
    other = subject_named(conn, args[1])
    if one == other:
        raise click.ClickException(f"both are {meant(one)}; NAME@ARTICLE means the one in an article only")
    return {**one, **{f"other_{field}": value for field, value in other.items()}}


def worded(row: dict[str, Any]) -> str:
    """A judgement in words."""
    if row["verdict"] == "withdraw":
        return f"withdraws {row['value']}"
    if row["verdict"] in ("rename", "kind"):
        is_called = "is called" if row["verdict"] == "rename" else "is of the kind"
        return f"{meant(row)} {is_called} {row['value']}"
    are = "are one" if row["verdict"] == "same" else "are two"
    return f"{meant(row)} and {meant(row, 'other_')} {are}"
