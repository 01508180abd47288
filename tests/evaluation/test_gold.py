"""Gold files: what is read, and how one that is broken is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from quotebank.errors import InputError
from quotebank.evaluation import gold_articles

GOLD = Path(__file__).parents[1] / "cases" / "evaluation_gold.jsonl"


def test_accepted_answers_are_read(tmp_path: Path) -> None:
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(GOLD.read_bytes()))
    (plain,), (zipped,) = gold_articles(GOLD), gold_articles(packed)
    assert plain == zipped
    assert plain.article.published == "2023-02-14"
    first, second, third = plain.quotes
    assert (first.names, first.roles) == (("Anna Ray", "Captain Ray"), ("harbor master", "keeper"))
    assert (second.names, second.roles, second.core) == (("Anna Ray",), (), True)
    assert (third.names, third.core) == ((None,), False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": "It rains."}', "has no quotes"),
        ('{"quotes": []}', "has no text"),
        ('{"text": "It rains.", "quotes": [{}]}', "not a quote"),
        ('{"text": "It rains.", "quotes": [{"content": [[0, 10]]}]}', "characters 0 to 10"),
        ('{"text": "It rains.", "quotes": [{"content": [[3, 2]]}]}', "characters 3 to 2"),
    ],
)
def test_a_broken_line_is_named(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "It rains.", "quotes": []}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(gold_articles(path))
    assert caught.value.where == f"{path}:3"
    assert reason in caught.value.reason


def test_an_id_is_given_once(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text((json.dumps({"id": "a", "text": "It rains.", "quotes": []}) + "\n") * 2)
    with pytest.raises(InputError, match="given before"):
        list(gold_articles(path))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x1f\x8b damaged"])
def test_a_file_that_is_no_text_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / ("gold.jsonl.gz" if content.startswith(b"\x1f") else "gold.jsonl")
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        list(gold_articles(path))
