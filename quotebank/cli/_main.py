"""The group of all commands, and how a command ends when something goes wrong."""

from __future__ import annotations

import errno
from typing import Any

import click

from quotebank.cli._terminal import printable
from quotebank.errors import QuotebankError

INTERRUPTED = 130
"""What a shell reports for a program that Ctrl-C stopped: 128 + SIGINT."""


class Commands(click.Group):
    """Turns errors that a user can do something about into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuotebankError as error:
            raise click.ClickException(printable(str(error))) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of our output went away: click ends quietly
            raise click.ClickException(printable(str(error))) from error
        except KeyboardInterrupt:
            click.echo("\nquotebank: interrupted; what was saved is kept", err=True)
            ctx.exit(INTERRUPTED)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: quotebank demo",
)
@click.version_option(package_name="quotebank", message="quotebank %(version)s")
def main() -> None:
    """Find who said what in English news, keep it in SQLite, publish it with Datasette."""
