"""Pages on a bank with a history: home's plot, a speaker in time and company, speakers side by side."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from quotebank.bank import Bank
from quotebank.core import Speaker
from tests.bank.builders import Said, add, number_of, story
from tests.web.conftest import words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Get

ANN, CORA, DAN = (number_of(name) for name in ("Ann Lee", "Cora Flint", "Dan Moss"))
START = len("It was a long day.\n\n") + 1
COMPARE = "/-/quotebank/compare"


def history() -> list[Any]:
    """Ann Lee over three years, first as councillor, then as mayor; the others beside her."""
    cora = (Speaker("Cora Flint", "person", ("Cora Flint",), (), ((START, START + 10),)),)
    articles = [
        story("a2020", Said("The pier is old", "Ann Lee", role="councillor"), published="2020-01-10"),
        story("b2020", Said("The pier is cold", "Ann Lee", role="councillor"), published="2020-06-10"),
        story(
            "a2021",
            Said("Cora Flint is late", "Ann Lee", role="mayor"),
            Said("The pier is mine", "Cora Flint"),
            published="2021-03-01",
            mentioned=cora,
        ),
        story(
            "a2022",
            Said("I said so", "Ann Lee", role="mayor"),
            Said("No", "Dan Moss"),
            published="2022-02-02",
        ),
        story("b2022", Said("The ferry sank", "Dan Moss"), published="2022-02-03"),
    ]
    return articles


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("town") / "town.db"
    add(path, *history())
    with Bank(path) as bank:
        bank.keep_words({ANN: [("old pier", 0.5), ("<b>ferry</b>", 0.7)]})
    return path


@pytest.fixture
def visit(serve: Callable[..., Get], town: Path) -> Get:
    return serve(town)


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its kind."""
    found = re.search(rf"<h2[^>]*>{re.escape(heading)}</h2>(.*?)(<h2|</main>)", page, re.DOTALL)
    assert found is not None, heading
    return found[1]


def bars(page: str) -> list[str]:
    return re.findall(r'<rect class="bar"[^>]*><title>([^<]*)</title>', page)


def test_home_plots_the_months_and_tells_them_as_a_table(visit: Get) -> None:
    page = section(visit("/").text, "Quotes by month")
    assert bars(page)[0] == "January 2020: 1"
    assert bars(page)[-1] == "February 2022: 3"
    assert 'role="img"' in page and "The most in one month are 3." in page
    link = re.search(r'<td><a href="([^"]+)">February 2022</a></td><td>3</td>', page)
    assert link is not None
    assert "3 quotes" in words_of(visit(html.unescape(link[1])))


def test_home_without_dates_has_no_plot(serve: Callable[..., Get], tmp_path: Path) -> None:
    add(tmp_path / "undated.db", story("one", Said("No.", "Ann Lee"), published=None))
    assert "<svg" not in serve(tmp_path / "undated.db")("/").text


def test_a_speaker_in_time(visit: Get) -> None:
    page = visit(f"/-/quotebank/speakers/{ANN}").text
    assert len(bars(section(page, "Quotes by month"))) == 4
    roles = section(page, "Roles")
    assert "10 January 2020 to 10 June 2020 · 2 articles" in roles
    assert roles.index("<b>mayor</b>") < roles.index("<b>councillor</b>")
    assert len(re.findall(r'<svg class="span"', roles)) == 2
    for article in ("a2020", "b2020", "a2021", "a2022"):
        assert f'href="/-/quotebank/articles/{article}"' in roles


def test_the_words_of_a_speaker_lead_to_a_search(visit: Get) -> None:
    page = section(visit(f"/-/quotebank/speakers/{ANN}").text, "Speaks about")
    assert re.findall(r"<li><a[^>]*>(.*?)</a>", page) == ["&lt;b&gt;ferry&lt;/b&gt;", "old pier"]
    address = re.search(r'href="([^"]+)">old pier', page)
    assert address is not None
    assert parse(address[1]) == urlencode({"speaker": ANN, "q": '"old pier"'})


def parse(address: str) -> str:
    return html.unescape(address).partition("?")[2]


def test_a_speaker_in_company(visit: Get) -> None:
    page = visit(f"/-/quotebank/speakers/{ANN}").text
    assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', section(page, "Speaks of")) == [
        (f"/-/quotebank/speakers/{CORA}", "Cora Flint")
    ]
    beside = section(page, "Quoted with")
    assert re.findall(r">([^<]+)</a>", beside) == ["Cora Flint", "Dan Moss"]
    other = visit(f"/-/quotebank/speakers/{DAN}").text
    assert "Speaks of" not in other and "Speaks about" not in other
    assert "All of February 2022." in other


