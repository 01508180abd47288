"""The spaCy component: what it sets, what it leaves alone, what survives."""

from __future__ import annotations

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotebank
from quotebank.core import Article
from quotebank.pipeline import load

TEXT = (
    "“It will rain,” said Anna Ray, the harbor master of Lowport, on Monday.\n\n"
    "She added that nobody at the Ferry Company was hurt. “We don't know more,” Ray told reporters."
)
TEXTS = [TEXT, "", "Nothing was said.", " \n ", TEXT.replace("“", '"').replace("”", '"')]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_it_joins_a_blank_pipeline(doc: Doc) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotebank")
    assert nlp(TEXT)._.quotes == doc._.quotes != ()


def test_quotes_are_those_of_analyze(doc: Doc) -> None:
    analysis = quotebank.analyze(TEXT)
    assert doc._.analysis.to_json() == analysis.to_json()  # which keeps four places of a confidence
    assert {quote.type for quote in doc._.quotes} == {"direct", "indirect"}
    assert "Anna Ray" in {quote.speaker for quote in doc._.quotes}


def test_a_threshold_leaves_quotes_out_and_says_so(doc: Doc) -> None:
    strict = load(min_confidence=0.995)
    kept = strict(TEXT)._.analysis
    everything = load(min_confidence=0.0)(TEXT)._.analysis
    sure = [quote for quote in everything.quotes if quote.content_chance >= 0.995]
    assert list(kept.quotes) == sure
    left = len(everything.quotes) - len(sure)
    assert left > 0
    assert any(note.startswith(f"{left} quote") and "0.995 left out" in note for note in kept.notes)
    assert kept.speakers == everything.speakers
    # an article is read again when the threshold is another one: both are told by the model's name
    assert len({kept.model, everything.model, doc._.analysis.model}) == 3


def test_the_two_confidences_make_the_whole(doc: Doc) -> None:
    for quote in doc._.quotes:
        assert 0 < quote.content_confidence <= 1
        assert 0 < quote.source_confidence <= 1
        assert quote.confidence == pytest.approx(quote.content_confidence * quote.source_confidence, abs=1e-3)


def test_span_groups_hold_the_segments(doc: Doc) -> None:
    for name, part in (("quotes", "content"), ("cues", "cue"), ("sources", "source")):
        segments = [segment for quote in doc._.quotes for segment in getattr(quote, part)]
        spans = doc.spans[name]
        assert len(spans) == len(segments) > 0
        for span, (start, end) in zip(spans, segments, strict=True):
            assert span.start_char <= start < end <= span.end_char
    assert {span.label_ for span in doc.spans["quotes"]} == {"direct", "indirect"}
    assert "Anna Ray" in {span.id_ for span in doc.spans["quotes"]}


def test_tags_entities_and_sentences_are_set(doc: Doc) -> None:
    tags = {token.text: token.tag_ for token in doc}
    assert (tags["said"], tags["Lowport"], tags["She"], tags["n't"]) == ("VBD", "NNP", "PRP", "RB")
    assert all(token.tag_ and token.pos_ for token in doc)
    assert ("Anna Ray", "PERSON") in {(entity.text, entity.label_) for entity in doc.ents}
    assert len(list(doc.sents)) >= 3


def test_what_the_pipeline_has_set_is_left_alone() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PORT", "pattern": "Lowport"}])  # type: ignore[attr-defined]
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("quotebank")
    doc = nlp(TEXT)
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Lowport", "PORT")]
    tagged = nlp.make_doc(TEXT)
    for token in tagged:
        token.tag_ = "XX"
    assert {token.tag_ for token in nlp.get_pipe("quotebank")(tagged)} == {"XX"}


def test_many_docs_are_read_as_one_by_one(nlp: Language) -> None:
    together = list(nlp.pipe(TEXTS))
    for one, other in zip(together, map(nlp, TEXTS), strict=True):
        assert one.to_json() == other.to_json()
        assert one._.analysis == other._.analysis


def test_quotes_survive_bytes_and_docbin(nlp: Language, doc: Doc) -> None:
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (unpacked,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(spacy.blank("en").vocab)
    for back in (copy, unpacked):
        assert back._.quotes == doc._.quotes
        assert back._.analysis == doc._.analysis
        assert [span.text for span in back.spans["quotes"]] == [span.text for span in doc.spans["quotes"]]
        assert [token.tag_ for token in back] == [token.tag_ for token in doc]


def test_an_article_brings_its_day(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.article = Article(TEXT, "ferry", published="2023-02-14")
    nlp.get_pipe("quotebank")(doc)
    assert doc._.analysis.article.id == "ferry"
    assert "2023-02-13" in {quote.date for quote in doc._.quotes}


def test_a_doc_that_was_not_read_has_no_quotes(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    assert (doc._.quotes, doc._.analysis) == ((), None)


def test_displacy_shows_the_spans(doc: Doc) -> None:
    shown = displacy.render(doc, style="span", jupyter=False)
    for label in ("direct", "indirect", "cue", "source"):
        assert label in shown


def test_tags_are_enough_for_textacy(doc: Doc) -> None:
    textrank = pytest.importorskip("textacy.extract.keyterms").textrank
    terms = [term for term, _ in textrank(doc, normalize="lower")]
    assert any("ray" in term or "ferry" in term or "rain" in term for term in terms)
