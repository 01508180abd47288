"""The search page: its language, counts, chips, orders, help, and the links that it gives."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from quotebank.bank import Bank, queries
from quotebank.core import Analysis, Article, Quote, Speaker
from tests.web.conftest import Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = "/-/quotebank"

SAID: tuple[tuple[str, str | None, Any, str | None, Any, Any, bool], ...] = (
    # words, speaker, kind, role, type, act, attitude
    ("The balloon is theirs", "John Kirby", "person", "press secretary", "direct", "statement", False),
    (
        "We did not fly a balloon",
        "Wang Wenbin",
        "person",
        "foreign ministry spokesman",
        "direct",
        "denial",
        False,
    ),
    (
        "We will say more soon",
        "John F. Kirby",
        "person",
        "secretary of the press club",
        "indirect",
        "promise",
        False,
    ),
    ("A balloon would please me", "Ann Lee", "person", None, "indirect", None, True),
    ("No balloon was seen", "The Coast Guard", "organization", None, "mixed", "denial", False),
    ("The sky is large", None, None, None, "direct", "statement", False),
)


@pytest.fixture(scope="module")
def balloons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six quotes, one an article, on six days of two publishers of like names; two names are one person."""
    path = tmp_path_factory.mktemp("balloons") / "balloons.db"
    with Bank(path) as bank, bank.run("test-1", "tests") as run:
        for number, (words, speaker, kind, role, type_, act, attitude) in enumerate(SAID, 1):
            text = f"“{words},” said {speaker or 'somebody'}."
            source = (text.index("said") + 5, len(text) - 1)
            quote = Quote(
                type_,
                ((0, len(words) + 3),),
                source=(source,),
                speaker=speaker,
                speaker_kind=kind,
                role=role,
                act=act,
                attitude=attitude,
                confidence=0.9,
            )
            cast = (
                (Speaker(speaker, kind, (speaker,), (role,) if role else (), (source,)),) if speaker else ()
            )
            article = Article(
                text,
                id=f"{number}",
                published=f"2023-02-{number:02}",
                publisher=("The Herald", "The Herald on Sunday")[number % 2],
            )
            run.add(Analysis(article, (quote,), cast, model="test-1"))
        one, other = ("person", "John Kirby"), ("person", "John F. Kirby")
        same = dict(zip(("kind", "name", "other_kind", "other_name"), (*one, *other), strict=True))
        bank.judge({"verdict": "same", "author": "ruth", **same})
    return path


@pytest.fixture
def ask(serve: Callable[..., Get], balloons: Path) -> Callable[..., Any]:
    """Asks the search page; keywords are the fields."""
    get = serve(balloons)

    def asked(q: str = "", **fields: str) -> Any:
        answer = get(f"{ROOT}/search", params={"q": q, **fields})
        assert answer.status_code == 200
        return answer

    return asked


