"""Texts to windows: offsets are sacred, windows are bounded, newsrooms' styles are one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quotebank.core.layout import Layout
from quotebank.reader import SHIPPED
from quotebank.reader.manifest import TOKENIZER
from quotebank.reader.windows import FEATURES, LIMIT, Window, Windower

WINDOWER = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))

STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("»", "«"), ("„", "“"), ("``", "''")]

plain = st.sampled_from(
    [
        "The ferry ran aground",
        "Nobody was hurt",
        "It will rain tomorrow",
        "They left at five",
        "Anna Ray spoke",
    ]
)
sentences = st.tuples(st.booleans(), plain, st.sampled_from([".", "?", "!", ","]))
paragraphs = st.lists(st.lists(sentences, min_size=1, max_size=5), min_size=1, max_size=4)
odd = st.text(alphabet="ab. \n\r\t\u2028\u00a0\"“”'’«»-é\u0301中👩\u202e\x00\x07ß") | st.text()


def restyled(parts: list[list[tuple[bool, str, str]]], style: tuple[str, str]) -> str:
    """The same article with other marks around what is quoted."""
    opening, closing = style
    return "\n\n".join(
        " ".join(
            f"{opening}{words}{stop}{closing} he said." if quoted else f"{words}."
            for quoted, words, stop in line
        )
        for line in parts
    )


def words_of(text: str, windows: list[Window]) -> list[tuple[int, int]]:
    """Every word's offsets, with what must hold of each window checked."""
    found = []
    for window in windows:
        pieces = window.features[0]
        assert len(window.features) == FEATURES
        assert all(len(row) == len(pieces) for row in window.features)
        assert 3 <= len(pieces) <= LIMIT + 2 <= 256
        assert len(window.first) == len(window.starts) == len(window.ends) == len(window.paragraphs)
        assert all(a < b for a, b in pairwise(window.first))
        assert window.first[0] >= 1
        assert window.first[-1] < len(pieces) - 1
        assert all(b - a in (0, 1) for a, b in pairwise(window.paragraphs))
        found += list(zip(window.starts, window.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    return found


@given(odd)
def test_words_are_in_the_text_and_in_order(text: str) -> None:
    spans = words_of(text, WINDOWER.cut(text))
    assert not any(char in " \n\r\t\u00a0\u2028" for start, end in spans for char in text[start:end])


@given(odd)
@settings(max_examples=50)
def test_no_letter_is_left_out(text: str) -> None:
    covered = {at for start, end in words_of(text, WINDOWER.cut(text)) for at in range(start, end)}
    assert {at for at, char in enumerate(text) if char.isascii() and char.isalnum()} <= covered


@given(st.lists(st.sampled_from(["rain ", "Anna. ", "antidisestablishmentarian ", "\n", "“ "]), max_size=900))
@settings(max_examples=30, deadline=None)
def test_long_texts_are_cut_into_bounded_windows(parts: list[str]) -> None:
    text = "".join(parts)
    spans = words_of(text, WINDOWER.cut(text))
    assert [text[start:end] for start, end in spans] == text.replace(".", " .").split()


@given(paragraphs)
@settings(deadline=None)
def test_newsrooms_of_all_styles_give_the_same_pieces(parts: list[list[tuple[bool, str, str]]]) -> None:
    first, *others = [
        [window.features[:4] for window in WINDOWER.cut(restyled(parts, style))]
        for style in STYLES
        if len(style[0]) == 1
    ]
    for style, other in zip(STYLES[1:], others, strict=False):
        assert other == first, style


@pytest.mark.parametrize("style", STYLES)
def test_marks_become_one_style(style: tuple[str, str]) -> None:
    (window,) = WINDOWER.cut(restyled([[(True, "It will rain", ",")]], style))
    (same,) = WINDOWER.cut("“It will rain,” he said.")
    assert window.features[0][1] == same.features[0][1]


def test_a_word_longer_than_a_window_is_one_word() -> None:
    text = "x " + "-".join(["ab"] * 10) + " " + "q" * 50_000 + " y"
    spans = words_of(text, WINDOWER.cut(text))
    assert (0, 1) in spans
    assert (len(text) - 1, len(text)) in spans


def test_a_first_window_can_be_shorter() -> None:
    text = "\n".join(["It will rain today and tomorrow."] * 60)
    windows = WINDOWER.cut(text, first_limit=40)
    assert len(windows[0].features[0]) <= 42
    assert words_of(text, windows) == words_of(text, WINDOWER.cut(text))


@given(odd)
def test_a_text_is_cut_along_its_layout(text: str) -> None:
    assert WINDOWER.along(Layout.of(text)) == WINDOWER.cut(text)


def test_a_quote_in_a_very_long_paragraph_stays_quoted() -> None:
    inside = "It will rain today and tomorrow. " * 1_500  # more than is tokenized at once
    windows = WINDOWER.cut(f"She said: “{inside}” He left.")
    depths = [depth for window in windows for depth in window.features[2][1:-1]]
    assert depths[:3] == [0, 0, 0]
    assert set(depths[3:-3]) == {1}
    assert depths[-3:] == [0, 0, 0]


def test_nothing_has_no_windows() -> None:
    assert WINDOWER.cut("") == WINDOWER.cut(" \n\u2028\r\n ") == []
