"""Which documents an epoch sees, and which windows are measured on."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tokenizers import Tokenizer

from quotebank.reader.windows import Windower
from quotebank.training.batches import shuffled
from quotebank.training.corpora import conllu, polnear, wikigold
from quotebank.training.documents import Document
from quotebank.training.examples import Example, document_examples, examples
from quotebank.training.open_news import open_news
from quotebank.training.plan import Plan
from quotebank.training.side_corpora import ecbplus, gap, litbank, meantime, verbs_and_nouns


class Mixture:
    """Training and held-out windows of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._windower = Windower(Tokenizer.from_file(str(plan.tokenizer)))
        data, limit = plan.data, plan.limit
        self._shares: list[tuple[float, Sequence[Document]]] = []
        if plan.news:
            news = open_news(data / "open-news.train.jsonl.gz", plan.silver, without_fold=plan.fold)
            self._shares.append((plan.news, news[:limit]))
        self._shares.append((plan.polnear, polnear(data, "train")[:limit]))
        treebanks = [*conllu(data / "ewt.train.conllu.gz"), *conllu(data / "gum.train.conllu.gz")]
        # shares in which no side question takes more than a tenth of an epoch
        for share, documents in (
            (0.3, treebanks),
            (0.6, wikigold(data / "wikigold.conll.gz", held=False)),
            (1.0, meantime(data / "meantime.jsonl.gz", held=False)),
            (0.1, litbank(data / "litbank.jsonl.gz")),
            (0.1, gap(data / "gap.jsonl.gz")),
            (0.1, ecbplus(data / "ecbplus.jsonl.gz")),
            (1.0, verbs_and_nouns(data)),
        ):
            self._shares.append((share * plan.extra, documents[:limit]))
        held = {
            "polnear": polnear(data, "dev"),
            "news": open_news(data / "open-news.dev.jsonl.gz", plan.silver),
            "web": conllu(data / "ewt.dev.conllu.gz"),
            "meantime": meantime(data / "meantime.jsonl.gz", held=True),
        }
        self.held = {name: examples(some[:limit], self._windower) for name, some in held.items()}

    def epoch(self, number: int) -> list[list[Example]]:
        """An epoch's batches; seed and number alone decide, so a resumed run sees the same ones."""
        dice = random.Random(self._plan.seed * 1000 + number)
        windows = [
            document_examples(document, self._windower, dice=dice)
            for share, documents in self._shares
            for document in _drawn(documents, share, dice)
        ]
        return shuffled(windows, size=self._plan.size, dice=dice)


def _drawn(documents: Sequence[Document], share: float, dice: random.Random) -> list[Document]:
    """All of the documents as often as ``share`` is whole, and the rest of it of them at random."""
    whole, rest = divmod(share, 1)
    return [*documents] * int(whole) + dice.sample(list(documents), round(len(documents) * rest))
