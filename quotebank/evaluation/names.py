"""Whether an answer names the same speaker or role as gold, in another wording."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotebank.lexicon.letters import fold

NAME_SHARE = 0.75
ROLE_SHARE = 0.6
"""Least share of the words of both together that two wordings must have in common."""

_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)", re.I)
_EMPTY = frozenset(("the", "a", "an", "of", "for"))


def same_name(accepted: Iterable[str | None], answer: str | None) -> bool:
    """Whether an answer is one of the accepted names; None is right where None is accepted."""
    if answer is None:
        return any(name is None for name in accepted)
    return any(name is not None and _share(name, answer) >= NAME_SHARE for name in accepted)


def same_role(accepted: Iterable[str], answer: str | None) -> bool:
    """Whether an answer shares most of its words with an accepted role."""
    return answer is not None and any(_share(role, answer) >= ROLE_SHARE for role in accepted)


def _share(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _words(name: str) -> set[str]:
    """Folded words without possessives, articles and prepositions that come and go."""
    words = {fold(word) for word in _WORD.findall(_POSSESSIVE.sub(" ", name))}
    return words - _EMPTY
