"""The pages show what happens; ``python -m tests.test_docs --write`` makes them do so.

``--suite`` (with ``--write``) also runs all tests and writes their last line into the README.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quotebank
from quotebank.cli import main
from quotebank.core import Analysis, Article, Evidence, Quote, Speaker
from quotebank.web.operations import OPERATIONS, REFUSALS
from quotebank.web.parameters import QUOTES, SPEAKERS
from tests import measured
from tests.pages import BLOCK, ROOT, alike, like, refreshed

README = ROOT / "README.md"
DOCS = ROOT / "docs"
PAGES = [README, *sorted(DOCS.glob("*.md"))]
LINKED = [*PAGES, ROOT / "CHANGELOG.md", ROOT / "seeds" / "README.md", ROOT / "db" / "README.md"]
NEEDED = ("seeds", "db", "tests/cases")
"""What the commands on the pages find in a checkout."""

TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
SUITE = re.compile(r"^(?:\d+ failed, )?\d+ passed(?:, \d+ \w+)* in [\d.]+s(?: \([\d:]+\))?$", re.MULTILINE)


def up_to_date(page: str, *, exact: bool = False) -> str:
    """A page with its outputs and tables as they are now."""
    page = TABLE.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}{found[3]}", page)
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "quotebank"
        for name in NEEDED:
            shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("*.db*"))
        return refreshed(page, checkout, exact=exact)


def scores() -> str:
    """What was measured, with what it does not say."""
    lines = ["| measured | figure | on | what it does not say |", "|---|---|---|---|"]
    for row in measured.rows():
        figure = (
            "not measured"
            if row["figure"] is None
            else f"{row['figure']:,.{0 if row['figure'] > 100 else 1}f}"
        )
        lines.append(f"| {row['what']} | {figure} | {row['data']} | {row['limits']} |")
    return "\n".join(lines) + "\n"


def weights() -> str:
    """What the manifest says of the weights themselves."""
    about = manifest()
    size = sum((MODEL / name).stat().st_size for name in about["sha256"]) / 1e6
    base = about["base"]
    rows = {
        "version": f"`{about['version']}`",
        "licence of the weights": about["licence"],
        "base weights": f"{base['name']}, {base['licence']}, sha256 `{base['sha256']}`",
        "epoch": str(about["epoch"]),
        "size": f"{size:.1f} MB with the tokenizer, 8-bit integers",
        **({"commit": f"`{about['commit']}`"} if about.get("commit") else {}),
        **{f"sha256 of {name}": f"`{value}`" for name, value in about["sha256"].items()},
    }
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows.items())


def training_data() -> str:
    """What the weights were trained on."""
    lines = ["| corpus | used for | licence |", "|---|---|---|"]
    lines += [f"| {one['name']} | {one['used for']} | {one['licence']} |" for one in manifest()["data"]]
    return "\n".join(lines) + "\n"


def reader_scores() -> str:
    """The figures of the reader by itself that the manifest holds."""
    told = manifest()["dev while training"]
    lines = [f"| while training, 32-bit floats | {' | '.join(_CORPORA.values())} |", "|---|---|---|"]
    for name in (
        "source",
        "cue",
        "content",
        "links",
        "entities",
        "decisions",
        "roles",
        "antecedents",
        "sentences",
    ):
        shown = (f"{told[corpus][name]:.1f}" if told[corpus][name] else "" for corpus in _CORPORA)
        lines.append(f"| {name} | {' | '.join(shown)} |")
    for data, figures in manifest().get("scores", {}).items():
        lines += ["", f"| {data} | precision | recall | F1 |", "|---|---|---|---|"]
        lines += [
            f"| {name} | {one['p']:.1f} | {one['r']:.1f} | {one['f']:.1f} |" for name, one in rates(figures)
        ]
    return "\n".join(lines) + "\n"


_CORPORA = {"news": "open-news dev", "polnear": "PolNeAR dev"}


def measured_besides() -> str:
    """What the manifest says of names, roles and mentions of the exported model."""
    lines = ["| measured | percent |", "|---|---|"]
    lines += [f"| {name} | {value:.1f} |" for name, value in manifest()["measured"].items()]
    return "\n".join(lines) + "\n"


def rates(figures: dict[str, Any]) -> Iterator[tuple[str, dict[str, float]]]:
    """Every precision, recall and F1 in nested figures, with the names that lead to it."""
    for name, value in figures.items():
        if isinstance(value, dict) and "f" in value:
            yield name.replace("_", ", "), value
        elif isinstance(value, dict):
            yield from ((f"{name}: {inner}", one) for inner, one in rates(value))


MODEL = ROOT / "quotebank" / "reader" / "model"
TABLES = {
    "scores": scores,
    "weights": weights,
    "training_data": training_data,
    "reader_scores": reader_scores,
    "measured": measured_besides,
}


@cache
def manifest() -> dict[str, Any]:
    """The manifest of the model that ships."""
    about: dict[str, Any] = json.loads((MODEL / "manifest.json").read_text("utf-8"))
    return about


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are written for a POSIX shell")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_happens(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text == up_to_date(text), "run: python -m tests.test_docs --write"


@pytest.mark.parametrize("page", LINKED, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_relative_link_leads_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"\w+:", target):
            continue
        file, _, anchor = target.partition("#")
        meant = (page.parent / file).resolve() if file else page
        assert meant.exists(), f"{page.name} links {target}"
        if anchor:
            assert anchor in anchors(meant.read_text("utf-8")), f"{page.name} links {target}"


def anchors(text: str) -> set[str]:
    """The addresses of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", quotebank.__all__)
