"""The files that pages need: they ship in the package, and nothing comes from elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TYPES = {
    "style.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "copy.js": "text/javascript; charset=utf-8",
}
"""Every asset there is and the type it is served with."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, its type, and a version that changes when the bytes do."""

    body: bytes
    content_type: str
    version: str


@cache
def asset(name: str) -> Asset | None:
    """The file of that name, None where there is none."""
    content_type = TYPES.get(name)
    if content_type is None:
        return None
    body = (files("quotebank.web") / "static" / name).read_bytes()
    return Asset(body, content_type, hashlib.sha256(body).hexdigest()[:12])
