"""Plots of confidence as SVG, written by hand: some lines, bars and words need no library.

Each brings its own paper, light or dark as the reader's system is, so that it can be read on any page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from quotebank.core import MIN_CONFIDENCE
from quotebank.evaluation.confidence import Confidence, Judged, JudgedSpeakers, coverage, kept

RELIABILITY = "confidence-reliability.svg"
COVERAGE = "confidence-coverage.svg"
SPEAKERS = "confidence-speakers.svg"

_WIDTH, _HEIGHT = 560, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 20, 52, 56
_FEW = 20
"""Answers: the share right of fewer says nothing."""
_SURE = 0.9
"""The threshold that the plot of the speakers shows."""
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; }
.small { font-size: 11px; }
.paper { fill: #ffffff; }
.grid { stroke: #d1d9e0; }
.ideal { stroke: #59636e; stroke-dasharray: 5 4; }
.bar { fill: #54aeff; }
.dot { fill: #1f2328; }
.line0 { stroke: #0969da; } .fill0 { fill: #0969da; }
.line1 { stroke: #bc4c00; } .fill1 { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
text, .dot { fill: #f0f6fc; }
.paper { fill: #0d1117; }
.grid { stroke: #3d444d; }
.ideal { stroke: #9198a1; }
.bar { fill: #1f6feb; }
.line0 { stroke: #4493f8; } .fill0 { fill: #4493f8; }
.line1 { stroke: #f0883e; } .fill1 { fill: #f0883e; }
}
"""


def write_plots(
    folder: Path,
    linked: Judged,
    spoken: Judged | None = None,
    speakers: Mapping[str, JudgedSpeakers] | None = None,
) -> list[Path]:
    """Write the plots into a folder, which is made if need be; their paths.

    ``linked`` and ``spoken`` are what ``judge`` gives; ``speakers``, by a name for each line, what
    ``judge_speakers`` gives: the third plot, which is left out without.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = {"content and source": linked, **({"speaker": spoken} if spoken is not None else {})}
    pages = {RELIABILITY: reliability_plot(Confidence.of(linked)), COVERAGE: coverage_plot(lines)}
    if speakers:
        pages[SPEAKERS] = speakers_plot(speakers)
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return [folder / name for name in pages]


def reliability_plot(confidence: Confidence) -> str:
    """Share right (bars) against confidence (dots: the mean of each bin), with the number of answers."""
    x, y = _scale(_LEFT, _WIDTH - _RIGHT, 0, 1), _scale(_HEIGHT - _BOTTOM, _TOP, 0, 1)
    body = [_axes(x, y, "confidence", "share right", [tick / 5 for tick in range(6)])]
    for one in confidence.bins:
        left, right, top = x(one.low) + 2, x(one.high) - 2, y(one.right)
        body.append(
            f'<rect class="bar" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
            f'height="{y(0) - top:.1f}"/>'
            f'<circle class="dot" cx="{x(one.confidence):.1f}" cy="{y(one.confidence):.1f}" r="3.5"/>'
            f"{_text((left + right) / 2, y(0) - 6, f'{one.count:,}', 'small', 'middle')}"
        )
    body.append(f'<path class="ideal" fill="none" d="M{x(0):.1f} {y(0):.1f} L{x(1):.1f} {y(1):.1f}"/>')
    return _page(
        f"Reliability of the confidence of {confidence.answers:,} quotes",
        f"bars: share right of so many; dots: mean confidence; calibration error {confidence.error:.3f}",
        body,
    )


def coverage_plot(lines: Mapping[str, Judged]) -> str:
    """Share right of what is kept against the share that is kept, a line for each decision."""
    body = _curves({name: (judged, len(judged)) for name, judged in lines.items()}, MIN_CONFIDENCE)
    return _page("What a threshold keeps", "dots: the threshold that is used unless told otherwise", body)


def speakers_plot(lines: Mapping[str, JudgedSpeakers]) -> str:
    """Share with the right speaker against the share of the quotes kept; where the article tells no speaker
    nothing is kept, so that a line ends before all."""
    return _page(
        "What a threshold on the speaker’s confidence keeps",
        f"of the quotes that are found; dots: {_SURE:g}",
        _curves({name: (one.judged, one.quotes) for name, one in lines.items()}, _SURE),
    )


def _curves(lines: Mapping[str, tuple[Judged, int]], threshold: float) -> list[str]:
    """Axes, and of each line (answers, number of questions) its curve, a dot at a threshold, and words."""
    curves = {name: _from_few(coverage(judged, of=every), every) for name, (judged, every) in lines.items()}
    lowest = min((right for curve in curves.values() for _, right in curve), default=0.0)
    floor = max(int(lowest * 10) - 1, 0) / 10
    x, y = _scale(_LEFT, _WIDTH - _RIGHT, 0, 1), _scale(_HEIGHT - _BOTTOM, _TOP, floor, 1)
    ticks = [tick / 10 for tick in range(round(floor * 10), 11)]
    body = [_axes(x, y, "share of the quotes kept", "share of those right", ticks)]
    for number, (name, curve) in enumerate(curves.items()):
        path = " L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in _thinned(curve))
        body.append(f'<path class="line{number}" fill="none" stroke-width="2" d="M{path}"/>')
        told = name
        judged, every = lines[name]
        for cut in kept(judged, [threshold], of=every):
            at = x(cut.kept), y(cut.right)
            body.append(f'<circle class="fill{number}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="5"/>')
            told += (
                f": at {threshold:g} {cut.kept:.1%} kept, {cut.right:.1%} of them right, "
                f"{cut.lost:.1%} of the right lost"
            )
        height = y(floor) - 12 - 16 * (len(curves) - 1 - number)
        body.append(_text(x(0) + 12, height, told, f"small fill{number}"))
    return body


_Scale = Callable[[float], float]


def _scale(start: float, end: float, low: float, high: float) -> _Scale:
    return lambda value: start + (value - low) / (high - low) * (end - start)


def _from_few(curve: Sequence[tuple[float, float]], answers: int) -> list[tuple[float, float]]:
    return [point for point in curve if point[0] * answers >= min(_FEW, answers)]


def _thinned(curve: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most a point for each two hundredth of the way."""
    return list({round(point[0] * 200): point for point in curve}.values())


def _axes(x: _Scale, y: _Scale, across: str, upward: str, ticks: Sequence[float]) -> str:
    parts = [
        f'<path class="grid" d="M{x(0):.1f} {y(tick):.1f} H{x(1):.1f}"/>'
        f"{_text(x(0) - 8, y(tick) + 4, f'{tick:.0%}', 'small', 'end')}"
        for tick in ticks
    ]
    parts += [
        _text(x(tick / 5), _HEIGHT - _BOTTOM + 18, f"{tick / 5:.0%}", "small", "middle") for tick in range(6)
    ]
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    parts += [
        _text((x(0) + x(1)) / 2, _HEIGHT - 14, across, "", "middle"),
        f'<g transform="rotate(-90 18 {middle:.1f})">{_text(18, middle, upward, "", "middle")}</g>',
    ]
    return "\n".join(parts)


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _page(title: str, subtitle: str, body: Sequence[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" role="img">',
            f"<title>{escape(title)}; {escape(subtitle)}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>',
            _text(_LEFT, 24, title, "title"),
            _text(_LEFT, 42, subtitle, "small"),
            *body,
            "</svg>\n",
        ]
    )
