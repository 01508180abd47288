"""Made-up articles as rows of every table, and what is counted of their speakers meanwhile."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from quotebank.bank._ids import base_of
from quotebank.bank._keys import appearance_key, article_key, digest, echo_of, quote_key
from quotebank.bank.identity.keys import numbers, speaker_key
from quotebank.version import __version__

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_INSERTS = {
    "articles": (
        "id, key, name, title, published, url, publisher, author, quotes, notes, content_hash, model, run"
    ),
    "texts": "article, text",
    "quotes": (
        "id, key, article, start, type, text, speaker, speaker_name, speaker_kind, role, said_on, venue, "
        "addressee, attitude, confidence, evidence, published, publisher, act, appearance, "
        "speaker_confidence, echo"
    ),
    "segments": "quote, part, number, start, end",
    "appearances": "id, key, article, name, kind, speaker",
    "claims": "appearance, what, value",
    "mentions": "appearance, article, start, end",
}


class BulkSpeaker(NamedTuple):
    """Somebody in a made-up bank.

    ``why`` are names that are joined, with feature, score and sentence; ``words`` those that are used most,
    with their scores.
    """

    name: str
    kind: str
    why: tuple[tuple[str, str, str, float, str], ...] = ()
    words: tuple[tuple[str, float], ...] = ()


class BulkQuote(NamedTuple):
    """A quote; ``speaker`` is a position in the article's cast, segments are part, number, start, end."""

    speaker: int | None
    type: str
    text: str
    segments: tuple[tuple[str, int, int, int], ...]
    role: str | None
    said_on: str | None
    venue: str | None
    addressee: str | None
    attitude: int
    act: str | None
    confidence: float
    evidence: str


class BulkAppearance(NamedTuple):
    """A speaker in an article: position in the list of speakers, names and roles used, mentions."""

    speaker: int
    names: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]


class BulkArticle(NamedTuple):
    """An article with everybody in it. Articles come in the order of their days."""

    name: str
    title: str
    day: str | None
    url: str
    publisher: str
    author: str
    text: str
    quotes: Sequence[BulkQuote]
    cast: Sequence[BulkAppearance]


