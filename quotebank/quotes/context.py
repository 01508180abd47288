"""What stands around a word, made plain: rules about wording look at this and never at the raw text."""

from __future__ import annotations

import re
from itertools import pairwise

REACH = 80
"""Characters on either side of a word that a rule may look at."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", **dict.fromkeys('“”„«»"')})
_NAMES = re.compile(r"\b(May|Will)\b")
_SENTENCE_ENDS = re.compile(r"[.!?][\"”’'»)]*\s+(?=(?:(?:…|\.\.\.)\s*)?[\"“‘'«(]*[A-Z0-9])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|sen|rep|gov|gen|st|lt|col|sgt|prof|rev|jr|sr|vs|no)|\b[a-z](?:\.[a-z])*)\.$"
)


def plain(text: str) -> str:
    """Lower case, single spaces, straight apostrophes, no double quotation marks.

    ``May`` and ``Will`` become ``may_`` and ``will_``: a month and names, no auxiliaries.
    """
    if "May" in text or "Will" in text:
        text = _NAMES.sub(r"\1_", text)
    return " ".join(text.lower().translate(_PLAIN).split())


def before(text: str, at: int) -> str:
    """The plain words of the same sentence that stand before a character."""
    window = text[max(0, at - REACH) : at]
    return plain(window[max(_ends(window), default=0) :])


def after(text: str, at: int) -> str:
    """The plain words of the same sentence that stand behind a character."""
    window = text[at : at + REACH]
    return plain(window[: min(_ends(window), default=len(window))])


def sentences(text: str) -> list[str]:
    """A short text's sentences, as far as marks and capitals tell."""
    cuts = [0, *_ends(text), len(text)]
    return [one for start, end in pairwise(cuts) if (one := text[start:end].strip())]


def _ends(text: str) -> list[int]:
    """Where a new sentence begins; the stop of a title or an initial ends none."""
    return [
        found.end()
        for found in _SENTENCE_ENDS.finditer(text)
        if not _ABBREVIATED.search(text[max(0, found.start() - 8) : found.start() + 1].lower())
    ]
