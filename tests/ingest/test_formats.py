"""What each file format becomes, and how bad input is refused: the tables of tests/cases."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import Article, Failure
from quotebank.ingest import articles, published_date

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def dates() -> list[tuple[str, str]]:
    with (CASES / "ingest_dates.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["given"], row["published"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize("case", rows("ingest_good.jsonl"), ids=lambda case: case["case"])
def test_good_files(case: dict[str, Any], tmp_path: Path) -> None:
    raw = case["text"].encode()
    file = tmp_path / case["file"]
    file.write_bytes(gzip.compress(raw) if case.get("gzip") else raw)
    assert list(articles([file])) == [Article(**fields) for fields in case["articles"]]


@pytest.mark.parametrize("case", rows("ingest_bad.jsonl"), ids=lambda case: case["case"])
def test_bad_files(case: dict[str, Any], tmp_path: Path) -> None:
    raw = bytearray(case["bytes"].encode("latin-1"))  # one character of the table is one byte
    if case.get("gzip"):
        raw = bytearray(gzip.compress(raw))
        raw = raw[: len(raw) - case.get("cut", 0)]
        if "flip" in case:
            raw[case["flip"]] ^= 0xFF
    (tmp_path / case["file"]).write_bytes(raw)
    found = list(articles([tmp_path / case["file"]]))
    failures = [one for one in found if isinstance(one, Failure)]
    assert len(failures) == 1
    assert failures[0].where == str(tmp_path / case["where"])
    assert failures[0].reason.startswith(case["reason"])


def test_deep_brackets_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": ' + "[" * 200_000 + "\n" + '{"text": "Two."}\n')
    bad, good = articles([file])
    assert isinstance(bad, Failure)
    assert bad.where == f"{file}:1"
    assert isinstance(good, Article)


@pytest.mark.parametrize(("given", "published"), dates())
def test_dates(given: str, published: str) -> None:
    if published.startswith("!"):
        with pytest.raises(ValueError, match=published.removeprefix("! ")):
            published_date(given)
    else:
        assert published_date(given) == (published or None)


@given(st.datetimes(timezones=st.none() | st.timezones()))
def test_iso_dates_come_back(moment: Any) -> None:
    written = moment.isoformat()
    if moment.tzinfo and (offset := moment.utcoffset()) and offset.total_seconds() % 60:
        return  # offsets with seconds, before standard time: ISO 8601 has none
    read = published_date(written)
    assert read is not None
    assert read[:10] == written[:10]
    assert published_date(read) == read
    assert published_date(written[:10]) == written[:10]


@given(st.text(st.sampled_from("0123456789-/:., TZ+abefmonuy年\x00é"), max_size=30) | st.text())
def test_any_string_is_a_date_or_a_reason(value: str) -> None:
    try:
        read = published_date(value)
    except ValueError as error:
        assert str(error)
    else:
        assert read is None or published_date(read) == read


@given(st.text())
def test_any_text_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("any") / "a.txt"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    (found,) = articles([file])
    if isinstance(found, Article):
        assert text.endswith(found.text)
        assert found.text == text.removeprefix("\ufeff") or text.lstrip("\ufeff").startswith("---")
    else:
        assert found.where.startswith(str(file))


@given(st.binary(max_size=200))
def test_any_bytes_are_lines_or_reasons(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("a.txt", "b.jsonl", "c.jsonl.gz"):
        (folder / name).write_bytes(raw)
    for found in articles([folder]):
        assert isinstance(found, Article) or (found.where and found.reason)
