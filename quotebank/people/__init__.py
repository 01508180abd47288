"""Who speaks, inside one article: names, bodies, pronouns, descriptions; kinds and roles."""

from __future__ import annotations

from quotebank.people.resolution import resolve

__all__ = ["resolve"]
