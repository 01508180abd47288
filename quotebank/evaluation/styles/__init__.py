"""The styles that newsrooms write in, as edits of a text: for training, and for asking what they change.

A style takes a text, what is known of it and dice, and gives edits; the same dice give the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quotebank.evaluation.styles.brackets import brackets
from quotebank.evaluation.styles.known import Known, Spans, Style
from quotebank.evaluation.styles.layout import (
    capitals,
    cased,
    cut,
    dashes,
    dateline,
    headlines,
    lower,
    spaces,
)
from quotebank.evaluation.styles.marks import curly, guillemets, single, straight, unclosed
from quotebank.evaluation.styles.names import Cast, names

STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "straight": straight,
        "curly": curly,
        "single": single,
        "guillemets": guillemets,
        "unclosed": unclosed,
        "dashes": dashes,
        "dateline": dateline,
        "brackets": brackets,
        "capitals": capitals,
        "lower": lower,
        "spaces": spaces,
        "cut": cut,
        "names": names,
    }
)
"""Every style by its name."""

__all__ = ["STYLES", "Cast", "Known", "Spans", "Style", "cased", "headlines", "unclosed"]
