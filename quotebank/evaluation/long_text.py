"""One long text after another, each in a process of its own: are time and memory linear?

The texts are made of the given articles' paragraphs, again and again up to so many words. A process of its
own makes the peak of memory that text's own; what the loaded model takes before it is told as well.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle

from quotebank.analyzer import Analyzer
from quotebank.core import Article
from quotebank.core.paragraphs import paragraphs
from quotebank.evaluation.machine import peak_memory

SIZES = (50_000, 100_000, 200_000)
"""Words of the texts that are read."""


@dataclass(frozen=True, slots=True)
class LongText:
    """What one text took. Memory in MB (10^6 bytes): the peak, and the peak before the text came.

    ``words_per_second`` is of processor time with one thread, of wall time with more.
    """

    words: int
    quotes: int
    seconds: float
    processor_seconds: float
    words_per_second: float
    loaded_memory: float | None
    peak_memory: float | None


def long_texts(
    articles: Sequence[Article], *, threads: int = 1, sizes: Iterable[int] = SIZES
) -> Iterator[LongText]:
    """Read a text of each size; one of the articles has a word."""
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-c", "from quotebank.evaluation.long_text import serve; serve()"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            input=json.dumps({"text": of_length(articles, size), "threads": threads}),
            capture_output=True,
            text=True,
            check=True,
        )
        yield LongText(**json.loads(done.stdout))


def of_length(articles: Sequence[Article], words: int) -> str:
    """The articles' paragraphs, again and again until they have at least so many words."""
    parts = [(one.text[a:b], len(one.text[a:b].split())) for one in articles for a, b in paragraphs(one.text)]
    kept: list[str] = []
    total = 0
    for part, count in cycle(parts):
        if total >= words:
            break
        kept.append(part)
        total += count
    return "\n\n".join(kept)


def serve() -> None:
    """In the process of its own: read the text that standard input brings, print what it took."""
    asked = json.load(sys.stdin)
    print(json.dumps(asdict(_read(asked["text"], asked["threads"]))))


def _read(text: str, threads: int) -> LongText:
    analyzer = Analyzer(threads=threads)
    analyzer.analyze(
        Article("“It will rain,” Anna Ray said on Monday.", "first")
    )  # loads what is loaded once
    loaded = peak_memory()
    clock, processor = time.perf_counter(), time.process_time()
    analysis = analyzer.analyze(Article(text, "long"))
    seconds, of_processor = time.perf_counter() - clock, time.process_time() - processor
    words = len(text.split())
    return LongText(
        words,
        len(analysis.quotes),
        seconds,
        of_processor,
        words / (of_processor if threads == 1 else seconds),
        loaded,
        peak_memory(),
    )
