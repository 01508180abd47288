"""Find who said what in English news, keep it in SQLite, publish it with Datasette.

    >>> import quotebank
    >>> analysis = quotebank.analyze("The mayor said the bridge was safe.")
    >>> [(quote.type, analysis.text_of(quote)) for quote in analysis.quotes]
    [('indirect', 'the bridge was safe')]

Names are imported when they are first used: ``import quotebank`` loads neither spaCy nor the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quotebank.version import __version__

if TYPE_CHECKING:
    from quotebank.analyzer import Analyzer as Analyzer
    from quotebank.analyzer import analyze as analyze
    from quotebank.bank import Bank as Bank
    from quotebank.core import Analysis as Analysis
    from quotebank.core import Article as Article
    from quotebank.core import Evidence as Evidence
    from quotebank.core import Failure as Failure
    from quotebank.core import Quote as Quote
    from quotebank.core import Speaker as Speaker
    from quotebank.errors import BankError as BankError
    from quotebank.errors import InputError as InputError
    from quotebank.errors import QuotebankError as QuotebankError
    from quotebank.errors import ReaderError as ReaderError
    from quotebank.ingest import articles as articles
    from quotebank.keyterms import topics as topics
    from quotebank.pipeline import load as load

_HOMES = {
    "Analysis": "core",
    "Analyzer": "analyzer",
    "Article": "core",
    "Bank": "bank",
    "BankError": "errors",
    "Evidence": "core",
    "Failure": "core",
    "InputError": "errors",
    "Quote": "core",
    "QuotebankError": "errors",
    "ReaderError": "errors",
    "Speaker": "core",
    "analyze": "analyzer",
    "articles": "ingest",
    "load": "pipeline",
    "topics": "keyterms",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'quotebank' has no attribute {name!r}")
    value = getattr(import_module(f"quotebank.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
