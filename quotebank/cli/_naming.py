"""From what a user types to one speaker of a bank."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Any

import click

from quotebank.cli._terminal import printable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

NAMED = 8
"""How many speakers a name may fit before the list of them is cut."""

EVERYWHERE = "*"
"""Instead of an article: whoever bears exactly that name."""

author = click.option("--author", metavar="NAME", help="Who decides.  [default: your login name]")


def author_name(given: str | None) -> str:
    """Who decides, unless it is said."""
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):  # no such user, as in a container
        raise click.ClickException("nobody is logged in here; say who decides with --author") from None


def speaker_number(conn: sqlite3.Connection, name: str, *, kind: str | None = None) -> int:
    """The number of the one speaker that is meant. Nobody is picked where several may be."""
    from quotebank.bank import queries

    if name.isascii() and name.isdigit():
        return int(name)
    page = queries.called(conn, name, kind=kind, limit=NAMED)
    if not name.strip() or not page.rows:
        raise click.ClickException(f"no speaker is named {printable(name)}")
    if len(page.rows) > 1:
        more = " and more" if page.next else ""
        choice = ", ".join(f"{printable(row['name'])} ({row['id']})" for row in page.rows)
        raise click.ClickException(f"{printable(name)} may be {choice}{more}")
    return int(page.rows[0]["id"])


def subject_named(conn: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Whom a decision means: a speaker's name or number, ``NAME@ARTICLE`` or ``NAME@*``.

    The fields are those of ``quotebank.bank.queries.subject``.
    """
    from quotebank.bank import queries

    words, at, article = name.rpartition("@")
    if at and words and article == EVERYWHERE:
        return _one(queries.named_anywhere(conn, words.strip()), f"{words} anywhere")
    if at and words and queries.article(conn, article.strip()) is not None:
        return _one(queries.named_in(conn, words.strip(), article.strip()), f"{words} in {article}")
    number = speaker_number(conn, name)
    found = queries.subject(conn, number)
    if found is None:
        raise click.ClickException(f"there is no speaker {number}")
    return found


def _one(found: Iterable[dict[str, Any]], what: str) -> dict[str, Any]:
    rows = list(found)
    if not rows:
        raise click.ClickException(f"nobody is called {printable(what)}")
    if len(rows) > 1:
        kinds = ", ".join(f"{printable(row['name'])} ({row['kind']})" for row in rows)
        raise click.ClickException(f"{printable(what)} may be {kinds}")
    return rows[0]


def meant(subject: dict[str, Any], prefix: str = "") -> str:
    """A subject in words: ``John Smith (mayor of Ashford), person, in market-square``."""
    role, article = subject[f"{prefix}role"], subject[f"{prefix}article"]
    parts = [
        f"{subject[f'{prefix}name']} ({role})" if role else subject[f"{prefix}name"],
        subject[f"{prefix}kind"] or "kind not known",
        *([f"in {article}"] if article else []),
    ]
    return printable(", ".join(parts))
