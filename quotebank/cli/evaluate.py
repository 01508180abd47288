"""``quotebank evaluate``: scores against gold."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotebank.cli import _options
from quotebank.cli._main import main
from quotebank.cli._terminal import counted
from quotebank.core import MIN_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quotebank.evaluation import (
        Confidence,
        JudgedSpeakers,
        Kept,
        Robustness,
        Score,
        SpanScore,
        SpeakerConfidence,
    )

_PARTS = ("source", "cue", "content")


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--gold-quotes", is_flag=True, help="Give the analyzer gold's spans; find who and when only.")
@click.option("--speech-only", is_flag=True, help="Leave thoughts and wishes out on both sides.")
@click.option("--reader", is_flag=True, help="Score what the model saw before any rule: exact spans.")
@click.option("--styles", is_flag=True, help='With --reader: also in each style of "quotebank restyle".')
@_options.convention
@_options.min_confidence
@click.option(
    "--plots",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also say what the confidence is worth, and draw it into FOLDER.",
)
@_options.threads
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(
    gold: Path,
    gold_quotes: bool,
    speech_only: bool,
    reader: bool,
    styles: bool,
    convention: str | None,
    min_confidence: float | None,
    plots: Path | None,
    threads: int,
    as_json: bool,
) -> None:
    """Analyse the texts of the file GOLD and compare with its quotes.

    GOLD holds JSON lines, plain or .gz, in the form that "quotebank extract" prints; of a quote
    only "content" is needed. Other accepted answers may stand in "aliases" (of the speaker) and
    "roles"; a quote with "core": false is optional. A quote is found when half of the characters
    of both contents together are common to them. Figures are percentages.

    With --plots every quote is judged, whatever its confidence: right is a found quote whose source
    shares a character with gold's. FOLDER gets confidence-reliability.svg (share right against
    confidence) and confidence-coverage.svg (share right against share kept, also for the speaker
    where gold has speakers). Where gold has speakers, confidence-speakers.svg judges the speaker's
    own confidence: of the quotes that are found, and with gold's quotes given.

    With --reader spans are compared as they are, each source, cue and content by itself, and the
    figures are those of exactly equal ones; --styles says what is lost when the same articles are
    written in another style.

    \b
    Examples:
      quotebank evaluate tests/cases/seeds.jsonl --speech-only
      quotebank evaluate gold.jsonl.gz --gold-quotes --json
      quotebank evaluate gold.jsonl.gz --plots docs
      quotebank evaluate gold.jsonl.gz --reader --styles
    """
    from quotebank.analyzer import Analyzer
    from quotebank.evaluation import (
        STYLES,
        Confidence,
        SpeakerConfidence,
        gold_articles,
        judge,
        judge_speakers,
        predict,
        robustness,
        score,
        write_plots,
    )

    if plots is not None and gold_quotes:
        raise click.UsageError("--plots judges the analyzer's own quotes; leave --gold-quotes away.")
    if styles and not reader:
        raise click.UsageError("--styles needs --reader.")
    if reader:
        if gold_quotes or speech_only or plots is not None:
            raise click.UsageError("--reader scores spans alone; leave the other questions away.")
        found = robustness(
            gold_articles(gold),
            analyzer=Analyzer(
                raw=True, convention=convention, threads=threads, min_confidence=min_confidence
            ),
            styles=tuple(STYLES) if styles else (),
        )
        click.echo(json.dumps(asdict(found)) if as_json else _spans(found))
        return
    analyzer = Analyzer(
        convention=convention, threads=threads, min_confidence=min_confidence if plots is None else 0.0
    )
    answers = list(predict(gold_articles(gold), analyzer=analyzer, gold_quotes=gold_quotes))
    confidence = None
    speakers: dict[str, JudgedSpeakers] = {}
    if plots is not None:
        linked, spoken = judge(answers, speech_only=speech_only)
        if spoken is not None:
            given = predict((one for one, _ in answers), analyzer=analyzer, gold_quotes=True)
            speakers = {
                "quotes given": judge_speakers(given, speech_only=speech_only),
                "quotes found": judge_speakers(answers, speech_only=speech_only),
            }
        write_plots(plots, linked, spoken, speakers)
        confidence = Confidence.of(linked)
        least = MIN_CONFIDENCE if min_confidence is None else min_confidence
        answers = [(one, analysis.confident(least)) for one, analysis in answers]
    result = score(answers, speech_only=speech_only)
    worth = {name: SpeakerConfidence.of(one) for name, one in speakers.items()}
    if as_json:
        more: dict[str, object] = {} if confidence is None else {"confidence": asdict(confidence)}
        if worth:
            more["speaker_confidence"] = {name: asdict(one) for name, one in worth.items()}
        click.echo(json.dumps({**asdict(result), **more}))
    else:
        click.echo(_shown(result) + ("" if confidence is None else _worth(confidence)))
        for name, one in worth.items():
            click.echo(_worth_of_speakers(name, one))


def _shown(result: Score) -> str:
    lines = [
        f"{counted(result.articles, 'article')}, {counted(result.gold, 'quote')} in gold, "
        f"{counted(result.answers, 'answer')}",
        "",
        f"{'':10} {'precision':>9} {'recall':>7} {'F1':>6}",
    ]
    for name in ("found", "linked", "speaker"):
        figures = getattr(result, name)
        if figures is not None:
            lines.append(f"{name:10} {figures.precision:9.1f} {figures.recall:7.1f} {figures.f1:6.1f}")
    lines.append("")
    for name in ("type", "role", "kind", "date", "attitude"):
        value = getattr(result, name)
        if value is not None:
            lines.append(f"{name:10} {value:9.1f} % of the found quotes of which gold tells it")
    return "\n".join(lines)


def _worth(confidence: Confidence) -> str:
    """What the confidence is worth: its calibration, and what each threshold keeps and loses."""
    lines = [
        "",
        "",
        f"expected calibration error {confidence.error:.3f} over {counted(confidence.answers, 'answer')}",
        "",
        *_cuts(confidence.kept),
    ]
    return "\n".join(lines)


def _worth_of_speakers(name: str, one: SpeakerConfidence) -> str:
    """What the confidence of speakers is worth, of the quotes found or given."""
    lines = [
        "",
        f"speaker, {name}: {one.answers} of {counted(one.quotes, 'quote')} got one; "
        f"a right one above a wrong one {one.ranking:.3f}, Brier score {one.brier:.3f}, "
        f"expected calibration error {one.error:.3f}",
        "",
        *_cuts(one.kept),
    ]
    return "\n".join(lines)


def _cuts(kept: Sequence[Kept]) -> list[str]:
    """What each threshold keeps and loses."""
    return [
        f"{'threshold':>10} {'kept':>7} {'right':>7} {'right ones lost':>16}",
        *(f"{one.threshold:10.2f} {one.kept:7.1%} {one.right:7.1%} {one.lost:16.1%}" for one in kept),
    ]


def _spans(found: Robustness) -> str:
    """Exact spans: precision, recall and F1; in each style F1 and what it is above or below the original."""
    lines = [
        counted(found.articles, "article"),
        "",
        f"{'':10} {'precision':>9} {'recall':>7} {'F1':>6}",
    ]
    for part in _PARTS:
        figures = getattr(found.original, part)
        lines.append(f"{part:10} {figures.precision:9.1f} {figures.recall:7.1f} {figures.f1:6.1f}")
    if found.styles:
        lines += ["", f"{'style':11} {'changed':>7} " + " ".join(f"{f'{part} F1':>15}" for part in _PARTS)]
    for name, one in found.styles.items():
        parts = (_against(one.score, found.original, part) for part in _PARTS)
        lines.append(f"{name:11} {one.changed:7} " + " ".join(parts))
    return "\n".join(lines)


def _against(score: SpanScore, original: SpanScore, part: str) -> str:
    value = getattr(score, part).f1
    return f"{value:8.1f} {value - getattr(original, part).f1:+6.1f}"
