"""The reader's linked spans to quotes: marks settle borders, paragraphs are joined or kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotebank.core import Evidence, Quote, Reading, ReadQuote
from quotebank.core.layout import Layout
from quotebank.core.quote import QuoteType
from quotebank.core.span import Segments, Span, hull, inside, overlaps
from quotebank.quotes.acceptance import Acceptance, Candidate, unfitted
from quotebank.quotes.act import act_of
from quotebank.quotes.attitude import is_attitude
from quotebank.quotes.borders import (
    settle,
    split_at_paragraphs,
    split_at_regions,
    trimmed,
    trimmed_phrase,
    trimmed_space,
    without_dateline,
)
from quotebank.quotes.continuations import Piece, chains, continued, follow_ons
from quotebank.quotes.ellipsis import elliptical
from quotebank.quotes.questions import is_question_put
from quotebank.quotes.regions import MARKS, title_like
from quotebank.quotes.run_ons import cut_run_ons
from quotebank.quotes.signatures import signed
from quotebank.quotes.signed_lines import with_signed_lines
from quotebank.quotes.split_joined import split_joined
from quotebank.quotes.told import without_addressee
from quotebank.quotes.turns import with_turns

NOTES = 20
"""Notes of one kind for one article, at most: a text full of odd marks is still one article."""


def assemble(
    reading: Reading, acceptance: Acceptance | None = None
) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """The quotes of a reading, in text order and disjoint, and notes of what was odd.

    Speakers, dates and places are still unknown; cue and source may be empty. ``acceptance`` says how sure
    each quote is; None stands for curves that nobody fitted.
    """
    judge = acceptance or unfitted()
    page = reading.layout
    quotes = [judge.judged(candidate, reading, page) for candidate in _candidates(reading, page)]
    return tuple(quotes), _notes(page)


def candidates(reading: Reading) -> list[tuple[Candidate, dict[str, float]]]:
    """What ``assemble`` judges, each with its features: for fitting the curves."""
    page = reading.layout
    return [(one, one.features(reading, page)) for one in _candidates(reading, page)]


def _candidates(reading: Reading, page: Layout) -> list[Candidate]:
    read = split_joined(reading)
    pieces = [piece for one in read for piece in _pieces(page, one)]
    pieces = continued(page, cut_run_ons(reading, pieces))
    pieces += follow_ons(page, pieces)
    pieces = with_signed_lines(reading, page, elliptical(reading, signed(page, pieces)))
    pieces = with_turns(reading, page, pieces)
    found = [one for piece in pieces if (one := _candidate(page, piece)) is not None]
    found.sort(key=_outermost_first)
    return _disjoint(found)


def _pieces(page: Layout, read: ReadQuote) -> list[Piece]:
    """A linked quote as pieces that each will be a quote: one a paragraph, the cue with the nearest."""
    if is_question_put(page.text, read):
        return []
    segments: list[Span] = []
    for segment in without_addressee(page, read.content, read.cue):
        for part in split_at_paragraphs(page, segment):
            said = without_dateline(page, part)
            if said[0] < said[1]:
                segments += split_at_regions(page, settle(page, said))
    by_paragraph: dict[int, list[Span]] = {}
    for segment in segments:
        by_paragraph.setdefault(page.paragraph(segment[0]), []).append(segment)
    if not by_paragraph:
        return []
    anchor = (*read.cue, *read.source)
    home = page.paragraph(anchor[0][0]) if anchor else next(iter(by_paragraph))
    nearest = min(by_paragraph, key=lambda number: (abs(number - home), number))
    pieces = []
    for number, parts in by_paragraph.items():
        own = number == nearest
        pieces.append(
            Piece(
                content=sorted(parts),
                cue=read.cue if own else (),
                source=_spoken_by(page, read.source) if own else (),
                read=read,
                evidence=[_reader_evidence(read)],
            )
        )
    return pieces


def _spoken_by(page: Layout, source: Segments) -> Segments:
    """The source without a dateline that ran into it."""
    cut = (without_dateline(page, s) for s in source)
    return tuple(segment for segment in cut if segment[0] < segment[1])


def _reader_evidence(read: ReadQuote) -> Evidence:
    return Evidence(
        "reader",
        read.labels,
        f"The reader labelled these words as said ({read.labels:.0%} sure on average, "
        f"{read.exact:.0%} of its borders) and tied them to their cue ({read.link:.0%} sure).",
    )


def _candidate(page: Layout, piece: Piece) -> Candidate | None:
    text = page.text
    cut = trimmed_space if piece.turn else trimmed
    content = _merged([s for one in piece.content if (s := cut(text, one))[0] < s[1]])
    if not any(text[a:b].strip("\"“”‘’'«»…. ") for a, b in content):
        return None
    # a cue may be a mark alone: a colon, a dash
    cue = tuple(s if (s := trimmed_phrase(text, one))[0] < s[1] else one for one in piece.cue)
    source = tuple(
        s
        for one in piece.source
        if (s := trimmed_phrase(text, one))[0] < s[1] and not any(overlaps(s, c) for c in content)
    )
    kind = "direct" if piece.turn else quote_type(page, content)
    if kind == "indirect" and not cue and not source:
        return None  # words that nobody marked as said, by nobody
    evidence = list(piece.evidence)
    if kind != "indirect" and not piece.turn:
        evidence.append(
            Evidence("marks", 1.0, "Quotation marks settle where the quoted words begin and end.")
        )
    act, why = act_of(text, cue=cue, content=content, type=kind)
    return Candidate(
        content=content,
        cue=cue,
        source=source,
        type=kind,
        act=act,
        attitude_word=is_attitude(text, cue, type=kind),
        read=piece.read,
        turn=piece.turn,
        source_confidence=piece.source_confidence,
        evidence=(*evidence, *why),
    )


def _merged(segments: Sequence[Span]) -> Segments:
    """Segments in order; those that overlap are one."""
    out: list[Span] = []
    for start, end in sorted(segments):
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return tuple(out)


def quote_type(page: Layout, content: Segments) -> QuoteType:
    """``direct`` when every word stands in quotation marks, ``mixed`` when some do, else ``indirect``."""
    text = page.text
    quoted = total = 0
    for start, end in content:
        total += sum(char.isalnum() for char in text[start:end])
        for region in page.touching((start, end)):
            low, high = max(start, region.start), min(end, region.end)
            words = text[low:high]
            if not (
                region.closed
                and inside(region.span, (start, end))
                and region.span != (start, end)
                and title_like(words.strip(MARKS))
            ):
                quoted += sum(char.isalnum() for char in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= total else "mixed"


def _outermost_first(quote: Candidate) -> tuple[int, int, int]:
    start, end = hull(quote.content)
    return start, -end, -len(quote.cue)


def _disjoint(quotes: Iterable[Candidate]) -> list[Candidate]:
    """The outermost quote wins: one that shares a character with an earlier one gives way."""
    kept: list[Candidate] = []
    near: list[Span] = []  # segments of kept quotes that the next ones may still touch
    for quote in quotes:
        start = quote.content[0][0]
        near = [span for span in near if span[1] > start]
        if any(overlaps(one, other) for one in quote.content for other in near):
            continue
        kept.append(quote)
        near += quote.content
    return kept


def _notes(page: Layout) -> tuple[str, ...]:
    # a quote over paragraphs opens each of them and closes the last: nothing odd about that
    meant = {region.start for chain in chains(page) for region in chain if chain[-1].closed}
    odd = [at for at in page.unpaired if at not in meant]
    notes = [f"unpaired quotation mark {page.text[at]!r} at character {at}" for at in odd[:NOTES]]
    if len(odd) > NOTES:
        notes.append(f"{len(odd) - NOTES} more unpaired quotation marks")
    return tuple(notes)
