"""What people see: text that cannot command the terminal, numbers with their nouns, failures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quotebank.core import Failure

_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, changes of writing direction, bytes of broken file names."""

_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")


def printable(text: str) -> str:
    """Text on one line, without the characters by which it could steer a terminal."""
    return _COMMANDS.sub("\ufffd", _SPACE.sub(" ", text))


def counted(number: int, noun: str) -> str:
    """``1 article``, ``12,000 articles``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def tell(failure: Failure, *, over: bool = False) -> None:
    """A failure as one line on standard error, ``over`` a progress bar if there is one."""
    start = "\r\x1b[K" if over else ""
    line = f"quotebank: {printable(failure.where)}: {printable(failure.reason)}"
    click.echo(start + line, err=True)
