"""How much each month has: kept while articles are written, so that no page counts the whole bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotebank.bank._ids import month_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quotebank.bank._quotes import QuoteRow


@dataclass(frozen=True, slots=True)
class Amount:
    """So many articles, quotes that were voiced, and attitudes; less than none where some have gone."""

    articles: int = 0
    quotes: int = 0
    attitudes: int = 0

    @classmethod
    def of(cls, rows: Iterable[QuoteRow], *, articles: int = 0) -> Amount:
        """Articles with these quotes."""
        voiced = [not row.values["attitude"] for row in rows]
        return cls(articles, sum(voiced), len(voiced) - sum(voiced))

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.articles + other.articles, self.quotes + other.quotes, self.attitudes + other.attitudes
        )

    def __neg__(self) -> Amount:
        return Amount(-self.articles, -self.quotes, -self.attitudes)


def add_to_month(conn: sqlite3.Connection, article: int, amount: Amount) -> None:
    """Adds an amount to the month of an article; a month that has nothing left goes."""
    if amount == Amount():
        return
    month = month_of(article)
    conn.execute(
        """
        INSERT INTO months (month, articles, quotes, attitudes) VALUES (?, ?, ?, ?)
        ON CONFLICT (month) DO UPDATE SET articles = articles + excluded.articles,
            quotes = quotes + excluded.quotes, attitudes = attitudes + excluded.attitudes
        """,
        [month, amount.articles, amount.quotes, amount.attitudes],
    )
    conn.execute("DELETE FROM months WHERE month = ? AND articles = 0", [month])


def count_months(conn: sqlite3.Connection) -> None:
    """Counts every month of the bank and of every speaker from the beginning."""
    conn.execute("DELETE FROM months")
    amounts: dict[str, Amount] = {}
    for article, quotes, attitudes in conn.execute(
        """
        SELECT a.id, a.quotes, (SELECT count(*) FROM quotes WHERE article = a.id AND +attitude = 1)
        FROM articles a
        """
    ):
        month = month_of(article)
        amounts[month] = amounts.get(month, Amount()) + Amount(1, quotes - attitudes, attitudes)
    conn.executemany(
        "INSERT INTO months (month, articles, quotes, attitudes) VALUES (?, ?, ?, ?)",
        [(month, one.articles, one.quotes, one.attitudes) for month, one in amounts.items()],
    )
    conn.execute("DELETE FROM speaker_months")
    count_speaker_months(conn, "SELECT id FROM speakers")


def count_speaker_months(conn: sqlite3.Connection, speakers: str) -> None:
    """Counts the months of the speakers that a SELECT gives."""
    conn.execute(f"DELETE FROM speaker_months WHERE speaker IN ({speakers})")
    conn.execute(
        f"""
        INSERT INTO speaker_months (speaker, month, quotes)
        SELECT speaker, substr(published, 1, 7), count(*) FROM quotes
        WHERE speaker IN ({speakers}) AND published IS NOT NULL AND attitude = 0
        GROUP BY speaker, substr(published, 1, 7)
        """
    )
