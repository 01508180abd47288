"""``quotebank benchmark-site``: how fast a bank is served."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotebank.evaluation.site_speed import SiteSpeed


@main.command("benchmark-site")
@click.argument("db", type=_options.SERVED)
@click.option(
    "--requests", type=click.IntRange(min=1), default=40, show_default=True, help="Requests of each kind."
)
@click.option(
    "--clients", type=click.IntRange(min=1), default=8, show_default=True, help="Clients at the same time."
)
@click.option(
    "--seconds", type=click.FloatRange(min=0), default=20, show_default=True, help="How long they ask."
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same number, the same requests.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def benchmark_site(
    ctx: click.Context, db: Path, requests: int, clients: int, seconds: float, seed: int, as_json: bool
) -> None:
    """Serve DB from another process and measure how fast it answers.

    DB is a bank or a published folder. One client asks for each page and each answer of the API, with
    words, speakers, quotes and articles picked from the bank, and then once more the same; then several
    clients ask for all of them by turns. Figures are milliseconds within which half and 95 of 100 requests
    were answered. A program that uses the processor meanwhile makes them larger. The exit code is 1 where
    an answer was no success.

    \b
    Examples:
      quotebank benchmark-site news.db
      quotebank benchmark-site site/ --requests 100 --clients 16
    """
    from quotebank.evaluation.site_speed import measure_site

    speed = measure_site(db, requests=requests, clients=clients, seconds=seconds, seed=seed)
    click.echo(json.dumps(asdict(speed)) if as_json else _shown(speed))
    ctx.exit(1 if any(one.problem for one in speed.timings) else 0)


def _shown(speed: SiteSpeed) -> str:
    counts, machine = speed.counts, speed.machine
    lines = [
        f"{counts['quotes']:,} quotes, {counts['speakers']:,} speakers, {counts['articles']:,} articles, "
        f"{speed.size / 1e6:,.0f} MB",
        "",
        *(f"{name}: {value}  " for name, value in machine.items()),
        "",
        f"Milliseconds, half / 95 of 100 of {speed.requests} requests",
        "",
        f"| asked for | first time | again | {speed.clients} clients | kB |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in speed.timings:
        if one.problem:
            lines.append(f"| {one.name} | {one.problem.replace('|', '%7C')} | | | |")
        else:
            cells = [_pair(one.first), _pair(one.again), _pair(one.shared), f"{one.size / 1000:,.1f}"]
            lines.append(f"| {one.name} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", f"{speed.clients} clients, mixed: {speed.rate:,.0f} requests a second"])


def _pair(seconds: Sequence[float]) -> str:
    from quotebank.evaluation.site_speed import percentile

    if not seconds:
        return ""
    return f"{percentile(seconds, 50):,.0f} / {percentile(seconds, 95):,.0f}"
