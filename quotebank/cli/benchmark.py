"""``quotebank benchmark``: words per second, and what the machine is."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted, tell

if TYPE_CHECKING:
    from quotebank.evaluation import Speed

_NAMES = {
    "whole": "whole pipeline",
    "session": "ONNX session alone",
    "people": "who speaks, alone",
    "spacy": "spaCy pipeline (quotebank.load)",
    "small": "untrained en_core_web_sm",
    "textacy": "the same, then textacy",
}

_ONE_CORE = {
    "TOKENIZERS_PARALLELISM": "false",
    "RAYON_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""Keeps tokenizer and linear algebra to one core; the reader tells onnxruntime itself."""


@main.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@_options.threads
@click.option("--limit", type=click.IntRange(min=1), help="The first so many articles only.")
@click.option(
    "--repeats",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Turns of each measurement; the best one counts.",
)
@click.option(
    "--compare-spacy",
    is_flag=True,
    help="Also time an untrained spaCy pipeline of usual size, alone and with textacy's quotes.",
)
@click.option("--long", is_flag=True, help="Also read texts of 50,000, 100,000 and 200,000 words.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def benchmark(
    ctx: click.Context,
    paths: tuple[str, ...],
    threads: int,
    limit: int | None,
    repeats: int,
    compare_spacy: bool,
    long: bool,
    as_json: bool,
) -> None:
    """Measure how fast articles are read on this machine.

    PATH is what "quotebank add" takes; without one, the folder "seeds" of a checkout is read. The
    whole pipeline, the ONNX session alone on the same windows, the step that tells who speaks, and
    the spaCy pipeline take turns; with one thread, speed is words per second of processor time, so
    that other programs do not count. The ratio says how much longer the whole takes than the
    session, the share how much of it goes to who speaks.

    One thread is one core: a program that runs several processes gives each of them one. More
    threads let the model use more cores for one text; speed is then words per second of the clock.
    A long text is read in a process of its own; its memory is the peak of that process.

    \b
    Examples:
      quotebank benchmark
      quotebank benchmark news.jsonl.gz --limit 100 --compare-spacy
      quotebank benchmark news.jsonl.gz --repeats 1 --long
    """
    from itertools import islice

    from quotebank import ingest
    from quotebank.core import Article
    from quotebank.errors import InputError

    if threads == 1:
        os.environ.update(_ONE_CORE)  # before the import: libraries look once, when they are loaded
    from quotebank.evaluation import benchmark as measure
    from quotebank.evaluation.long_text import SIZES

    failed = False
    articles = []
    for found in islice(ingest.articles(paths or ("seeds",)), limit):
        if isinstance(found, Article):
            articles.append(found)
        else:
            failed = True
            tell(found)
    if not articles:
        raise InputError(", ".join(paths) or "seeds", "no article to measure with")
    speed = measure(
        articles,
        threads=threads,
        repeats=repeats,
        compare_spacy=compare_spacy,
        long=SIZES if long else (),
    )
    click.echo(json.dumps(asdict(speed)) if as_json else _shown(speed))
    ctx.exit(1 if failed else 0)


def _shown(speed: Speed) -> str:
    lines = [
        f"{counted(speed.articles, 'article')}, {counted(speed.words, 'word')}, "
        f"{counted(speed.quotes, 'quote')}; {counted(speed.threads, 'thread')}, "
        f"best of {speed.repeats}",
        "",
        f"{'':32} {'words/s':>9} {'processor s':>12} {'clock s':>9} {'cores':>6}",
    ]
    lines += [
        f"{_NAMES[name]:32} {one.words_per_second:9,.0f} {one.processor_seconds:12.2f} "
        f"{one.seconds:9.2f} {one.cores:6.2f}"
        for name, one in speed.timings.items()
    ]
    if speed.long:
        lines += ["", f"{'one long text':32} {'words/s':>9} {'processor s':>12} {'clock s':>9} {'memory':>9}"]
    lines += [
        f"{f'{one.words:,} words':32} {one.words_per_second:9,.0f} {one.processor_seconds:12.2f} "
        f"{one.seconds:9.2f} {_megabytes(one.peak_memory):>9}"
        for one in speed.long
    ]
    lines += [
        "",
        f"whole / session  {speed.ratio:.2f}",
        f"people / whole   {speed.people_share:.1%}",
        f"peak memory      {_megabytes(speed.peak_memory)}",
        f"model files      {speed.model_size:.1f} MB",
        f"startup          {speed.startup:.2f} s",
        *(f"{name:16} {value}" for name, value in speed.machine.items()),
    ]
    return "\n".join(lines)


def _megabytes(memory: float | None) -> str:
    return "unknown" if memory is None else f"{memory:,.0f} MB"
