"""One analysis into rows: what is the same stays, what is gone goes, what is new comes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypeAlias

from quotebank.bank import _corrections, _placing
from quotebank.bank._appearances import Cast, Local, remove_appearances, stored, wait_for, write_appearances
from quotebank.bank._check import check
from quotebank.bank._ids import PER_DAY, base_of, day_of
from quotebank.bank._keys import article_key, content_hash
from quotebank.bank._months import Amount, add_to_month
from quotebank.bank._placing import Before
from quotebank.bank._quotes import (
    QuoteRow,
    delete_quotes,
    next_id,
    quote_rows,
    stored_quotes,
    write_quotes,
)
from quotebank.bank._surroundings import form_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from quotebank.core import Analysis, Article

Outcome: TypeAlias = Literal["added", "replaced", "unchanged"]


def is_current(conn: sqlite3.Connection, article: Article, model: str) -> bool:
    """Whether this very article, analysed by this model, is in the bank."""
    row = conn.execute(
        "SELECT content_hash, model FROM articles WHERE key = ?", [article_key(article.id)]
    ).fetchone()
    return row is not None and tuple(row) == (content_hash(article), model)


def write(conn: sqlite3.Connection, analysis: Analysis, *, run: int, model: str) -> Outcome:
    """Writes one analysis inside the caller's transaction.

    ``model`` stands for an analysis that names none. Raises BankError where the analysis is broken;
    the caller then rolls back.
    """
    check(analysis)
    article, model = analysis.article, analysis.model or model
    if is_current(conn, article, model):
        return "unchanged"
    key, day = article_key(article.id), day_of(article.published)
    row = conn.execute("SELECT id FROM articles WHERE key = ?", [key]).fetchone()
    number: int | None = row[0] if row else None
    before = None if number is None else _standing(conn, number)
    if number is not None and not base_of(day) < number < base_of(day) + PER_DAY:
        # A number says the day. Another day, another number; the keys stay as they are.
        _remove(conn, number)
        number = None
    cast = Cast(analysis, key)
    rows = quote_rows(analysis, cast, key, day)
    if number is None:
        number = next_id(conn, "articles", day)
        add_to_month(conn, number, Amount(articles=1))
    _write_article(conn, number, analysis, key, run=run, model=model)
    _place(conn, number, key, rows, cast.locals, before=before)
    return "added" if row is None else "replaced"


def rewrite(conn: sqlite3.Connection, article: int) -> None:
    """Writes an article's quotes again, as analysis found them and as people have corrected them by now."""
    (key,) = conn.execute("SELECT key FROM articles WHERE id = ?", [article]).fetchone()
    cast = {one: local for one, (_, local) in stored(conn, article).items() if not local.corrected}
    _place(conn, article, key, _found(conn, article), cast, looks=_looks(conn, article))


def _found(conn: sqlite3.Connection, article: int) -> dict[str, QuoteRow]:
    """The quotes of an article as analysis found them, hidden ones too, in text order."""
    rows = {one: row for one, (_, row) in stored_quotes(conn, article).items()}
    for one, found in conn.execute("SELECT quote, found FROM originals WHERE article = ?", [article]):
        rows[one] = QuoteRow.from_json(found)
    return dict(sorted(rows.items(), key=lambda pair: (pair[1].values["start"], pair[0])))


def _looks(conn: sqlite3.Connection, article: int) -> dict[str, str]:
    return dict(
        conn.execute("SELECT quote, look FROM originals WHERE article = ? AND look IS NOT NULL", [article])
    )


def _standing(conn: sqlite3.Connection, article: int) -> Before | None:
    """How an article stands before it is replaced; None where nobody has corrected anything in it."""
    rows = _found(conn, article)
    name, text = _named(conn, article)
    if not _placing.concerned(conn, name, rows):
        return None
    before = Before(form_of(rows, text), _looks(conn, article))
    _placing.adopt(conn, name, before.form)
    return before


def _named(conn: sqlite3.Connection, article: int) -> tuple[str, str]:
    """The name of an article and its text, empty where the bank does not hold that."""
    name, text = conn.execute(
        "SELECT name, coalesce(text, '') FROM articles LEFT JOIN texts ON article = id WHERE id = ?",
        [article],
    ).fetchone()
    return name, text


def _place(
    conn: sqlite3.Connection,
    article: int,
    key: str,
    rows: dict[str, QuoteRow],
    cast: Mapping[str, Local],
    *,
    before: Before | None = None,
    looks: Mapping[str, str] = {},
) -> None:
    """Brings the quotes that analysis found into the tables, corrected, with everybody in the article."""
    name, text = _named(conn, article)
    if _placing.concerned(conn, name, rows):
        looks = _placing.place(conn, name, form_of(rows, text), before, looks=looks)
    fixes = _corrections.in_force(conn, rows)
    shown, everybody = _corrections.corrected(rows, cast, fixes, article=key, waiting=looks)
    old = stored(conn, article)
    stood = stored_quotes(conn, article)
    numbers = write_appearances(conn, article, key, everybody.values(), old=old)
    write_quotes(conn, article, old=stood, new=shown, speakers=numbers)
    add_to_month(conn, article, Amount.of(shown.values()) + -Amount.of(row for _, row in stood.values()))
    remove_appearances(conn, (number for one, (number, _) in old.items() if one not in everybody))
    conn.execute("DELETE FROM originals WHERE article = ?", [article])
    conn.executemany(
        "INSERT INTO originals (quote, article, found, look) VALUES (?, ?, ?, ?)",
        [
            (one, article, row.to_json(), looks.get(one))
            for one, row in rows.items()
            if one in looks or _corrections.changes_row(fixes.get(one, {}))
        ],
    )
    conn.execute("UPDATE articles SET quotes = ? WHERE id = ?", [len(shown), article])


def _remove(conn: sqlite3.Connection, article: int) -> None:
    quotes = stored_quotes(conn, article).values()
    delete_quotes(conn, [number for number, _ in quotes])
    add_to_month(conn, article, -Amount.of((row for _, row in quotes), articles=1))
    numbers = [number for number, _ in stored(conn, article).values()]
    wait_for(conn, numbers)
    remove_appearances(conn, numbers)
    conn.execute("DELETE FROM articles WHERE id = ?", [article])


def _write_article(
    conn: sqlite3.Connection, number: int, analysis: Analysis, key: str, *, run: int, model: str
) -> None:
    article = analysis.article
    values = {
        "id": number,
        "key": key,
        "name": article.id,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "quotes": len(analysis.quotes),
        "notes": json.dumps(analysis.notes, ensure_ascii=False),
        "content_hash": content_hash(article),
        "model": model,
        "run": run,
    }
    # ON CONFLICT, not OR REPLACE: a replaced row would take everything that refers to it along.
    conn.execute(
        f"""
        INSERT INTO articles ({", ".join(values)}) VALUES ({", ".join("?" * len(values))})
        ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in values)}
        """,
        list(values.values()),
    )
    conn.execute(
        """
        INSERT INTO texts (article, text) VALUES (?, ?)
        ON CONFLICT (article) DO UPDATE SET text = excluded.text
        """,
        [number, article.text],
    )
