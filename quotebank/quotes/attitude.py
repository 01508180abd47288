"""Speech or attitude: whether a cue says that something was voiced or only thought, felt or wanted."""

from __future__ import annotations

import re
from functools import cache

from quotebank.core.quote import QuoteType
from quotebank.core.span import Segments
from quotebank.quotes.context import after, before, plain
from quotebank.quotes.lemmas import inflected, listed

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")

_TO_SAY = re.compile(
    r"(?<!not )(?<!n't )\b(?:expect(?:s|ed|ing)?|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|hop(?:e|es|ed|ing)"
    r"|wish(?:es|ed)?|want(?:s|ed)?|eager|keen|prefers?|preferred) to (?:\w+ly )?(\w+)"
)
"""A wish or plan to say something: ``is expected to announce`` was not voiced, ``announced plans`` was."""

_VOICED = re.compile(
    r"\bma(?:ke|kes|de|king) (?:\w+ ){1,2}?(?:case|point|argument)\b"
    r"|\b(?:in support of|aloud|plan for|known as)\b"
    r"|(?:\bnot|n't) want(?:s|ed)? to (?:comment|discuss|talk|answer)\b"
    r"|\bwanted to know (?:whether|if|why|how|what|when|where|who|which)\b"
    r"|\bt(?:ake|akes|ook|aking) aim\b|\b(?:play|talk)(?:s|ed|ing)? down\b"
    r"|\b(?:sh(?:oo|o)ts?|fir(?:e|es|ed|ing)|hits?|snap(?:s|ped)?|clap(?:s|ped)?|walk(?:s|ed)?|push(?:es|ed|ing)?"
    r"|c[oa]me) back\b"
)
"""Phrases that are voiced though no word of them by itself says so."""

_FINDINGS = re.compile(
    r"\b(?:polls?|surveys?|stud(?:y|ies)|reports?|analys[ei]s|investigations?|audits?|reviews?|inquir(?:y|ies)|research"
    r"|researchers|scientists|tests?|courts?|judges?|jury|jurors|panel|committee|commission|inspectors?)\b"
    r"(?: [\w'.-]+){0,6}$"
)
"""Before ``find``: what is found by these is published."""

_HEARINGS = re.compile(r"\b(?:court|jury|tribunal|inquest|inquiry|hearing|committee|panel)$")
"""Before ``heard``: there it was said aloud."""

_OWNED = re.compile(r"(?:'s|s'|\b(?:the|a|an|his|her|their|its|my|our|your|this|that))(?: [\w-]+)?$")
"""Before ``plan``: it is a noun then, a thing that is published."""


def is_attitude(text: str, cue: Segments, *, type: QuoteType) -> bool:
    """Whether a cue marks a thought, wish or intention that was not voiced.

    A word of speech wins over a word of attitude: ``expressed hope`` was voiced, ``hopes`` was not. Without
    either the cue counts as speech.
    """
    wording = " ".join(plain(text[start:end]) for start, end in cue)
    words = _WORD.findall(wording)
    speech = _forms("speech.txt")
    if any(meant[1] in speech for meant in _TO_SAY.finditer(wording)):
        return True
    if any(word in speech for word in words):
        return False
    attitudes = [word for word in words if word in _forms("attitude.txt")]
    if not attitudes:
        return False
    behind = after(text, cue[-1][1])
    return not (
        _VOICED.search(f"{wording} {behind[:40]}")
        or all(_voiced(word, before(text, cue[0][0]), behind, type) for word in attitudes)
    )


def is_speech(word: str) -> bool:
    """Whether a word is a form of a verb or noun of saying."""
    return word.casefold() in _forms("speech.txt")


def _voiced(word: str, ahead: str, behind: str, type: QuoteType) -> bool:
    """Whether a word that is mostly one of attitude is voiced where it stands."""
    if word in ("find", "finds"):
        return _FINDINGS.search(ahead) is not None
    if word in ("hear", "hears", "heard"):
        return _HEARINGS.search(ahead) is not None
    if word == "plan":
        return _OWNED.search(ahead) is not None
    if word in ("accepts", "accepted"):
        return behind.startswith("that ")
    if word in ("identify", "identifies", "identified"):
        return re.match(r"(?:[\w'.-]+ ){0,5}as\b", behind) is not None
    if word in inflected("wonder"):
        return type != "indirect"  # in one's own words one wonders aloud
    return False


@cache
def _forms(name: str) -> frozenset[str]:
    """Every inflected form of the words in a data file (``lemma`` or ``lemma form form``)."""
    forms: set[str] = set()
    for line in listed(name).splitlines():
        words = line.partition("#")[0].split()
        if words:
            forms.update(words if len(words) > 1 else inflected(words[0]))
    return frozenset(forms)
