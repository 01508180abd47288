"""What the tables and columns of a bank mean, in the words that readers of the site see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a reader may open: title, one sentence, its columns, and how Datasette shows it.

    ``options`` are Datasette's own table settings (default sort, label, facets).
    """

    title: str
    description: str
    columns: Mapping[str, str]
    options: Mapping[str, Any] = field(default_factory=dict)


TABLES: Mapping[str, Table] = {
    "quotes": Table(
        "Quotes",
        "Who said what: one row for each quote that was found in an article.",
        {
            "id": "Number in the order of publication",
            "key": "Name of the quote that stays the same when the article is analysed again",
            "article": "The article in which it stands",
            "start": "Character of the article's text at which it begins",
            "type": "direct (in quotation marks), indirect (reported) or mixed",
            "text": "What was said, as the article has it",
            "speaker": "Who said it; empty where the article does not tell",
            "speaker_name": "The speaker's name inside the article",
            "speaker_kind": "person, organization, country, group, anonymous or document",
            "role": "Title or office as this article words it",
            "said_on": "Day on which it was said, where the article tells",
            "venue": "Where it was said, in the article's words",
            "addressee": "To whom it was said, in the article's words",
            "attitude": "1 where it is a thought, wish or intention and was not voiced",
            "confidence": "How sure the program is of the words and of their source, from 0 to 1",
            "evidence": "Why: the features, their scores and a sentence for each, as JSON",
            "published": "Day on which the article was published",
            "publisher": "Who published the article",
            "act": "statement, question, denial, accusation, promise or refusal; empty where not clear",
            "speaker_confidence": "How sure the program is of the speaker, from 0 to 1; empty for none",
            "echo": "The same number for the same words, wherever they are quoted; empty under five words",
        },
        {
            "label_column": "text",
            "sort_desc": "id",
            "facets": ["type", "act", "speaker_kind", "publisher"],
        },
    ),
    "speakers": Table(
        "Speakers",
        "Everybody who is quoted, one row for each person, organization or other source.",
        {
            "key": "Name of the speaker that stays the same when articles are analysed again",
            "name": "Canonical name",
            "kind": "person, organization, country, group, anonymous or document",
            "quotes": "How many quotes",
            "attitudes": "How many of them are thoughts or wishes that were not voiced",
            "articles": "In how many articles",
        },
        {"label_column": "name", "sort_desc": "quotes", "facets": ["kind"]},
    ),
    "speaker_names": Table(
        "Names of speakers",
        "Every form of a speaker's name that articles use.",
        {
            "speaker": "Whose name it is",
            "name": "The name as written",
            "articles": "How many articles use it",
        },
        {"label_column": "name"},
    ),
    "roles": Table(
        "Roles",
        "Titles and offices as articles word them: claims of these articles, not facts.",
        {
            "speaker": "Whose role it is",
            "role": "The role as worded",
            "first_date": "First day on which an article gives it",
            "last_date": "Last day on which an article gives it",
            "articles": "How many articles give it",
        },
        {"label_column": "role"},
    ),
    "articles": Table(
        "Articles",
        "Every article that was read, quoted or not.",
        {
            "id": "Number in the order of publication",
            "key": "Name of the article that stays the same",
            "name": "What its user calls it: a file's name, an identifier",
            "published": "Day of publication",
            "url": "Where it was published",
            "publisher": "Who published it",
            "quotes": "How many quotes were found in it",
            "notes": "What was odd about it, as JSON",
            "model": "Version of the reader that analysed it",
        },
        {"label_column": "title", "sort_desc": "id", "facets": ["publisher"]},
    ),
    "months": Table(
        "Months",
        "How much was published in each month.",
        {
            "month": "The month; empty for articles without a date",
            "articles": "How many articles",
            "quotes": "How many quotes",
            "attitudes": "How many thoughts or wishes that were not voiced",
        },
        {"sort_desc": "month"},
    ),
    "speaker_months": Table(
        "Speakers by month",
        "How many quotes each speaker has in each month.",
        {"speaker": "Who is quoted", "month": "The month", "quotes": "How many quotes"},
    ),
    "speaker_words": Table(
        "Words of speakers",
        "What speakers speak about: the key terms of their newest quotes.",
        {
            "speaker": "Who speaks",
            "word": "The term",
            "score": "Its weight",
            "quotes": "How many quotes the speaker had when it was computed",
        },
    ),
    "runs": Table(
        "Runs",
        "Each time that articles were added, with the versions and what came of it.",
        {"model": "Version of the reader", "failed": "How many articles could not be read"},
        {"sort_desc": "id"},
    ),
    "failures": Table(
        "Failures",
        "Articles that could not be read, with the reason.",
        {"place": "File and line", "reason": "Why it could not be read"},
        {"sort_desc": "id"},
    ),
}
"""The tables for readers, in the order in which they matter."""

HIDDEN = (
    "_sqlite_migrations",
    "appearances",
    "blocks",
    "candidates",
    "claims",
    "corrections",
    "joins",
    "judgements",
    "mentions",
    "originals",
    "pending",
    "segments",
    "sqlite_sequence",
    "surroundings",
    "texts",
)
"""Tables that only the program reads. Hidden, not secret (see ``PRIVATE``): who knows a name can read it."""

BANK_TABLES = frozenset({"articles", "quotes", "roles", "segments", "speaker_names", "speakers"})
"""A database with all of these is a bank."""

PRIVATE = frozenset(
    {
        "blocks",
        "candidates",
        "corrections",
        "failures",
        "judgements",
        "originals",
        "pending",
        "runs",
        "surroundings",
    }
)
"""Tables that tell of people at work, of their files, and of quotes that are hidden: not for visitors."""