def test_each_public_name_has_its_place(name: str) -> None:
    page = (DOCS / "python.md").read_text("utf-8")
    assert f"`quotebank.{name}`" in page


@pytest.mark.parametrize("command", sorted(main.commands))
def test_each_command_is_introduced(command: str) -> None:
    assert f"`quotebank {command}" in (DOCS / "index.md").read_text("utf-8")


def test_each_field_of_the_json_is_described_and_no_other() -> None:
    quote = Quote("direct", ((0, 1),), venue=(0, 1), addressee=(0, 1), evidence=(Evidence("a", 1.0, "A."),))
    article = Article("x", "x", title="x", published="2023-02-07", url="x", publisher="x", author="x")
    row = Analysis(article, (quote,), (Speaker("x", "person"),), ("Odd.",), "x").to_json()
    page = (DOCS / "json.md").read_text("utf-8")
    for heading, value in {
        "An article": row,
        "A quote": row["quotes"][0],
        "Evidence": row["quotes"][0]["evidence"][0],
        "A speaker": row["speakers"][0],
    }.items():
        section = page.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(value)


def test_each_parameter_and_refusal_of_the_api_is_described() -> None:
    page = (DOCS / "api.md").read_text("utf-8")
    rows = " ".join(re.findall(r"^\| (.+?) \|", page, re.MULTILINE))
    for parameter in (*QUOTES, *SPEAKERS):
        assert f"`{parameter.name}`" in rows
        for value in parameter.schema.get("enum", ()):
            assert f"`{value}`" in page
    for operation in OPERATIONS:
        assert f"{operation.path.partition('/{')[0]}".removesuffix(".json") in page
    for status in REFUSALS:
        assert str(status) in rows


def test_each_dependency_has_its_reason() -> None:
    section = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.scripts]")[0]
    named = re.findall(r'^    "([a-z-]+)\b[^"]*",?$', section.partition("dependencies = [")[2], re.MULTILINE)
    chosen = (DOCS / "choices.md").read_text("utf-8")
    assert len(named) > 10
    assert [name for name in named if f"| {name} |" not in chosen] == []


def test_the_readme_shows_how_the_tests_end() -> None:
    assert len(SUITE.findall(README.read_text("utf-8"))) == 1


@pytest.mark.parametrize(
    ("shown", "got", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n...\n", "a\nb\nc\n", True),
        ("...\nc\n", "a\nb\nc\n", True),
        ("a\n...\nc\n", "a\nb\nd\n", False),
        ("227 quotes, 97% sure\n", "226 quotes, 96% sure\n", True),
        ("F1 80.4\n", "F1 79.9\n", True),
        ("227 quotes\n", "207 quotes\n", False),
        ("97% sure\n", "67% sure\n", False),
        ("2 quotes\n", "1 quotes\n", False),
        ("2023-02-07\n", "2023-02-08\n", False),
    ],
)
def test_outputs_may_differ_by_roundings_and_where_dots_stand(shown: str, got: str, *, same: bool) -> None:
    assert like(shown, got) is same


@pytest.mark.parametrize(
    ("shown", "got", "same"),
    [
        ({"score": 0.91}, {"score": 0.93}, True),
        ({"score": 0.91}, {"score": 0.71}, False),
        ({"start": 91}, {"start": 92}, False),
        ({"why": "97% sure"}, {"why": "96% sure"}, True),
        ([{"a": None}], [{"a": "x"}], False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
    ],
)
def test_only_the_last_digits_of_scores_may_differ(shown: Any, got: Any, *, same: bool) -> None:
    assert alike(shown, got) is same


def test_a_wrong_output_is_put_right(tmp_path: Path) -> None:
    page = "```python\nprint(6 * 7)\n```\n\n```text\n{}\n```\n\n```text\nother\n```\n"
    assert refreshed(page.format("41"), tmp_path) == page.format("42")


def write(*, suite: bool) -> None:
    """Brings every page up to date, last of all how the tests end, for they look at the pages."""
    for page in PAGES:
        _rewrite(page, up_to_date(page.read_text("utf-8"), exact=True))
    if suite:
        done = subprocess.run(
            [sys.executable, "-m", "pytest"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
        )
        _rewrite(README, SUITE.sub(done.stdout.splitlines()[-1], README.read_text("utf-8")))


def _rewrite(page: Path, text: str) -> None:
    if text != page.read_text("utf-8"):
        page.write_text(text, encoding="utf-8")
        print(f"{page.relative_to(ROOT)} is written anew")


if __name__ == "__main__" and "--write" in sys.argv:
    write(suite="--suite" in sys.argv)
