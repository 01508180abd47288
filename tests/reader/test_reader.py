"""The reader on texts, and a model folder that is not as it should be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quotebank.analyzer import Analyzer
from quotebank.core import Article, Span, layout
from quotebank.core.paragraphs import paragraphs
from quotebank.errors import ReaderError
from quotebank.reader import SHIPPED, Reader
from quotebank.reader.manifest import MANIFEST, MODEL, TOKENIZER, check_files, load_manifest
from quotebank.reader.mentions import head_of

TEXTS = [
    "“It will rain,” said Anna Ray, the harbor master, on Monday.\n\nShe added that nobody was hurt.",
    "",
    "Nothing was said.",
    "Mr. Smith's dog doesn't bark.\r\n" * 40,
    "\n\n \u2028",
    "“" * 600,
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_a_reading_is_columns_of_one_length_in_text_order(reader: Reader) -> None:
    for text, reading in zip(TEXTS, reader.read_many(TEXTS), strict=True):
        assert reading.text == text
        assert len(reading.starts) == len(reading.ends) == len(reading.tags)
        assert list(reading.sentences) == sorted(set(reading.sentences))
        assert bool(reading.sentences) == bool(reading.starts)
        borders = {*reading.starts}, {*reading.ends}
        for entity in reading.entities:
            assert entity.start in borders[0] and entity.end in borders[1]
        for quote in reading.quotes:
            for start, end in (*quote.content, *quote.cue, *quote.source):
                assert start in borders[0] and end in borders[1] and start < end
            assert all(0 <= one <= 1 for one in (quote.labels, quote.exact, quote.link, quote.source_link))
        for role in reading.roles:
            assert role.start in borders[0] and role.end in borders[1] and role.start < role.end
            assert role.name is None or role.name in {(one.start, one.end) for one in reading.entities}
        assert len(reading.speech) == len(reading.thought) == len(reading.tags)
        assert all(
            0 <= one + other <= 1.001 for one, other in zip(reading.speech, reading.thought, strict=True)
        )


def test_heads_of_mentions_are_compared_and_other_words_are_not(reader: Reader) -> None:
    reading = reader.read("Anna Ray, the harbor master, left. She said that it would rain.")
    words = [reading.word(number) for number in range(len(reading.starts))]
    assert reading.mentions is not None
    assert reading.mentions.score(words.index("She"), words.index("Ray")) is not None
    assert reading.mentions.score(words.index("She"), words.index(",")) is None


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("Pat Ryder", "Ryder"),
        ("the spokesman for the ministry", "spokesman"),
        ("Pat Ryder's", "Ryder"),
        ("Bank of England", "Bank"),
        ("of", "of"),
        ("the two men who fled", "men"),
    ],
)
def test_a_mention_is_its_head(phrase: str, head: str) -> None:
    words = phrase.replace("'", " ' ").split()
    assert words[head_of(words)] == head


def test_a_text_is_read_the_same_alone_and_among_others(reader: Reader) -> None:
    assert reader.read_many(TEXTS) == [reader.read(text) for text in TEXTS]


def test_a_text_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []

    def counted(text: str) -> list[Span]:
        laid_out.append(text)
        return paragraphs(text)

    monkeypatch.setattr(layout, "paragraphs", counted)
    assert Analyzer().analyze(Article(TEXTS[0], "a")).quotes
    assert laid_out == [TEXTS[0]]


def test_a_plain_quote_is_read(reader: Reader) -> None:
    text = TEXTS[0]
    quotes = reader.read(text).quotes
    said = next(quote for quote in quotes if text[slice(*quote.cue[0])] == "said")
    assert "rain" in text[said.content[0][0] : said.content[-1][1]]
    assert "Anna Ray" in text[said.source[0][0] : said.source[-1][1]]


def test_network_calls_are_those_of_reading(reader: Reader) -> None:
    calls = list(reader.network_calls(TEXTS))
    assert len(calls) == sum(len(list(reader.network_calls([text]))) for text in TEXTS) >= 4
    assert all(call() is not None for call in calls)


def missing_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def no_json(folder: Path) -> None:
    (folder / MANIFEST).write_text("{")


def not_a_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text("[]")


def other_format(folder: Path) -> None:
    edit(folder, "format", 999)


def other_labels(folder: Path) -> None:
    edit(folder, "labels", {"parts": ["O"], "tags": [], "entities": []})


def bent_transitions(folder: Path) -> None:
    edit(folder, "transitions", {"start": "much", "steps": [], "end": []})


def missing_model(folder: Path) -> None:
    (folder / MODEL).unlink()


def cut_model(folder: Path) -> None:
    (folder / MODEL).write_bytes((folder / MODEL).read_bytes()[:1000])


def missing_tokenizer(folder: Path) -> None:
    (folder / TOKENIZER).unlink()


def damaged_tokenizer(folder: Path) -> None:
    (folder / TOKENIZER).write_text("{}")


def edit(folder: Path, name: str, value: object) -> None:
    about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**about, name: value}), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "file", "reason"),
    [
        (missing_manifest, MANIFEST, "not there"),
        (no_json, MANIFEST, "not a manifest"),
        (not_a_manifest, MANIFEST, "not a manifest"),
        (other_format, MANIFEST, "format 999"),
        (other_labels, MANIFEST, "labels"),
        (bent_transitions, MANIFEST, "not a manifest"),
        (missing_model, MODEL, "not there"),
        (cut_model, MODEL, "damaged"),
        (missing_tokenizer, TOKENIZER, "not there"),
        (damaged_tokenizer, TOKENIZER, "damaged"),
    ],
)
def test_a_damaged_model_names_the_file_and_the_reason(
    damage: Callable[[Path], None], file: str, reason: str, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    damage(folder)
    with pytest.raises(ReaderError) as caught:
        Reader(folder)
    assert str(folder / file) in str(caught.value)
    assert reason in str(caught.value)


def test_shipped_files_are_those_of_the_manifest(tmp_path: Path) -> None:
    check_files(SHIPPED, load_manifest(SHIPPED))
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    (folder / TOKENIZER).write_text((folder / TOKENIZER).read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(ReaderError, match="damaged"):
        check_files(folder, load_manifest(folder))
