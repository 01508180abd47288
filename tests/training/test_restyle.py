"""Training documents in other styles: everything known of them still tells of the same words."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from quotebank.core import ReadQuote, Span
from quotebank.reader import SHIPPED
from quotebank.reader.labels import PART_LABELS
from quotebank.reader.manifest import TOKENIZER
from quotebank.reader.windows import Windower
from quotebank.training.corpora import polnear
from quotebank.training.documents import Decided, Document, RoleSpan
from quotebank.training.examples import examples
from quotebank.training.restyle import restyled

SHARED = Path(__file__).parents[3] / "shared" / "data"
TEXT = (
    "Ferry late again, Ann Clinton says\n\n"
    "The ferry from the northern islands came into the harbor late again on Monday, Ann Clinton said—the "
    "third time this week. “It is the wind, and he knows it,” she told the Herald. “He should say so.”\n\n"
    "Bob Ray, the harbor master, denied that anybody had been told of the wind before Monday, and Ann "
    "Clinton, he said, was wrong."
)


def at(words: str, *, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return start, start + len(words)


def document() -> Document:
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", TEXT)]
    names = {"Ann": "B-PERSON", "Clinton": "I-PERSON", "Bob": "B-PERSON", "Ray": "I-PERSON"}
    later = TEXT.index("Bob Ray, the")
    return Document(
        "ferry",
        TEXT,
        quotes=[
            ReadQuote((at("“It is the wind, and he knows it,”"),), (at("told"),), (at("she"),)),
            ReadQuote(
                (at("anybody had been told of the wind before Monday"),), (at("denied"),), (at("Bob Ray"),)
            ),
            ReadQuote(
                (at("Ann Clinton", after=later), at("was wrong")),
                (at("said", after=later),),
                (at("he said")[0:2],),
            ),
        ],
        tags=[(start, end, "NN") for start, end in tokens],
        entities=[(start, end, names.get(TEXT[start:end], "O")) for start, end in tokens],
        sentences=frozenset({0, TEXT.index("The ferry"), TEXT.index("“It"), TEXT.index("“He"), later}),
        decided=[Decided(*at("said", after=later), "speech"), Decided(*at("came into"), "nothing")],
        chains=[[at("Ann Clinton"), at("she")], [at("Bob Ray")]],
        roles=[RoleSpan(*at("harbor master"), at("Bob Ray")[0]), RoleSpan(*at("northern"), None)],
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_labels_go_along() -> None:
    original = document()
    styles = Counter[str]()
    for seed in range(300):
        found = restyled(original, random.Random(seed))
        if found is original:
            styles["none"] += 1
            continue
        assert found.text != TEXT
        assert found.tags and found.entities and found.sentences and found.quotes
        assert [found.text[a:b] for a, b, _ in found.tags] == [found.text[a:b] for a, b, _ in found.entities]
        assert all(a < b <= c for (a, b, _), (c, _, _) in zip(found.tags, found.tags[1:], strict=False))
        for one in (*(found.decided or ()), *(found.roles or ())):
            assert 0 <= one.start < one.end <= len(found.text)
        for role in found.roles or ():
            if role.name is not None:
                assert role.end == role.start + len("harbor master") or "[" in found.text
                assert role.name in {start for start, _, name in found.entities if name == "B-PERSON"}
        assert all(0 <= start < len(found.text) for start in found.sentences)
        cut = not found.text.lower().endswith("wrong.")
        named = "Clinton" not in found.text and "clinton" not in found.text.lower()
        styles.update(name for name, is_so in (("cut", cut), ("names", named)) if is_so)
        if cut:
            continue
        people = [found.text[a:b] for a, b, name in found.entities if name != "O"]
        assert named == ("ann" not in words(" ".join(people)))
        for old, new in zip(original.quotes or (), found.quotes, strict=True):
            for one, other in zip(
                (*old.content, *old.cue, *old.source), (*new.content, *new.cue, *new.source), strict=True
            ):
                before, after = words(TEXT[slice(*one)]), words(found.text[slice(*other)])
                # brackets add words, names change them: the first and the last are those of the same span
                assert named or not Counter(before) - Counter(after) or "[" in found.text
    assert 0.35 < styles["none"] / 300 < 0.6
    assert 0.2 < styles["names"] / 300 < 0.4
    assert styles["cut"]


def test_what_is_not_known_stays_unknown() -> None:
    plain = Document("ferry", TEXT)
    for seed in range(40):
        found = restyled(plain, random.Random(seed))
        known = (found.quotes, found.tags, found.entities, found.sentences)
        assert known == (None,) * 4
        assert (found.decided, found.chains, found.roles) == (None,) * 3


def test_real_articles_keep_their_labels() -> None:
    """Restyled articles have as many spans, and the words in them, as before."""
    if not (SHARED / "polnear.dev.jsonl.gz").is_file():
        pytest.skip("needs the data beside the checkout")
    windower = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))
    begins = [number for number, label in enumerate(PART_LABELS) if label.startswith("B-")]
    changed = 0
    for number, original in enumerate(polnear(SHARED, "dev")[:40]):
        found = restyled(original, random.Random(number))
        if found is original or len(found.text) < 0.95 * len(original.text):
            continue
        changed += 1
        counts = [
            Counter(
                label for one in examples([some], windower) for label in one.parts.tolist() if label in begins
            )
            for some in (original, found)
        ]
        assert counts[0] == counts[1]
    assert changed > 10
