"""Which files are read, in which order, under which ids."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from quotebank.core import Article, Failure
from quotebank.ingest import articles, fields, jsonl, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def put(folder: Path, **content: str) -> None:
    """Files by name, ``__`` for a slash and ``_`` for the dot before the suffix."""
    for name, words in content.items():
        path = folder / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")


def ids(found: Iterator[Article | Failure]) -> list[str]:
    return [one.id if isinstance(one, Article) else f"! {one.reason}" for one in found]


def line(text: str, **more: str) -> str:
    return json.dumps({"text": text, **more}) + "\n"


def test_folders_are_walked_in_order_with_ids_from_below_them(tmp_path: Path) -> None:
    put(tmp_path, b__storm_txt="B.", a__storm_md="A.", storm_txt="C.", a__z_jsonl=line("D."))
    assert ids(articles([tmp_path])) == ["a/storm", "a/z:1", "b/storm", "storm"]
    assert ids(articles([tmp_path / "a"])) == ["storm", "z:1"]
    assert ids(articles([tmp_path / "a" / "storm.md"])) == ["storm"]


def test_other_hidden_and_readme_files_in_folders_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, a_txt="A.", a_pdf="%PDF", README_md="Read me.", Makefile_="all:")
    put(tmp_path, **{".hidden_txt": "H.", ".git__a_txt": "G.", "__skip_": ""})
    assert ids(articles([tmp_path])) == ["a"]
    assert ids(articles([tmp_path / "README.md"])) == ["README"]


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (found,) = articles([tmp_path])
    assert found == Failure(str(tmp_path), "no .txt, .md, .jsonl, .jsonl.gz file in this folder")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    (found,) = articles([tmp_path / "none.txt"])
    expected = "cannot be read: No such file or directory"
    assert found == Failure(str(tmp_path / "none.txt"), expected)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user with limits")
def test_files_and_folders_that_may_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, a__a_txt="A.", b_txt="B.")
    (tmp_path / "a").chmod(0)
    (tmp_path / "b.txt").chmod(0)
    assert ids(articles([tmp_path])) == ["! cannot be read: Permission denied"] * 2
    (tmp_path / "a").chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert ids(articles([tmp_path])) == ["! not a regular file"]


def test_links(tmp_path: Path) -> None:
    put(tmp_path, a__a_txt="A.")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "dangling.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "a" / "twin.txt").symlink_to(tmp_path / "a" / "a.txt")
    found = ids(articles([tmp_path]))
    assert found == ["a/a", "! cannot be read: No such file or directory"]


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    for path in (tmp_path, tmp_path / "a.txt"):
        (found,) = articles([path])
        assert isinstance(found, Failure)
        assert found.where == str(tmp_path / "a.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are bytes")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "w") as file:  # noqa: PTH123
        file.write("A.")
    assert ids(articles([tmp_path])) == ["! half a surrogate pair in its id"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, a__a_txt="A.")
    paths = [tmp_path, tmp_path / "a", tmp_path / "a" / ".." / "a" / "a.txt"]
    assert ids(articles(paths)) == ["a/a"]


def test_an_id_again_with_other_content_is_a_failure_and_the_first_stands(tmp_path: Path) -> None:
    put(tmp_path, a__storm_txt="A.", b__storm_txt="B.")
    first, second = articles([tmp_path / "a" / "storm.txt", tmp_path / "b" / "storm.txt"])
    assert first == Article(text="A.", id="storm")
    assert second == Failure(
        str(tmp_path / "b" / "storm.txt"),
        "the id 'storm' was given before, to another article",
        article_id="storm",
    )


def test_the_very_same_article_again_passes(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl=line("A.", id="x") * 2 + line("A.", id="x", title="T"))
    assert ids(articles([tmp_path])) == [
        "x",
        "x",
        "! the id 'x' was given before, to another article",
    ]


def test_good_lines_around_bad_ones_are_read(tmp_path: Path) -> None:
    put(tmp_path, a_jsonl=line("A.") + "{\n" + line("C."))
    assert ids(articles([tmp_path]))[0::2] == ["a:1", "a:3"]


@pytest.mark.parametrize("start", ["", "\n \t\n", "\ufeff", "\ufeff\n"])
def test_standard_input_of_json_lines(start: str) -> None:
    stream = io.BytesIO((start + "  " + line("A.", id="a") + line("B.")).encode())
    number = 2 + start.count("\n")
    assert ids(articles(["-"], stdin=stream)) == ["a", f"stdin:{number}"]


@pytest.mark.parametrize("words", ["\n\n  A.\n{\n", "A.", "\r\nA.\r\n", "[1]\n"])
def test_standard_input_of_text(words: str) -> None:
    (found,) = articles(["-"], stdin=io.BytesIO(words.encode()))
    assert found == Article(text=words, id="stdin")


def test_standard_input_has_front_matter_and_names_its_failures() -> None:
    (found,) = articles(["-"], stdin=io.BytesIO(b"---\ntitle: T\n---\nA."))
    assert found == Article(text="A.", id="stdin", title="T")
    (failed,) = articles(["-"], stdin=io.BytesIO(b'{"text": 1}'))
    assert failed == Failure("<stdin>:1", "its text is no string")
    (empty,) = articles(["-"], stdin=io.BytesIO(b""))
    assert empty == Failure("<stdin>", "the article is empty")


def test_standard_input_among_files_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, a_txt="A.")
    stream = io.BytesIO(b"B.")
    assert ids(articles(["-", tmp_path, "-"], stdin=stream)) == ["stdin", "a"]


def test_lines_arrive_one_by_one() -> None:
    """The first article is there before the second line is asked for."""

    class Slow(io.BytesIO):
        asked = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            return super().readline(size)

    stream = Slow((line("A.") * 3).encode())
    found = articles(["-"], stdin=stream)
    next(found)
    assert stream.asked == 1


def test_texts_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "TEXT_LIMIT", 10)
    monkeypatch.setattr(text, "BYTES_LIMIT", 40)
    put(tmp_path, a_txt="é" * 10, b_txt="é" * 11, c_txt="é" * 30, d_jsonl=line("é" * 11))
    found = list(articles([tmp_path]))
    assert isinstance(found[0], Article)
    assert all(isinstance(one, Failure) and "is longer than" in one.reason for one in found[1:])
    assert len(found) == 4
    (piped,) = articles(["-"], stdin=io.BytesIO(b"x" * 1000))
    assert isinstance(piped, Failure)


def test_a_line_over_the_limit_ends_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 2**20)
    bomb = line("A.").encode() + b"x" * (8 * 2**20) + b"\n" + line("C.").encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bomb))
    put(tmp_path, b_txt="B.")
    assert ids(articles([tmp_path])) == ["a:1", "! line longer than 1 MB", "b"]
