"""Common questions about a bank as SQL that Datasette shows and runs: its canned (or stored) queries.

Each has to be quick in a bank of any size: it follows an index, or looks at the newest rows only and says so.
What a reader types goes into full-text search as one phrase, in which nothing is an operator.
"""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 200
"""The most rows of one answer."""

_NEWEST_QUOTES = 20_000
_NEWEST_ROLES = 5_000


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name in addresses, a title, one sentence, its SQL, and what a reader fills in."""

    name: str
    title: str
    description: str
    sql: str
    asks: tuple[str, ...] = ()


def _phrase(parameter: str) -> str:
    return f"""'"' || replace(:{parameter}, '"', ' ') || '"'"""


_QUOTE = """q.published, coalesce(s.name, q.speaker_name) AS speaker, q.role, q.text,
    q.type, a.title AS article, q.publisher, a.url, q.key"""

QUESTIONS = (
    Question(
        "most_quoted",
        "Who was quoted most in a month",
        "The month as 2023-02; without one, the latest.",
        f"""
SELECT m.month, s.name AS speaker, s.kind, m.quotes
FROM speaker_months m JOIN speakers s ON s.id = m.speaker
WHERE m.month = coalesce(
    nullif(trim(:month), ''),
    (SELECT max(month) FROM months WHERE quotes > attitudes)
)
ORDER BY m.quotes DESC LIMIT {SHOWN}
""",
        ("month",),
    ),
    Question(
        "quotes_of",
        "Quotes of a speaker",
        f"The newest {SHOWN} quotes of the most quoted speaker who bears this name.",
        f"""
SELECT {_QUOTE}
FROM quotes q JOIN articles a ON a.id = q.article JOIN speakers s ON s.id = q.speaker
WHERE q.speaker = (
    SELECT n.speaker
    FROM speaker_names_fts f
    CROSS JOIN speaker_names n ON n.id = f.rowid
    CROSS JOIN speakers b ON b.id = n.speaker
    WHERE f.speaker_names_fts MATCH {_phrase("name")}
    ORDER BY b.quotes DESC LIMIT 1
)
AND +q.attitude = 0
ORDER BY q.id DESC LIMIT {SHOWN}
""",
        ("name",),
    ),
    Question(
        "quotes_with_role",
        "Quotes of people with a role",
        f"The newest {SHOWN} quotes whose article gives the speaker a role with these words in a row.",
        f"""
SELECT {_QUOTE}
FROM quotes_fts f CROSS JOIN quotes q ON q.id = f.rowid
JOIN articles a ON a.id = q.article LEFT JOIN speakers s ON s.id = q.speaker
WHERE f.quotes_fts MATCH 'role : ' || {_phrase("role")}
AND +q.attitude = 0
ORDER BY f.rowid DESC LIMIT {SHOWN}
""",
        ("role",),
    ),
    Question(
        "new_roles",
        "New roles",
        "Roles that articles give to speakers who had another before, the newest first "
        f"(of the {_NEWEST_ROLES:,} newest roles).",
        f"""
SELECT n.first_date AS since, s.name AS speaker, n.role, n.articles, (
    SELECT o.role FROM roles o WHERE o.speaker = n.speaker AND +o.first_date < n.first_date
    ORDER BY o.last_date DESC LIMIT 1
) AS before
FROM (
    SELECT * FROM roles WHERE first_date IS NOT NULL ORDER BY first_date DESC LIMIT {_NEWEST_ROLES}
) n JOIN speakers s ON s.id = n.speaker
WHERE EXISTS (SELECT 1 FROM roles o WHERE o.speaker = n.speaker AND +o.first_date < n.first_date)
ORDER BY n.first_date DESC, s.name LIMIT {SHOWN}
""",
    ),
    Question(
        "unnamed_sources",
        "Unnamed sources by publisher",
        f"How many of the newest {_NEWEST_QUOTES:,} quotes come from sources without a name.",
        f"""
SELECT publisher, count(*) AS quotes, sum(speaker_kind = 'anonymous') AS unnamed,
    round(100.0 * sum(speaker_kind = 'anonymous') / count(*), 1) AS percent
FROM (
    SELECT publisher, coalesce(speaker_kind, '') AS speaker_kind FROM quotes
    WHERE +attitude = 0 ORDER BY id DESC LIMIT {_NEWEST_QUOTES}
)
GROUP BY publisher ORDER BY unnamed DESC, quotes DESC LIMIT {SHOWN}
""",
    ),
)
"""The questions, as the site lists them."""
