"""``quotebank serve``: a bank as a site."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from typing import TYPE_CHECKING, NoReturn

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._naming import author, author_name
from quotebank.cli._terminal import printable

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

HOST, PORT = "127.0.0.1", 8001


@main.command()
@click.argument("db", type=_options.SERVED)
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port to listen on; 0 picks a free one.",
)
@click.option("--cors", is_flag=True, help="Let pages of other sites read the JSON API.")
@click.option("--edit", is_flag=True, help="Let one person change the bank: prints a link to sign in.")
@author
def serve(db: Path, host: str, port: int, cors: bool, edit: bool, author: str | None) -> None:
    """Serve the bank in DB as a search site with a JSON API, read-only unless --edit is given.

    DB may be a folder that "quotebank publish" made. This runs Datasette with the configuration of
    quotebank. Ctrl-C ends it.

    \b
    Examples:
      quotebank serve news.db
      quotebank serve site/
      quotebank serve news.db --host 0.0.0.0 --port 8080
      quotebank serve news.db --edit --author ruth
    """
    if author and not edit:
        raise click.UsageError("--author is for --edit.")
    if cors and edit:
        raise click.UsageError("--cors is for a bank that nobody edits.")
    run_site(db, host=host, port=port, cors=cors, editor=author_name(author) if edit else None)


def run_site(db: Path, *, host: str, port: int, cors: bool = False, editor: str | None = None) -> None:
    """Runs Datasette on a bank in this process, until it is stopped.

    With ``cors`` pages of other sites may read the JSON API. ``editor`` may change the bank, with the link
    that is printed. In this process, so that a signal sent to it reaches the server and nothing is left
    behind.
    Raises ServeError where the file is missing or not a bank.
    """
    from quotebank.bank.serving import SIGN_IN_TOKEN, edit_args, serve_args

    # the server passes the signal on when it has ended; by default that kills, and leaves files behind
    signal.signal(signal.SIGTERM, _ended)
    if editor is None:
        args = serve_args(db, host=host, port=port, cors=cors)
    else:
        port = port or _free_port(host)
        os.environ[SIGN_IN_TOKEN] = token = secrets.token_urlsafe(32)
        args = edit_args(db, host=host, port=port, editor=editor)
        name = f"[{host}]" if ":" in host else host
        click.echo(f"To edit as {printable(editor)}: http://{name}:{port}/-/quotebank/sign-in?token={token}")
    # a second to import: not before the arguments are known to be right
    from datasette.cli import cli as datasette

    try:
        datasette.main(args, prog_name="datasette", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):  # the latter is what click makes of it under Datasette 1.0
        click.echo(err=True)  # how a server is meant to end


def _free_port(host: str) -> int:
    """A port that nobody listens on; the link that is printed must name it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as found:
        found.bind((host, 0))
        return int(found.getsockname()[1])


def _ended(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
