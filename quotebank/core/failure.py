"""An article that could not be read or analysed: told, never hidden."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that did not become an article of the bank.

    ``where`` names the place as a user would (a path, ``path:line``, ``<stdin>:line``),
    ``reason`` is one sentence, ``article_id`` is the id where it was already known.
    """

    where: str
    reason: str
    article_id: str | None = None
