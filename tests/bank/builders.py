"""Analyses built by hand, and what must be true of every bank."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from quotebank.bank import Bank
from quotebank.bank.identity.forms import form_of
from quotebank.bank.identity.keys import numbers, speaker_key
from quotebank.core import Analysis, Article, Evidence, Quote, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quotebank.core import Span

MODEL = "test-1"


class Said(NamedTuple):
    """One line of an article: ``"words" said speaker.``"""

    words: str
    speaker: str | None = None
    kind: Any = "person"
    role: str | None = None
    attitude: bool = False
    type: Any = "direct"
    act: Any = None
    sure: float = 0.9
    """Of the speaker."""


def story(
    id: str,
    *lines: Said,
    published: str | None = "2023-02-03",
    publisher: str | None = "The Herald",
    title: str | None = "A title",
    model: str = MODEL,
    mentioned: Sequence[Speaker] = (),
) -> Analysis:
    """An article with one paragraph a line and the analysis that belongs to it."""
    text = "It was a long day.\n\n"
    quotes: list[Quote] = []
    speakers: dict[tuple[str, Any], list[Span]] = {}
    roles: dict[tuple[str, Any], list[str]] = {}
    for line in lines:
        content = (len(text), len(text) + len(line.words) + 2)
        text += f'"{line.words}" said '
        cue = (len(text) - 5, len(text) - 1)
        source = (len(text), len(text) + len(line.speaker or "somebody"))
        # All that is known goes into the text: another analysis is then another article.
        text += f"{line.speaker or 'somebody'} ({line.kind}, {line.role}, {line.type}"
        text += f"{', in thought' * line.attitude}{f', {line.act}' if line.act else ''}"
        text += (
            f"{'' if line.sure == Said._field_defaults['sure'] else f', {line.sure:.0%} sure'}) at noon.\n\n"
        )
        quotes.append(
            Quote(
                type=line.type,
                content=(content,),
                cue=(cue,),
                source=(source,),
                speaker=line.speaker,
                speaker_kind=line.kind if line.speaker else None,
                role=line.role,
                attitude=line.attitude,
                act=line.act,
                confidence=0.75,
                speaker_confidence=line.sure if line.speaker else None,
                evidence=(Evidence("subject", 0.9, "It is the subject of the cue."),),
            )
        )
        if line.speaker:
            speakers.setdefault((line.speaker, line.kind), []).append(source)
            if line.role:
                roles.setdefault((line.speaker, line.kind), []).append(line.role)
    text += " ".join(speaker.name for speaker in mentioned)
    return Analysis(
        article=Article(
            text, id, title=title, published=published, url=None, publisher=publisher, author=None
        ),
        quotes=tuple(quotes),
        speakers=(
            *(
                Speaker(name, kind, (name,), tuple(roles.get((name, kind), ())), tuple(spans))
                for (name, kind), spans in speakers.items()
            ),
            *mentioned,
        ),
        notes=("The last paragraph has an odd number of marks.",),
        model=model,
    )


def add(path: Path, *analyses: Analysis) -> list[str]:
    """Opens the bank, adds in one run, closes it; the outcomes."""
    with Bank(path) as bank, bank.run(MODEL, "quotebank add") as run:
        return [run.add(analysis) for analysis in analyses]


def number_of(name: str, kind: str = "person") -> int:
    """The number that the first speaker of a name has in every bank."""
    return next(iter(numbers(speaker_key(kind, form_of(kind, name).key))))


def rows(path: Path, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a reader of the closed, immutable file sees."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as conn:
        return conn.execute(sql, parameters).fetchall()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything but integer keys and runs: equal for banks that know the same."""
    selects = {
        "articles": "SELECT key, name, title, published, publisher, quotes, notes, content_hash, "
        "model, text FROM articles JOIN texts ON article = id",
        "quotes": "SELECT q.key, a.key, s.key, q.start, q.type, q.text, speaker_name, speaker_kind,"
        " role, said_on, venue, addressee, attitude, act, confidence, speaker_confidence,"
        " evidence, q.published, q.publisher"
        " FROM quotes q JOIN articles a ON a.id = q.article LEFT JOIN speakers s ON s.id = speaker",
        "segments": "SELECT q.key, part, number, g.start, g.end FROM segments g "
        "JOIN quotes q ON q.id = g.quote",
        "mentions": "SELECT s.key, r.key, start, end FROM mentions m "
        "JOIN appearances a ON a.id = m.appearance JOIN speakers s ON s.id = a.speaker "
        "JOIN articles r ON r.id = m.article",
    }
    return {
        **{name: sorted(rows(path, sql), key=repr) for name, sql in selects.items()},
        **speaker_tables(path),
    }


