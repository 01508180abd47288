"""The bank: a SQLite database of articles, quotes and speakers. The only room that writes SQL."""

from __future__ import annotations

from quotebank.bank._open import has_newest_schema
from quotebank.bank.curation import export_decisions, import_decisions
from quotebank.bank.database import Bank, Run

__all__ = ["Bank", "Run", "export_decisions", "has_newest_schema", "import_decisions"]
