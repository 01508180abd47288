"""What articles that came again left for people to look at, said and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotebank.cli._terminal import counted, printable

if TYPE_CHECKING:
    from pathlib import Path


def tell_adrift(db: Path, *, looks: int, lost: int) -> None:
    """Says on standard error how many hidden quotes and corrections somebody should look at, and how."""
    name = printable(str(db))
    if looks:
        click.echo(
            f"{counted(looks, 'hidden quote')} edited since, hidden until somebody looks: "
            f"quotebank review {name}",
            err=True,
        )
    if lost:
        click.echo(
            f"{counted(lost, 'correction')} without a quote in the article as it is now: "
            f"quotebank decisions {name}",
            err=True,
        )


def shown_look(row: dict[str, Any], db: Path) -> str:
    """A hidden quote that waits for a look: what it says now, what it said, and how to decide."""
    lines = [
        click.style(printable(row["text"]), fg="cyan"),
        f"  in {printable(row['article'])}; hidden by {printable(row['author'])}, {row['at'][:10]}",
    ]
    if row["words"] and row["words"] != row["text"]:
        lines.append(f"  it was: {printable(row['words'])}")
    command = f"  quotebank correct {printable(str(db))} {row['quote']} hidden=yes"
    return "\n".join([*lines, click.style(f"{command}   (hidden=no shows it)", dim=True)])
