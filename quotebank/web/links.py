"""Where everything is: the addresses of the site's pages and of its JSON.

Identifiers come from articles and may hold any character. They are tilde-encoded (``a/b`` is
``a~2Fb``) as Datasette does it, because proxies are known to decode ``%2F`` on the way;
percent-encoding is understood too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = "/-/quotebank"
"""Everything of ours is below this path, so that no database can be named like a page."""


def number_of(raw: str) -> int:
    """The number of a speaker that a piece of an address is; 0, which nobody has, where it is none."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0


def decoded(raw: str) -> str:
    """The identifier that stands in a path, whichever of the two encodings it came in."""
    return unquote(raw) if "%" in raw else tilde_decode(raw)


class Links:
    """The addresses of one bank's pages; ``database`` is its name where they must say which."""

    def __init__(self, datasette: Any, *, database: str | None = None) -> None:
        self._datasette = datasette
        self._database = database

    def home(self) -> str:
        """The first page."""
        return self._address("/")

    def search(self, **asked: object) -> str:
        """The search page; keywords are what was asked, empty ones are left out."""
        return self._address(f"{ROOT}/search", asked)

    def speakers(self, **asked: object) -> str:
        """The list of speakers."""
        return self._address(f"{ROOT}/speakers", asked)

    def speaker(self, speaker_id: int | str, **asked: object) -> str:
        """The page of one speaker."""
        return self._address(f"{ROOT}/speakers/{tilde_encode(str(speaker_id))}", asked)

    def compare(self, speakers: Sequence[int], **asked: object) -> str:
        """Some speakers side by side."""
        return self._address(f"{ROOT}/compare", {"speaker": speakers, **asked})

    def quote(self, key: str) -> str:
        """The page of one quote."""
        return self._address(f"{ROOT}/quotes/{tilde_encode(key)}")

    def article(self, article_id: str, *, quote: str | None = None) -> str:
        """The page of one article, at the place of a quote where its key is given."""
        address = self._address(f"{ROOT}/articles/{tilde_encode(article_id)}")
        return address if quote is None else f"{address}#q-{quote}"

    def correct(self, key: str) -> str:
        """Where corrections of a quote are sent."""
        return self._address(f"{ROOT}/quotes/{tilde_encode(key)}/correct")

    def judge(self, speaker_id: int) -> str:
        """Where judgements on a speaker are sent."""
        return self._address(f"{ROOT}/speakers/{speaker_id}/judge")

    def review(self, **asked: object) -> str:
        """The open questions, and where answers to them are sent."""
        return self._address(f"{ROOT}/review", asked)

    def journal(self, **asked: object) -> str:
        """Who decided what, and where withdrawals are sent."""
        return self._address(f"{ROOT}/journal", asked)

    def logout(self) -> str:
        """Datasette's page to sign out."""
        return str(self._datasette.urls.path("/-/logout"))

    def json(self, name: str, **asked: object) -> str:
        """The JSON of a list: ``quotes``, ``speakers``, ``stats``."""
        return self._address(f"{ROOT}/{name}.json", asked)

    def export(self, ending: str, **asked: object) -> str:
        """The quotes of a search to take along: ``csv``, ``jsonl`` or ``atom``."""
        return self._address(f"{ROOT}/quotes.{ending}", asked)

    def json_of(self, name: str, identifier: int | str) -> str:
        """The JSON of one thing in ``quotes``, ``speakers`` or ``articles``."""
        return self._address(f"{ROOT}/{name}/{tilde_encode(str(identifier))}.json")

    # Reconciliation: clients put the number of a speaker, or what was typed, into these.

    def reconcile(self, path: str = "", **asked: object) -> str:
        """The reconciliation service, or one of its parts."""
        return self._address(f"{ROOT}/reconcile{path}", asked)

    def speaker_of_any_number(self) -> str:
        """The page of a speaker with ``{{id}}`` for the number."""
        return self._address(f"{ROOT}/speakers/{{{{id}}}}")

    def hidden_field(self) -> Markup | str:
        """What a form must carry along to stay with this bank."""
        if self._database is None:
            return ""
        return Markup('<input type="hidden" name="db" value="{}">').format(self._database)

    def tables(self) -> str:
        """Datasette's own first page: every database and table."""
        return self._address(f"{ROOT}/tables")

    def asset(self, name: str, version: str) -> str:
        """A file of ours; ``version`` changes with its content, so that it may be kept for long."""
        return str(self._datasette.urls.path(f"{ROOT}/static/{name}?v={version}"))

    def _address(self, path: str, asked: Mapping[str, object] | None = None) -> str:
        pairs = [
            (name, str(one))
            for name, value in (asked or {}).items()
            for one in (value if isinstance(value, (list, tuple)) else (value,))
            if one not in (None, "")
        ]
        if self._database is not None:
            pairs.append(("db", self._database))
        query = f"?{urlencode(pairs)}" if pairs else ""
        return str(self._datasette.urls.path(path)) + query
