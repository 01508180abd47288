"""What holds of every rewriting of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.evaluation.edits import Edit, rewrite, unchanged

TEXTS = st.text("ab ”\n", max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, and edits of it that do not overlap, in text order."""
    text = draw(TEXTS)
    edits: list[Edit] = []
    at = 0
    for gap, length, new in draw(
        st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), TEXTS), max_size=5)
    ):
        edit = Edit(at + gap, at + gap + length, new[:5])
        if edit.end > len(text):
            break
        if not (edits and edits[-1].start == edit.start == edit.end):
            edits.append(edit)
            at = edit.end
    return text, edits


@st.composite
def edited_span(draw: st.DrawFn) -> tuple[str, list[Edit], tuple[int, int]]:
    text, edits = draw(edited().filter(lambda found: len(found[0]) > 0))
    start = draw(st.integers(0, len(text) - 1))
    return text, edits, (start, draw(st.integers(start + 1, len(text))))


def touches(edit: Edit, start: int, end: int) -> bool:
    return edit.start < end and start < edit.end if edit.start < edit.end else start < edit.start < end


@given(edited(), st.randoms())
def test_edits_are_applied_in_any_order(found: tuple[str, list[Edit]], dice: object) -> None:
    text, edits = found
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    dice.shuffle(edits)  # type: ignore[attr-defined]
    assert rewrite(text, edits).text == expected


@given(edited_span())
def test_without_edits_every_span_stays(found: tuple[str, list[Edit], tuple[int, int]]) -> None:
    text, _, span = found
    for same in (rewrite(text, []), unchanged(text)):
        assert same.text == text
        assert same.span(*span) == span


@given(edited_span())
def test_a_span_that_no_edit_touches_keeps_its_words(
    found: tuple[str, list[Edit], tuple[int, int]],
) -> None:
    text, edits, (start, end) = found
    moved = rewrite(text, edits)
    span = moved.span(start, end)
    if not any(touches(edit, start, end) for edit in edits):
        assert span is not None
        assert moved.text[slice(*span)] == text[start:end]
    elif span is not None:
        # what was put in is in it, what was cut is not, and nothing from outside is
        inner = [edit for edit in edits if start <= edit.start and edit.end <= end]
        if all(edit in inner or not touches(edit, start, end) for edit in edits):
            within = [
                Edit(edit.start - start, edit.end - start, edit.text)
                for edit in inner
                if touches(edit, start, end)
            ]
            assert moved.text[slice(*span)] == rewrite(text[start:end], within).text


@given(edited())
def test_order_is_kept(found: tuple[str, list[Edit]]) -> None:
    text, edits = found
    moved = rewrite(text, edits)
    for places in (moved.starts, moved.ends):
        assert len(places) == len(text) + 1
        assert sorted(places) == list(places)
        assert places[0] >= 0 and places[-1] <= len(moved.text)
    assert all(end <= start for start, end in zip(moved.starts, moved.ends, strict=True))


@given(edited_span(), st.data())
def test_two_rewritings_are_one(found: tuple[str, list[Edit], tuple[int, int]], data: st.DataObject) -> None:
    text, edits, span = found
    first = rewrite(text, edits)
    at = data.draw(st.integers(0, len(first.text)))
    second = rewrite(first.text, [Edit(at, min(at + 2, len(first.text)), data.draw(TEXTS))])
    both = first.then(second)
    between = first.span(*span)
    assert both.text == second.text
    assert both.span(*span) == (between and second.span(*between))


@pytest.mark.parametrize(
    ("edit", "span"),
    [
        (Edit(2, 2, "xx"), (4, 6)),  # put in before: outside
        (Edit(4, 4, "xx"), (2, 4)),  # put in behind: outside
        (Edit(3, 3, "xx"), (2, 6)),  # put in between: inside
        (Edit(2, 3, "xxx"), (2, 6)),  # grown at its border
        (Edit(3, 5, ""), (2, 3)),  # cut at its end
        (Edit(0, 3, ""), (0, 1)),  # cut at its start
        (Edit(1, 5, ""), None),  # cut away
        (Edit(0, 6, "xxxxxx"), (2, 4)),  # inside what was replaced by as much
    ],
)
def test_borders(edit: Edit, span: tuple[int, int] | None) -> None:
    moved = rewrite("abcdef", [edit])
    assert moved.span(2, 4) == span
    assert moved.segments(((2, 4),)) == ((span,) if span else ())


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "x"), Edit(1, 3, "y")],
        [Edit(1, 1, "x"), Edit(1, 1, "y")],
        [Edit(0, 3, "x"), Edit(1, 1, "y")],
        [Edit(2, 7, "x")],
        [Edit(-1, 1, "x")],
        [Edit(2, 1, "x")],
    ],
)
def test_edits_that_cannot_be_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        rewrite("abcdef", edits)
