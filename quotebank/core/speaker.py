"""One possible speaker inside one article, quoted or not."""

from __future__ import annotations

from dataclasses import dataclass

from quotebank.core.quote import SpeakerKind
from quotebank.core.span import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody an article speaks of: its fullest name, kind, every form of the name, roles, mentions.

    ``name`` is the canonical name inside the article (``John Kirby``), the same string that a
    quote's ``speaker`` holds. ``names`` are all forms used, ``roles`` the roles *as this article words
    them*, each without rank or name. ``mentions`` are spans of the article's text, in order: names,
    nominals and pronouns that were resolved to this speaker.
    """

    name: str
    kind: SpeakerKind
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
