"""Article to Analysis: the reader's pass, then quotes, then people. Knows nothing of spaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from quotebank.core import (
    MIN_CONFIDENCE,
    Analysis,
    Article,
    Failure,
    Quote,
    Reading,
    ReadQuote,
    Speaker,
)
from quotebank.errors import InputError, QuotebankError, ReaderError
from quotebank.people import resolve
from quotebank.quotes import assemble, situate
from quotebank.quotes.acceptance import Acceptance
from quotebank.reader import SHIPPED, Reader
from quotebank.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

MAX_CHARS = 20_000_000
"""Characters in one text; longer than any article, short enough to stay in memory."""

_TOGETHER = 40_000
"""Characters read together: enough to fill batches, little enough to keep answers flowing."""


class Analyzer:
    """Finds quotes and speakers in articles; loads the model once.

    ``raw`` leaves out every rule: the reader's own linked spans by PolNeAR's convention, for measuring the
    model by itself.
    ``threads`` is how many cores the model may use. Quotes of less confidence than ``min_confidence`` are
    left out and named in a note; None stands for ``MIN_CONFIDENCE``, with ``raw`` for 0. ``convention``
    ``polnear`` takes for a quote what PolNeAR's annotators did, deeds and thoughts among them, and keeps them
    all: for comparing with what is published on that corpus. ``model`` names
    the weights, the rules' version and a ``min_confidence`` that is not the usual one; ``acceptance`` are the
    curves that ship with them.
    Raises ReaderError where the model's files are missing or damaged.
    """

    def __init__(
        self,
        *,
        raw: bool = False,
        convention: str | None = None,
        threads: int = 1,
        min_confidence: float | None = None,
        model: Path = SHIPPED,
    ) -> None:
        convention = convention or ("polnear" if raw else "news")
        self._reader = Reader(model, threads=threads, convention=convention, exact=raw)
        self.acceptance = acceptance_of(self._reader)
        self._raw = raw
        usual = MIN_CONFIDENCE if convention == "news" and not raw else 0.0
        self._least = usual if min_confidence is None else min_confidence
        self.model = f"{self._reader.version}+{__version__}"
        if convention != "news":
            self.model += f" {convention}"
        if self._least != usual:
            self.model += f" min_confidence={self._least:g}"

    def analyze(self, article: Article) -> Analysis:
        """One article's analysis. Raises InputError where the text cannot be analysed."""
        _check(article)
        return self._finish(article, self._reader.read(article.text))

    def readings(self, texts: Iterable[str]) -> Iterator[Reading]:
        """What the reader alone sees in each text, in order."""
        for some in _together(texts, len):
            yield from self._reader.read_many(some)

    def network_calls(self, texts: Iterable[str]) -> Iterator[Callable[[], object]]:
        """Each call of the network that these texts take, ready to run: for measuring the network alone."""
        for some in _together(texts, len):
            yield from self._reader.network_calls(some)

    def pipe(self, articles: Iterable[Article | Failure]) -> Iterator[Analysis | Failure]:
        """Analyses in the articles' order, many read in one batch.

        An article that cannot be analysed becomes a Failure; Failures that come in go out.
        """
        for answer in self.pipe_with_readings(articles):
            yield answer if isinstance(answer, Failure) else answer[0]

    def pipe_with_readings(
        self, articles: Iterable[Article | Failure]
    ) -> Iterator[tuple[Analysis, Reading] | Failure]:
        """As ``pipe``, each analysis with the reading that it was made from."""
        for some in _together(articles, _size):
            checked = [one if isinstance(one, Failure) else _failure(one) or one for one in some]
            analysed = self._some([one for one in checked if isinstance(one, Article)])
            for one in checked:
                yield one if isinstance(one, Failure) else next(analysed)

    def _some(self, articles: list[Article]) -> Iterator[tuple[Analysis, Reading] | Failure]:
        readings = self._reader.read_many([article.text for article in articles])
        for article, reading in zip(articles, readings, strict=True):
            yield self._one(article, reading)

    def _one(self, article: Article, reading: Reading) -> tuple[Analysis, Reading] | Failure:
        try:
            return self._finish(article, reading), reading
        except QuotebankError as error:
            return Failure(article.id, str(error), article.id)
        except Exception as error:  # one article must not end a run of a thousand: it is recorded
            return Failure(article.id, f"cannot be analysed: {error!r}", article.id)

    def _finish(self, article: Article, reading: Reading) -> Analysis:
        if self._raw:
            unruled = tuple(_unruled(read) for read in reading.quotes)
            return Analysis(article, unruled, model=self.model).confident(self._least)
        quotes, notes = assemble(reading, self.acceptance)
        # all of them say who the others' speakers are, those that are left out too
        quotes, speakers = attributed(reading, quotes, article)
        return Analysis(article, quotes, speakers, notes, self.model).confident(self._least)


def attributed(
    reading: Reading, quotes: Sequence[Quote], article: Article
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    """Quotes whose spans are known, with who, when, where and to whom; and everybody that the article names.

    Who comes first: a day that is told of one quote of a speaker may hold for the speaker's others.
    """
    quotes, speakers = resolve(reading, quotes, article)
    return situate(reading, quotes, article), speakers


def acceptance_of(reader: Reader) -> Acceptance:
    """The curves that ship with a reader's weights. Raises ReaderError where they are other code's."""
    try:
        return Acceptance.from_json(reader.calibration)
    except (KeyError, TypeError, ValueError) as error:
        raise ReaderError(
            f"the model's calibration is not that of this version of quotebank ({error!r})"
        ) from error


def _unruled(read: ReadQuote) -> Quote:
    """A linked span that no rule has touched; its type is not known, ``indirect`` stands for that."""
    return Quote(
        "indirect",
        read.content,
        read.cue,
        read.source,
        confidence=read.exact,
    )


def _check(article: Article) -> None:
    failure = _failure(article)
    if failure is not None:
        raise InputError(failure.where, failure.reason)


def _failure(article: Article) -> Failure | None:
    """Why a text cannot be analysed, None where it can."""
    if len(article.text) > MAX_CHARS:
        return Failure(article.id, f"{len(article.text)} characters, at most {MAX_CHARS}", article.id)
    try:
        article.text.encode("utf8")
    except UnicodeEncodeError as error:
        return Failure(article.id, f"a lone surrogate at character {error.start}: not valid text", article.id)
    return None


def _size(one: Article | Failure) -> int:
    return len(one.text) if isinstance(one, Article) else 0


def _together(items: Iterable[Any], size: Callable[[Any], int]) -> Iterator[list[Any]]:
    held: list[Any] = []
    total = 0
    for item in items:
        held.append(item)
        total += size(item)
        if total >= _TOGETHER or len(held) >= 64:
            yield held
            held, total = [], 0
    if held:
        yield held


@cache
def _default() -> Analyzer:
    return Analyzer()


def analyze(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
) -> Analysis:
    """Find who said what in one text.

    ``published`` (an ISO 8601 date) turns ``said on Monday`` into a day. The model is loaded at the
    first call and kept. Raises InputError where the text cannot be analysed, ReaderError where the model is
    damaged.
    """
    return _default().analyze(
        Article(text, id, title=title, published=published, url=url, publisher=publisher, author=author)
    )
