"""``quotebank restyle``: gold in the style of another newsroom."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quotebank.cli._main import main


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("style")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number, another chance.")
def restyle(gold: Path, style: str, seed: int) -> None:
    """Print the articles of the file GOLD in another style, with all spans moved along.

    GOLD is what "quotebank evaluate" takes, and so is what is printed: it shows what a style costs
    any tool. The same seed gives the same lines. STYLE is one of

    \b
      straight    straight quotation marks and apostrophes
      curly       curly ones
      single      British: single marks outside, double ones inside
      guillemets  « » outside, with or without spaces within
      unclosed    some closing marks at a paragraph's end are missing
      dashes      another newsroom's dashes, some in the place of commas
      dateline    a place, an agency, a day before the text
      brackets    what an editor puts in: [he], he [the minister], [T]hey
      capitals    headlines in capitals
      lower       headlines without any
      spaces      no-break and thin spaces, or two behind a stop
      cut         the text breaks off
      names       people have names of other countries

    An article in which the style has nothing to change is printed as it is.

    \b
    Examples:
      quotebank restyle tests/cases/seeds.jsonl single > single.jsonl
      quotebank restyle gold.jsonl.gz names --seed 7 > names.jsonl
    """
    from quotebank.evaluation import STYLES, gold_rows, restyled_row

    if style not in STYLES:
        raise click.BadParameter(f"{style!r} is not one of {', '.join(STYLES)}.", param_hint="STYLE")
    for article, row in gold_rows(gold):
        line = restyled_row(article, row, style, seed=seed)
        click.echo(json.dumps(line, ensure_ascii=False).encode())
