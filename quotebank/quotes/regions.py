"""What a quoted region holds: somebody's words, or a title, a nickname, a scare quote."""

from __future__ import annotations

import re

from quotebank.core.layout import Region

MARKS = " \t\u00a0\"“”„‟«»‹›＂'‘’‚‛`´"
"""Quotation marks of all styles, and space."""

_NAME_LIKE = re.compile(r"[A-Z0-9][\w’'.&-]*$")
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "with", "by", "from", "&"]
)


def speech_like(text: str, region: Region) -> bool:
    """Whether a region reads as somebody's words, not as a title, nickname or scare quote.

    Long enough, or a whole sentence with its stop inside the marks.
    """
    inner = text[region.start : region.end].strip(MARKS)
    if not inner or title_like(inner):
        return False
    if region.words >= 8:
        return True
    return region.words >= 3 and inner[-1] in ".,!?…—-" and (inner[0].isupper() or inner[0] in "…[(")


def title_like(inner: str) -> bool:
    """Whether quoted words are all capitalised: a title or a name rather than speech."""
    words = inner.rstrip(".,").split()
    return (
        len(words) <= 10
        and not inner.endswith(("!", "?"))
        and all(word in _SMALL or _NAME_LIKE.match(word.strip("“”‘’'\"(),:")) for word in words)
    )
