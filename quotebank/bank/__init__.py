"""The bank: a SQLite database of articles, quotes and speakers. The only room that writes SQL."""

from __future__ import annotations

from quotebank.bank.database import Bank, Run

__all__ = ["Bank", "Run"]
