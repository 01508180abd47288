"""Bytes → text, strictly: what is not UTF-8 is named with its place, never replaced."""

from __future__ import annotations

from quotebank.errors import InputError

BOM = "\ufeff"


def decoded(raw: bytes, where: str) -> str:
    """The text of UTF-8 bytes without a byte order mark; newlines stay as they are.

    Raises InputError for UTF-16, for a NUL (a binary file) and for invalid UTF-8; bytes are counted
    from 0.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(where, "is UTF-16: save it as UTF-8")
    nul = raw.find(b"\0")
    if nul >= 0:
        raise InputError(where, f"is binary, not text: NUL at byte {nul}")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(where, f"invalid UTF-8 at byte {error.start}") from None
    return text.removeprefix(BOM)
