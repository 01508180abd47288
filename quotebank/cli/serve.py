"""``quotebank serve``: a bank as a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main

if TYPE_CHECKING:
    from pathlib import Path

HOST, PORT = "127.0.0.1", 8001


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port to listen on; 0 picks a free one.",
)
def serve(db: Path, host: str, port: int) -> None:
    """Serve the bank in DB as a search site with a JSON API, read-only.

    This runs Datasette with the configuration of quotebank. Ctrl-C ends it.

    \b
    Examples:
      quotebank serve news.db
      quotebank serve news.db --host 0.0.0.0 --port 8080
    """
    run_site(db, host=host, port=port)


def run_site(db: Path, *, host: str, port: int) -> None:
    """Runs Datasette on a bank in this process, until it is stopped.

    In this process, so that a signal sent to it reaches the server and nothing is left behind.
    Raises ServeError where the file is missing or not a bank.
    """
    from quotebank.bank.serving import serve_args

    args = serve_args(db, host=host, port=port)
    # a second to import: not before the arguments are known to be right
    from datasette.cli import cli as datasette

    try:
        datasette.main(args, prog_name="datasette", standalone_mode=False)
    except (KeyboardInterrupt, click.Abort):  # the latter is what click makes of it under Datasette 1.0
        click.echo(err=True)  # how a server is meant to end
