"""The bank: a SQLite database of articles, quotes and speakers. The only room that writes SQL."""

from __future__ import annotations

from quotebank.bank._open import is_current
from quotebank.bank.curation import export_decisions, import_decisions
from quotebank.bank.database import Bank, Run

__all__ = ["Bank", "Run", "export_decisions", "import_decisions", "is_current"]
