"""What browsers and caches may keep of an answer, and for how long.

A bank that Datasette opened as immutable is the same until the server restarts. So an answer of the API about
it has an ETag before anything is asked: who comes back with it gets 304 without a query. Everything else (a
bank that changes, a page whose template may be the operator's own) has an ETag of its content, which saves
the way but not the work.

Datasette itself, on both lines, marks whatever a cookie, a token or a signed-in reader had a part in as
``private, no-store`` and lets every answer vary with them: what is said here is for everybody else.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from quotebank.version import __version__

NOT_KEPT = "no-store"
"""For refusals: the reason may be gone in a second."""

ASK_AGAIN = "no-cache"
"""May be kept, must be asked for again each time: then the ETag decides."""

READING = ("GET", "HEAD")
"""The methods that an ETag is for."""

_identities: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def lasting_tag(datasette: Any, database: Any, request: Any) -> str | None:
    """The ETag of everything that this address will ever answer from an immutable database.

    None where the database may change. Made of the file, the address (its host too, because answers hold
    whole addresses) and the version of this package.
    """
    if database.is_mutable:
        return None
    here = datasette.absolute_url(request, request.full_path)
    return content_tag(json.dumps([__version__, _identity(datasette, database), here]).encode("ascii"))


def content_tag(body: bytes) -> str:
    """The ETag of some bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def lifetime(datasette: Any, database: Any) -> str:
    """The Cache-Control of a good answer: Datasette's ``default_cache_ttl`` where the bank cannot change."""
    seconds = datasette.setting("default_cache_ttl")
    return ASK_AGAIN if database.is_mutable or not seconds else f"max-age={seconds}"


def is_known(request: Any, tag: str, *, exists: bool) -> bool:
    """Whether the client has the answer of this ETag already (``If-None-Match``).

    ``*`` means any answer that there is: it counts where one ``exists`` for certain.
    """
    given = request.headers.get("if-none-match")
    if given is None or request.method not in READING:
        return False
    # weak comparison: a proxy that compresses makes strong tags weak
    tags = [one.strip().removeprefix("W/") for one in given.split(",")]
    return tag in tags or (exists and given.strip() == "*")


def _identity(datasette: Any, database: Any) -> str:
    """What tells the file from what may stand in its place later.

    Its hash where an inspect file has it. Datasette would compute one otherwise, for minutes where the bank
    is large; then its size and time do.
    """
    if database not in _identities:
        inspected = (datasette.inspect_data or {}).get(database.name) or {}
        file = Path(database.path).stat()
        _identities[database] = inspected.get("hash") or f"{file.st_size} {file.st_mtime_ns}"
    return _identities[database]
