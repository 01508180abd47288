"""Scores of analyses against gold. What is counted:

Before spans are compared, white space, quotation marks and punctuation at their ends are dropped on both
sides, and a content's opening ``that``: annotators differ on them.

* Answers and gold quotes of one article are paired one to one by the *agreement* of their contents
  (intersection over union of the characters), the best pair first.
* ``found``: pairs that agree by half or more. Precision over the answers, recall over gold.
* ``linked``: found, and the sources share a character, or both have none.
* ``speaker``: found, and the speaker's name is an accepted one (three quarters of the words of both names
  together are common to them); no name is right where gold says that there is none.
* ``type``, ``role``, ``kind``, ``date``, ``attitude``: share of the found quotes of which gold tells it that
  have it right. Roles are the same when 60 % of their words are.

A gold quote that is optional (``core`` is False) counts neither way, nor does the answer that is paired with
it. With ``speech_only`` gold's attitudes are optional too and answers that are attitudes are dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotebank.core import Analysis, Quote
from quotebank.evaluation.borders import agreement, comparable, shared
from quotebank.evaluation.gold import GoldArticle, GoldQuote
from quotebank.evaluation.names import same_name, same_role

LEAST = 0.5
"""The agreement at which a quote counts as found."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Score:
    """All figures in percent; None where gold does not tell. ``gold``, ``answers``: counts of quotes."""

    articles: int
    gold: int
    answers: int
    found: Figures
    linked: Figures
    speaker: Figures | None
    type: float | None
    role: float | None
    kind: float | None
    date: float | None
    attitude: float | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer that counts and what came of it: found, with the right source, with the right speaker."""

    answer: Quote
    found: bool
    linked: bool
    speaker: bool


def score(pairs: Iterable[tuple[GoldArticle, Analysis]], *, speech_only: bool = False) -> Score:
    """Compare each article's analysis with its gold."""
    n: Counter[str] = Counter()
    for gold, analysis in pairs:
        n["articles"] += 1
        _count(n, gold, analysis, speech_only=speech_only)

    def figures(name: str) -> Figures:
        right, answers, known = n[name], n["answers"], n["gold"]
        return Figures(
            100 * right / answers if answers else 0.0,
            100 * right / known if known else 0.0,
            200 * right / (answers + known) if right else 0.0,
        )

    def share(name: str) -> float | None:
        return 100 * n[name] / n[f"{name} told"] if n[f"{name} told"] else None

    return Score(
        articles=n["articles"],
        gold=n["gold"],
        answers=n["answers"],
        found=figures("found"),
        linked=figures("linked"),
        speaker=figures("speaker") if n["named"] else None,
        type=share("type"),
        role=share("role"),
        kind=share("kind"),
        date=share("date"),
        attitude=share("attitude"),
    )


def decisions(gold: GoldArticle, analysis: Analysis, *, speech_only: bool = False) -> list[Decision]:
    """What came of each answer, in the order of the analysis; those that do not count are not among them."""
    _, answers, pairs = _matched(gold, analysis, speech_only=speech_only)
    found = {other: quote for quote, other in pairs}
    return [
        Decision(
            answer,
            number in found,
            number in found and _same_source(found[number], compared),
            number in found and _same_speaker(found[number], compared),
        )
        for number, (answer, compared) in enumerate(answers)
    ]


def _count(n: Counter[str], gold: GoldArticle, analysis: Analysis, *, speech_only: bool) -> None:
    known, answers, pairs = _matched(gold, analysis, speech_only=speech_only)
    n["gold"] += len(known)
    n["answers"] += len(answers)
    n["named"] += sum(bool(quote.names) for quote in known)
    for quote, other in pairs:
        _compare(n, quote, answers[other][1])


def _matched(
    gold: GoldArticle, analysis: Analysis, *, speech_only: bool
) -> tuple[list[GoldQuote], list[tuple[Quote, Quote]], list[tuple[GoldQuote, int]]]:
    """The gold quotes that count; the answers that do, as given and as compared; of each gold quote that was
    found the answer's number."""
    text = gold.article.text
    known = [comparable_gold(text, quote) for quote in gold.quotes]
    given = [quote for quote in analysis.quotes if not (speech_only and quote.attitude)]
    answers = [comparable_answer(text, quote) for quote in given]
    pairs = paired(known, answers)
    optional = {
        number for number, quote in enumerate(known) if not quote.core or (speech_only and quote.attitude)
    }
    ignored = {other for number, other, _ in pairs if number in optional}
    known = [quote for number, quote in enumerate(known) if number not in optional]
    kept = [number for number in range(len(answers)) if number not in ignored]
    found = paired(known, [answers[number] for number in kept])
    return (
        known,
        [(given[number], answers[number]) for number in kept],
        [(known[number], other) for number, other, value in found if value >= LEAST],
    )


def _compare(n: Counter[str], gold: GoldQuote, answer: Quote) -> None:
    """Count what is right about one found quote."""
    n["found"] += 1
    n["linked"] += _same_source(gold, answer)
    n["speaker"] += _same_speaker(gold, answer)
    told = {
        "type": (gold.type, gold.type == answer.type),
        "role": (gold.roles, same_role(gold.roles, answer.role)),
        "kind": (gold.kind, gold.kind == answer.speaker_kind),
        "date": (gold.date, gold.date == answer.date),
        "attitude": (gold.attitude is not None, gold.attitude == answer.attitude),
    }
    for name, (says, right) in told.items():
        if says:
            n[f"{name} told"] += 1
            n[name] += right


def _same_source(gold: GoldQuote, answer: Quote) -> bool:
    return bool(shared(gold.source, answer.source)) or not (gold.source or answer.source)


def _same_speaker(gold: GoldQuote, answer: Quote) -> bool:
    return bool(gold.names) and same_name(gold.names, answer.speaker)


def paired(gold: Sequence[GoldQuote], answers: Sequence[Quote]) -> list[tuple[int, int, float]]:
    """Index of gold, index of answer, agreement: one to one, the best first."""
    found = sorted(
        (-value, number, other)
        for number, quote in enumerate(gold)
        for other, answer in enumerate(answers)
        if (value := agreement(quote.content, answer.content)) > 0
    )
    pairs: list[tuple[int, int, float]] = []
    used_gold: set[int] = set()
    used_answers: set[int] = set()
    for value, number, other in found:
        if number not in used_gold and other not in used_answers:
            used_gold.add(number)
            used_answers.add(other)
            pairs.append((number, other, -value))
    return pairs


def comparable_gold(text: str, quote: GoldQuote) -> GoldQuote:
    """The quote with its spans as they are compared."""
    return replace(
        quote,
        content=comparable(text, quote.content, content=True),
        source=comparable(text, quote.source, content=False),
    )


def comparable_answer(text: str, quote: Quote) -> Quote:
    """The same of an answer."""
    return replace(
        quote,
        content=comparable(text, quote.content, content=True),
        source=comparable(text, quote.source, content=False),
    )
