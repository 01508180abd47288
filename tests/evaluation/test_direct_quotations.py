"""The baseline that is timed finds what it can: it is given Docs on which it has its work to do."""

from __future__ import annotations

import pytest

pytest.importorskip("textacy")

from textacy.extract.triples import direct_quotations

from quotebank.evaluation.direct_quotations import Found, annotated, find

TEXT = "“It will surely rain again,” Anna Ray said on Monday. The harbor was closed."


def test_speaker_cue_and_content_are_found() -> None:
    (doc,) = annotated([TEXT])
    (triple,) = direct_quotations(doc)
    assert "Ray" in {token.text for token in triple.speaker}
    assert [token.lemma_ for token in triple.cue] == ["say"]
    assert triple.content.text == "“It will surely rain again,”"
    assert len(list(doc.sents)) == 2


def test_what_textacy_refuses_is_counted() -> None:
    assert find(annotated([TEXT, f"{TEXT} “And", "", TEXT])) == Found(triples=2, refused=1)
