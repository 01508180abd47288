"""Confidence against what came true: is it honest, and what does a threshold cost?

Everything here takes *judged* answers: pairs of a confidence (0 to 1) and whether the answer was right. Where
some questions got no answer at all, ``of`` is how many questions there were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from quotebank.core import MIN_CONFIDENCE, Analysis
from quotebank.evaluation.gold import GoldArticle
from quotebank.evaluation.scores import decisions

Judged: TypeAlias = Sequence[tuple[float, bool]]

BINS = 10
THRESHOLDS = tuple(sorted({MIN_CONFIDENCE, *(number / 10 for number in range(10))}))
"""Where the table of ``Confidence`` is cut."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence is from ``low`` up to ``high``: how many, their mean confidence, and the
    share of them that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


SURENESS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""The same for the speaker's, most of which are near 1."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A threshold: the share of all answers that reach it, the share of those that is right, and the share of
    all right answers that it loses."""

    threshold: float
    kept: float
    right: float
    lost: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """What the confidence of some answers is worth. ``error`` is the expected calibration error."""

    answers: int
    error: float
    bins: tuple[Bin, ...]
    kept: tuple[Kept, ...]

    @classmethod
    def of(cls, judged: Judged) -> Confidence:
        """The figures of judged answers."""
        return cls(len(judged), expected_error(judged), tuple(bins(judged)), tuple(kept(judged)))


@dataclass(frozen=True, slots=True)
class JudgedSpeakers:
    """The judged speakers of some quotes, and how many quotes these are, with a speaker or without."""

    judged: Judged
    quotes: int


@dataclass(frozen=True, slots=True)
class SpeakerConfidence:
    """What the confidence of the speakers of some quotes is worth.

    ``quotes``: quotes that are found; ``answers``: those of them that got a speaker. ``ranking``, ``brier``,
    ``error``: see the functions. The shares in ``kept`` are of ``quotes``.
    """

    quotes: int
    answers: int
    ranking: float
    brier: float
    error: float
    kept: tuple[Kept, ...]

    @classmethod
    def of(cls, some: JudgedSpeakers) -> SpeakerConfidence:
        """The figures of judged speakers."""
        judged = some.judged
        return cls(
            some.quotes,
            len(judged),
            ranking(judged),
            brier(judged),
            expected_error(judged),
            tuple(kept(judged, SURENESS, of=some.quotes)),
        )


def judge_speakers(
    pairs: Iterable[tuple[GoldArticle, Analysis]], *, speech_only: bool = False
) -> JudgedSpeakers:
    """The judged speakers of the quotes that are found.

    A quote without a speaker is no answer, also where gold knows of none. Quotes that are not found are
    left out: whose words something is cannot be asked where nobody said it.
    """
    judged: list[tuple[float, bool]] = []
    quotes = 0
    for gold, analysis in pairs:
        for one in decisions(gold, analysis, speech_only=speech_only):
            quotes += one.found
            if one.found and one.answer.speaker_confidence is not None:
                judged.append((one.answer.speaker_confidence, one.speaker))
    return JudgedSpeakers(judged, quotes)


def judge(
    pairs: Iterable[tuple[GoldArticle, Analysis]], *, speech_only: bool = False
) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]] | None]:
    """Judged answers, where right is a found content with the right source; and the same where right is a
    found content with the right speaker, None where gold tells no speakers."""
    linked: list[tuple[float, bool]] = []
    spoken: list[tuple[float, bool]] = []
    named = False
    for gold, analysis in pairs:
        named = named or any(quote.names for quote in gold.quotes)
        for one in decisions(gold, analysis, speech_only=speech_only):
            linked.append((one.answer.confidence, one.linked))
            spoken.append((one.answer.confidence, one.speaker))
    return linked, spoken if named else None


def bins(judged: Judged, *, number: int = BINS) -> list[Bin]:
    """Equally wide bins of confidence, those without answers left out."""
    homes: list[list[tuple[float, bool]]] = [[] for _ in range(number)]
    for confidence, right in judged:
        homes[min(int(confidence * number), number - 1)].append((confidence, right))
    return [
        Bin(
            at / number,
            (at + 1) / number,
            len(some),
            sum(confidence for confidence, _ in some) / len(some),
            sum(right for _, right in some) / len(some),
        )
        for at, some in enumerate(homes)
        if some
    ]


def expected_error(judged: Judged) -> float:
    """Mean distance between confidence and share right over the bins, weighted by their size; 0 of none."""
    total = sum(one.count * abs(one.confidence - one.right) for one in bins(judged))
    return total / len(judged) if judged else 0.0


def ranking(judged: Judged) -> float:
    """The chance that a right answer has more confidence than a wrong one, equal ones counted half (the area
    under the ROC curve); a half where all are right or all wrong."""
    ordered = sorted(judged)
    below = 0.0
    wrong = at = 0
    while at < len(ordered):
        same = at
        while same < len(ordered) and ordered[same][0] == ordered[at][0]:
            same += 1
        right = sum(one for _, one in ordered[at:same])
        below += right * (wrong + (same - at - right) / 2)
        wrong += same - at - right
        at = same
    pairs = wrong * (len(ordered) - wrong)
    return below / pairs if pairs else 0.5


def brier(judged: Judged) -> float:
    """Mean square of the distance between confidence and what came true; 0 is best."""
    return sum((confidence - right) ** 2 for confidence, right in judged) / len(judged) if judged else 0.0


def kept(judged: Judged, thresholds: Sequence[float] = THRESHOLDS, *, of: int | None = None) -> list[Kept]:
    """What is left at each threshold; a threshold that nothing reaches is left out."""
    every = len(judged) if of is None else of
    known = sum(right for _, right in judged)
    found = []
    for threshold in thresholds:
        some = [right for confidence, right in judged if confidence >= threshold]
        if some:
            lost = (known - sum(some)) / known if known else 0.0
            found.append(Kept(threshold, len(some) / every, sum(some) / len(some), lost))
    return found


def coverage(judged: Judged, *, of: int | None = None) -> list[tuple[float, float]]:
    """Share of the answers kept and share of those that is right, from the surest answer to all of them.

    Answers of the same confidence come in together: nothing tells one from the other.
    """
    ordered = sorted(judged, reverse=True)
    every = len(judged) if of is None else of
    running = list(accumulate(right for _, right in ordered))
    return [
        (count / every, running[count - 1] / count)
        for count in range(1, len(ordered) + 1)
        if count == len(ordered) or ordered[count][0] < ordered[count - 1][0]
    ]
