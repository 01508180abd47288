"""Finding the speakers that a name may mean, with a score for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from quotebank.bank.queries._match import match_of
from quotebank.bank.queries._rows import Row, clean, tuples
from quotebank.bank.queries._speakers import speakers_by_id

if TYPE_CHECKING:
    import sqlite3

READ = 2000
"""The most names that are read to find the exact ones."""

KEPT = 200
"""The most names of one step of the search that are compared letter by letter."""

ROLES = 30
"""The most roles of one candidate that are compared with the one asked for."""

MAX_NAME = 200
"""Characters of a name that are compared."""

FITS = 60
"""From this score on a role does not speak against a candidate."""

_MAX_WORDS = 8
_MARKS = re.compile(r"[\W_]+")
_STEM = 3
_ROLE_WEIGHT = 0.2


def reconcile(
    conn: sqlite3.Connection,
    name: str,
    *,
    kinds: Collection[str] = (),
    roles: Sequence[str] = (),
    limit: int = 5,
) -> list[Row]:
    """The speakers whom a name may mean, the likeliest first; only of some ``kinds`` where any are given.

    Each row has ``id``, ``name``, ``kind``, ``quotes``, latest ``role``, ``score`` (0 to 100: likeness of
    the name, and for a fifth of the best of ``roles`` where any are given), ``features`` (``name``,
    ``exact``, ``quotes``, with roles ``role``) and ``match``. That is true where this is the only speaker
    who has exactly this name, which must be a full one (a person's has two words), and where no role speaks
    against it. The number of a speaker is understood as well.
    """
    if name.strip().isascii() and name.strip().isdigit():
        return _numbered(conn, name.strip(), kinds)
    wanted = _readings(name)
    if not wanted:
        return []
    best: dict[int, float] = {}
    complete = True
    for one in wanted:
        found, all_read = _beginning(conn, one, kinds)
        complete = complete and all_read
        _compare(best, wanted, found)
    for match in _looser(conn, wanted[0]):
        _compare(best, wanted, _named(conn, match, kinds))
        # somebody has this very name, or there are enough to choose from
        if len(best) >= limit or 100 in best.values():
            break
    exact = [speaker for speaker, score in best.items() if score == 100]
    ranked = sorted(best, key=lambda one: (-best[one], one))[: max(limit, 20)]
    rows = [_scored(conn, row, best[row["id"]], roles) for row in speakers_by_id(conn, ranked)]
    rows.sort(key=lambda row: (-row["score"], -row["quotes"], row["id"]))
    for row in rows:
        row["match"] = (
            complete
            and exact == [row["id"]]
            and (" " in wanted[0] or row["kind"] not in ("person", None))
            and row["kind"] != "anonymous"
            and row["features"].get("role", 100) >= FITS
        )
    return rows[:limit]


def roles_of(conn: sqlite3.Connection, id: int, *, most: int = ROLES) -> list[str]:
    """The roles of a speaker, those that most articles give first."""
    rows = tuples(
        conn, "SELECT role FROM roles WHERE speaker = ? ORDER BY articles DESC, id LIMIT ?", [id, most]
    )
    return [role for (role,) in rows]


def names_of(conn: sqlite3.Connection, id: int, *, most: int = ROLES) -> list[str]:
    """The names of a speaker."""
    rows = tuples(conn, "SELECT name FROM speaker_names WHERE speaker = ? ORDER BY id LIMIT ?", [id, most])
    return [name for (name,) in rows]


def _readings(name: str) -> list[str]:
    """The name without case, accents and marks; and the other way round where it has one comma."""
    found = [_plain(name)]
    if name.count(",") == 1:
        last, _, first = name.partition(",")
        found.append(" ".join(filter(None, (_plain(first), _plain(last)))))
    return [one for one in found if one]


def _compare(best: dict[int, float], wanted: Sequence[str], found: Sequence[tuple[int, str]]) -> None:
    """Takes speakers with their names into ``best``: the likeness of each."""
    for speaker, name in found:
        form = _plain(name)
        best[speaker] = max(best.get(speaker, 0.0), *(_likeness(one, form) for one in wanted))


def _beginning(
    conn: sqlite3.Connection, name: str, kinds: Collection[str]
) -> tuple[list[tuple[int, str]], bool]:
    """Speakers with names that begin with these words, the shortest names first; whether all were read.

    The exact ones are among them: an index for whole names would be as large as the one for words.
    """
    only, values = _only(kinds)
    rows = tuples(
        conn,
        f"""
        SELECT n.speaker, n.name, count(*) OVER () FROM (
            SELECT rowid AS number FROM speaker_names_fts WHERE speaker_names_fts MATCH ? LIMIT {READ}
        ) f CROSS JOIN speaker_names n ON n.id = f.number {only} ORDER BY length(n.name) LIMIT {KEPT}
        """,
        [f'^ "{name}"', *values],
    )
    return [(speaker, form) for speaker, form, _ in rows], not rows or rows[0][2] < READ


def _looser(conn: sqlite3.Connection, name: str) -> Iterator[str]:
    """MATCH expressions for names with all the words, with longer ones, with the rarest beginning of one.

    None of them is ranked: bm25 counts all hits of each word first, and the first names are many.
    """
    words = name.split()[:_MAX_WORDS]
    for prefix in (False, True):
        match = match_of(" ".join(words), prefix=prefix)
        if match is not None:
            yield match
    # the ends of words are where forms and slips differ most
    stems = {word[: max(_STEM, len(word) - 2)] for word in words if len(word) >= _STEM}
    hits = {stem: _hits(conn, f'"{stem}"*') for stem in sorted(stems)}
    for stem in sorted((stem for stem in hits if hits[stem]), key=lambda stem: hits[stem]):
        yield f'"{stem}"*'


def _hits(conn: sqlite3.Connection, match: str) -> int:
    """How many names fit, up to one more than are compared."""
    ((found,),) = tuples(
        conn,
        "SELECT count(*) FROM (SELECT 1 FROM speaker_names_fts WHERE speaker_names_fts MATCH ? "
        f"LIMIT {KEPT + 1})",
        [match],
    )
    return int(found)


def _named(conn: sqlite3.Connection, match: str, kinds: Collection[str]) -> list[tuple[int, str]]:
    """Speakers and names that fit, some of them where there are many."""
    only, values = _only(kinds)
    return [
        (speaker, name)
        for speaker, name in tuples(
            conn,
            f"""
            SELECT n.speaker, n.name FROM speaker_names_fts f CROSS JOIN speaker_names n ON n.id = f.rowid
            {only} WHERE f.speaker_names_fts MATCH ? LIMIT {KEPT}
            """,
            [*values, match],
        )
    ]


def _only(kinds: Collection[str]) -> tuple[str, list[str]]:
    """A join with speakers of some kinds, where any are given."""
    if not kinds:
        return "", []
    marks = ", ".join("?" * len(kinds))
    return f"JOIN speakers s ON s.id = n.speaker AND s.kind IN ({marks})", [clean(one) for one in kinds]


def _numbered(conn: sqlite3.Connection, number: str, kinds: Collection[str]) -> list[Row]:
    rows = speakers_by_id(conn, [int(number)] if len(number) < 19 else [])
    return [
        {**row, "score": 100.0, "features": {"exact": True, "quotes": row["quotes"]}, "match": True}
        for row in rows
        if not kinds or row["kind"] in kinds
    ]


def _scored(conn: sqlite3.Connection, row: Row, likeness: float, roles: Sequence[str]) -> Row:
    features: dict[str, Any] = {
        "name": round(likeness, 1),
        "exact": likeness == 100,
        "quotes": row["quotes"],
    }
    score = likeness
    if roles:
        held = [_plain(role) for role in roles_of(conn, row["id"])]
        fit = max((fuzz.token_set_ratio(_plain(role), one) for role in roles for one in held), default=0.0)
        features["role"] = round(fit, 1)
        score = (1 - _ROLE_WEIGHT) * likeness + _ROLE_WEIGHT * fit
    return {**row, "score": round(score, 1), "features": features}


def _likeness(wanted: str, form: str) -> float:
    """How alike two plain names are, 0 to 100; 100 only for the same one."""
    if wanted == form:
        return 100.0
    # all letters count, and for less whether the words of the one are among those of the other
    alike = 0.6 * fuzz.token_sort_ratio(wanted, form) + 0.4 * fuzz.token_set_ratio(wanted, form)
    return min(float(alike), 99.0)


def _plain(name: str) -> str:
    """A name without case, accents and marks, as the index knows it."""
    name = clean(name[:MAX_NAME]).casefold()
    if not name.isascii():
        name = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join(_MARKS.split(name)).strip()
