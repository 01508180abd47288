"""Texts to readings: windows of many texts share batches, each text gets its own answer back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from quotebank.core import Entity, Reading, ReadQuote, RoleSpan
from quotebank.core.layout import Layout
from quotebank.core.reading import ENTITY_LABELS
from quotebank.errors import ReaderError
from quotebank.reader.chain import NEVER, Floats, Integers, messages, viterbi
from quotebank.reader.decode import bio, labelled, likeliest, tagged
from quotebank.reader.labels import DECISIONS, ENTITY_TAGS, POS_TAGS, ROLE_LABELS
from quotebank.reader.links import linked
from quotebank.reader.manifest import MODEL, TOKENIZER, check_files, load_manifest
from quotebank.reader.session import Session
from quotebank.reader.vectors import mention_vectors, role_spans
from quotebank.reader.windows import Window, Windower

SHIPPED = Path(__file__).parent / "model"
BATCH = 32
"""Windows whose labels are decoded together. The network itself reads one window a call: that was
measured 1.4 times as fast as eight padded ones (they outgrow the cache), and because int8 activations are
scaled by call, a window's answer must not depend on which others happen to stand beside it."""

_NAMES, _ROLES = bio(ENTITY_TAGS), bio(ROLE_LABELS)


class Reader:
    """The model at run time. ``version`` names its weights.

    ``threads`` is the number of cores one call may use: more than are idle only hurts. ``convention`` says
    whose idea of an attribution it marks (``reader.labels.CONVENTIONS``). With ``exact`` it gives the spans
    that are likeliest to be exact, each by itself, instead of those that go best together. ``calibration``
    are the curves that were fitted on what it says.
    """

    def __init__(
        self, folder: Path = SHIPPED, *, threads: int = 1, convention: str = "news", exact: bool = False
    ) -> None:
        manifest = load_manifest(folder)
        check_files(folder, manifest)
        self.version = manifest.version
        self.calibration = manifest.calibration
        self._transitions = manifest.transitions
        self._convention = convention
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
        cut = [self._windower.along(layout, convention=self._convention) for layout in layouts]
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
            for window in self._windower.cut(text, convention=self._convention):
                yield self._session.prepared([window])

    def _decode(self, windows: Sequence[Window]) -> Iterator[_Part]:
        scores = [self._session([window]) for window in windows]
        lengths = np.array([len(window.starts) for window in windows], dtype=np.int64)
        parts = _stacked([one.parts[0] for one in scores], windows, lengths)
        paths = None if self._exact else viterbi(parts, lengths, self._transitions)
        sums = messages(parts, lengths, self._transitions)
        names = viterbi(_stacked([one.entities[0] for one in scores], windows, lengths), lengths, _NAMES)
        roles = viterbi(_stacked([one.roles[0] for one in scores], windows, lengths), lengths, _ROLES)
        for row, (window, one, some) in enumerate(zip(windows, scores, sums, strict=True)):
            count = lengths[row]
            if paths is None:
                found = likeliest(some, self._transitions)
            else:
                found = labelled(paths[row, :count].tolist(), some, self._transitions)
            yield _Part(
                [POS_TAGS[tag] for tag in one.tags[0].tolist()],
                (one.sentences[0] > 0).tolist(),
                tagged(names[row, :count].tolist()),
                [(low, high) for low, high, _ in tagged(roles[row, :count].tolist())],
                linked(window, found, one.links[0], np.cumsum(one.sentences[0] > 0)),
                _chances(one.decisions[0]),
                one.vectors[0],
            )


def _stacked(scores: Sequence[Floats], windows: Sequence[Window], lengths: Integers) -> Floats:
    """(windows, words, labels): padded with zeros; no span runs on from one paragraph into the next (of
    68,265 in PolNeAR one does)."""
    out = np.zeros((len(windows), int(lengths.max()), scores[0].shape[1]), dtype=np.float32)
    for row, (window, one) in enumerate(zip(windows, scores, strict=True)):
        out[row, : lengths[row]] = one
        out[row, 1 + np.flatnonzero(np.diff(window.paragraphs)), 2::2] = NEVER
    return out


def _chances(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    shares: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


@dataclass(slots=True)
class _Part:
    """The reading of one window: spans of names (with their kind) and roles are half-open words."""

    tags: list[str]
    sentences: list[bool]
    names: list[tuple[int, int, int]]
    roles: list[tuple[int, int]]
    quotes: list[ReadQuote]
    decisions: Floats
    vectors: Floats


def _assemble(layout: Layout, windows: Sequence[Window], parts: Sequence[_Part]) -> Reading:
    starts: list[int] = []
    ends: list[int] = []
    tags: list[str] = []
    sentences: list[int] = []
    entities: list[Entity] = []
    roles: list[RoleSpan] = []
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
        names = [
            (low, high, Entity(window.starts[low], window.ends[high - 1], ENTITY_LABELS[kind]))
            for low, high, kind in part.names
        ]
        entities += [entity for *_, entity in names]
        people = [one for one in names if one[2].label == "PERSON"]
        borders = list(zip(window.starts, window.ends, strict=True))
        roles += role_spans(part.roles, people, part.vectors, window.paragraphs, borders)
        quotes += part.quotes
    if sentences[:1] != [0] and starts:
        sentences.insert(0, 0)
    decisions = np.concatenate([part.decisions for part in parts]) if parts else np.zeros((0, len(DECISIONS)))
    return Reading(
        layout.text,
        starts,
        ends,
        tags,
        sentences,
        tuple(entities),
        tuple(quotes),
        tuple(roles),
        decisions[:, DECISIONS.index("speech")].tolist(),
        decisions[:, DECISIONS.index("attitude")].tolist(),
        mention_vectors(tags, [part.vectors for part in parts]),
        layout,
    )
