"""One ONNX session over padded batches of windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from quotebank.errors import ReaderError
from quotebank.reader.windows import FEATURES, Window

INPUTS = ("features", "mask", "first")
OUTPUTS = ("parts", "tags", "entities", "sentences", "links", "decisions", "roles", "vectors")

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one batch; ``lengths`` (batch,) counts each window's words.

    ``parts`` (batch, words, 7) scores; ``tags`` (batch, words) label numbers; ``entities`` (batch, words, 11)
    scores; ``sentences`` (batch, words) above 0 where one starts; ``links`` (batch, words, words);
    ``decisions`` (batch, words, 3), ``roles`` (batch, words, 3) scores; ``vectors`` (batch, words,
    ``VECTOR_SIZE``).
    """

    parts: Floats
    tags: Integers
    entities: Floats
    sentences: Floats
    links: Floats
    decisions: Floats
    roles: Floats
    vectors: Floats
    lengths: Integers


def padded(windows: Sequence[Window]) -> tuple[Integers, Integers, Integers, Integers]:
    """(features (batch, 6, pieces), mask (batch, pieces), first (batch, words), lengths (batch,))."""
    pieces = max(len(window.features[0]) for window in windows)
    words = max(len(window.first) for window in windows)
    features = np.zeros((len(windows), FEATURES, pieces), dtype=np.int64)
    mask = np.zeros((len(windows), pieces), dtype=np.int64)
    first = np.zeros((len(windows), words), dtype=np.int64)
    for row, window in enumerate(windows):
        size = len(window.features[0])
        features[row, :, :size] = window.features
        mask[row, :size] = 1
        first[row, : len(window.first)] = window.first
    lengths = np.array([len(window.first) for window in windows], dtype=np.int64)
    return features, mask, first, lengths


class Session:
    """The exported network. Raises ReaderError where the file cannot be loaded."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                path.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except FileNotFoundError:
            raise ReaderError(f"{path}: the model's files are not there") from None
        except Exception as error:  # onnxruntime's own errors share no base class that it exports
            raise ReaderError(f"{path}: cannot be loaded ({error})") from error

    def __call__(self, windows: Sequence[Window]) -> Scores:
        """Scores of some windows, in one call."""
        *inputs, lengths = padded(windows)
        return Scores(**dict(zip(OUTPUTS, self._run(inputs), strict=True)), lengths=lengths)

    def prepared(self, windows: Sequence[Window]) -> Callable[[], object]:
        """One call of the network and nothing else, its inputs made ready: for measuring it alone."""
        *inputs, _ = padded(windows)
        return partial(self._run, inputs)

    def _run(self, inputs: Sequence[Integers]) -> Any:
        return self._session.run(OUTPUTS, dict(zip(INPUTS, inputs, strict=True)))
