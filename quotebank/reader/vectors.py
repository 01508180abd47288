"""What vectors say of pairs of words: who is meant, and whose role it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quotebank.core import Entity, RoleSpan
from quotebank.reader.labels import VECTORS

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]

_KEPT = VECTORS["antecedent"].stop
_HEADS = ("N", "PRP", "WP", "CD", "JJ", "DT", "EX", "FW")
"""How the tags of words begin that may be a mention's head; the others' vectors are not kept."""


class MentionVectors:
    """The vectors of one text's possible heads of mentions; see ``core.Mentions``."""

    __slots__ = ("_new", "_places", "_vectors")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, places: Sequence[int], vectors: Halves, new: Halves) -> None:
        self._places = {word: row for row, word in enumerate(places)}
        self._vectors = vectors
        self._new = new

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, MentionVectors)
            and self._places == other._places
            and np.array_equal(self._vectors, other._vectors)
            and np.array_equal(self._new, other._new)
        )

    def score(self, later: int, earlier: int) -> float | None:
        """See ``core.Mentions.score``."""
        row, other = self._places.get(later), self._places.get(earlier)
        if row is None or other is None:
            return None
        product = self._vectors[row, VECTORS["anaphor"]].astype(np.float32) @ self._vectors[
            other, VECTORS["antecedent"]
        ].astype(np.float32)
        return float(product - self._new[row])


def mention_vectors(tags: Sequence[str], windows: Sequence[Floats]) -> MentionVectors:
    """Keep what may be asked for. ``windows`` are the vectors (words, ``VECTOR_SIZE``) of a text's windows,
    ``tags`` those of all its words."""
    places = [number for number, tag in enumerate(tags) if tag.startswith(_HEADS)]
    whole = np.concatenate(windows) if windows else np.zeros((0, VECTORS["new"].stop), dtype=np.float32)
    some = whole[places].astype(np.float16)
    return MentionVectors(places, some[:, :_KEPT], some[:, VECTORS["new"].start])


def role_spans(
    roles: Sequence[tuple[int, int]],
    names: Sequence[tuple[int, int, Entity]],
    vectors: Floats,
    paragraphs: Sequence[int],
    borders: Sequence[tuple[int, int]],
) -> list[RoleSpan]:
    """The roles of one window, each with the name of a person in its paragraph that it points at most.

    ``roles`` and ``names`` hold half-open words, ``paragraphs`` (words,) their paragraph, ``borders`` the
    characters of each word.
    """
    found = []
    for low, high in roles:
        near = [one for one in names if paragraphs[one[0]] == paragraphs[low] and not one[0] < high <= one[1]]
        name, sure = None, 0.0
        if near:
            pointing = vectors[low:high, VECTORS["role"]].mean(axis=0)
            scores = [float(pointing @ vectors[one[0], VECTORS["named"]]) for one in near]
            best = max(scores)
            name = near[scores.index(best)][2]
            sure = 1 / sum(math.exp(score - best) for score in scores)
        found.append(
            RoleSpan(
                borders[low][0],
                borders[high - 1][1],
                (name.start, name.end) if name else None,
                round(sure, 4),
            )
        )
    return found
