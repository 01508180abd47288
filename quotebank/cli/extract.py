"""``quotebank extract``: articles in, one JSON line each out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quotebank.core import Article, Failure


@main.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--reader", is_flag=True, help="Print all that the model saw, before any rule.")
@click.option(
    "--published",
    callback=_options.day,
    metavar="DATE",
    help="Publication date of articles that carry none.",
)
@_options.convention
@_options.min_confidence
@_options.threads
@click.pass_context
def extract(
    ctx: click.Context,
    files: tuple[str, ...],
    reader: bool,
    published: str | None,
    convention: str | None,
    min_confidence: float | None,
    threads: int,
) -> None:
    """Print who said what: one JSON line for each article.

    FILE is a .txt, .md, .jsonl or .jsonl.gz file, a folder of them, or - for standard input, which
    is also read when no FILE is given. An article that cannot be read is named on standard error;
    the others are printed all the same, and the exit code is 1.

    \b
    Examples:
      quotebank extract seeds/ > quotes.jsonl
      quotebank extract --published 2023-02-07 article.txt
      cat article.txt | quotebank extract -
    """
    from quotebank import ingest
    from quotebank.analyzer import Analyzer
    from quotebank.core import Failure

    found = _dated(ingest.articles(files or ("-",)), published)
    failed = False
    analyzer = Analyzer(raw=reader, convention=convention, threads=threads, min_confidence=min_confidence)
    for result in analyzer.pipe(found):
        if isinstance(result, Failure):
            failed = True
            tell(result)
        else:
            # as bytes: the lines are UTF-8 whatever encoding the terminal has
            click.echo(json.dumps(result.to_json(), ensure_ascii=False).encode())
    ctx.exit(1 if failed else 0)


def _dated(found: Iterable[Article | Failure], published: str | None) -> Iterator[Article | Failure]:
    """Every article with a date, where one was given for those without."""
    from quotebank.core import Article

    for one in found:
        if published and isinstance(one, Article) and one.published is None:
            yield replace(one, published=published)
        else:
            yield one
