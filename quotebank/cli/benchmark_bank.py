"""``quotebank benchmark-bank``: a made-up bank of any size."""

from __future__ import annotations

import time
from pathlib import Path

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted

STEP = 100_000


@main.command("benchmark-bank")
@click.argument("db", type=_options.DATABASE)
@click.option(
    "--quotes", type=click.IntRange(min=1), default=100_000, show_default=True, help="How many quotes."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same number, the same bank.")
@click.option(
    "--texts/--no-texts", default=True, show_default=True, help="With or without texts of articles."
)
def benchmark_bank(db: Path, quotes: int, seed: int, texts: bool) -> None:
    """Make a bank of made-up quotes in DB, to see how the site behaves at that size.

    Words and speakers are as frequent as in news; what is said means nothing. A million quotes take some
    minutes and 1.5 GB, ten million ten times as much of both, two thirds of it with --no-texts.

    \b
    Examples:
      quotebank benchmark-bank big.db --quotes 1000000
      quotebank benchmark-site big.db
    """
    from quotebank.evaluation.synthetic import make_bank

    start = time.monotonic()
    told = 0

    def progress(number: int) -> None:
        nonlocal told
        if number - told >= STEP:
            told = number
            click.echo(f"{number:,} of {quotes:,} quotes, {time.monotonic() - start:.0f} s", err=True)

    counts = make_bank(db, quotes=quotes, seed=seed, texts=texts, progress=progress)
    click.echo(
        f"{db}: {counted(counts['quotes'], 'quote')}, {counted(counts['speakers'], 'speaker')}, "
        f"{counted(counts['articles'], 'article')}; {db.stat().st_size / 1e6:,.1f} MB"
    )
