"""Words per second and memory, measured so that the figures can be compared.

What is timed, each over the same articles:

* ``whole``: the whole pipeline, text to analysis (``Analyzer.pipe``);
* ``session``: the ONNX session alone, the same windows in the same calls with their inputs made ready.
  Nothing can be faster than this, so ``ratio`` (whole / session) says what all the rest costs;
* ``people``: who speaks (``people.resolve``) alone, on readings and quotes made ready;
  ``people_share`` is its part of the whole's processor time;
* ``spacy``: ``quotebank.load().pipe``, which lays the answer over spaCy's tokens too;
* ``small``, when asked for: an untrained spaCy pipeline of en_core_web_sm's architecture
  (``evaluation/untrained.py``);
* ``textacy``, likewise: that pipeline and then textacy's ``direct_quotations`` over the same articles
  (``evaluation/direct_quotations.py`` says on what).

After a pass that is not timed the things take turns, so that whatever else the machine does falls on all of
them, and the best turn of each counts: noise only ever adds. Both clocks are read. Processor time is what
a turn takes of one core, whoever else is using the machine; with one thread words per second and the
ratio are taken from it, with more from the wall clock. ``cores`` is processor time over wall time of the best
turn: above 1 something ran in parallel. For one thread to be one core the libraries must be told so
before they are imported, as the command does.

Words are what stands between white space. Memory is the process's peak after the first pass of the whole
pipeline, before anything else is loaded. Long texts (``evaluation/long_text.py``) and startup (import and
load) are measured in processes of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Article
from quotebank.evaluation.long_text import LongText, long_texts
from quotebank.evaluation.machine import peak_memory, surroundings
from quotebank.people import resolve
from quotebank.quotes import assemble
from quotebank.reader import SHIPPED

_STARTUP = """
import time
start = time.perf_counter()
from quotebank.analyzer import Analyzer
Analyzer()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """The best of several turns, in seconds, and what follows from it."""

    seconds: float
    processor_seconds: float
    words_per_second: float
    cores: float


@dataclass(frozen=True, slots=True)
class Speed:
    """What ``benchmark`` measured. Memory and sizes in MB (10^6 bytes), ``startup`` in seconds."""

    articles: int
    words: int
    quotes: int
    threads: int
    repeats: int
    timings: dict[str, Timing]
    ratio: float
    people_share: float
    peak_memory: float | None
    model_size: float
    startup: float
    long: tuple[LongText, ...] = ()
    machine: dict[str, str] = field(default_factory=dict)


def benchmark(
    articles: Sequence[Article],
    *,
    threads: int = 1,
    repeats: int = 3,
    compare_spacy: bool = False,
    long: Sequence[int] = (),
) -> Speed:
    """Measure on these articles, of which one has a word; every thing is timed ``repeats`` times.

    ``long`` are the words of long texts to be read as well.
    """
    words = sum(len(one.text.split()) for one in articles)
    analyzer = Analyzer(threads=threads)
    answers = [one for one in analyzer.pipe(articles) if isinstance(one, Analysis)]
    memory = peak_memory()
    things = _things(articles, analyzer, threads=threads, compare_spacy=compare_spacy)
    timings = _timed(things, words=words, repeats=repeats, by_processor=threads == 1)
    return Speed(
        articles=len(articles),
        words=words,
        quotes=sum(len(one.quotes) for one in answers),
        threads=threads,
        repeats=repeats,
        timings=timings,
        ratio=timings["session"].words_per_second / timings["whole"].words_per_second,
        people_share=timings["people"].processor_seconds / timings["whole"].processor_seconds,
        peak_memory=memory,
        model_size=sum(file.stat().st_size for file in SHIPPED.iterdir()) / 1e6,
        startup=min(_startup() for _ in range(repeats)),
        long=tuple(long_texts(articles, threads=threads, sizes=long)),
        machine=surroundings(),
    )


def _things(
    articles: Sequence[Article], analyzer: Analyzer, *, threads: int, compare_spacy: bool
) -> dict[str, Callable[[], None]]:
    from quotebank.pipeline import load

    texts = [one.text for one in articles]
    calls = list(analyzer.network_calls(texts))
    readings = list(analyzer.readings(texts))
    quotes = [assemble(reading)[0] for reading in readings]
    ours = load(threads=threads)

    def session() -> None:
        for call in calls:
            call()

    def people() -> None:
        for reading, found, article in zip(readings, quotes, articles, strict=True):
            resolve(reading, found, article)

    things = {
        "whole": lambda: _exhaust(analyzer.pipe(articles)),
        "session": session,
        "people": people,
        "spacy": lambda: _exhaust(ours.pipe(texts)),
    }
    if compare_spacy:
        from quotebank.evaluation.direct_quotations import annotated, find
        from quotebank.evaluation.untrained import small_pipeline

        small = small_pipeline()
        docs = annotated(texts)

        def textacy() -> None:
            _exhaust(small.pipe(texts))
            find(docs)

        things |= {"small": lambda: _exhaust(small.pipe(texts)), "textacy": textacy}
    return things


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _timed(
    things: dict[str, Callable[[], None]], *, words: int, repeats: int, by_processor: bool
) -> dict[str, Timing]:
    turns: dict[str, list[tuple[float, float]]] = {name: [] for name in things}
    for turn in range(repeats + 1):
        for name, thing in things.items():
            clock, processor = time.perf_counter(), time.process_time()
            thing()
            took = time.perf_counter() - clock, time.process_time() - processor
            if turn:  # the first one warms caches
                turns[name].append(took)
    timings = {}
    for name, taken in turns.items():
        clock, processor = min(taken, key=lambda one: one[by_processor])
        counted = processor if by_processor else clock
        timings[name] = Timing(clock, processor, words / counted, processor / clock)
    return timings


def _startup() -> float:
    """Seconds from a fresh interpreter's first import to a loaded model."""
    done = subprocess.run(
        [sys.executable, "-c", _STARTUP],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)
