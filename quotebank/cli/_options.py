"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path

import click

from quotebank.core import MIN_CONFIDENCE

DATABASE = click.Path(dir_okay=False, path_type=Path)

SERVED = click.Path(path_type=Path)
"""A bank, or a folder that ``quotebank publish`` made."""

threads = click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processor cores to read with.",
)


convention = click.option(
    "--convention",
    type=click.Choice(["news", "polnear"]),
    default=None,
    help="Whose idea of a quote: what was said (news), or PolNeAR's, with deeds and thoughts. "
    "[default: news, with --reader polnear]",
)

min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    show_default=f"{MIN_CONFIDENCE}",
    help="Leave out quotes that are less sure to be one and name them in a note; 0 keeps all.",
)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Callback: a day in any wording that names one day only → ISO 8601."""
    from quotebank.ingest import published_date

    try:
        return None if value is None else published_date(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", ctx, param) from None


def period(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Callback: a year or a month as ISO 8601 writes them, or a day in any wording."""
    if value is not None and re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", value):
        return value
    read = day(ctx, param, value)
    return read and read[:10]