def speaker_tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables of speakers, to the last number."""
    tables = ("speakers", "speaker_names", "roles", "joins", "candidates")
    return {table: rows(path, f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in tables}


def assert_sound(path: Path) -> None:
    """Every number that is kept is the number that is there, and search is in step."""
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("quotes_fts", "speaker_names_fts"):
            # Raises where the index differs from the table.
            conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    pieces: dict[int, list[str]] = {}
    for number, start, end, text in rows(
        path,
        "SELECT g.quote, g.start, g.end, t.text FROM segments g JOIN quotes q ON q.id = g.quote "
        "JOIN texts t ON t.article = q.article WHERE part = 'content' ORDER BY g.quote, number",
    ):
        pieces.setdefault(number, []).append(text[start:end])
    assert {number: " … ".join(words) for number, words in pieces.items()} == dict(
        rows(path, "SELECT id, text FROM quotes")
    )
    kept = rows(path, "SELECT id, quotes, attitudes, articles FROM speakers ORDER BY id")
    assert kept == rows(
        path,
        """
        SELECT id, (SELECT count(*) FROM quotes WHERE speaker = s.id AND attitude = 0),
            (SELECT count(*) FROM quotes WHERE speaker = s.id AND attitude = 1),
            (SELECT count(DISTINCT article) FROM appearances WHERE speaker = s.id)
        FROM speakers s ORDER BY id
        """,
    )
    assert all(articles > 0 for *_, articles in kept), "somebody is in no article"
    assert rows(path, "SELECT * FROM roles WHERE articles < 1") == []
    assert sorted(rows(path, "SELECT speaker, role, articles, first_date, last_date FROM roles")) == sorted(
        rows(
            path,
            """
            SELECT speaker, value, count(DISTINCT article),
                min(substr(published, 1, 10)) FILTER (WHERE published LIKE '____-__-__%'),
                max(substr(published, 1, 10)) FILTER (WHERE published LIKE '____-__-__%')
            FROM claims c JOIN appearances p ON p.id = c.appearance JOIN articles a ON a.id = p.article
            WHERE what = 'role' GROUP BY speaker, value
            """,
        )
    )
    assert rows(path, "SELECT * FROM months ORDER BY month") == rows(
        path,
        """
        SELECT coalesce(strftime('%Y-%m', a.published), '') AS month, count(*),
            sum((SELECT count(*) FROM quotes WHERE article = a.id AND attitude = 0)),
            sum((SELECT count(*) FROM quotes WHERE article = a.id AND attitude = 1))
        FROM articles a GROUP BY month ORDER BY month
        """,
    )
    assert rows(path, "SELECT * FROM speaker_months ORDER BY 1, 2") == rows(
        path,
        """
        SELECT speaker, substr(published, 1, 7) AS month, count(*) FROM quotes
        WHERE attitude = 0 AND speaker IS NOT NULL AND published IS NOT NULL
        GROUP BY speaker, month ORDER BY speaker, month
        """,
    )
    assert rows(path, "SELECT id, articles FROM speaker_names ORDER BY id") == rows(
        path,
        """
        SELECT n.id, (
            SELECT count(DISTINCT p.article) FROM claims c JOIN appearances p ON p.id = c.appearance
            WHERE c.what = 'name' AND c.value = n.name AND p.speaker = n.speaker
        ) FROM speaker_names n ORDER BY n.id
        """,
    )
    assert sorted(rows(path, "SELECT speaker, name FROM speaker_names")) == sorted(
        rows(
            path,
            "SELECT DISTINCT speaker, value FROM claims c JOIN appearances p ON p.id = c.appearance "
            "WHERE what = 'name' UNION SELECT id, name FROM speakers",
        )
    )
    assert rows(path, "SELECT * FROM pending") == []
    assert rows(path, "SELECT * FROM appearances WHERE speaker IS NULL") == []
    assert (
        rows(
            path,
            "SELECT q.id FROM quotes q LEFT JOIN appearances a ON a.id = q.appearance "
            "WHERE q.speaker IS NOT a.speaker",
        )
        == []
    )
    # Integer keys are in publication order.
    days = [day or "" for (day,) in rows(path, "SELECT published FROM quotes ORDER BY id")]
    assert days == sorted(days)
