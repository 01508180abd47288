"""The newest quotes of a search as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent
from xml.etree import ElementTree as ET

from quotebank.web import words

if TYPE_CHECKING:
    from collections.abc import Sequence

TYPE = "application/atom+xml; charset=utf-8"
"""What it is served as."""

_NAMESPACE = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=~%-._"
_NOT_KNOWN = "1970-01-01T00:00:00Z"


def feed(rows: Sequence[dict[str, Any]], *, address: str, page: str, asked: str) -> str:
    """The feed of some rows, newest first, each with its ``page``; ``address`` is the feed's own."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(f"{{{_NAMESPACE}}}feed")
    _text(root, "title", f"Quotes: {asked}" if asked else "Quotes")
    _text(root, "id", address)
    # RFC 4287 wants a moment, even of a feed in which nothing has happened yet.
    _text(root, "updated", max((moment(row["published"]) for row in rows), default=_NOT_KNOWN))
    _text(_element(root, "author"), "name", "Quotebank")
    _link(root, "self", address, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    for row in rows:
        _entry(_element(root, "entry"), row)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def moment(published: str | None) -> str:
    """A date or date-time as RFC 3339 in UTC; the beginning of time where there is none."""
    text = (published or "").strip()
    for form in (text.removesuffix("Z") + "+00:00" if text.endswith("Z") else text, text[:10]):
        try:
            found = datetime.fromisoformat(form)
        except ValueError:
            continue
        found = found if found.tzinfo else found.replace(tzinfo=timezone.utc)
        try:
            found = found.astimezone(timezone.utc)
        except OverflowError:
            continue
        return f"{found.year:04}-{found:%m-%dT%H:%M:%S}Z"
    return _NOT_KNOWN


def _entry(entry: ET.Element, row: dict[str, Any]) -> None:
    who = row["speaker"] or words.nobody(row["speaker_kind"])
    _text(entry, "title", f"{who}: {words.shortened(row['text'], 120)}")
    _text(entry, "id", row["page"])
    _text(entry, "updated", moment(row["published"]))
    _text(_element(entry, "author"), "name", who)
    _link(entry, "alternate", row["page"], "text/html")
    article = words.web_address(row["url"])
    if article is not None:
        _link(entry, "via", article)
    said = f"{who}, {row['role']}" if row["role"] else who
    where = [row["article_title"] or row["article_id"], row["publisher"], words.day(row["published"])]
    content = f"{row['text']}\n\n{said}\n{', '.join(one for one in where if one)}"
    _text(entry, "content", content).set("type", "text")


def _element(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_NAMESPACE}}}{name}")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = _element(parent, name)
    # XML has no way to write these characters, not even escaped.
    made.text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return made


def _link(parent: ET.Element, relation: str, address: str, media_type: str | None = None) -> None:
    link = _element(parent, "link")
    link.set("rel", relation)
    link.set("href", percent(address.encode("utf-8", "replace"), safe=_IN_ADDRESSES))
    if media_type:
        link.set("type", media_type)
