"""When, where and to whom something was said, read from the words around the cue.

Only the cue's own sentence is looked at, and never the content: a day inside a quote is part of what
was said. A day is taken from the cue's neighbourhood first; one that belongs to a relative clause
(``who was due to leave Friday``) is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from quotebank.core.article import Article
from quotebank.core.quote import Evidence, Quote
from quotebank.core.reading import Reading
from quotebank.core.span import Segments, Span, hull
from quotebank.quotes.days import Day, base_day, days

_HIDDEN = "\x00"

_VENUES = (
    r"(?:news |press )?conference|(?:news |press )?briefing|statement|interview|speech|e-?mail|letter"
    r"|tweet|post|(?:tele)?phone call|call|address|hearing|rally|meeting|debate|testimony|memo"
    r"|memorandum|op-ed|podcast|broadcast|forum|event|town hall|ceremony|remarks|message|summit|session"
    r"|report|filing|lawsuit|ruling|decision|opinion|appearance|Twitter|Facebook|Telegram|Truth Social"
    r"|Instagram|campaign stop|press release|release|article|column|essay|editorial|blog|brief|affidavit"
    r"|court|lecture|panel|visit|trial|vigil"
)
_VENUE = re.compile(
    rf"\b(?:at|in|during|on|via|through|to)\s+(?:(?:a|an|the|his|her|their|its|this|that|another)\s+)?"
    rf"(?:(?!(?:and|or|that|who|which|said|on|in|at|to|for|of)\b)[\w’'.-]+\s+){{0,4}}?(?:{_VENUES})s?\b(?!['’]s)"
    rf"(?:\s+with\s+(?:the\s+)?[A-Z][\w’'.&-]*(?:\s+[A-Z][\w’'.&-]*)*(?<![.]))?",
)

_TELLING = (
    r"told|tells|telling|tell|informed|informs|informing|assured|assures|assuring|reminded|reminding|notified|"
    r"warned|warns|warning|advised|advises|advising|asked|asks|asking|urged|urges|urging|briefed|"
    r"thanked|promised|promises"
)
_TOLD = re.compile(rf"\b(?:{_TELLING})\s+(?P<who>[^\x00.;:!?\"“”]{{2,120}})")
_SPOKEN_TO = re.compile(
    r"\b(?:said|says|saying|speaking|spoke|talking|wrote|remarks|commented|announced|replied|responded)\s+"
    r"(?:\w+\s+)?(?:to|with|before)\s+(?P<who>[^\x00.;:!?\"“”]{2,120})"
)
_AFTER_WHOM = re.compile(
    r"\s*(?:,|\b(?:that|in|at|on|about|during|after|before|against|not|when|while|how|why|what|whether|if|to|by|via"
    r"|from|for|as|of the)\b"
    r"|\b(?:he|she|it|they|we|there|his|her|its|their|the|this)\s"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|earlier|last|this)\b|[-–—(])"
)
_DETERMINER = re.compile(r"(?:a|an|the)\s+")
_ELSEWHEN = re.compile(
    r"\b(?:has|have|had|once|previously|earlier|formerly"
    r"|last (?:week|month|year|summer|spring|fall|autumn|winter)"
    r"|this (?:week|month|year)|recently|repeatedly|often|always|would|will|ago|later|(?:19|20)\d\d"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """The sentence of a cue: its span, the cue's hull in it."""

    start: int
    end: int
    cue: Span


def situate(reading: Reading, quotes: Sequence[Quote], article: Article) -> tuple[Quote, ...]:
    """The same quotes, in the same order, with ``date``, ``venue`` and ``addressee`` where the article tells.

    ``date`` is an ISO day. Where the quotes' speakers are known already and all days of one speaker in the
    article are the same day, that speaker's other quotes get it too, with evidence that says so; a quote
    whose sentence points to another time does not. Spans are characters of the text. Evidence that the
    quotes have is kept. Linear in the article.
    """
    text = article.text
    base = base_day(reading.layout, article.published)
    masked = _masked(text, quotes)
    borders = [reading.starts[index] for index in reading.sentences]
    verbs = [
        start
        for start, tag in zip(reading.starts, reading.tags, strict=True)
        if tag in ("VBD", "VBZ", "VBP", "MD")
    ]
    dateline = reading.layout.day or (0, 0)
    situated: list[Quote] = []
    places: list[_Place | None] = []
    for quote in quotes:
        place = _place(quote, borders, len(text))
        places.append(place)
        situated.append(
            quote if place is None else _situate(quote, place, text, masked, base, verbs, dateline)
        )
    return tuple(_carried(situated, places, masked))


