"""The spaCy pipeline: quotes, tags and entities on a Doc.

The component ``quotebank`` reads a Doc's text and lays the answer over the Doc's own tokens, so that it
works behind any English tokenizer. What it found lives in ``doc.user_data`` as plain JSON values: a Doc
keeps its quotes through ``to_bytes`` and ``DocBin``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Article, Failure, Quote, Reading
from quotebank.core.span import Segments
from quotebank.errors import InputError
from quotebank.universal_tags import UNIVERSAL

KEY = "quotebank"
"""Where a Doc's ``user_data`` holds its analysis, without the text."""


def load(*, threads: int = 1, min_confidence: float | None = None) -> Language:
    """An English pipeline that finds quotes: spaCy's tokenizer and the component ``quotebank``.

    ``threads`` is how many cores the model may use; quotes of less confidence than ``min_confidence`` are
    left out, None stands for the usual one.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("quotebank", config={"threads": threads, "min_confidence": min_confidence})
    return nlp


@Language.factory(
    "quotebank",
    assigns=["doc._.quotes", "doc._.analysis", "doc.spans", "doc.ents", "token.tag", "token.pos"],
    default_config={"threads": 1, "min_confidence": None},
)
def make_quotebank(
    nlp: Language, name: str, threads: int, min_confidence: float | None
) -> QuotebankComponent:
    """spaCy's entry point."""
    del nlp, name  # spaCy passes them to every factory
    return QuotebankComponent(Analyzer(threads=threads, min_confidence=min_confidence))


class QuotebankComponent:
    """Sets ``doc._.quotes``, ``doc._.analysis`` and ``doc.spans["quotes"|"cues"|"sources"]``.

    Tags, entities and sentences are set only where the pipeline has set none. Metadata such as the day of
    publication is taken from ``doc._.article`` (a ``quotebank.Article``) when it was set before.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc. Raises InputError where its text cannot be analysed."""
        return next(self._annotate([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate many Docs, their texts read together."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            yield from self._annotate(docs)

    def _annotate(self, docs: list[Doc]) -> Iterator[Doc]:
        articles = [doc._.article or Article(doc.text, "text") for doc in docs]
        for doc, answer in zip(docs, self._analyzer.pipe_with_readings(articles), strict=True):
            if isinstance(answer, Failure):
                raise InputError(answer.where, answer.reason)
            analysis, reading = answer
            _annotate(doc, analysis, reading)
            yield doc


def _annotate(doc: Doc, analysis: Analysis, reading: Reading) -> None:
    row = analysis.to_json()
    del row["text"]
    doc.user_data[KEY] = row
    groups: dict[str, list[Span]] = {"quotes": [], "cues": [], "sources": []}
    for quote in analysis.quotes:
        groups["quotes"] += _spans(doc, quote.content, quote.type, quote.speaker)
        groups["cues"] += _spans(doc, quote.cue, "cue", None)
        groups["sources"] += _spans(doc, quote.source, "source", quote.speaker)
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    # "sc" is the key that displacy shows unless told otherwise
    if "sc" not in doc.spans:
        every = [span for spans in groups.values() for span in spans]
        doc.spans["sc"] = SpanGroup(doc, name="sc", spans=every)
    if not len(doc) or not reading.starts:
        return
    if not doc.has_annotation("TAG"):
        _tag(doc, reading)
    if not doc.has_annotation("SENT_START"):
        begins = {reading.starts[first] for first in reading.sentences}
        starts = [1 if token.i == 0 or token.idx in begins else -1 for token in doc]
        # one by one, spaCy would look through the whole Doc for dependencies before each
        values = np.array(starts, dtype="int64").astype("uint64").reshape(-1, 1)
        doc.from_array(["SENT_START"], values)  # type: ignore[arg-type]  # its stubs know thinc's arrays only
    if not doc.has_annotation("ENT_IOB"):
        found = (
            doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand")
            for name in reading.entities
        )
        doc.ents = filter_spans([span for span in found if span is not None])


def _spans(doc: Doc, segments: Segments, label: str, speaker: str | None) -> list[Span]:
    """Spans over all tokens that a segment touches; ``span.id_`` is the speaker's name."""
    spans = (
        doc.char_span(start, end, label=label, span_id=speaker or "", alignment_mode="expand")
        for start, end in segments
    )
    return [span for span in spans if span is not None]


def _tag(doc: Doc, reading: Reading) -> None:
    """Give each token its tag."""
    for token in doc:
        if token.is_space:
            token.tag_, token.pos_ = "_SP", "SPACE"
            continue
        token.tag_ = tag = tag_of(reading, token.text, token.idx)
        token.pos_ = UNIVERSAL.get(tag, "X")


def tag_of(reading: Reading, token: str, start: int) -> str:
    """The tag of another tokenizer's token: that of the reader's word in which it starts."""
    # the reader cuts "don't" before its apostrophe, the Penn Treebank before its n
    if token.lower() in {"n't", "n’t"}:
        return "RB"
    return reading.tags[max(bisect_right(reading.starts, start) - 1, 0)]


def _analysis(doc: Doc) -> Analysis | None:
    row = doc.user_data.get(KEY)
    return Analysis.from_json({**row, "text": doc.text}) if row is not None else None


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    analysis = _analysis(doc)
    return analysis.quotes if analysis is not None else ()


def _article(doc: Doc) -> Any:
    return doc.user_data.get(f"{KEY} article") and Article(doc.text, **doc.user_data[f"{KEY} article"])


def _set_article(doc: Doc, article: Article) -> None:
    if article.text != doc.text:
        raise ValueError("the article's text is not the Doc's")
    names = ("id", "title", "published", "url", "publisher", "author")
    doc.user_data[f"{KEY} article"] = {name: getattr(article, name) for name in names}


Doc.set_extension("quotes", getter=_quotes, force=True)
Doc.set_extension("analysis", getter=_analysis, force=True)
Doc.set_extension("article", getter=_article, setter=_set_article, force=True)
