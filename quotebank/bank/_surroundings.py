"""How the quotes of an article stood when somebody corrected one: what a correction finds its quote by.

A quote's key tells its words and which occurrence of them it is. When the same words come in earlier, that is
another one; so the quotes of the whole article are kept in order, each with some words around it. Corrections
that were made in the same form of an article share one record, named by a hash of all that is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank._alignment import Form, Stood
from quotebank.bank._keys import digest, folded, matching_words
from quotebank.core.span import hull
from quotebank.errors import BankError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from quotebank.bank._quotes import QuoteRow

COLUMNS = ("surroundings", "number", "quote", "words", "before", "after")
"""What a record has for each quote, ``number`` being its place in order."""

AROUND = 8
"""Words on either side: about a line, in which the cue and the source mostly stand."""

_REACH = 120
"""Characters in which these words are looked for."""


def form_of(rows: Mapping[str, QuoteRow], text: str) -> tuple[Stood, ...]:
    """The quotes of an article, given by key, in its text; that may be empty where the bank has none."""
    spans = {
        key: hull(tuple((start, end) for part, _, start, end in row.segments if part == "content"))
        for key, row in rows.items()
    }
    return tuple(
        Stood(
            key,
            matching_words(rows[key].values["text"]),
            " ".join(folded(text[max(0, start - _REACH) : start]).split()[-AROUND:]),
            " ".join(folded(text[end : end + _REACH]).split()[:AROUND]),
        )
        for key, (start, end) in sorted(spans.items(), key=lambda pair: (*pair[1], pair[0]))
    )


def keep(conn: sqlite3.Connection, form: Form) -> str:
    """Keeps how an article's quotes stand, unless it is kept already; its name."""
    name = digest("surroundings", *(part for one in form for part in _parts(one)))
    add(
        conn,
        (
            dict(zip(COLUMNS, (name, str(number), *_parts(one)), strict=True))
            for number, one in enumerate(form)
        ),
    )
    return name


def add(conn: sqlite3.Connection, rows: Iterable[Mapping[str, str | None]]) -> None:
    """Adds rows of records, such as ``keep`` made or a file holds; those that are there stay."""
    conn.executemany(
        f"INSERT OR IGNORE INTO surroundings ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row["surroundings"], int(row["number"] or 0), *(row[name] or "" for name in COLUMNS[2:]))
            for row in rows
        ],
    )


def check(row: Mapping[str, str | None]) -> None:
    """Raises BankError where a row of a record cannot be understood."""
    if not row.get("surroundings") or not row.get("quote"):
        raise BankError("surroundings need their name and the key of a quote")
    number = row.get("number") or ""
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise BankError(f"the place of a quote is a number, not {number!r}")


def load(conn: sqlite3.Connection, name: str) -> tuple[Stood, ...]:
    """A record by name; empty where the bank has none of that name."""
    return tuple(
        Stood(*row)
        for row in conn.execute(
            "SELECT quote, words, before, after FROM surroundings WHERE surroundings = ? ORDER BY number",
            [name],
        )
    )


def _parts(one: Stood) -> tuple[str, str, str, str]:
    return one.quote, one.words, one.before, one.after