def _masked(text: str, quotes: Sequence[Quote]) -> str:
    """The text with all contents blotted out, character by character, so that offsets stay true."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(span for quote in quotes for span in quote.content):
        if end <= at:
            continue
        start = max(start, at)
        parts.append(text[at:start])
        parts.append(_HIDDEN * (min(end, len(text)) - start))
        at = end
    parts.append(text[at:])
    return "".join(parts)


_WIDEST = 600
"""Characters on either side of a cue that are looked at, however long its sentence is."""


def _place(quote: Quote, borders: Sequence[int], length: int) -> _Place | None:
    spans: Segments = quote.cue or quote.source
    if not spans:
        return None
    cue = hull(spans)
    at = bisect_right(borders, cue[0]) - 1
    start = borders[at] if at >= 0 else 0
    after = bisect_right(borders, max(cue[1] - 1, cue[0]))
    end = borders[after] if after < len(borders) else length
    return _Place(max(start, cue[0] - _WIDEST), min(end, cue[1] + _WIDEST), cue)


def _situate(
    quote: Quote,
    place: _Place,
    text: str,
    masked: str,
    base: date | None,
    verbs: Sequence[int],
    dateline: Span,
) -> Quote:
    evidence = list(quote.evidence)
    day = _nearest(quote, place, masked, base, verbs, dateline)
    if day is not None:
        words = text[day.start : day.end]
        evidence.append(Evidence("date", 0.85, f"“{words}” stands next to the cue."))
    venue = _venue(place, masked)
    return replace(
        quote,
        date=day.date.isoformat() if day else None,
        venue=venue,
        addressee=_addressee(place, masked),
        evidence=tuple(evidence),
    )


def _nearest(
    quote: Quote,
    place: _Place,
    masked: str,
    base: date | None,
    verbs: Sequence[int],
    dateline: Span,
) -> Day | None:
    """The day of the cue's sentence that most likely belongs to the cue."""
    best: tuple[float, Day] | None = None
    source = hull(quote.source) if quote.source else None
    for day in days(masked, place.start, place.end, base):
        if dateline[0] <= day.start < dateline[1]:
            continue
        cost = _cost(day, place, source, masked)
        begins = min(source[0], place.cue[0]) if source else place.cue[0]
        # A finite verb on the way means that the day belongs to it: "On Friday they shot down what …"
        if day.end <= begins and bisect_left(verbs, begins) > bisect_left(verbs, day.end):
            continue
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, day)
    return best[1] if best else None


def _cost(day: Day, place: _Place, source: Span | None, masked: str) -> float | None:
    """How far a day is from belonging to the cue; None if it belongs to something else."""
    first, last = place.cue
    if first <= day.start < last:
        return 0.0
    if day.start >= last:
        between = masked[last : day.start]
        if _HIDDEN in between:
            between = between.replace(_HIDDEN, "")
            if (
                re.search(r"\b(?:who|which|when|where|and|but|while|after|before)\b", between)
                or len(between) > 60
            ):
                return None
            return 40 + len(between)
        if re.search(r"\b(?:who|which|after|before|ahead of|since|when|while)\b", between):
            return None
        return 1 + len(between)
    between = masked[day.end : first]
    lead = masked[place.start : day.start]
    if _HIDDEN in between and _HIDDEN in lead:
        return None
    if source is not None and source[0] <= day.start < source[1]:
        # "a poll released Friday" is of Friday; "Ruiz, who left Friday," only left then
        return None if re.search(r"\b(?:who|which|that)\b", masked[source[0] : day.start]) else 60.0
    if re.search(r"\b(?:who|which|that|where|when)\b[^,]*$", lead):
        return None
    if re.fullmatch(
        r"[\s\"“‘'’—–-]*(?:(?:But|And|Earlier|Late|Later|Early|On|In|At|During|Speaking)\b[^,\x00]*?)?", lead
    ):
        return 10 + len(between) / 10
    return 30 + len(between) / 4 if len(between) < 120 and _HIDDEN not in between else None


def _venue(place: _Place, masked: str) -> Span | None:
    """``at a regular briefing`` behind the cue, in it, or at the sentence's head."""
    best: tuple[int, Span] | None = None
    first, last = place.cue
    for found in _VENUE.finditer(masked, place.start, place.end):
        start, end = found.span()
        if start >= last:
            distance = start - last
            if distance > 60 or re.search(r"\b(?:who|which|that|if|whether)\b", masked[last:start]):
                continue
        elif start >= first:
            distance = 0
        else:
            if _HIDDEN in masked[end:first] or masked[place.start : start].strip(' "“‘—–-'):
                continue
            distance = 30
        if best is None or distance < best[0]:
            best = (distance, (start, end))
    return best[1] if best else None


def _addressee(place: _Place, masked: str) -> Span | None:
    """``reporters`` in ``told reporters``; the name where an apposition ends in one."""
    first, last = place.cue
    for pattern in (_TOLD, _SPOKEN_TO):
        found = pattern.search(masked, first, place.end)
        if found is None or found.start() >= last:
            continue
        start, stop = found.span("who")
        determiner = _DETERMINER.match(masked, start, stop)
        begin = determiner.end() if determiner else start
        cut = _AFTER_WHOM.search(masked, begin, stop)
        end = cut.start() if cut else stop
        named = re.compile(r",\s*((?:[A-Z][\w’'-]+\s?){1,4}),").match(masked, end, min(end + 60, place.end))
        if named and cut and cut.group().strip() == ",":
            begin, end = named.span(1)
        while end > begin and masked[end - 1] in " ,\n\t\u00a0":
            end -= 1
        if begin < end <= begin + 80 and masked[begin:end].lower() not in _NOBODY:
            return begin, end
    return None


_NOBODY = frozenset(("", "him", "her", "them", "me", "us", "it", "that", "for", "against", "of", "you"))


def _carried(quotes: Sequence[Quote], places: Sequence[_Place | None], masked: str) -> list[Quote]:
    """Give a speaker's one day to those of her quotes that have none."""
    found: dict[str, set[str]] = {}
    for quote in quotes:
        if quote.speaker and quote.date and not quote.attitude:
            found.setdefault(quote.speaker, set()).add(quote.date)
    out: list[Quote] = []
    for quote, place in zip(quotes, places, strict=True):
        known = found.get(quote.speaker or "", set())
        if quote.date is None and len(known) == 1 and not quote.attitude and not _elsewhen(place, masked):
            day = next(iter(known))
            reason = Evidence(
                "date-carried", 0.5, f"All days that the article gives for {quote.speaker} are {day}."
            )
            quote = replace(quote, date=day, evidence=(*quote.evidence, reason))
        out.append(quote)
    return out


def _elsewhen(place: _Place | None, masked: str) -> bool:
    """Whether the cue's sentence tells of another time than the one the article reports on."""
    return place is not None and _ELSEWHEN.search(masked, place.start, place.end) is not None
