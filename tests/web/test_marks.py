"""Marked spans become pieces that lose no character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quotebank.web.marks import Mark, paragraph_spans, paragraphs

TEXTS = st.text(alphabet="ab \n\r\t“”\u2029", max_size=60)
MARKS = st.lists(st.builds(Mark, st.integers(-5, 70), st.integers(-5, 70), st.integers(0, 9)), max_size=12)


@given(TEXTS, MARKS)
def test_pieces_hold_every_character_once_under_the_first_mark_on_it(
    text: str, marks: list[Mark[int]]
) -> None:
    cut = paragraphs(text, marks)
    spans = paragraph_spans(text)
    assert len(cut) == len(spans)
    for (start, end), pieces in zip(spans, cut, strict=True):
        assert "".join(piece.text for piece in pieces) == text[start:end]
        here = start
        for piece in pieces:
            for position in range(here, here + len(piece.text)):
                over = [mark.label for mark in marks if mark.start <= position < mark.end]
                assert piece.label == (over[0] if over else None)
            here += len(piece.text)


@given(TEXTS)
def test_only_white_space_lies_between_paragraphs(text: str) -> None:
    outside = list(text)
    for start, end in paragraph_spans(text):
        outside[start:end] = [""] * (end - start)
    assert "".join(outside).strip() == ""


def test_a_single_line_break_is_no_paragraph_where_blank_lines_are() -> None:
    assert len(paragraph_spans("one\ntwo\n\nthree")) == 2
    assert len(paragraph_spans("one\ntwo\nthree")) == 3
