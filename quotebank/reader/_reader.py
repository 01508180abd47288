"""Texts to readings: windows of many texts share batches, each text gets its own answer back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from quotebank.core import Entity, Reading, ReadQuote
from quotebank.core.layout import Layout
from quotebank.errors import ReaderError
from quotebank.reader.chain import NEVER, messages, viterbi
from quotebank.reader.decode import entities, labelled, likeliest
from quotebank.reader.labels import PART_LABELS, POS_TAGS
from quotebank.reader.links import linked
from quotebank.reader.manifest import MODEL, TOKENIZER, check_files, load_manifest
from quotebank.reader.session import Session
from quotebank.reader.windows import Window, Windower

SHIPPED = Path(__file__).parent / "model"
BATCH = 32
"""Windows whose labels are decoded together. The network itself reads one window a call: that was
measured 1.4 times as fast as eight padded ones (they outgrow the cache), and because int8 activations are
scaled by call, a window's answer must not depend on which others happen to stand beside it."""


class Reader:
    """The model at run time. ``version`` names its weights.

    ``threads`` is the number of cores one call may use: more than are idle only hurts. With ``exact`` it
    gives the spans that are likeliest to be exact, each by itself, instead of those that go best together.
    """

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1, exact: bool = False) -> None:
        manifest = load_manifest(folder)
        check_files(folder, manifest)
        self.version = manifest.version
        self._transitions = manifest.transitions
        self._calibration = manifest.calibration
        self._exact = exact
        self._session = Session(folder / MODEL, threads=threads)
        try:
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # tokenizers raises bare Exception
            raise ReaderError(f"{folder / TOKENIZER}: cannot be loaded ({error})") from error
        self._windower = Windower(tokenizer)

    def read(self, text: str) -> Reading:
        """One text's reading."""
        return self.read_many([text])[0]

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """Readings in the texts' order; windows of like length are decoded together."""
        layouts = [Layout.of(text) for text in texts]
        cut = [self._windower.along(layout) for layout in layouts]
        order = sorted(
            ((number, place) for number, windows in enumerate(cut) for place in range(len(windows))),
            key=lambda key: len(cut[key[0]][key[1]].features[0]),
        )
        read: list[list[_Part | None]] = [[None] * len(windows) for windows in cut]
        for at in range(0, len(order), BATCH):
            keys = order[at : at + BATCH]
            windows = [cut[number][place] for number, place in keys]
            for (number, place), part in zip(keys, self._decode(windows), strict=True):
                read[number][place] = part
        return [
            _assemble(layout, windows, [part for part in parts if part is not None])
            for layout, windows, parts in zip(layouts, cut, read, strict=True)
        ]

    def network_calls(self, texts: Sequence[str]) -> Iterator[Callable[[], object]]:
        """Each call of the network that ``read_many`` makes, ready to run: for measuring it alone."""
        for text in texts:
            for window in self._windower.cut(text):
                yield self._session.prepared([window])

    def _decode(self, windows: Sequence[Window]) -> Iterator[_Part]:
        scores = [self._session([window]) for window in windows]
        lengths = np.array([len(window.starts) for window in windows], dtype=np.int64)
        parts = np.zeros((len(windows), int(lengths.max()), len(PART_LABELS)), dtype=np.float32)
        for row, (window, one) in enumerate(zip(windows, scores, strict=True)):
            parts[row, : lengths[row]] = one.parts[0]
            # no span runs on from one paragraph into the next: of 68,265 in PolNeAR one does
            parts[row, 1 + np.flatnonzero(np.diff(window.paragraphs)), 2::2] = NEVER
        paths = None if self._exact else viterbi(parts, lengths, self._transitions)
        sums = messages(parts, lengths, self._transitions)
        for row, (window, one, some) in enumerate(zip(windows, scores, sums, strict=True)):
            if paths is None:
                found = likeliest(some, self._transitions)
            else:
                found = labelled(paths[row, : lengths[row]].tolist(), some, self._transitions)
            yield _Part(
                [POS_TAGS[tag] for tag in one.tags[0].tolist()],
                (one.sentences[0] > 0).tolist(),
                entities(window, one.entities[0].tolist()),
                linked(window, found, one.links[0], np.cumsum(one.sentences[0] > 0), self._calibration),
            )


class _Part:
    """The reading of one window."""

    __slots__ = ("entities", "quotes", "sentences", "tags")

    def __init__(
        self, tags: list[str], sentences: list[bool], names: list[Entity], quotes: list[ReadQuote]
    ) -> None:
        self.tags = tags
        self.sentences = sentences
        self.entities = names
        self.quotes = quotes


def _assemble(layout: Layout, windows: Sequence[Window], parts: Sequence[_Part]) -> Reading:
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    sentences: list[int] = []
    names: list[Entity] = []
    quotes: list[ReadQuote] = []
    heads = layout.starts
    passed = 0
    for window, part in zip(windows, parts, strict=True):
        base = len(starts)
        for number, (begins, start) in enumerate(zip(part.sentences, window.starts, strict=True)):
            # a new paragraph begins a sentence; a window cut inside a long one does not
            while passed < len(heads) and heads[passed] <= start:
                begins = True
                passed += 1
            if begins:
                sentences.append(base + number)
        starts += window.starts
        ends += window.ends
        tags += part.tags
        names += part.entities
        quotes += part.quotes
    if sentences[:1] != [0] and starts:
        sentences.insert(0, 0)
    return Reading(layout.text, starts, ends, tags, sentences, tuple(names), tuple(quotes), layout)
