"""The command line as a test runs it, and a reader that breaks on request."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from quotebank.cli import main
from quotebank.core import Analysis, Article, Failure, Quote, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class ToyAnalyzer:
    """Finds ``“words,” said Name.`` only; breaks on BREAK, answers with nonsense on LIE."""

    def __init__(
        self,
        *,
        raw: bool = False,
        convention: str | None = None,
        threads: int = 1,
        min_confidence: float | None = None,
    ) -> None:
        self.model = f"toy{threads}"
        self.raw = raw
        self.least = min_confidence or 0.0

    def analyze(self, article: Article) -> Analysis:
        if "INTERRUPT" in article.text:
            raise KeyboardInterrupt
        found = list(re.finditer(r"(“[^”]*”),? said ([A-Z]\w+(?: [A-Z]\w+)*)", article.text))
        quotes = tuple(
            Quote(
                type="direct",
                content=(match.span(1),),
                source=(match.span(2),),
                speaker=None if self.raw else match[2],
                speaker_kind=None if self.raw else "person",
                role=None if self.raw else "spokesman",
                confidence=0.9,
            )
            for match in found
        )
        if "LIE" in article.text:
            quotes = (Quote(type="direct", content=((0, len(article.text) + 1),)),)
        names = {match[2]: match.span(2) for match in found}
        speakers = tuple(
            Speaker(name, "person", names=(name,), roles=("spokesman",), mentions=(span,))
            for name, span in names.items()
        )
        return Analysis(article, quotes, speakers, model=self.model).confident(self.least)

    def pipe(self, articles: Iterable[Article | Failure]) -> Iterator[Analysis | Failure]:
        for one in articles:
            if isinstance(one, Failure):
                yield one
            elif "BREAK" in one.text:
                yield Failure(one.id, "the reader broke", article_id=one.id)
            else:
                yield self.analyze(one)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands get the toy instead of the model."""
    module = ModuleType("quotebank.analyzer")
    module.Analyzer = ToyAnalyzer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quotebank.analyzer", module)


def run(*args: object, input: str | bytes | None = None) -> Result:
    """``quotebank ARGS`` in this process; an exception that gets out is raised here."""
    result = CliRunner().invoke(main, [str(one) for one in args], input=input)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