class Filling:
    """Turns articles into rows, and counts what speakers have meanwhile."""

    def __init__(
        self, conn: sqlite3.Connection, speakers: Sequence[BulkSpeaker], *, model: str, texts: bool
    ) -> None:
        self._conn, self._speakers, self._model, self._texts = conn, speakers, model, texts
        self._keys = [speaker_key(one.kind, one.name.casefold()) for one in speakers]
        self._ids = [next(iter(numbers(key))) for key in self._keys]
        self._taken: Counter[str | None] = Counter()
        self._taken_articles: Counter[str | None] = Counter()
        self._appearances = 0
        self._quotes: Counter[int] = Counter()
        self._attitudes: Counter[int] = Counter()
        self._articles: Counter[int] = Counter()
        self._names: set[tuple[int, str]] = set()
        self._roles: dict[tuple[int, str], list[Any]] = {}
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        conn.execute(
            "INSERT INTO runs (id, started, model, version, command) VALUES (1, ?, ?, ?, '')",
            [now, model, __version__],
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many articles, quotes and speakers there are."""
        return {
            "articles": sum(self._taken_articles.values()),
            "quotes": sum(self._taken.values()),
            "speakers": len(self._articles),
        }

    def add(self, articles: Sequence[BulkArticle]) -> int:
        """Writes some articles; how many quotes there are now."""
        rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for article in articles:
            self._add(article, rows)
        for table, columns in _INSERTS.items():
            marks = ", ".join("?" * (columns.count(",") + 1))
            self._conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows[table])
        return sum(self._taken.values())

    def _add(self, article: BulkArticle, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        day, base = article.day, base_of(article.day)
        self._taken_articles[day] += 1
        number = base + self._taken_articles[day]
        key = article_key(article.name)
        rows["articles"].append(
            (
                number, key, article.name, article.title, day, article.url, article.publisher, article.author,
                len(article.quotes), "[]", "", self._model, 1,
            )
        )  # fmt: skip
        if self._texts:
            rows["texts"].append((number, article.text))
        first = self._appearances + 1
        for one in article.cast:
            self._appear(one, number, key, day, rows)
        for at, quote in enumerate(article.quotes):
            self._taken[day] += 1
            identity = base + self._taken[day]
            who = speaker = appearance = kind = None
            if quote.speaker is not None:
                one = article.cast[quote.speaker]
                speaker, appearance = self._ids[one.speaker], first + quote.speaker
                who, kind = one.names[0], self._speakers[one.speaker].kind
                (self._attitudes if quote.attitude else self._quotes)[one.speaker] += 1
            rows["quotes"].append(
                (
                    identity, quote_key(key, "", at), number, quote.segments[0][2], quote.type, quote.text,
                    speaker, who, kind, quote.role, quote.said_on, quote.venue, quote.addressee,
                    quote.attitude, quote.confidence, quote.evidence, day, article.publisher, quote.act,
                    appearance,
                    None if speaker is None else quote.confidence, echo_of(quote.text),
                )
            )  # fmt: skip
            rows["segments"].extend((identity, *segment) for segment in quote.segments)

    def _appear(
        self,
        one: BulkAppearance,
        article: int,
        key: str,
        day: str | None,
        rows: dict[str, list[tuple[Any, ...]]],
    ) -> None:
        speaker = self._speakers[one.speaker]
        self._appearances += 1
        number = self._appearances
        self._articles[one.speaker] += 1
        rows["appearances"].append(
            (
                number,
                appearance_key(key, speaker.kind, one.names[0]),
                article,
                one.names[0],
                speaker.kind,
                self._ids[one.speaker],
            )
        )
        for name in one.names:
            rows["claims"].append((number, "name", name))
            self._names.add((one.speaker, name))
        for role in one.roles:
            rows["claims"].append((number, "role", role))
            dates = self._roles.setdefault((one.speaker, role), [day, day, 0])
            dates[0] = day if dates[0] is None else dates[0]
            dates[1] = day or dates[1]
            dates[2] += 1
        rows["mentions"].extend((number, article, start, end) for start, end in one.mentions)

    def finish(self) -> None:
        """Writes the speakers and what is computed of them."""
        self._conn.executemany(
            "INSERT INTO speakers (id, key, name, kind, quotes, attitudes, articles) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    self._ids[at], self._keys[at], one.name, one.kind, self._quotes[at], self._attitudes[at],
                    self._articles[at],
                )
                for at, one in enumerate(self._speakers)
                if self._articles[at]
            ],
        )  # fmt: skip
        self._names |= {(at, self._speakers[at].name) for at in self._articles}
        self._conn.executemany(
            "INSERT INTO speaker_names (id, speaker, name) VALUES (?, ?, ?)",
            [
                (self._number("speaker_names", at, name), self._ids[at], name)
                for at, name in sorted(self._names)
            ],
        )
        self._conn.executemany(
            "INSERT INTO roles (id, speaker, role, first_date, last_date, articles) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (self._number("roles", at, role), self._ids[at], role, *dates)
                for (at, role), dates in sorted(self._roles.items())
            ],
        )
        self._conn.executemany(
            "INSERT INTO joins (speaker, name, other, feature, score, sentence) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (self._ids[at], *why)
                for at, one in enumerate(self._speakers)
                if self._articles[at]
                for why in one.why
            ],
        )
        self._conn.executemany(
            "INSERT INTO speaker_words (speaker, word, score, quotes) VALUES (?, ?, ?, ?)",
            [
                (self._ids[at], *word, self._quotes[at])
                for at, one in enumerate(self._speakers)
                if self._articles[at]
                for word in one.words
            ],
        )
        counts = self.counts
        self._conn.execute(
            "UPDATE runs SET finished = started, added = ?, quotes = ? WHERE id = 1",
            [counts["articles"], counts["quotes"]],
        )

    def _number(self, table: str, speaker: int, value: str) -> int:
        return next(iter(numbers(digest(table, str(self._ids[speaker]), value))))
