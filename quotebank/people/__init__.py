"""Who speaks, inside one article: names, bodies, pronouns, descriptions; kinds and roles."""

from __future__ import annotations

from quotebank.people.resolve import resolve

__all__ = ["resolve"]
