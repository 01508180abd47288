"""Word lists of this room: a data file's lemmas and all their forms."""

from __future__ import annotations

from importlib import resources

_VOWELS = "aeiou"


def listed(name: str) -> str:
    """The text of a data file."""
    return resources.files("quotebank.quotes").joinpath(f"data/{name}").read_text(encoding="utf8")


def inflected(verb: str) -> set[str]:
    """A regular verb's forms."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {verb, third, verb + "ed", verb + "ing"}
