"""From what a user types to one speaker of a bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotebank.cli._terminal import printable

if TYPE_CHECKING:
    import sqlite3

NAMED = 8
"""How many speakers a name may fit before the list of them is cut."""


def speaker_number(conn: sqlite3.Connection, name: str, *, kind: str | None = None) -> int:
    """The number of the one speaker that is meant. Nobody is picked where several may be."""
    from quotebank.bank import queries

    if name.isascii() and name.isdigit():
        return int(name)
    page = queries.speakers(conn, query=name, kind=kind, limit=NAMED)
    same = [row for row in page.rows if row["name"].casefold() == name.strip().casefold()]
    meant = same if len(same) == 1 else page.rows
    if not name.strip() or not meant:
        raise click.ClickException(f"no speaker is named {printable(name)}")
    if len(meant) > 1:
        choice = ", ".join(f"{printable(row['name'])} ({row['id']})" for row in meant)
        more = " and more" if page.next else ""
        raise click.ClickException(f"{printable(name)} may be {choice}{more}")
    return int(meant[0]["id"])
