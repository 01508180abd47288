"""The JSON form of an analysis says everything."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import ACTS, KINDS, TYPES, Analysis, Article, Evidence, Quote, Speaker

TEXT = "“It will rain,” said Anna Ray 👩‍👩‍👧, the harbor master. She added that it would stop."

names = st.text(max_size=12)
maybe = st.none() | st.text(min_size=1, max_size=12)
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
segments = st.lists(spans, max_size=3).map(tuple)
shares = st.integers(0, 10_000).map(lambda number: number / 10_000)  # four places are kept
kinds = st.sampled_from(KINDS)

quotes = st.builds(
    Quote,
    type=st.sampled_from(TYPES),
    content=segments,
    cue=segments,
    source=segments,
    speaker=maybe,
    speaker_kind=st.none() | kinds,
    role=maybe,
    date=maybe,
    venue=st.none() | spans,
    addressee=st.none() | spans,
    attitude=st.booleans(),
    act=st.none() | st.sampled_from(ACTS),
    confidence=shares,
    content_confidence=st.none() | shares,
    source_confidence=st.none() | shares,
    speaker_confidence=st.none() | shares,
    evidence=st.lists(st.builds(Evidence, names, shares, names), max_size=2).map(tuple),
)
speakers = st.builds(
    Speaker,
    name=names,
    kind=kinds,
    names=st.lists(names, max_size=2).map(tuple),
    roles=st.lists(names, max_size=2).map(tuple),
    mentions=segments,
)
articles = st.builds(
    Article,
    text=st.just(TEXT),
    id=names,
    title=maybe,
    published=maybe,
    url=maybe,
    publisher=maybe,
    author=maybe,
)
analyses = st.builds(
    Analysis,
    article=articles,
    quotes=st.lists(quotes, max_size=3).map(tuple),
    speakers=st.lists(speakers, max_size=2).map(tuple),
    notes=st.lists(names, max_size=2).map(tuple),
    model=names,
)


@given(analyses)
def test_an_analysis_comes_back_from_a_json_line(analysis: Analysis) -> None:
    line = json.dumps(analysis.to_json())
    assert Analysis.from_json(json.loads(line)) == analysis


@given(analyses, shares)
def test_what_is_not_confident_is_left_out_and_counted(analysis: Analysis, least: float) -> None:
    kept = analysis.confident(least)
    assert kept.quotes == tuple(quote for quote in analysis.quotes if quote.content_chance >= least)
    left = len(analysis.quotes) - len(kept.quotes)
    assert [note.split()[0] for note in kept.notes[len(analysis.notes) :]] == ([str(left)] if left else [])
    assert kept.notes[: len(analysis.notes)] == analysis.notes
    assert kept.confident(least) == kept
    assert analysis.confident(0) is analysis


def test_the_words_of_a_split_quote_are_joined_by_an_ellipsis() -> None:
    quote = Quote("direct", content=((0, 15), (21, 29)))
    analysis = Analysis(Article(TEXT, "rain"), (quote,))
    assert analysis.text_of(quote) == "“It will rain,” … Anna Ray"
    (row,) = analysis.to_json()["quotes"]
    assert row["text"] == analysis.text_of(quote)
    assert (row["speaker"], row["venue"], row["attitude"], row["act"]) == (None, None, False, None)


def test_a_line_from_before_acts_and_the_confidence_of_speakers_is_read() -> None:
    quote = Quote("direct", content=((0, 15),), act="promise", speaker_confidence=0.9)
    row = Analysis(Article(TEXT, "rain"), (quote,)).to_json()
    del row["quotes"][0]["act"], row["quotes"][0]["speaker_confidence"]
    assert Analysis.from_json(row).quotes == (Quote("direct", content=((0, 15),)),)
