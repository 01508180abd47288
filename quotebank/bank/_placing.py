"""Which quote each correction of an article is about, now that the article may have another form.

A correction stays with the quote for which it was made. Where that was edited, a speaker, type or note
follows if it is clearly the same quote, and is an orphan if it is not; a hidden quote stays hidden in any
case, and waits for somebody to look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from quotebank.bank import _surroundings
from quotebank.bank._alignment import BESIDE, Form, Match, align

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

Looks = dict[str, str]
"""Key of a quote that is hidden until somebody looks → key of the correction that hides it."""


@dataclass(frozen=True, slots=True)
class Before:
    """The form of an article that the bank held until now, and which of its quotes waited for a look."""

    form: Form = ()
    looks: Mapping[str, str] = field(default_factory=dict)


class _Said(NamedTuple):
    key: str
    quote: str
    field: str
    surroundings: str | None
    holds_for: str | None
    hides: bool


def concerned(conn: sqlite3.Connection, article: str, quotes: Iterable[str]) -> bool:
    """Whether a correction is about an article, by its name or by one of its quotes."""
    if conn.execute("SELECT 1 FROM corrections LIMIT 1").fetchone() is None:
        return False
    return bool(_said(conn, article, quotes))


def adopt(conn: sqlite3.Connection, article: str, form: Form) -> None:
    """Gives corrections of quotes that are there the surroundings of now, where they have none yet.

    They were made just now, or before surroundings were kept, or came in before the article did.
    """
    name = ""
    for one in _said(conn, article, (stood.quote for stood in form)):
        if one.surroundings is None and one.holds_for is not None:
            name = name or _surroundings.keep(conn, form)
            conn.execute("UPDATE corrections SET surroundings = ? WHERE key = ?", [name, one.key])


def place(
    conn: sqlite3.Connection, article: str, form: Form, before: Before | None, *, looks: Mapping[str, str]
) -> Looks:
    """Notes for each correction of an article for which quote it holds; the quotes that wait for a look.

    ``before`` is the form that ``form`` replaces. None: the form is the same, only corrections that hold for
    nothing are placed, and ``looks`` are those that waited until now.
    """
    said = _said(conn, article, (stood.quote for stood in form))
    if before is None:
        said = [one for one in said if one.holds_for is None]
    placing = _Placing(conn, form, before or Before(), said)
    waiting: Looks = dict(looks)
    for one in said:
        at, doubtful = placing.of(one)
        conn.execute("UPDATE corrections SET holds_for = ? WHERE key = ?", [at, one.key])
        if one.hides:
            waiting.update(dict.fromkeys(doubtful, one.key))
    adopt(conn, article, form)
    return {quote: key for quote, key in waiting.items() if _is_last_word(conn, quote, key)}


class _Placing:
    """Finds the quotes of corrections in one form of an article; each earlier form is aligned once."""

    def __init__(self, conn: sqlite3.Connection, form: Form, before: Before, said: Collection[_Said]) -> None:
        self._conn, self._form, self._before = conn, form, before
        self._asked = {one.quote for one in said} | {one.holds_for for one in said} | {*before.looks}
        self._there = {stood.quote for stood in form}
        self._aligned: dict[str, dict[str, Match]] = {}

    def of(self, one: _Said) -> tuple[str | None, set[str]]:
        """The key of the quote for which a correction holds, and those that it hides until a look."""
        if one.surroundings is None or not _surroundings.load(self._conn, one.surroundings):
            # nothing is known but the key: a line of a file that came without the other file
            return (one.quote if one.quote in self._there else None), set()
        own = self._taken(one, self._matches(one.surroundings).get(one.quote))
        if own is not None and own.words == 1 and own.clear and own.around >= BESIDE:
            # as it was made: whatever the article went through meanwhile is of no matter
            return self._key(own.at), set()
        earlier = self._matches("") if self._before.form else {}
        since = self._taken(one, earlier.get(one.holds_for or ""))
        # Edit upon edit leads away from the first words; what it was a moment ago is then the better guide.
        best = own if since is None or (own is not None and own.fit >= since.fit) else since
        if best is None:
            return None, set()
        waited = {quote for quote, key in self._before.looks.items() if key == one.key}
        sure = best.words == 1 and best.clear and (best is own or one.holds_for not in waited)
        doubtful = set() if sure else {best.at, *best.others}
        if not (sure and best is own):
            # pieces of it that somebody has not looked at yet
            for match in (earlier.get(quote) for quote in waited):
                doubtful |= {match.at, *match.others} if match is not None else set()
        return self._key(best.at), {self._key(at) for at in doubtful}

    def _key(self, at: int) -> str:
        return self._form[at].quote

    def _taken(self, one: _Said, match: Match | None) -> Match | None:
        """The match if it is good enough for the field. To hide too much is mended by a look, a wrong speaker
        is read by everybody."""
        return match if match is not None and (match.clear or one.field == "hidden") else None

    def _matches(self, name: str) -> dict[str, Match]:
        if name not in self._aligned:
            old = _surroundings.load(self._conn, name) if name else self._before.form
            asked = {at for at, stood in enumerate(old) if stood.quote in self._asked}
            found = align(old, self._form, asked)
            self._aligned[name] = {old[at].quote: match for at, match in found.items()}
        return self._aligned[name]


def _said(conn: sqlite3.Connection, article: str, quotes: Iterable[str]) -> list[_Said]:
    """The corrections about an article, by its name or by one of its quotes, oldest first."""
    columns = "key, quote, field, surroundings, holds_for, value = 'yes' AND NOT withdrawn, at"
    found = conn.execute(f"SELECT {columns} FROM corrections WHERE article = ?", [article]).fetchall()
    for quote in quotes:
        found += conn.execute(f"SELECT {columns} FROM corrections WHERE quote = ?", [quote])
    rows = sorted(set(found), key=lambda row: (row[-1], row[0]))
    return [_Said._make((*row[:5], row[2] == "hidden" and bool(row[5]))) for row in rows]


def _is_last_word(conn: sqlite3.Connection, quote: str, key: str) -> bool:
    """Whether nobody has said since that a quote is hidden or not: of it as it is, or as it was then."""
    (last,) = conn.execute(
        """
        SELECT l.key FROM corrections c JOIN corrections l ON l.field = 'hidden'
            AND (l.holds_for = ? OR (l.quote = c.quote AND l.surroundings IS c.surroundings))
        WHERE c.key = ? ORDER BY l.at DESC, l.key DESC LIMIT 1
        """,
        [quote, key],
    ).fetchone()
    return bool(last == key)
