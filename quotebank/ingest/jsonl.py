"""JSON lines: one article a line, as ``quotebank extract`` prints them too."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Protocol

from quotebank.errors import InputError
from quotebank.ingest.decoding import BOM, decoded
from quotebank.ingest.fields import make_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotebank.core import Article

LINE_LIMIT = 64 * 1024 * 1024
"""Bytes of one line, unpacked."""


class Lines(Protocol):
    """What is read here: the one method of a binary stream that is needed."""

    def readline(self, size: int = -1, /) -> bytes: ...


def read(stream: Lines, *, where: str, name: str) -> Iterator[tuple[str, Article | InputError]]:
    """Each line's place (``where:line``) and its article, or why there is none.

    Blank lines are passed over; keys other than ``text`` and the fields of an article too. A line
    Blank lines are passed over; keys other than ``text`` and the fields of an article too. A line
    without an id gets ``name:line``. A line over ``LINE_LIMIT``, a NUL byte and damaged gzip data
    end the stream: nothing sensible can follow, and no more than one line is ever held.
    """
    number = 0
    while True:
        place = f"{where}:{number + 1}"
        try:
            line = stream.readline(LINE_LIMIT + 1)
        except (EOFError, zlib.error, OSError) as error:
            yield place, InputError(place, _damage(error))
            return
        if not line:
            return
        number += 1
        if len(line) > LINE_LIMIT:
            yield place, InputError(place, f"line longer than {LINE_LIMIT // 2**20} MB")
            return
        if number == 1:
            line = line.removeprefix(BOM.encode())
        if not line.strip():
            continue
        try:
            yield place, _article(line, place, f"{name}:{number}")
        except InputError as error:
            yield place, error
            if b"\0" in line:
                return


def _article(line: bytes, place: str, name: str) -> Article:
    written = decoded(line, place)
    try:
        row = json.loads(written)
    except (ValueError, RecursionError) as error:
        # a number of 5,000 digits is a ValueError, a thousand brackets a RecursionError
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "out of bounds"
        raise InputError(place, f"not JSON: {reason}") from None
    if not isinstance(row, dict):
        raise InputError(place, "not a JSON object")
    return make_article(place, id=_id(row.get("id"), place) or name, text=row.get("text"), fields=row)


def _id(given: object, place: str) -> str | None:
    """The id of a row as a string: many tables number their articles."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if isinstance(given, str):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    raise InputError(place, "its id is neither a string nor a whole number")


def _damage(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"damaged gzip: {error}"
