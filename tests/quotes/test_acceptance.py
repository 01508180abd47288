"""How sure a candidate is: from what is known of it, and by form where a name is printed."""

from __future__ import annotations

import pytest

from quotebank.quotes import assemble
from quotebank.quotes.acceptance import FEATURES, SOURCE_FEATURES, Acceptance, unfitted
from quotebank.quotes.assemble import candidates
from quotebank.reader import SHIPPED
from quotebank.reader.manifest import load_manifest
from tests.quotes.hand import reading

SPLIT = [{"content": ["“We are late,”", "“and we are lost.”"], "cue": ["said"], "source": ["Ada Lund"]}]
TEXT = "“We are late,” said Ada Lund, “and we are lost.”"


def test_curves_come_back_from_json() -> None:
    curves = unfitted()
    back = Acceptance.from_json(curves.to_json())
    assert (back.content, back.attitude, back.source) == (curves.content, curves.attitude, curves.source)
    with pytest.raises(KeyError):
        Acceptance.from_json({"content": {}, "attitude": {}, "source": {}})


def test_every_feature_has_a_number() -> None:
    ((candidate, known),) = candidates(reading(TEXT, SPLIT))
    assert set(known) == set(FEATURES)
    assert (known["direct"], known["closed"], known["no cue"], known["unread"]) == (1, 1, 0, 0)
    assert candidate.source_link == 1.0


def test_the_curves_decide() -> None:
    def judge(**weights: float) -> Acceptance:
        return Acceptance(
            [weights.get(name, 0.0) for name in FEATURES], [0.0] * len(FEATURES), [0.0] * len(SOURCE_FEATURES)
        )

    for weight, sure in ((4.0, True), (-4.0, False)):
        (quote,), _ = assemble(reading(TEXT, SPLIT), judge(direct=weight))
        assert quote.content_confidence is not None and quote.source_confidence is not None
        assert (quote.content_confidence > 0.9) is sure
        assert quote.confidence == quote.content_confidence * quote.source_confidence
        assert not quote.attitude and quote.act == "statement"
    thought = Acceptance(unfitted().content, [9.0] * len(FEATURES), unfitted().source)
    (quote,), _ = assemble(reading(TEXT, SPLIT), thought)
    assert quote.attitude and quote.act is None


def test_a_printed_name_is_sure_by_form() -> None:
    never = Acceptance([-9.0] * len(FEATURES), [-9.0] * len(FEATURES), unfitted().source)
    quotes, _ = assemble(reading("OSTBY: It fell.\n\nOSTBY: It did.", []), never)
    assert [quote.content_confidence for quote in quotes] == [0.9, 0.9]


def test_length_takes_nothing_from_a_quotation_over_paragraphs() -> None:
    paragraphs = "\n".join(f"“Line {number} of what was said about the harbour." for number in range(30))
    text = f"{paragraphs}\n“The end,” said Ada Lund."
    found = [{"content": [f"“Line {n} of what was said about the harbour." for n in range(30)]}]
    found.append({"content": ["“The end,”"], "cue": ["said"], "source": ["Ada Lund"]})
    shipped = Acceptance.from_json(load_manifest(SHIPPED).calibration)
    for curves in (unfitted(), shipped):
        (quote,), _ = assemble(reading(text, found), curves)
        assert len(text) == quote.content[-1][1] + len(" said Ada Lund.")
        assert quote.content_confidence is not None and quote.content_confidence > 0.9
