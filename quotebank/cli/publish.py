"""``quotebank publish``: a bank as a folder that is ready for the web."""

from __future__ import annotations

from pathlib import Path

import click

from quotebank.cli import _options
from quotebank.cli._curating import tell_adrift
from quotebank.cli._main import main
from quotebank.cli._terminal import counted, printable

SPEAKERS = 1000
"""Speakers whose words are computed: about as many as in five minutes."""


@main.command()
@click.argument("db", type=_options.DATABASE)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--texts/--no-texts", default=True, show_default=True, help="With or without the texts of the articles."
)
@click.option(
    "--words/--no-words",
    default=True,
    show_default=True,
    help=f"Compute what the {SPEAKERS:,} most quoted speakers speak about, where that is missing.",
)
@click.option("--name", default="quotes", show_default=True, help="What the database is called in addresses.")
@click.option("--cors", is_flag=True, help="Let the pages of any other site read the JSON.")
@click.option(
    "--wheel",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Install quotebank in the container from this file instead of the package index.",
)
@click.option("--force", is_flag=True, help="Replace OUT, whatever is in it.")
def publish(
    db: Path,
    out: Path,
    texts: bool,
    words: bool,
    name: str,
    cors: bool,
    wheel: Path | None,
    force: bool,
) -> None:
    """Make OUT a folder with the bank in DB that can be put online.

    DB is only read and may be in use. OUT gets a compact copy that is checked, the configuration for
    Datasette, a Dockerfile, and a README with what to do next. Hidden quotes, who judged and corrected,
    failures and the commands of runs stay behind, with --no-texts also the texts of the articles. OUT is
    written whole or not at all: an earlier publication is replaced, anything else only with --force.
    Hidden quotes that were edited since and wait for a look are counted on standard error.

    \b
    Examples:
      quotebank publish news.db site/
      quotebank publish news.db site/ --no-texts
      quotebank serve site/
    """
    from quotebank.bank.publishing import publish as write

    done = write(
        db,
        out,
        texts=texts,
        name=name,
        cors=cors,
        wheel=wheel,
        force=force,
        prepare=_words if words else None,
    )
    for stranger in done.strangers:
        click.echo(f"quotebank: {printable(stranger)}: not a table of quotebank, left out", err=True)
    rows = done.rows
    click.echo(
        f"{out / done.database}: {counted(rows['quotes'], 'quote')}, {counted(rows['speakers'], 'speaker')}, "
        f"{counted(rows['articles'], 'article')}, {counted(rows['texts'], 'text')}; {done.size / 1e6:,.1f} MB"
    )
    tell_adrift(db, looks=done.looks, lost=done.lost)
    click.echo(f"Serve it:   quotebank serve {out}\nRead next:  {out / 'README.md'}")


def _words(copy: Path) -> None:
    from quotebank.keyterms import store_words

    def tell(done: int, among: int) -> None:
        click.echo(f"words of {done:,} of {counted(among, 'speaker')}", err=True)

    store_words(copy, most=SPEAKERS, tell=tell)