def test_the_same_as_json(visit: Get) -> None:
    body = visit(f"/-/quotebank/speakers/{ANN}.json").json()["speaker"]
    assert body["words"] == [{"word": "<b>ferry</b>", "score": 0.7}, {"word": "old pier", "score": 0.5}]
    (of,) = body["about"]
    assert (of["id"], of["name"], of["kind"], of["quotes"]) == (CORA, "Cora Flint", "person", 1)
    assert [(one["name"], one["articles"]) for one in body["with"]] == [("Cora Flint", 1), ("Dan Moss", 1)]


def sides(page: str) -> list[tuple[str, str]]:
    """Name and total of each column."""
    return re.findall(
        r'<h2 id="side-\d"><a[^>]*>([^<]+)</a></h2>.*?<p class="total"><b>([^<]+)</b>', page, re.DOTALL
    )


def test_speakers_side_by_side_on_one_search(visit: Get) -> None:
    page = visit(f"{COMPARE}?speaker={ANN}&speaker={CORA}&q=pier").text
    assert sides(page) == [("Ann Lee", "2"), ("Cora Flint", "1")]
    assert len(re.findall("<mark>pier</mark>", page)) == 3
    assert sides(visit(f"{COMPARE}?speaker={ANN}&speaker={CORA}&q=pier&since=2021").text) == [
        ("Ann Lee", "0"),
        ("Cora Flint", "1"),
    ]
    assert sides(visit(f"{COMPARE}?speaker={ANN}&speaker={DAN}&speaker={ANN}").text) == [
        ("Ann Lee", "4"),
        ("Dan Moss", "2"),
    ]


def test_plots_side_by_side_are_of_one_scale(visit: Get) -> None:
    page = visit(f"{COMPARE}?speaker={DAN}&speaker={CORA}").text
    heights = re.findall(r'<rect class="bar"[^>]* height="([0-9.]+)%"', page)
    assert heights == ["68.0", "34.0"]
    assert page.count("The most in one month are 2.") == 2


def test_a_speaker_is_removed_by_a_link(visit: Get) -> None:
    page = visit(f"{COMPARE}?speaker={ANN}&speaker={CORA}&q=pier").text
    address = re.search(r'<a href="([^"]+)">Remove<span class="hidden-label"> Ann Lee', page)
    assert address is not None
    assert sides(visit(html.unescape(address[1])).text) == [("Cora Flint", "1")]


def test_a_speaker_is_added_by_name(visit: Get) -> None:
    first = visit(f"/-/quotebank/speakers/{ANN}").text
    link = re.search(r'<a href="([^"]+)">Compare with', first)
    assert link is not None and link[1] == f"{COMPARE}?speaker={ANN}"
    page = visit(f"{link[1]}&q=pier&add=cor").text
    assert "Who is “cor”?" in page
    address = re.search(r'<a href="([^"]+)">Add <b>Cora Flint</b>', page)
    assert address is not None
    assert sides(visit(html.unescape(address[1])).text) == [("Ann Lee", "2"), ("Cora Flint", "1")]
    assert "Nobody is called “zebra”" in words_of(visit(f"{COMPARE}?add=zebra"))


def test_the_form_carries_the_speakers_along(visit: Get) -> None:
    page = visit(f"{COMPARE}?speaker={ANN}&speaker={CORA}").text
    carried = re.findall(r'<input type="hidden" name="speaker" value="(\d+)">', page)
    assert carried == [str(ANN), str(CORA)]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Add two speakers by their names."),
        (f"speaker={ANN}", "Add a speaker to compare Ann Lee with."),
        ("speaker=x", "“speaker” must be a number"),
        ("speaker=999", "There is no speaker of the number 999."),
        (f"speaker={ANN}&speaker=999", "There is no speaker of the number 999."),
        ("&".join(f"speaker={n}" for n in range(1, 7)), "At most 4 speakers"),
        (f"speaker={ANN}&since=yesterday", "“yesterday” is not a date"),
        (f"speaker={ANN}&q={'a' * 501}", "“q” may have at most 500 characters."),
        (f"speaker={ANN}&speaker={CORA}&q=%22", "Nothing found."),
    ],
)
def test_what_cannot_be_compared_is_explained(visit: Get, asked: str, told: str) -> None:
    assert told in words_of(visit(f"{COMPARE}?{asked}"))


def test_no_page_has_a_style_or_script_in_its_markup(visit: Get) -> None:
    for path in ("/", f"/-/quotebank/speakers/{ANN}", f"{COMPARE}?speaker={ANN}&speaker={CORA}&add=dan"):
        page = visit(path).text
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=", page)
        headings = [int(level) for level in re.findall(r"<h(\d)", page)]
        assert headings[0] == 1 and headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        labelled = set(re.findall(r'<label[^>]* for="(\w+)"', page))
        fields = re.findall(r"<(?:input|select|textarea)(?![^>]*hidden)[^>]*>", page)
        assert {re.search(r' id="(\w+)"', field)[1] for field in fields} <= labelled  # type: ignore[index]
