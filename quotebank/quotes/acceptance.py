"""Whether a candidate is a quote at all, whether it was voiced, whether its source is right: three fitted
curves.

The network labels spans, the rules settle their borders; neither knows how often such a span is what a
careful reader would call a quote. Each curve is a logistic line over what is known of the finished candidate.
The weights are fitted on what the network says of articles that it has not seen (``python -m
quotebank.training calibrate``) and ship in the model's manifest.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotebank.core import Evidence, Quote, Reading, ReadQuote
from quotebank.core.chances import logistic, odds
from quotebank.core.layout import Layout
from quotebank.core.quote import Act, QuoteType
from quotebank.core.span import Segments, Span

FEATURES = (
    "always", "labels", "exact", "link", "unread", "turn", "speech", "thought", "cue speech", "cue thought",
    "no cue", "no source", "direct", "mixed", "closed", "words", "one word", "two words", "finite verb",
    "infinitive", "no act", "attitude word", "passive cue", "noun cue", "source name", "source pronoun",
    "open paragraph", "questioned",
)  # fmt: skip
"""What is known of a candidate, by name; ``Candidate.features`` gives the numbers."""

SOURCE_FEATURES = (
    "always", "link", "source link", "exact", "source name", "source pronoun", "words", "direct",
)  # fmt: skip
"""What the chance of the source hangs on, where the network found one."""

PRINTED = 0.9
"""How sure it is at least that words with a printed name before or behind them are that person's: by form."""

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SENTENCE_ENDS = ".!?…:”\"’'»)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finished quote that nobody has judged. ``read`` is what the network saw of it, None where only marks
    tell.

    ``attitude_word`` says that its cue is a word of thought, not of speech; ``source_confidence`` how sure a
    rule is of the source that it found, None where none did.
    """

    content: Segments
    cue: Segments
    source: Segments
    type: QuoteType
    act: Act | None
    attitude_word: bool
    read: ReadQuote | None
    turn: bool = False
    source_confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def source_link(self) -> float:
        """How sure the network is of the source's tie to its cue; 1 where it saw nothing."""
        return self.read.source_link if self.read else 1.0

    def features(self, reading: Reading, page: Layout) -> dict[str, float]:
        """One number for each of ``FEATURES``; chances as log-odds, at most 7 either way."""
        said = _words(reading, self.content)
        cue = _words(reading, self.cue)
        tags = [reading.tags[i] for i in said]
        read = self.read
        return {
            "always": 1.0,
            "labels": odds(read.labels) if read else 0.0,
            "exact": odds(read.exact) if read else 0.0,
            "link": odds(read.link) if read else 0.0,
            "unread": float(read is None),
            "turn": float(self.turn),
            "speech": odds(_mean(reading.speech, said)),
            "thought": odds(_mean(reading.thought, said)),
            "cue speech": odds(_mean(reading.speech, cue)) if cue else 0.0,
            "cue thought": odds(_mean(reading.thought, cue)) if cue else 0.0,
            "no cue": float(not cue),
            "no source": float(not self.source),
            "direct": float(self.type == "direct"),
            "mixed": float(self.type == "mixed"),
            "closed": float(self.type == "direct" and _closed(page, self.content)),
            "words": math.log(1 + len(said)),
            "one word": float(len(said) <= 1),
            "two words": float(len(said) == 2),
            "finite verb": float(any(tag in _FINITE for tag in tags)),
            "infinitive": float(tags[:1] == ["TO"]),
            "no act": float(self.act is None),
            "attitude word": float(self.attitude_word),
            "passive cue": float(bool(cue) and reading.tags[cue[-1]] == "VBN"),
            "noun cue": float(bool(cue) and reading.tags[cue[0]].startswith("NN")),
            "source name": float(_named(reading, self.source)),
            "source pronoun": float(
                any(reading.tags[i].startswith("PRP") for i in _words(reading, self.source))
            ),
            "open paragraph": float(_open(page, self.content[-1])),
            "questioned": float("?" in page.text[self.content[-1][1] - 1 : self.content[-1][1] + 1]),
        }


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The fitted curves, each a weight for each of its features.

    ``content``: that the content is one; ``attitude``: that it was only thought, where it is one; ``source``:
    that the source is right, where the content is.
    """

    content: Sequence[float]
    attitude: Sequence[float]
    source: Sequence[float]

    @classmethod
    def from_json(cls, row: Mapping[str, Mapping[str, float]]) -> Acceptance:
        """The value whose ``to_json`` gave ``row``; KeyError, TypeError or ValueError on another shape."""
        content, attitude, source = (
            [float(row[curve][name]) for name in names] for curve, names in _CURVES.items()
        )
        return cls(content, attitude, source)

    def to_json(self) -> dict[str, dict[str, float]]:
        """The weights by curve and feature, to four places."""
        curves = (self.content, self.attitude, self.source)
        return {
            curve: {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
            for (curve, names), weights in zip(_CURVES.items(), curves, strict=True)
        }

    def judged(self, candidate: Candidate, reading: Reading, page: Layout) -> Quote:
        """The quote, with how sure it is and whether it was voiced."""
        known = candidate.features(reading, page)
        row = [known[name] for name in FEATURES]
        attitude = logistic(self.attitude, row) > 0.5
        content = logistic(self.content, row)
        if candidate.turn:
            content = max(content, PRINTED)
        source = candidate.source_confidence
        if source is None:
            source = logistic(self.source, source_row(known, candidate.source_link))
        return Quote(
            type=candidate.type,
            content=candidate.content,
            cue=candidate.cue,
            source=candidate.source,
            attitude=attitude,
            act=None if attitude else candidate.act,
            confidence=content * source,
            content_confidence=content,
            source_confidence=source,
            evidence=candidate.evidence,
        )


def source_row(known: Mapping[str, float], source_link: float) -> list[float]:
    """One number for each of ``SOURCE_FEATURES``, from a candidate's features."""
    some = {**known, "source link": odds(source_link)}
    return [some[name] for name in SOURCE_FEATURES]


