"""Texts to readings: windows of many texts share batches, each text gets its own answer back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from quotebank.core import Entity, Reading, ReadQuote
from quotebank.errors import ReaderError
from quotebank.reader.decode import entities, linked, runs
from quotebank.reader.labels import POS_TAGS
from quotebank.reader.manifest import MODEL, TOKENIZER, load_manifest
from quotebank.reader.session import Scores, Session
from quotebank.reader.viterbi import label_probabilities, viterbi
from quotebank.reader.windows import Window, Windower

SHIPPED = Path(__file__).parent / "model"
BATCH = 8
"""Windows in one call: more gain nothing on a processor and cost memory."""


class Reader:
    """The model at run time. ``version`` names its weights.

    ``threads`` is the number of cores one call may use: more than are idle only hurts.
    """

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1) -> None:
        manifest = load_manifest(folder)
        self.version = manifest.version
        self._transitions = manifest.transitions
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
        """Readings in the texts' order; windows of like length go through the network together."""
        cut = [self._windower.cut(text) for text in texts]
        order = sorted(
            (
                (number, place)
                for number, windows in enumerate(cut)
                for place in range(len(windows))
            ),
            key=lambda key: len(cut[key[0]][key[1]].features[0]),
        )
        read: list[list[_Part | None]] = [[None] * len(windows) for windows in cut]
        for at in range(0, len(order), BATCH):
            keys = order[at : at + BATCH]
            windows = [cut[number][place] for number, place in keys]
            for (number, place), part in zip(keys, self._decode(windows), strict=True):
                read[number][place] = part
        return [
            _assemble(text, windows, [part for part in parts if part is not None])
            for text, windows, parts in zip(texts, cut, read, strict=True)
        ]

    def scores(self, text: str) -> Iterator[Scores]:
        """The network's raw answers on one text, batch by batch: for measuring the session alone."""
        windows = self._windower.cut(text)
        for at in range(0, len(windows), BATCH):
            yield self._session(windows[at : at + BATCH])

    def _decode(self, windows: Sequence[Window]) -> Iterator[_Part]:
        scores = self._session(windows)
        paths = viterbi(scores.parts, scores.lengths, self._transitions)
        sure = np.take_along_axis(label_probabilities(scores.parts), paths[:, :, None], axis=2)[
            :, :, 0
        ]
        tags, names = scores.tags.tolist(), scores.entities.tolist()
        sentences = (scores.sentences > 0).tolist()
        labels = paths.tolist()
        for row, window in enumerate(windows):
            words = len(window.starts)
            found = runs(labels[row][:words], sure[row])
            yield _Part(
                [POS_TAGS[tag] for tag in tags[row][:words]],
                sentences[row][:words],
                entities(window, names[row][:words]),
                linked(window, found, scores.links[row]),
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


def _assemble(text: str, windows: Sequence[Window], parts: Sequence[_Part]) -> Reading:
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    sentences: list[int] = []
    names: list[Entity] = []
    quotes: list[ReadQuote] = []
    for window, part in zip(windows, parts, strict=True):
        base, paragraph = len(starts), -1
        for number, (begins, home) in enumerate(
            zip(part.sentences, window.paragraphs, strict=True)
        ):
            if home != paragraph:
                paragraph = home
                # a new line begins a sentence; a window cut inside a long paragraph does not
                before = (
                    ends[-1] if number == 0 and ends else window.ends[number - 1] if number else 0
                )
                begins = begins or not starts or "\n" in text[before : window.starts[number]]
            if begins:
                sentences.append(base + number)
        starts += window.starts
        ends += window.ends
        tags += part.tags
        names += part.entities
        quotes += part.quotes
    if sentences[:1] != [0] and starts:
        sentences.insert(0, 0)
    return Reading(text, starts, ends, tags, sentences, tuple(names), tuple(quotes))
