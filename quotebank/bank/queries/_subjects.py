"""From a speaker, or a name in an article, to the words by which a judgement means them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from quotebank.bank._keys import article_key
from quotebank.bank.identity.forms import form_of
from quotebank.bank.queries._rows import Row, clean, tuples

if TYPE_CHECKING:
    import sqlite3

_Named: TypeAlias = tuple[str | None, str]
"""Kind and name."""


def subject(conn: sqlite3.Connection, id: int) -> Row | None:
    """Whom a judgement on this speaker would mean: ``kind``, ``name``, ``role``, ``article``; None for no
    one.

    The name is the most usual of those that join by themselves. The role tells the speaker from others of
    that name; an article is named where nothing else would do.
    """
    rows = tuples(
        conn,
        "SELECT a.kind, a.name, r.name FROM appearances a JOIN articles r ON r.id = a.article "
        "WHERE a.speaker = ? ORDER BY r.id",
        [id],
    )
    if not rows:
        return None
    counts = Counter[_Named]((kind, name) for kind, name, _ in rows)
    kind, name = min(
        counts,
        key=lambda one: (form_of(*one).hold != "strong", form_of(*one).hold == "local", -counts[one], one[1]),
    )
    articles = [article for one_kind, one_name, article in rows if (one_kind, one_name) == (kind, name)]
    role = _usual_role(conn, id)
    alone = form_of(kind, name).hold == "local" or (
        len(articles) == 1
        and (role is None or form_of(kind, name).hold == "weak")
        and _shared(conn, id, kind, name)
    )
    return {"kind": kind, "name": name, "role": role, "article": articles[0] if alone else None}


def named_in(conn: sqlite3.Connection, name: str, article: str) -> list[Row]:
    """Everybody whom an article (by its id) calls by this name, as subjects in this article only."""
    rows = tuples(
        conn,
        "SELECT a.kind, a.name FROM appearances a JOIN articles r ON r.id = a.article "
        "WHERE r.key = ? AND a.corrected = 0 ORDER BY a.name",
        [article_key(article)],
    )
    same = [(kind, one) for kind, one in rows if one == name] or [
        (kind, one) for kind, one in rows if form_of(kind, one).key == form_of(kind, name).key
    ]
    return [{"kind": kind, "name": one, "role": None, "article": article} for kind, one in same]


def named_anywhere(conn: sqlite3.Connection, name: str) -> list[Row]:
    """Whoever bears exactly this name, in any article: one subject for each kind."""
    rows = tuples(
        conn,
        """
        SELECT a.kind, count(*) FROM claims c JOIN appearances a ON a.id = c.appearance
        WHERE c.what = 'name' AND c.value = ? AND a.name = c.value AND a.corrected = 0
        GROUP BY a.kind ORDER BY 2 DESC, 1
        """,
        [clean(name)],
    )
    return [{"kind": kind, "name": name, "role": None, "article": None} for kind, _ in rows]


def _usual_role(conn: sqlite3.Connection, id: int) -> str | None:
    found = tuples(
        conn,
        "SELECT role FROM roles WHERE speaker = ? ORDER BY articles DESC, length(role) DESC, role LIMIT 1",
        [id],
    )
    return found[0][0] if found else None


def _shared(conn: sqlite3.Connection, id: int, kind: str | None, name: str) -> bool:
    """Whether another speaker bears the same name."""
    form = form_of(kind, name)
    others = tuples(
        conn,
        """
        SELECT DISTINCT a.kind, a.name FROM blocks b CROSS JOIN appearances a ON a.id = b.appearance
        WHERE b.block = ? AND a.speaker != ?
        """,
        [form.home, id],
    )
    return any(form_of(*one).key == form.key for one in others)