_CURVES = {"content": FEATURES, "attitude": FEATURES, "source": SOURCE_FEATURES}


def unfitted() -> Acceptance:
    """What stands in before the first fit: the network's labels, the word lists' idea of an attitude."""
    content = {"always": 1.0, "labels": 0.3, "exact": 0.3, "direct": 1.0}
    attitude = {"always": -4.0, "attitude word": 8.0}
    source = {"always": 1.0, "source link": 0.5}
    return Acceptance(
        [content.get(name, 0.0) for name in FEATURES],
        [attitude.get(name, 0.0) for name in FEATURES],
        [source.get(name, 0.0) for name in SOURCE_FEATURES],
    )


def _words(reading: Reading, spans: Segments) -> list[int]:
    """The words that begin in some spans and are no mere punctuation."""
    return [
        number
        for start, end in spans
        for number in range(bisect_left(reading.starts, start), bisect_left(reading.starts, end))
        if reading.text[reading.starts[number]].isalnum()
    ]


def _mean(chances: Sequence[float], words: Sequence[int]) -> float:
    """The mean chance of some words; one half where nothing is known."""
    if not words or not chances:
        return 0.5
    return sum(chances[word] for word in words) / len(words)


def _closed(page: Layout, content: Segments) -> bool:
    return all(region.closed for segment in content for region in page.touching(segment))


def _named(reading: Reading, source: Segments) -> bool:
    """Whether a name of a person, body or place stands in a source."""
    names = reading.entities
    for start, end in source:
        at = max(bisect_right(names, start, key=lambda one: one.start) - 1, 0)
        while at < len(names) and names[at].start < end:
            if names[at].end > start and names[at].label != "DATE":
                return True
            at += 1
    return False


def _open(page: Layout, last: Span) -> bool:
    """Whether the paragraph ends without a stop or mark: a heading, a caption, an item."""
    start, end = page.paragraphs[page.paragraph(last[0])]
    return start < end and page.text[end - 1] not in _SENTENCE_ENDS
