"""Who speaks, in one short text for each phenomenon."""

from __future__ import annotations

from typing import Any

import pytest

from quotebank.people import resolve
from tests.people.cases import article_of, lines, quotes_of, reading_of

ROWS = lines("people.jsonl")


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_speaker_kind_and_role(row: dict[str, Any]) -> None:
    quotes, _ = resolve(reading_of(row), quotes_of(row), article_of(row))
    got = [{"speaker": q.speaker, "kind": q.speaker_kind, "role": q.role} for q in quotes]
    assert got == row["expect"]


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_every_decision_is_explained_and_every_speaker_listed(row: dict[str, Any]) -> None:
    given = quotes_of(row)
    quotes, speakers = resolve(reading_of(row), given, article_of(row))
    names = {(one.name, one.kind) for one in speakers}
    for before, after in zip(given, quotes, strict=True):
        assert (after.content, after.cue, after.source) == (before.content, before.cue, before.source)
        assert after.evidence
        assert all(0 <= one.score <= 1 and one.sentence.endswith((".", "”.")) for one in after.evidence)
        assert after.speaker is None or (after.speaker, after.speaker_kind) in names
    for one in speakers:
        assert one.names
        assert list(one.mentions) == sorted(one.mentions)
        assert all(0 <= start < end <= len(row["text"]) for start, end in one.mentions)
