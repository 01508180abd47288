"""``key: value`` lines between two lines of ``---`` at the head of a text file.

The simple part of what static site generators write; no YAML, so nothing in it can run or refer.
"""

from __future__ import annotations

import re

from quotebank.errors import InputError

KEYS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "url": "url",
    "publisher": "publisher",
    "author": "author",
}
"""What is read, and the article's field that it fills. Other keys are passed over."""

LINES_LIMIT = 200
"""Lines within which it must be closed."""

FENCE = "---"

_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_MORE = re.compile(r"[ \t]+\S|-[ \t]")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_SINGLE = re.compile(r"'((?:[^']|'')*)'")


def split(text: str, where: str) -> tuple[dict[str, str], str]:
    """The fields at the head of a text, by the article's field names, and the text after them.

    A text is taken to have front matter when its first line is ``---`` and the second a key: one of
    ``KEYS``, or any in lower case; so an article that opens with a rule or with ``Name: words``
    keeps them. From there on it has to be well formed: raises InputError, naming the line, where it
    is not.
    """
    lines = text.split("\n", LINES_LIMIT)
    if len(lines) < 3 or lines[0].rstrip() != FENCE or not _opens(lines[1].rstrip()):
        return {}, text
    fields: dict[str, str] = {}
    last: str | None = None  # the field of the line before, for values that run on
    for number, line in enumerate((line.rstrip() for line in lines[1:LINES_LIMIT]), start=2):
        place = f"{where}:{number}"
        if line == FENCE:
            return fields, "\n".join(lines[number:])
        if not line or line.startswith("#"):
            continue
        if _MORE.match(line):
            if last is not None:
                raise InputError(place, f"front matter: {last} must stand on one line")
            continue
        key = _KEY.fullmatch(line)
        if key is None:
            raise InputError(place, "front matter: not a line of the form 'key: value'")
        last = KEYS.get(key[1].lower())
        if last is None:
            continue
        if last in fields:
            raise InputError(place, f"front matter: {last} is given twice")
        fields[last] = _value(key[2] or "")
    raise InputError(f"{where}:1", f"front matter is not closed within {LINES_LIMIT} lines")


def _opens(line: str) -> bool:
    key = _KEY.fullmatch(line)
    return key is not None and (key[1].islower() or key[1].lower() in KEYS)


def _value(written: str) -> str:
    """A value without the quotation marks that YAML would need; those of a headline stay."""
    written = written.strip()
    if double := _DOUBLE.fullmatch(written):
        return re.sub(r'\\(["\\])', r"\1", double[1])
    if single := _SINGLE.fullmatch(written):
        return single[1].replace("''", "'")
    return written
