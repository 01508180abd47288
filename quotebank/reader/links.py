"""Runs to linked quotes: for each source and content the cue it points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from quotebank.core import ReadQuote
from quotebank.reader.decode import Run
from quotebank.reader.windows import Window

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

WILLING = 5.0
"""How much less likely (in log-probability) a content's second choice may be to give it to an empty cue."""
CROSSED, ENDED = 1.0, 1.0
"""What a cue in between, or a sentence's end, takes off a link's log-probability; chosen on PolNeAR dev."""


@dataclass(slots=True)
class _Group:
    content: list[Run] = field(default_factory=list)
    cue: list[Run] = field(default_factory=list)
    source: list[Run] = field(default_factory=list)
    links: list[float] = field(default_factory=list)
    source_links: list[float] = field(default_factory=list)


def linked(window: Window, found: Sequence[Run], links: Floats, begins: Integers) -> list[ReadQuote]:
    """The quotes of one window from its runs and its link scores (words, words).

    ``begins`` (words,) counts sentence starts up to and with each word. Each content joins the anchor that
    its words point at on average: the first word of a cue, or of a content that has no cue. Sources join
    likewise, one for each anchor. A cue that no content joined and a source that found no anchor are given
    as quotes with an empty content: the reader saw them.
    """
    contents = [run for run in found if run.part == "content"]
    cues = [run for run in found if run.part == "cue"]
    sources = [run for run in found if run.part == "source"]
    anchors = cues + contents
    table = links[: len(begins), : len(begins)]
    sure = _pointing(table, contents, anchors) + _nearness(contents, anchors, cues, begins)
    homes = _homes(sure, len(cues))
    groups = {number: _Group(cue=[run]) for number, run in enumerate(cues)}
    for number, (run, home) in enumerate(zip(contents, homes, strict=True)):
        group = groups.setdefault(home, _Group())
        group.content.append(run)
        group.links.append(_share(sure[number], home))
    kept = sorted(groups)
    targets = [anchors[number] for number in kept]
    pointing = _pointing(table, sources, targets) + _nearness(sources, targets, cues, begins)
    for number, (run, target) in enumerate(zip(sources, _one_to_one(pointing), strict=True)):
        group = groups.setdefault(len(anchors) + number if target is None else kept[target], _Group())
        group.source.append(run)
        if target is not None:
            group.source_links.append(_share(pointing[number], target))

    quotes = [_quote(window, group) for group in groups.values()]
    return sorted(quotes, key=lambda quote: quote.content or quote.cue or quote.source)


def _quote(window: Window, group: _Group) -> ReadQuote:
    def segments(some: list[Run]) -> tuple[tuple[int, int], ...]:
        return tuple((window.starts[run.low], window.ends[run.high - 1]) for run in some)

    shown = group.content or group.cue or group.source
    return ReadQuote(
        content=segments(group.content),
        cue=segments(group.cue),
        source=segments(group.source),
        labels=round(float(np.mean([run.probability for run in shown])), 4),
        exact=round(min(run.exact for run in shown), 4),
        link=min(group.links, default=1.0),
        source_link=min(group.source_links, default=1.0),
    )


def _pointing(links: Floats, found: Sequence[Run], anchors: Sequence[Run]) -> Floats:
    """(runs, anchors): the mean log-probability with which each run's words point at each anchor's first."""
    if not found or not anchors:
        return np.zeros((len(found), len(anchors)), dtype=np.float32)
    scores = links[:, [run.low for run in anchors]]
    scores = scores - scores.max(axis=1, keepdims=True)
    scores = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return np.stack([scores[run.low : run.high].mean(axis=0) for run in found])


def _nearness(found: Sequence[Run], anchors: Sequence[Run], cues: Sequence[Run], begins: Integers) -> Floats:
    """(runs, anchors): how much a pair is held against it that other cues or sentence ends lie in between.

    The link head knows no order but the encoder's; what it leaves open, nearness decides.
    """
    out = np.zeros((len(found), len(anchors)), dtype=np.float32)
    lows = np.array([cue.low for cue in cues], dtype=np.int64)
    for row, run in enumerate(found):
        for column, anchor in enumerate(anchors):
            if anchor is run:
                continue
            before, after = (run, anchor) if run.low < anchor.low else (anchor, run)
            between = np.count_nonzero((lows >= before.high) & (lows < after.low))
            ends = min(int(begins[after.low] - begins[before.high - 1]), 2)
            out[row, column] = -CROSSED * between - ENDED * ends
    return out


def _share(scores: Floats, choice: int) -> float:
    """The probability of one choice under a softmax of its row."""
    chances = np.exp(scores - scores.max())
    return float(chances[choice] / chances.sum())


def _one_to_one(sure: Floats) -> list[int | None]:
    """A column for each row, none used twice, the surest pairs first."""
    homes: list[int | None] = [None] * len(sure)
    taken: set[int] = set()
    for flat in np.argsort(-sure, axis=None).tolist():
        row, column = divmod(flat, sure.shape[1])
        if homes[row] is None and column not in taken:
            homes[row] = column
            taken.add(column)
    return homes


def _homes(sure: Floats, cues: int) -> list[int]:
    """The anchor of each content: where it points; but a cue rather has a content than none.

    A content that points at another content follows it to its cue. A cue left empty takes the content that
    would as soon be its own, from an anchor that has others or is no cue.
    """
    homes: list[int] = sure.argmax(axis=1).tolist() if len(sure) else []
    for number, home in enumerate(homes):
        other = home - cues
        if other >= 0 and other != number and homes[other] < cues:
            homes[number] = homes[other]
    for cue in range(cues):
        if cue in homes:
            continue
        gains = [
            (float(sure[number, cue] - sure[number, home]), number)
            for number, home in enumerate(homes)
            if home >= cues or homes.count(home) > 1
        ]
        if gains and max(gains)[0] > -WILLING:
            homes[max(gains)[1]] = cue
    return homes
