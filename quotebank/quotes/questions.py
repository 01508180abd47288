"""Questions put to a speaker: ``When asked if …, he said`` — the question is not his quote."""

from __future__ import annotations

import re

from quotebank.core import ReadQuote

_PUT = re.compile(
    r"(?:\b(?:when|if|after|once|while|being|was|were|been|is|are|on being)\s+(?:\w+\s+){0,2}"
    r"|^\s*|[.!?,;:”\"—–]\s*)"
    r"(?:asked|pressed|questioned|quizzed)\s*$",
    re.I,
)
_ASKED = re.compile(r"\b(?:asked|pressed|questioned|quizzed)\b", re.I)


def is_question_put(text: str, read: ReadQuote) -> bool:
    """Whether a linked span is what nobody in particular asked, told only to frame an answer."""
    if read.source or not read.cue:
        return False
    start, end = read.cue[0]
    asked = _ASKED.search(text, start, end)
    return asked is not None and _PUT.search(text, max(0, asked.end() - 60), asked.end()) is not None
