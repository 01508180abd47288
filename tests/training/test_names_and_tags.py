"""Names and tags against people's: the held part is kept apart, and both figures count what is right."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("torch")  # the room's own requirement

from quotebank.reader import Reader
from quotebank.training.corpora import conllu, wikigold
from quotebank.training.documents import Document
from quotebank.training.names_and_tags import antecedents, gold_names, tag_accuracy, wikigold_names

SENTENCE = "Anna I-PER\nRay I-PER\nworks O\nin O\nLondon I-LOC\n. O\n\n"
TAGGED = [("She", "PRP"), ("does", "VBZ"), ("n't", "RB"), ("sleep", "NNS"), (".", ".")]


def packed(path: Path, text: str) -> Path:
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_every_fifth_document_is_held_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "wikigold.conll.gz", SENTENCE * 123)
    held, trained = ([one.id for one in wikigold(path, held=held)] for held in (True, False))
    assert held == ["wikigold:4", "wikigold:9"]
    assert len(trained) == 11
    assert not set(held) & set(trained)


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["B-PERSON", "I-PERSON", "O"], [(0, 2, "PERSON")]),
        (["B-PERSON", "B-PERSON", "O"], [(0, 1, "PERSON"), (1, 2, "PERSON")]),
        (["I-ORG", "I-GPE", "O"], [(0, 1, "ORG"), (1, 2, "GPE")]),
        (["B-ORG", None, "I-ORG"], [(0, 1, "ORG"), (2, 3, "ORG")]),
        (["B-MISC", "I-MISC", "B-GPE"], [(2, 3, "GPE")]),
    ],
)
def test_labels_spell_names(tags: list[str | None], names: list[tuple[int, int, str]]) -> None:
    document = Document("x", "abc", entities=[(at, at + 1, tag) for at, tag in enumerate(tags)])
    assert gold_names(document) == names


def test_what_is_right_is_counted(tmp_path: Path) -> None:
    packed(tmp_path / "wikigold.conll.gz", SENTENCE * 40 + SENTENCE.replace("LOC", "ORG") * 10)
    rows = [f"{n}\t{form}\t_\t_\t{tag}\t_\t0\t_\t_\t_" for n, (form, tag) in enumerate(TAGGED, start=1)]
    packed(tmp_path / "ewt.dev.conllu.gz", "\n".join(rows) + "\n\n")
    reader = Reader()
    figures = wikigold_names(reader, wikigold(tmp_path / "wikigold.conll.gz", held=True))
    assert figures["PERSON"] == 100
    assert (figures["ORG"], figures["GPE"]) == (0, 0)  # the held document calls London an organization
    assert figures["names"] == pytest.approx(50)
    assert tag_accuracy(reader, conllu(tmp_path / "ewt.dev.conllu.gz")) == pytest.approx(80)  # no plural noun


def test_an_antecedent_is_looked_for_among_earlier_mentions() -> None:
    text = "Anna Ray met Bob Lind. Ray said that Lind was late."
    chains = [[(0, 8), (23, 26)], [(13, 21), (37, 41)]]
    figures = antecedents(Reader(), [Document("x", text, chains=chains)])
    # Lind is the nearest before Ray, Ray before Lind
    assert figures["nearest"] == 0
    assert figures["same head"] == 100
    assert 0 <= figures["vectors"] <= 100
