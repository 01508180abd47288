"""Common words for comparing: American spelling, singular and plural."""

from __future__ import annotations

from functools import lru_cache

AMERICAN = {
    "centre": "center",
    "defence": "defense",
    "labour": "labor",
    "organisation": "organization",
    "programme": "program",
    "theatre": "theater",
}
"""British spellings of words that names of bodies hold."""


def american(word: str) -> str:
    """A common word in American spelling: ``harbor``, ``defense``."""
    if len(word) > 4 and word.endswith("our"):
        return word[:-3] + "or"
    return AMERICAN.get(word, word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A common word in American spelling, without the ending of a regular plural."""
    word = american(word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word


def plural(word: str) -> str:
    """The regular plural of a noun, with ``-man`` and its like."""
    if word.endswith(("man", "men")):
        return word[:-3] + "men"
    if word.endswith("person"):
        return word[:-6] + "people"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")
