"""All that is known of one article: the only value that crosses a layer, a process or a file.

The JSON form (``to_json``) is the public contract of ``docs/json.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from quotebank.core.article import Article
from quotebank.core.quote import MIN_CONFIDENCE, Evidence, Quote
from quotebank.core.span import Span, as_segments, joined
from quotebank.core.speaker import Speaker

_LISTED, _SHOWN = 20, 60
"""Quotes that a note names at most, and characters of each."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article, its quotes in text order, everybody it names, and what was odd about it.

    ``notes`` are sentences for a person: an unpaired mark, no source found. ``model`` names the reader's
    version, so that every decision can be traced.
    """

    article: Article
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    notes: tuple[str, ...] = ()
    model: str = ""

    def text_of(self, quote: Quote) -> str:
        """The words of a quote's content; segments are joined with an ellipsis."""
        return joined(self.article.text, quote.content)

    def confident(self, least: float) -> Analysis:
        """The same without the quotes whose content is less sure; a note says how many and which they
        were."""
        kept = tuple(quote for quote in self.quotes if quote.content_chance >= least)
        left = [quote for quote in self.quotes if quote.content_chance < least]
        if not left:
            return self
        which = ", ".join(f"“{self._shown(quote)}” ({quote.content_chance:.2f})" for quote in left[:_LISTED])
        more = f" and {len(left) - _LISTED} more" if len(left) > _LISTED else ""
        count = f"{len(left)} {'quotes' if len(left) > 1 else 'quote'}"
        note = f"{count} with a confidence under {least:g} left out: {which}{more}"
        return replace(self, quotes=kept, notes=(*self.notes, note))

    def _shown(self, quote: Quote) -> str:
        words = " ".join(self.text_of(quote).strip('"“”').split())
        return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"

    def to_json(self) -> dict[str, Any]:
        """The public JSON form; ``json.dumps`` of it is one line of ``quotebank extract``."""
        article = self.article
        head = {
            name: value
            for name in ("title", "published", "url", "publisher", "author")
            if (value := getattr(article, name)) is not None
        }
        return {
            "id": article.id,
            **head,
            "text": article.text,
            "quotes": [quote_to_json(article.text, quote) for quote in self.quotes],
            "speakers": [
                {
                    "name": one.name,
                    "kind": one.kind,
                    "names": list(one.names),
                    "roles": list(one.roles),
                    "mentions": [list(span) for span in one.mentions],
                }
                for one in self.speakers
            ],
            "notes": list(self.notes),
            "model": self.model,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Analysis:
        """The value whose ``to_json`` gave ``row``. Raises KeyError or TypeError on another shape."""
        return cls(
            article=Article(
                text=row["text"],
                id=row["id"],
                title=row.get("title"),
                published=row.get("published"),
                url=row.get("url"),
                publisher=row.get("publisher"),
                author=row.get("author"),
            ),
            quotes=tuple(quote_from_json(quote) for quote in row["quotes"]),
            speakers=tuple(
                Speaker(
                    name=one["name"],
                    kind=one["kind"],
                    names=tuple(one["names"]),
                    roles=tuple(one["roles"]),
                    mentions=as_segments(one["mentions"]),
                )
                for one in row.get("speakers", ())
            ),
            notes=tuple(row.get("notes", ())),
            model=row.get("model", ""),
        )


def quote_to_json(text: str, quote: Quote) -> dict[str, Any]:
    """One quote as the public contract has it."""
    return {
        "type": quote.type,
        "text": joined(text, quote.content),
        "content": [list(span) for span in quote.content],
        "cue": [list(span) for span in quote.cue],
        "source": [list(span) for span in quote.source],
        "speaker": quote.speaker,
        "speaker_kind": quote.speaker_kind,
        "role": quote.role,
        "date": quote.date,
        "venue": list(quote.venue) if quote.venue else None,
        "addressee": list(quote.addressee) if quote.addressee else None,
        "attitude": quote.attitude,
        "act": quote.act,
        "confidence": round(quote.confidence, 4),
        "content_confidence": _places(quote.content_confidence),
        "source_confidence": _places(quote.source_confidence),
        "speaker_confidence": _places(quote.speaker_confidence),
        "doubtful": quote.content_chance < MIN_CONFIDENCE,
        "evidence": [
            {"feature": e.feature, "score": round(e.score, 4), "sentence": e.sentence} for e in quote.evidence
        ],
    }


def _places(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 4)


def quote_from_json(row: Mapping[str, Any]) -> Quote:
    """The inverse of ``quote_to_json`` (confidence to four places)."""

    def one(name: str) -> Span | None:
        pair = row.get(name)
        return (int(pair[0]), int(pair[1])) if pair else None

    return Quote(
        type=row["type"],
        content=as_segments(row["content"]),
        cue=as_segments(row["cue"]),
        source=as_segments(row["source"]),
        speaker=row.get("speaker"),
        speaker_kind=row.get("speaker_kind"),
        role=row.get("role"),
        date=row.get("date"),
        venue=one("venue"),
        addressee=one("addressee"),
        attitude=bool(row.get("attitude", False)),
        act=row.get("act"),
        confidence=float(row.get("confidence", 0.0)),
        content_confidence=row.get("content_confidence"),
        source_confidence=row.get("source_confidence"),
        speaker_confidence=row.get("speaker_confidence"),
        evidence=tuple(
            Evidence(e["feature"], float(e["score"]), e["sentence"]) for e in row.get("evidence", ())
        ),
    )
