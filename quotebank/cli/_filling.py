"""Articles into a bank, with a progress bar for whoever looks on."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeAlias

import click

from quotebank.cli._terminal import counted, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from quotebank.analyzer import Analyzer
    from quotebank.bank import Bank, Run
    from quotebank.core import Analysis, Article, Failure

Outcomes: TypeAlias = Counter[str]
"""How many articles were added, replaced, unchanged, failed."""


def fill(
    bank: Bank,
    paths: Sequence[str | Path],
    *,
    analyzer: Analyzer,
    command: str,
    progress: bool = True,
) -> Outcomes:
    """Adds the articles of files and folders to a bank and says on standard error what failed.

    An article that is in the bank as it is, analysed by the same model, is not read again. Failures
    are recorded in the bank; each article is saved as soon as it is done.
    """
    from quotebank import ingest
    from quotebank.core import Failure

    outcomes: Outcomes = Counter()
    found = _news(ingest.articles(paths), bank, analyzer.model, outcomes)
    shown = progress and sys.stderr.isatty()
    watched = _watched(analyzer.pipe(found), shown=shown)
    with bank.run(model=analyzer.model, command=command) as run, watched as results:
        for result in results:
            failure = result if isinstance(result, Failure) else _store(run, result, outcomes)
            if failure is not None:
                run.fail(failure)
                tell(failure, over=shown)
                outcomes["failed"] += 1
    return outcomes


def _store(run: Run, analysis: Analysis, outcomes: Outcomes) -> Failure | None:
    """Adds one analysis; a Failure where it cannot be stored."""
    from quotebank.core import Failure
    from quotebank.errors import BankError

    try:
        outcomes[run.add(analysis)] += 1
    except BankError as error:
        # the next write says whether it is the analysis that is broken or the bank
        return Failure(analysis.article.id, str(error), article_id=analysis.article.id)
    return None


def summary(outcomes: Outcomes, totals: dict[str, int]) -> str:
    """One line: what became of the articles, and what the bank holds now."""
    done = ("added", "replaced", "unchanged")
    total = sum(outcomes[name] for name in done)
    parts = ", ".join(f"{outcomes[name]:,} {name}" for name in done)
    return (
        f"{counted(total, 'article')} ({parts}), {counted(totals['quotes'], 'quote')}, "
        f"{counted(totals['speakers'], 'speaker')}, {outcomes['failed']:,} failed"
    )


def _news(
    found: Iterable[Article | Failure], bank: Bank, model: str, outcomes: Outcomes
) -> Iterator[Article | Failure]:
    """What the bank does not have yet; the rest is counted."""
    from quotebank.core import Article

    for one in found:
        if isinstance(one, Article) and bank.is_current(one, model):
            outcomes["unchanged"] += 1
        else:
            yield one


def _watched(
    results: Iterator[Analysis | Failure], *, shown: bool
) -> AbstractContextManager[Iterable[Analysis | Failure]]:
    """The same results, counted on standard error while they pass."""
    if not shown:
        return nullcontext(results)
    return click.progressbar(results, label="Reading articles", file=sys.stderr, show_pos=True)
