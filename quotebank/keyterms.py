"""What somebody speaks about: the key terms of many quotes, ranked by textacy's TextRank.

textacy takes seconds to import, so it is loaded when the first topics are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

MOST = 200_000
"""Characters that are read: far more than any list of topics gains from."""


def topics(texts: Iterable[str], *, limit: int = 20) -> list[tuple[str, float]]:
    """The key terms of some texts, lower-cased, with their weights; the heaviest first.

    Source: TextRank (Mihalcea and Tarau 2004) as textacy implements it, over nouns, names and adjectives.
    """
    from textacy.extract.keyterms.textrank import textrank

    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > MOST:
            break
    doc = _pipeline()("\n\n".join(held)[:MOST])
    if not any(token.is_alpha for token in doc):
        return []
    found = textrank(doc, normalize="lower", topn=limit)
    return [(str(term), float(weight)) for term, weight in found]


@cache
def _pipeline() -> Language:
    from quotebank.pipeline import load

    return load()