def found(answer: Any) -> list[str]:
    """The words of the quotes on a page."""
    said = re.findall(r'<p class="said">(.*?)</p>', answer.text, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", one)).strip().strip("“,”") for one in said]


def words_of(answer: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", answer.text)).split())


KIRBY, WANG, CLUB, LEE, GUARD, SKY = (words for words, *_ in SAID)


@pytest.mark.parametrize(
    ("box", "form", "expected"),
    [
        ("speaker:kirby", {"by": "kirby"}, {KIRBY, CLUB}),
        ('speaker:"john f kirby"', {"by": "kirby f. john"}, {KIRBY, CLUB}),
        ("speaker:kirb", {"by": "kirb"}, set()),
        ("speaker:zebra", {"by": "zebra"}, set()),
        ('role:"press secretary"', {"role": "press secretary"}, {KIRBY, CLUB}),
        ("role:ministries", {"role": "ministries"}, {WANG}),
        ('role:"press secretary" speaker:wang', {"role": "press secretary", "by": "wang"}, set()),
        ("kind:organization", {"kind": "organization"}, {GUARD}),
        ("type:direct balloon", {"type": "direct", "q": "balloon"}, {KIRBY, WANG}),
        ("act:denial", {"act": "denial"}, {WANG, GUARD}),
        ("act:denial kind:person balloon", {"act": "denial", "kind": "person", "q": "balloon"}, {WANG}),
        ("attitude:yes", {"attitudes": "only"}, {LEE}),
        ("attitude:yes balloon", {"attitudes": "only", "q": "balloon"}, {LEE}),
        ("attitude:both balloon", {"attitudes": "1", "q": "balloon"}, {KIRBY, WANG, LEE, GUARD}),
        ("attitude:no balloon", {"attitudes": "0", "q": "balloon"}, {KIRBY, WANG, GUARD}),
        ('publisher:"The Herald" balloon', {"publisher": "The Herald", "q": "balloon"}, {WANG}),
        ('publisher:"The Herald"', {"publisher": "The Herald"}, {WANG, SKY}),
        ("publisher:Herald", {"publisher": "Herald"}, set()),
        ("from:2023-02-02 to:2023-02-03", {"since": "2023-02-02", "until": "2023-02-03"}, {WANG, CLUB}),
        ("direct", {"q": "direct"}, set()),
        ("denial OR statement", {"q": "denial OR statement"}, set()),
    ],
)
def test_the_box_and_the_form_find_the_same(
    ask: Callable[..., Any], box: str, form: dict[str, str], expected: set[str]
) -> None:
    for order in ("", "newest", "oldest"):
        assert set(found(ask(box, order=order))) == set(found(ask(**form, order=order))) == expected


def test_the_box_becomes_the_form(ask: Callable[..., Any]) -> None:
    page = ask("balloon speaker:kirby type:direct attitude:both from:2023-02 order:x").text
    assert '<input id="q" type="search" name="q" value="balloon order:x"' in page
    assert '<input id="by" type="text" name="by" value="kirby"' in page
    assert '<option value="direct" selected>' in page
    assert '<option value="1" selected>' in page
    assert '<input id="since" type="text" name="since" value="2023-02"' in page
    assert "There is no filter “order:”, so it was searched as a word." in page


def test_each_chip_takes_one_filter_away(
    ask: Callable[..., Any], serve: Callable[..., Get], balloons: Path
) -> None:
    page = ask(
        "speaker:kirby role:press kind:person type:direct act:statement attitude:both from:2023 balloon"
    )
    chips = re.findall(r'<a href="([^"]+)" aria-label="Remove the filter ([^"]+)">', page.text)
    assert [name for _, name in chips] == [
        "Said by: kirby", "Role: press", "Who: Person", "Type: Word for word", "Act: Statement", "From: 2023",
        "Attitude: Voiced, thoughts and wishes",
    ]  # fmt: skip
    whole = {"by", "role", "kind", "type", "act", "since", "attitudes"}
    for (url, _), gone in zip(
        chips, ["by", "role", "kind", "type", "act", "since", "attitudes"], strict=True
    ):
        query = parse_qs(urlsplit(html.unescape(url)).query)
        assert set(query) == (whole - {gone}) | {"q"}
        assert found(serve(balloons)(html.unescape(url)))


def test_counts_lead_to_what_they_count(serve: Callable[..., Get], balloons: Path) -> None:
    get = serve(balloons)
    page = get(f"{ROOT}/search?attitudes=1")
    aside = page.text[page.text.index('<aside id="narrow"') :]
    rows = re.findall(
        r'<li><a href="([^"]+)" rel="nofollow">([^<]+)</a><span class="count">.*?</span>(\d+)<', aside
    )
    assert {(name, int(count)) for _, name, count in rows} >= {
        ("John Kirby", 2), ("Word for word", 3), ("Reported", 2), ("Denial", 2), ("Person", 4),
        ("The Herald", 3),
    }  # fmt: skip
    for url, name, count in rows:
        narrower = get(html.unescape(url))
        assert len(found(narrower)) == int(count), name
        assert f": {name}</" in narrower.text.replace(" <span", "</span") or name in words_of(narrower)


def test_counts_in_force_or_alike_are_left_out(ask: Callable[..., Any]) -> None:
    page = ask("type:direct kind:person").text
    aside = page[page.index('<aside id="narrow"') :]
    assert re.findall(r'<h3 id="by-(\w+)"', aside) == ["speaker", "publisher", "act"]


def test_counts_of_many_quotes_say_how_many_were_counted(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotebank.bank.queries import _facets

    monkeypatch.setattr(_facets, "RANKED", 10)
    page = words_of(get(f"{ROOT}/search"))
    assert "Of the newest 10." in page


def test_a_speaker_of_a_number_is_named_even_where_nothing_is_found(get: Get) -> None:
    reed = get(f"{ROOT}/speakers.json?q=reed").json()["speakers"][0]["id"]
    assert "Said by: Tom Reed" in words_of(get(f"{ROOT}/search?speaker={reed}&q=nothinghasthis"))
    assert "Said by: speaker 12" in words_of(get(f"{ROOT}/search?speaker=12"))
    page = get(f"{ROOT}/search", params={"speaker": reed, "q": "speaker:brook"})
    assert "Tom Reed" not in words_of(page)
    assert "1 quote" in words_of(page)


def test_a_name_of_nobody_is_explained(ask: Callable[..., Any]) -> None:
    assert "Nobody in this bank has all words of “zebra” in one name." in words_of(ask("speaker:zebra"))
    assert "Take away a filter above" in words_of(ask("speaker:kirby act:denial"))


def test_a_name_of_very_many_is_searched_as_words(balloons: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quotebank.bank.queries import _selection

    with Bank(balloons, create=False) as bank:
        assert queries.search(bank.connection, "", by="john f kirby").total == 2
        monkeypatch.setattr(_selection, "NAMESAKES", 0)
        assert queries.search(bank.connection, "", by="john f kirby").total == 1
        assert queries.search(bank.connection, "balloon", by="kirby").total == 1


@pytest.mark.parametrize(
    "box",
    ["type:sung", "kind:ghost", "from:yesterday", "attitude:maybe", "speaker:", "topic:balloon", '"', "***"],
)
def test_help_instead_of_an_error(ask: Callable[..., Any], box: str) -> None:
    page = ask(box)
    assert "How to search" in words_of(page)
    assert 'class="note"' in page.text or box in ('"', "***")


def test_orders_keep_the_search(ask: Callable[..., Any]) -> None:
    page = ask("balloon act:denial").text
    orders = re.search(r'<ul class="plain small orders".*?</ul>', page, re.DOTALL)
    assert orders is not None
    assert re.findall(r'<a href="([^"]+)"', orders[0]) == [
        f"{ROOT}/search?q=balloon&amp;act=denial",
        f"{ROOT}/search?q=balloon&amp;act=denial&amp;order=newest",
        f"{ROOT}/search?q=balloon&amp;act=denial&amp;order=oldest",
    ]
    assert found(ask("balloon", order="oldest")) == [KIRBY, WANG, GUARD]
    assert "Best match" not in re.findall(r'orders".*?</ul>', ask().text, re.DOTALL)[0]


def test_the_page_leads_to_exports_and_feed(ask: Callable[..., Any]) -> None:
    page = ask("balloon type:direct", order="oldest").text
    query = "q=balloon&amp;type=direct"
    for ending in ("csv", "jsonl", "atom"):
        assert f'href="{ROOT}/quotes.{ending}?{query}&amp;order=oldest"' in page
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml" [^>]*href="[^"]*quotes\.atom\?', page
    )
    assert f'href="{ROOT}/quotes.json?{query}' in page


def test_the_api_understands_the_box(serve: Callable[..., Get], balloons: Path) -> None:
    get = serve(balloons)
    rows = get(f"{ROOT}/quotes.json", params={"q": 'speaker:"john f kirby" balloon'}).json()["quotes"]
    assert [row["text"].strip("“,”") for row in rows] == [KIRBY]
    body = get(f"{ROOT}/quotes.json", params={"by": "kirby", "role": "club", "limit": "1"}).json()
    assert (body["total"], body["next"]) == (1, None)
    assert get(f"{ROOT}/quotes.json", params={"attitudes": "only"}).json()["total"] == 1
    refused = get(f"{ROOT}/quotes.json", params={"q": "type:sung"})
    assert (refused.status_code, refused.json()["parameter"]) == (400, "q")
    # A hint is for people: the words are searched.
    assert get(f"{ROOT}/quotes.json", params={"q": "topic:balloon"}).status_code == 200
