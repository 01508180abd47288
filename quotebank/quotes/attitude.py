"""Speech or attitude: whether a cue says that something was voiced or only thought, felt or wanted."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_VOWELS = "aeiou"


def is_attitude(cue: str) -> bool:
    """Whether a cue marks a thought, wish or intention that was not voiced.

    A word of speech wins over a word of attitude: ``expressed hope`` was voiced, ``hopes`` was not. Without
    either the cue counts as speech.
    """
    words = _WORD.findall(cue.casefold())
    speech, attitude = _forms("speech"), _forms("attitude")
    if any(word in speech for word in words):
        return False
    return any(word in attitude for word in words)


def is_speech(word: str) -> bool:
    """Whether a word is a form of a verb or noun of saying."""
    return word.casefold() in _forms("speech")


@cache
def _forms(name: str) -> frozenset[str]:
    """Every inflected form of the words in a data file (``lemma`` or ``lemma form form``)."""
    lines = resources.files("quotebank.quotes").joinpath(f"data/{name}.txt").read_text(encoding="utf8")
    forms: set[str] = set()
    for line in lines.splitlines():
        words = line.partition("#")[0].split()
        if words:
            forms.update(words if len(words) > 1 else _inflected(words[0]))
    return frozenset(forms)


def _inflected(verb: str) -> set[str]:
    """A regular verb's forms."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {verb, third, verb + "ed", verb + "ing"}
