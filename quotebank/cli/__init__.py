"""The command line: ``quotebank COMMAND``. Each command is a thin skin over the rooms below.

Importing a command's module registers it. What a command needs is imported when it runs, so that
``quotebank --help`` answers at once.
"""

from __future__ import annotations

from quotebank.cli import (  # noqa: F401  (importing registers)
    add,
    benchmark,
    benchmark_bank,
    benchmark_site,
    correct,
    decisions,
    demo,
    evaluate,
    extract,
    judge,
    publish,
    restyle,
    review,
    search,
    serve,
    speaker,
    speakers,
    topics,
)
from quotebank.cli._main import main

__all__ = ["main"]
