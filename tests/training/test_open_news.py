"""Annotated articles as training documents: what each word is taken to be."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from quotebank.core import ReadQuote
from quotebank.reader import SHIPPED
from quotebank.reader.labels import DECISIONS, ENTITY_TAGS
from quotebank.reader.manifest import TOKENIZER
from quotebank.reader.windows import Windower
from quotebank.training.documents import Document, RoleSpan
from quotebank.training.examples import NO_SPEECH, UNKNOWN, Example, examples
from quotebank.training.open_news import FOLDS, fold_of, open_news
from quotebank.training.side_corpora import ecbplus, gap, verbs_and_nouns
from quotebank.training.silver_roles import add_roles

TEXT = (
    "Harbour master Lena Ostby said the pier was shut.\n\n"
    "She hopes it will open. Theo Marks of Lowport Fisheries fell. A study found cracks."
)


def at(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def row(id: str = "one") -> dict[str, Any]:
    quote = {"aliases": ["Ostby"], "type": "indirect"}
    return {
        "id": id,
        "text": TEXT,
        "people": [
            {"name": "Lena Ostby", "kind": "person", "aliases": ["Ostby"], "roles": ["Harbour master"]}
        ],
        "entities": [
            {"type": "PERSON", "forms": ["Lena Ostby"], "mentions": [at("Lena Ostby")]},
            {"type": "PERSON", "forms": ["Theo Marks"], "mentions": [at("Theo Marks")]},
            {"type": "ORG", "forms": ["Lowport Fisheries"], "mentions": [at("Lowport Fisheries")]},
            {"type": "PLACE", "forms": ["Lowport"], "mentions": [at("Lowport")]},
        ],
        "quotes": [
            {**quote, "content": [at("the pier was shut")], "cue": [at("said")], "speaker": "Lena Ostby",
             "source": [at("Harbour master Lena Ostby")]},
            {**quote, "content": [at("it will open")], "cue": [at("hopes")], "source": [at("She")],
             "speaker": "Lena Ostby", "attitude": True},
            {**quote, "content": [at("cracks")], "cue": [at("found")], "source": [at("A study")],
             "speaker": "study", "core": False},
        ],
    }  # fmt: skip


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    with gzip.open(path, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in rows)
    return path


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    path = written(tmp_path_factory.mktemp("data") / "news.jsonl.gz", [row()])
    windower = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))
    (found,) = examples(open_news(path, SHIPPED), windower)
    return found


def word(example: Example, words: str) -> int:
    return example.window.starts.index(at(words)[0])


def test_what_was_voiced_what_only_thought_and_what_nobody_can_tell(example: Example) -> None:
    decided = {
        words: example.decisions[word(example, words)] for words in ("pier", "hopes", "fell", "cracks")
    }
    assert decided == {
        "pier": DECISIONS.index("speech"),
        "hopes": DECISIONS.index("attitude"),
        "fell": DECISIONS.index("nothing"),
        "cracks": UNKNOWN,
    }


def test_the_outer_name_wins_and_places_have_their_own_label(example: Example) -> None:
    labels = [
        ENTITY_TAGS[example.entities[word(example, words)]] for words in ("Lena", "Lowport", "Fisheries")
    ]
    assert labels == ["B-PERSON", "B-ORG", "I-ORG"]


def test_a_role_points_at_its_name_and_words_near_others_names_are_not_told_of(example: Example) -> None:
    harbour, master, lena = (word(example, words) for words in ("Harbour", "master", "Lena"))
    assert example.roles[[harbour, master, lena]].tolist() == [1, 2, 0]
    assert example.role_names[harbour] == lena
    assert example.roles[word(example, "fell")] == UNKNOWN


def test_a_pronoun_is_a_mention_of_its_speaker(example: Example) -> None:
    chains = dict(example.mentions)
    assert chains[word(example, "She")] == chains[word(example, "Ostby")]
    assert chains[word(example, "Marks")] != chains[word(example, "Ostby")]


def test_a_fold_is_left_out(tmp_path: Path) -> None:
    rows = [row(f"article {number}") for number in range(12)]
    path = written(tmp_path / "news.jsonl.gz", rows)
    folds = [{one.id for one in open_news(path, SHIPPED, without_fold=fold)} for fold in range(FOLDS)]
    everything = {one["id"] for one in rows}
    for fold, kept in enumerate(folds):
        assert everything - kept == {id for id in everything if fold_of(id) == fold}


def test_verbs_of_saying_others_and_those_that_may_be_either(tmp_path: Path) -> None:
    def verb(text: str, words: str, **more: Any) -> dict[str, Any]:
        common = {"text": text, "what": [[0, 1]], "is_speech": False, "speech_act": False, "is_verbal": True}
        return {**common, "verb": at(words, text), "noun": at(words, text), **more}

    said, called = "She said it.", "He called it bad."
    written(
        tmp_path / "qasrl-wikinews.jsonl.gz",
        [
            verb(said, "said", is_speech=True),
            verb(called, "called", speech_act=True),
            verb("It fell.", "fell"),
        ],
    )
    written(tmp_path / "qanom-wikinews.jsonl.gz", [verb("The vote came.", "vote")])
    windower = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))
    (document,) = verbs_and_nouns(tmp_path)
    (found,) = examples([document], windower)
    told = {
        document.text[start:end]: int(label)
        for start, end, label in zip(found.window.starts, found.window.ends, found.decisions, strict=True)
        if label != UNKNOWN
    }
    assert told == {"said": DECISIONS.index("speech"), "fell": NO_SPEECH, "vote": NO_SPEECH}


def test_actions_are_no_reports_and_a_pronoun_has_one_name(tmp_path: Path) -> None:
    text = "Reid left. Her aide said she was ill."
    path = written(
        tmp_path / "ecbplus.jsonl.gz",
        [
            {
                "id": "1",
                "text": text,
                "cues": [{"cue": at("said", text), "neg": False}],
                "other_actions": [at("left", text)],
            }
        ],
    )
    (document,) = ecbplus(path)
    assert [(text[one.start : one.end], one.label) for one in document.decided or ()] == [
        ("said", "speech"), ("left", "no speech"),
    ]  # fmt: skip
    pronoun = {"pronoun": at("she", text), "a": at("Reid", text), "b": at("aide", text)}
    rows = [
        {"id": "1", "text": text, **pronoun, "a_coref": True, "b_coref": False},
        {"id": "2", "text": text, **pronoun, "a_coref": False, "b_coref": False},
    ]
    (document,) = gap(written(tmp_path / "gap.jsonl.gz", rows))
    assert document.chains == [[(0, 4), tuple(at("she", text))], [tuple(at("aide", text))]]


@pytest.mark.parametrize(
    ("source", "name", "roles"),
    [
        ("White House spokesman Josh Earl", "Josh Earl", ["White House spokesman"]),
        ("the senator’s aide, Ann Ray", "Ann Ray", ["senator’s aide"]),
        ("Ann Ray, 54, a nurse in Lowport", "Ann Ray", ["nurse in Lowport"]),
        ("Mr. Ray", "Ray", []),
        ("Ann Ray, who left", "Ann Ray", []),
        ("Gen. Ann Ray of the staff", "Ann Ray", []),
    ],
)
def test_a_source_spells_roles(source: str, name: str, roles: list[str]) -> None:
    start, end = at(name, source)
    names = [(start, start + 1, "B-PERSON"), (start + 1, end, "I-PERSON")]
    document = Document("x", source, quotes=[ReadQuote((), (), ((0, len(source)),))], entities=list(names))
    add_roles(document)
    found = [role for role in document.roles or () if not role.none]
    assert [source[role.start : role.end] for role in found] == roles
    assert all(role.name == start for role in found)
    assert RoleSpan(0, len(source), start, none=True) in (document.roles or ())
