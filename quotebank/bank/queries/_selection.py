"""Which quotes are sought, as SQL that stays fast however many quotes there are.

``quotes_fts`` has, beside the words and the speaker's name, the columns that people filter by: role, type,
act, kind, publisher, attitude. So "denials by a press secretary with the word *balloon*" is one expression
that FTS5 answers by leaping through sorted lists, newest first, and a rare combination costs no more than
its rarest part. (Measured with a million quotes, words in 2 % of them: 2 to 17 ms for any combination; to
join the rows and look took 20 to 350 ms, and ten times that with ten times the quotes. The columns make
the index by a quarter larger, the bank by 5 %.) A table of distinct roles would find the roles, but leave
the join.

A speaker is found the same way, by all forms of the name that articles use: these are in the index, and
the number of the speaker, which changes with every judgement, need not be. Where such an expression can
match more than what is sought (a speaker of the same name, a publisher whose name holds another's), an
index of ``quotes`` decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from quotebank.bank._ids import key_range
from quotebank.bank.queries._match import MAX_QUERY, match_of, phrase_of, ranking_of
from quotebank.bank.queries._rows import CAP, capped_count, clean, tuples
from quotebank.core import ACTS, KINDS, TYPES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

Attitudes: TypeAlias = bool | Literal["only"]

NAMESAKES = 50
"""So many speakers are found by a name. One that more bear is searched as words of the name."""

_COMMON = frozenset({"direct", "indirect", "person", "statement"})
"""Values of so many quotes that to leap through their lists is more work than to look at each hit."""

_FORMS = 300
"""The most forms of names in one expression."""

_LONG = 8
"""Words in a row of one form that are looked for among the other forms."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A question about quotes; ``search`` says what each part means."""

    query: str = ""
    speaker: int | None = None
    by: str | None = None
    role: str | None = None
    kind: str | None = None
    type: str | None = None
    act: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    attitudes: Attitudes = False


@dataclass(frozen=True, slots=True)
class Selection:
    """Some quotes in the order of their numbers, which is that of publication.

    ``words`` is the MATCH expression of the words alone, ``ranking`` that for bm25, ``match`` that of
    everything, None where an index of ``quotes`` does better. ``low`` and ``high`` are exclusive bounds of
    the numbers; ``equal`` are columns that must have one of some values.
    """

    words: str | None
    ranking: str | None
    match: str | None
    low: int
    high: int
    equal: Sequence[tuple[str, tuple[Any, ...]]]

    def numbers(self, *, low: int | None = None, high: int | None = None) -> tuple[str, list[Any]]:
        """A SELECT of the numbers as ``number`` with its parameters; the bounds can be narrowed."""
        bounds = [max(self.low, self.low if low is None else low)]
        bounds.append(min(self.high, self.high if high is None else high))
        if self.match is not None:
            checks, values = self._checks()
            return (
                f"SELECT quotes_fts.rowid AS number FROM quotes_fts {checks} "
                "WHERE quotes_fts MATCH ? AND quotes_fts.rowid > ? AND quotes_fts.rowid < ?",
                [*values, self.match, *bounds],
            )
        # One index, the most selective, whatever SQLite's statistics say: a plus hides a column from
        # the planner. The rest is read off the rows, which come in the right order. Only for "voiced by
        # this speaker" is there an index of both.
        columns = [column for column, _ in self.equal]
        seen = 2 if columns == ["speaker", "attitude"] else 1
        where = "".join(
            f" AND {'' if position < seen else '+'}q.{column} {_among(values)}"
            for position, (column, values) in enumerate(self.equal)
        )
        return (
            f"SELECT q.id AS number FROM quotes q WHERE q.id > ? AND q.id < ?{where}",
            [*bounds, *(value for _, values in self.equal for value in values)],
        )

    def counted(self, conn: sqlite3.Connection) -> tuple[int, bool]:
        """How many there are, up to ``CAP``, and whether there are more.

        Where hits are compared one by one, only the newest ``CAP`` of them are: few may fit, and to find
        10,000 that do would mean to look at every hit there is.
        """
        if self.match is None or not self.equal:
            return capped_count(conn, *self.numbers())
        columns, values = self._compared()
        ((looked, found),) = tuples(
            conn,
            f"""
            SELECT count(*), count(q.id) FROM (
                SELECT rowid AS number FROM quotes_fts
                WHERE quotes_fts MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid DESC LIMIT {CAP + 1}
            ) LEFT JOIN quotes q INDEXED BY quotes_facets ON q.id = number{columns}
            """,
            [self.match, self.low, self.high, *values],
        )
        return min(found, CAP), looked > CAP

    @property
    def order(self) -> str:
        """The column of ``numbers`` as the index in use knows it."""
        return "q.id" if self.match is None else "quotes_fts.rowid"

    def _checks(self) -> tuple[str, list[Any]]:
        """What is compared after the match, in an index: a row is long, and read for each hit."""
        if not self.equal:
            return "", []
        columns, values = self._compared()
        return f"CROSS JOIN quotes q INDEXED BY quotes_facets ON q.id = quotes_fts.rowid{columns}", values

    def _compared(self) -> tuple[str, list[Any]]:
        return (
            "".join(f" AND +q.{column} {_among(values)}" for column, values in self.equal),
            [value for _, values in self.equal for value in values],
        )


