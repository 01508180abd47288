"""Corrections to quotes: what people changed, applied to what analysis found.

A correction names a quote by its key and its surroundings, so it holds again after every analysis, also of
another form of the article (``_placing.py``). What analysis found of a changed quote is kept beside it, so
that a correction can be taken back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quotebank.bank._appearances import Local
from quotebank.bank._keys import appearance_key, correction_key
from quotebank.bank.identity.forms import form_of
from quotebank.core import KINDS, TYPES
from quotebank.errors import BankError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from quotebank.bank._quotes import QuoteRow

FIELDS = ("speaker", "type", "hidden", "note")
"""What of a quote can be corrected."""


@dataclass(frozen=True, slots=True)
class Fix:
    """The newest word on one field of a quote."""

    value: str
    kind: str | None
    role: str | None
    named_in: str | None
    author: str
    at: str


COLUMNS = (
    "quote",
    "field",
    "value",
    "kind",
    "role",
    "named_in",
    "withdrawn",
    "author",
    "at",
    "article",
    "words",
    "surroundings",
)
"""What a correction says; the last three tell what the quote was, and are not in its key."""

_WORDS = 120
"""Characters of the quote that are kept with a correction."""


def append(conn: sqlite3.Connection, row: Mapping[str, str | None]) -> str:
    """Adds a correction, unless it is there; its key. Raises BankError where it cannot be understood."""
    check(row)
    quote = row["quote"]
    said = [
        quote,
        row["field"],
        row.get("value") or "",
        *(row.get(name) or None for name in ("kind", "role", "named_in")),
    ]
    key = correction_key(*said, "1" if _is_withdrawn(row) else "0", row["author"], row["at"])
    if conn.execute("SELECT 1 FROM corrections WHERE key = ?", [key]).fetchone():
        return key
    known = _known(conn, quote, row.get("surroundings"))
    columns = ("key", *COLUMNS, "holds_for")
    conn.execute(
        f"INSERT INTO corrections ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [
            key,
            *said,
            int(_is_withdrawn(row)),
            row["author"],
            row["at"],
            row.get("article") or known.article,
            row.get("words") or known.words[:_WORDS],
            row.get("surroundings") or known.surroundings,
            known.holds_for,
        ],
    )
    return key


class _Known(NamedTuple):
    """What the bank knows of the quote that a new correction names."""

    article: str | None = None
    words: str = ""
    surroundings: str | None = None
    holds_for: str | None = None


def _known(conn: sqlite3.Connection, quote: str | None, surroundings: str | None) -> _Known:
    """What is known of a quote, in the form of its article that is meant: of now, unless one is named.

    The key of one that is not there any more means what earlier corrections of it meant.
    """
    if not surroundings:
        shown = conn.execute(
            "SELECT a.name, q.text FROM quotes q JOIN articles a ON a.id = q.article WHERE q.key = ?", [quote]
        ).fetchone()
        if shown is None:
            shown = conn.execute(
                "SELECT a.name, json_extract(o.found, '$[1].text') FROM originals o "
                "JOIN articles a ON a.id = o.article WHERE o.quote = ?",
                [quote],
            ).fetchone()
        if shown is not None:
            return _Known(shown[0], shown[1], None, quote)
    earlier = conn.execute(
        """
        SELECT article, words, surroundings, holds_for FROM corrections
        WHERE quote = ?1 AND (?2 IS NULL OR surroundings = ?2) ORDER BY at DESC, key DESC LIMIT 1
        """,
        [quote, surroundings or None],
    ).fetchone()
    return _Known._make(earlier) if earlier else _Known()


def _is_withdrawn(row: Mapping[str, str | None]) -> bool:
    return row.get("withdrawn") not in (None, "", "0")


def check(row: Mapping[str, str | None]) -> None:
    """Raises BankError where a row says nothing that can be understood."""
    field, value = row.get("field"), row.get("value") or ""
    if not row.get("quote"):
        raise BankError("a correction needs the key of a quote")
    if field not in FIELDS:
        raise BankError(f"of a quote {', '.join(FIELDS)} can be corrected, not {field!r}")
    if not row.get("author") or not row.get("at"):
        raise BankError("a correction needs an author and a time")
    if row.get("kind") and row["kind"] not in KINDS:
        raise BankError(f"there is no kind {row['kind']!r}")
    if _is_withdrawn(row):
        return
    if field == "type" and value not in TYPES:
        raise BankError(f"a quote's type is {', '.join(TYPES)}, not {value!r}")
    if field == "hidden" and value not in ("yes", "no"):
        raise BankError(f"hidden is yes or no, not {value!r}")


def articles_of(conn: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """The articles that corrections are about, by the keys of these; one that is not there is left out."""
    found: dict[int, None] = {}
    for key in keys:
        for quote, holds_for, name in conn.execute(
            "SELECT quote, holds_for, article FROM corrections WHERE key = ?", [key]
        ).fetchall():
            for (article,) in conn.execute(
                """
                SELECT article FROM quotes WHERE key IN (?1, ?2)
                UNION SELECT article FROM originals WHERE quote IN (?1, ?2)
                UNION SELECT id FROM articles WHERE name = ?3
                """,
                [quote, holds_for, name],
            ):
                found.setdefault(article)
    return list(found)


def in_force(conn: sqlite3.Connection, quotes: Iterable[str]) -> dict[str, dict[str, Fix]]:
    """Quote key → field → what holds for it: the newest correction that was not taken back."""
    found: dict[str, dict[str, Fix]] = defaultdict(dict)
    for quote in quotes:
        for field, value, kind, role, named_in, withdrawn, author, at in conn.execute(
            "SELECT field, value, kind, role, named_in, withdrawn, author, at FROM corrections "
            "WHERE holds_for = ? ORDER BY at, key",
            [quote],
        ):
            if withdrawn:
                found[quote].pop(field, None)
            else:
                found[quote][field] = Fix(value, kind, role, named_in, author, at)
    return {quote: fixes for quote, fixes in found.items() if fixes}


def corrected(
    rows: Mapping[str, QuoteRow],
    cast: Mapping[str, Local],
    fixes: Mapping[str, dict[str, Fix]],
    *,
    article: str,
    waiting: Collection[str],
) -> tuple[dict[str, QuoteRow], dict[str, Local]]:
    """The quotes to show and the cast, with those who are there by correction only.

    Hidden quotes are left out, and those that are hidden while they are ``waiting`` for somebody to look.
    """
    shown: dict[str, QuoteRow] = {}
    everybody = dict(cast)
    for key, row in rows.items():
        fix = fixes.get(key, {})
        if key in waiting or ("hidden" in fix and fix["hidden"].value == "yes"):
            continue
        if "type" in fix:
            row = _changed(row, fix["type"], f"a person made it {fix['type'].value}", type=fix["type"].value)
        if "speaker" in fix:
            row = _with_speaker(row, fix["speaker"], cast, everybody, article)
        shown[key] = row
    return shown, everybody


def _with_speaker(
    row: QuoteRow, fix: Fix, cast: Mapping[str, Local], everybody: dict[str, Local], article: str
) -> QuoteRow:
    if not fix.value:
        words = "a person found that the article does not tell who said it"
        row = _changed(
            row, fix, words, speaker_name=None, speaker_kind=None, role=None, speaker_confidence=None
        )
        return replace(row, speaker=None)
    local = _named(fix, cast)
    if local is None:
        kind = fix.kind or "person"
        key = appearance_key(article, kind, fix.value)
        local = everybody.setdefault(
            key,
            Local(key, fix.value, kind, {fix.value}, role=fix.role, named_in=fix.named_in, corrected=True),
        )
    role = row.values["role"] if row.speaker == local.key else None
    words = f"a person named {fix.value}"
    row = _changed(
        row,
        fix,
        words,
        speaker_name=local.name,
        speaker_kind=local.kind,
        role=role,
        speaker_confidence=None,  # it was the program's
    )
    return replace(row, speaker=local.key)


def _named(fix: Fix, cast: Mapping[str, Local]) -> Local | None:
    """Who of an article's cast a correction names: by the same name, or by one of the forms used."""
    same_kind = [one for one in cast.values() if fix.kind in (None, one.kind)]
    for test in (
        lambda one: one.name == fix.value,
        lambda one: form_of(one.kind, one.name).key == form_of(one.kind, fix.value).key,
        lambda one: fix.value in one.names,
    ):
        found = [one for one in same_kind if test(one)]
        if found:
            return min(found, key=lambda one: one.key)
    return None


def _changed(row: QuoteRow, fix: Fix, sentence: str, **values: Any) -> QuoteRow:
    """The row with other values, and with evidence of who changed it."""
    evidence = json.loads(row.values["evidence"])
    evidence.append({"feature": "correction", "score": 1.0, "sentence": f"{fix.at[:10]}: {sentence}."})
    return replace(row, values={**row.values, **values, "evidence": json.dumps(evidence, ensure_ascii=False)})


def changes_row(fixes: Mapping[str, Fix]) -> bool:
    """Whether corrections of one quote change what is shown, beyond a note."""
    return any(field != "note" for field in fixes)
