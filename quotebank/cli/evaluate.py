"""``quotebank evaluate``: scores against gold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted

if TYPE_CHECKING:
    from quotebank.evaluation import Score


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gold-quotes", is_flag=True, help="Give the analyzer gold's spans; find who and when only.")
@click.option("--speech-only", is_flag=True, help="Leave thoughts and wishes out on both sides.")
@_options.threads
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(gold: Path, gold_quotes: bool, speech_only: bool, threads: int, as_json: bool) -> None:
    """Analyse the texts of the file GOLD and compare with its quotes.

    GOLD holds JSON lines, plain or .gz, in the form that "quotebank extract" prints; of a quote
    only "content" is needed. Other accepted answers may stand in "aliases" (of the speaker) and
    "roles"; a quote with "core": false is optional. A quote is found when half of the characters
    of both contents together are common to them. Figures are percentages.

    \b
    Examples:
      quotebank evaluate tests/cases/seeds.jsonl --speech-only
      quotebank evaluate gold.jsonl.gz --gold-quotes --json
    """
    from quotebank.analyzer import Analyzer
    from quotebank.evaluation import gold_articles, predict, score

    answers = predict(gold_articles(gold), analyzer=Analyzer(threads=threads), gold_quotes=gold_quotes)
    result = score(answers, speech_only=speech_only)
    click.echo(json.dumps(asdict(result)) if as_json else _shown(result))


def _shown(result: Score) -> str:
    lines = [
        f"{counted(result.articles, 'article')}, {counted(result.gold, 'quote')} in gold, "
        f"{counted(result.answers, 'answer')}",
        "",
        f"{'':10} {'precision':>9} {'recall':>7} {'F1':>6}",
    ]
    for name in ("found", "linked", "speaker"):
        figures = getattr(result, name)
        if figures is not None:
            lines.append(f"{name:10} {figures.precision:9.1f} {figures.recall:7.1f} {figures.f1:6.1f}")
    lines.append("")
    for name in ("type", "role", "kind", "date", "attitude"):
        value = getattr(result, name)
        if value is not None:
            lines.append(f"{name:10} {value:9.1f} % of the found quotes of which gold tells it")
    return "\n".join(lines)