def selection(conn: sqlite3.Connection, sought: Sought) -> Selection | None:
    """How to find what is sought; None where nothing can be: a query without a word, a day that is none."""
    words, bounds = match_of(sought.query), key_range(sought.since, sought.until)
    if bounds is None or (words is None and sought.query.strip()):
        return None
    known = _known(sought)
    if known is None:
        return None
    clauses, common = known
    if words is not None:
        words = f"{{text speaker_name}} : ({words})"
        clauses.insert(0, words)
    ranking = ranking_of(sought.query)
    equal: list[tuple[str, tuple[Any, ...]]] = []
    if sought.speaker is not None:
        # A number beyond SQLite's nobody has: an id from a web address may be any.
        number = sought.speaker if 0 < sought.speaker < 1 << 63 else -1
        equal.append(("speaker", (number,)))
        if clauses or common or sought.by:
            clauses += _called(conn, [number])
    if sought.by and sought.by.strip():
        match = match_of(sought.by)
        if match is None:
            return None
        found = _named(conn, match)
        if found is None:
            clauses.append(f"speaker_name : ({match})")
        elif sought.speaker is not None:
            if sought.speaker not in found:
                return None
        elif not found:
            return None
        else:
            equal.append(("speaker", tuple(found)))
            clauses += _called(conn, found, by=sought.by)
    if sought.publisher:
        publisher = clean(sought.publisher)
        equal.append(("publisher", (publisher,)))
        # "The" leads to so many that it is not worth the way; a phrase of the rest may be far apart.
        named = ranking_of(publisher) if len(publisher) <= MAX_QUERY else None
        clauses += [f"publisher : ({named})"] if named else []
    if clauses:
        # Something narrower is there, and half of all that it finds has these values.
        equal += [(column, (value,)) for column, value in common]
    else:
        clauses = [f'{column} : "{value}"' for column, value in common]
    match, equal = _whole(clauses, equal, sought.attitudes)
    return Selection(words, ranking and f"{{text speaker_name}} : ({ranking})", match, *bounds, equal)


def _known(sought: Sought) -> tuple[list[str], list[tuple[str, str]]] | None:
    """Clauses that FTS5 answers exactly, and columns with their values that are common; None for nothing."""
    clauses, common = list[str](), list[tuple[str, str]]()
    for column, value, known in (
        ("act", sought.act, ACTS),
        ("speaker_kind", sought.kind, KINDS),
        ("type", sought.type, TYPES),
    ):
        if value:
            # The stemmer makes one of "denial" and "denials": only the value itself may come here.
            if value not in known:
                return None
            if value in _COMMON:
                common.append((column, value))
            else:
                clauses.append(f'{column} : "{value}"')
    if sought.role and sought.role.strip():
        role = match_of(sought.role)
        if role is None:
            return None
        clauses.append(f"role : ({role})")
    return clauses, common


def _whole(
    clauses: list[str], equal: list[tuple[str, tuple[Any, ...]]], attitudes: Attitudes
) -> tuple[str | None, list[tuple[str, tuple[Any, ...]]]]:
    """The MATCH expression of all clauses and of the attitude, and the columns that are left to compare."""
    if clauses:
        match = " AND ".join(f"({clause})" for clause in clauses)
        if attitudes == "only":
            return f'{match} AND (attitude : "1")', equal
        return (match if attitudes else f'({match}) NOT (attitude : "1")'), equal
    if attitudes is True:
        return None, equal
    return None, [*equal, ("attitude", (int(attitudes == "only"),))]


def _named(conn: sqlite3.Connection, match: str) -> list[int] | None:
    """Speakers with all these words in one of their names; None where there are too many of them."""
    most = NAMESAKES * 4
    rows = tuples(
        conn,
        """
        SELECT n.speaker FROM speaker_names_fts f CROSS JOIN speaker_names n ON n.id = f.rowid
        WHERE f.speaker_names_fts MATCH ? LIMIT ?
        """,
        [match, most + 1],
    )
    found = list(dict.fromkeys(number for (number,) in rows))
    return None if len(rows) > most or len(found) > NAMESAKES else found


def _called(conn: sqlite3.Connection, speakers: Sequence[int], *, by: str = "") -> list[str]:
    """The clause that every quote of these speakers fulfils: each bears a form of their names.

    ``by`` are the words by which they were found: most forms have them in a row.
    """
    names = tuples(
        conn,
        f"SELECT name FROM speaker_names WHERE speaker {_among(speakers)} LIMIT ?",
        [*speakers, _FORMS + 1],
    )
    if not names or len(names) > _FORMS:
        return []
    forms = {_words(name) for (name,) in names}
    if phrase_of(by) is not None:
        forms.add(_words(by))
    # "Kirby" finds what "Admiral John Kirby" would: each form is a list to go through.
    phrases = [phrase_of(" ".join(form)) for form in sorted(forms) if not _holds_another(form, forms)]
    return [] if None in phrases else [f"speaker_name : ({' OR '.join(str(one) for one in phrases)})"]


def _words(name: str) -> tuple[str, ...]:
    # Beyond ASCII, Python's small letters need not be those of FTS5.
    return tuple(word.lower() if word.isascii() else word for word in name.split())


def _holds_another(form: tuple[str, ...], forms: Collection[tuple[str, ...]]) -> bool:
    most = min(len(form), _LONG)
    return any(
        form[start : start + length] in forms
        for length in range(1, most + 1)
        if length < len(form)
        for start in range(len(form) - length + 1)
    )


def _among(values: Sequence[Any]) -> str:
    return "= ?" if len(values) == 1 else f"IN ({', '.join('?' * len(values))})"
