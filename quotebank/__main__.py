"""``python -m quotebank`` is the command line."""

from __future__ import annotations

from quotebank.cli import main

if __name__ == "__main__":
    main(prog_name="quotebank")
