"""What the reader alone finds, span by span, and how much of it another style takes away.

Spans are compared as they are, untrimmed. Right is a span that gold has as well in the same part: precision,
recall and F1 of source, cue and content fragments over all articles (the protocol of CofeNet, COLING 2022).
An answer that is paired with an optional gold quote counts neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Span
from quotebank.evaluation.gold import GoldArticle
from quotebank.evaluation.predict import predict
from quotebank.evaluation.restyle import restyled
from quotebank.evaluation.scores import Figures, paired
from quotebank.evaluation.styles import Spans


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Exact spans of each part, in percent."""

    source: Figures
    cue: Figures
    content: Figures


@dataclass(frozen=True, slots=True)
class Restyled:
    """What came in one style. It changed something in ``changed`` articles; the others count as they are."""

    changed: int
    score: SpanScore


@dataclass(frozen=True, slots=True)
class Robustness:
    """The figures of the original, and of the same articles in each style."""

    articles: int
    original: SpanScore
    styles: Mapping[str, Restyled]


def robustness(
    gold: Iterable[GoldArticle], *, analyzer: Analyzer, styles: Sequence[str] = (), seed: int = 0
) -> Robustness:
    """Read gold as it is and in each style. The analyzer should be ``raw``, lest rules be measured as well.

    Raises InputError where a text cannot be analysed or where there is no such style.
    """
    held = list(gold)
    answers = [answer for _, answer in predict(held, analyzer=analyzer)]
    found = {}
    for style in styles:
        edited = [restyled(one, style, seed=seed) for one in held]
        changed = [number for number, one in enumerate(edited) if one is not held[number]]
        again = predict((edited[number] for number in changed), analyzer=analyzer)
        pairs = list(zip(edited, answers, strict=True))
        for number, pair in zip(changed, again, strict=True):
            pairs[number] = pair
        found[style] = Restyled(len(changed), exact_spans(pairs))
    return Robustness(len(held), exact_spans(zip(held, answers, strict=True)), found)


def exact_spans(pairs: Iterable[tuple[GoldArticle, Analysis]]) -> SpanScore:
    """How many spans are exactly gold's."""
    n: Counter[tuple[str, str]] = Counter()
    for gold, analysis in pairs:
        optional = {number for number, quote in enumerate(gold.quotes) if not quote.core}
        ignored = (
            {other for number, other, _ in paired(gold.quotes, analysis.quotes) if number in optional}
            if optional
            else set()
        )
        known = _spans(quote for number, quote in enumerate(gold.quotes) if number not in optional)
        found = _spans(quote for number, quote in enumerate(analysis.quotes) if number not in ignored)
        for part in known:
            n[part, "right"] += len(known[part] & found[part])
            n[part, "gold"] += len(known[part])
            n[part, "answers"] += len(found[part])

    def figures(part: str) -> Figures:
        right, gold, answers = (n[part, name] for name in ("right", "gold", "answers"))
        return Figures(
            100 * right / answers if answers else 0.0,
            100 * right / gold if gold else 0.0,
            200 * right / (answers + gold) if right else 0.0,
        )

    return SpanScore(figures("source"), figures("cue"), figures("content"))


def _spans(quotes: Iterable[Spans]) -> dict[str, set[Span]]:
    found: dict[str, set[Span]] = {"source": set(), "cue": set(), "content": set()}
    for quote in quotes:
        found["source"].update(quote.source)
        found["cue"].update(quote.cue)
        found["content"].update(quote.content)
    return found
