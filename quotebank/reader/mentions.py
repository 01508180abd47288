"""Which word stands for a mention: the one whose vector is compared."""

from __future__ import annotations

from collections.abc import Sequence

_ENDS = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "on",
        "from",
        "with",
        "by",
        "to",
        "about",
        "as",
        "against",
        "under",
        "over",
        "near",
        "after",
        "before",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "where",
        ",",
        "(",
        ")",
        ":",
        ";",
        "—",
        "–",
        "-",
        "…",
        "'",
        "’",
    ]
)
"""What ends the part of a noun phrase that its head is the last word of."""


def head_of(words: Sequence[str]) -> int:
    """The place of the head among a noun phrase's words: the last one before a modifier that follows it.

    ``the [spokesman] for the ministry``, ``[Pat Ryder]'s``; a phrase that begins with such a word has its
    first.
    """
    for place, word in enumerate(words):
        if place and word.lower() in _ENDS:
            return place - 1
    return len(words) - 1
