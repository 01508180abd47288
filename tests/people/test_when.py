"""When, where and to whom, in one short text for each phenomenon."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quotebank.core import Article, Quote, Reading
from quotebank.quotes.when import situate
from tests.people.cases import article_of, lines, quotes_of, reading_of

ROWS = lines("people_when.jsonl")


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_day_venue_addressee(row: dict[str, Any]) -> None:
    (quote,) = situate(reading_of(row), quotes_of(row), article_of(row))

    def words(span: tuple[int, int] | None) -> str | None:
        return None if span is None else row["text"][slice(*span)]

    got = (quote.date, words(quote.venue), words(quote.addressee))
    assert got == (row["date"], row["venue"], row["addressee"])
    assert bool(quote.date) == any(one.feature == "date" for one in quote.evidence)


TEXT = "Ruiz said on Monday it was late. She said it was cold. She said in March it was warm."
READING = Reading(TEXT, [0, 33, 55], [4, 36, 58], ["NNP", "PRP", "PRP"], [0, 1, 2])


def _said(source: str, cue: int, content: str, speaker: str | None) -> Quote:
    at, start = TEXT.index(content), TEXT.index(source)
    return Quote(
        type="indirect",
        content=((at, at + len(content)),),
        cue=((cue, cue + 4),),
        source=((start, start + len(source)),),
        speaker=speaker,
    )


def test_the_one_day_of_a_speaker_goes_to_her_other_quotes() -> None:
    quotes = [
        _said("Ruiz", 5, "it was late", "Ana Ruiz"),
        _said("She", 37, "it was cold", "Ana Ruiz"),
        _said("She", 59, "it was warm", "Ana Ruiz"),
    ]
    article = Article(text=TEXT, id="a", published="2024-05-16T08:00:00Z")
    first, second, third = situate(READING, quotes, article)
    assert (first.date, second.date, third.date) == ("2024-05-13", "2024-05-13", None)
    assert second.evidence[-1].feature == "date-carried"
    assert second.evidence[-1].score < first.evidence[-1].score
    unknown = situate(READING, [replace(quote, speaker=None) for quote in quotes], article)
    assert [quote.date for quote in unknown] == ["2024-05-13", None, None]


@pytest.mark.parametrize("published", ["", "soon", "0001-01-01", "9999-12-31", "2024-13-40"])
def test_odd_days_of_publication_are_no_error(published: str) -> None:
    quotes = [_said("Ruiz", 5, "it was late", None)]
    (quote,) = situate(READING, quotes, Article(text=TEXT, id="a", published=published))
    assert quote.date is None or len(quote.date) == 10
