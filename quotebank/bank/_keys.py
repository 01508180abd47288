"""Keys made from content: they name a thing across re-analysis, files and machines.

Every key is the beginning of a SHA-1 in hex. An article's comes from its id; a quote's from its
article, its words without case, marks and spacing, and which occurrence of these words in the
article it is; an appearance's from its article, its kind and its name. The keys of speakers are made in
``quotebank.bank.identity.keys``.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotebank.core import Article

LENGTH = 20
"""Hex digits of a key: 80 bits, so that ten million quotes do not collide."""

ECHO_WORDS = 5
"""Fewer words are said by many people who do not repeat each other."""

_WORD = re.compile(r"\w+(?:'\w+)*")
_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛ʼ`´‹›", "'"))
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def article_key(article_id: str) -> str:
    """The key of the article that its user calls ``article_id``."""
    return digest("article", article_id)


def matching_words(text: str) -> str:
    """The words of a quote as its key counts them: marks at its borders do not matter."""
    words = folded(text)
    return _EDGES.sub("", words) or words


def quote_key(article: str, words: str, occurrence: int) -> str:
    """The key of a quote: its article's key, its words, how many such quotes came before."""
    return digest("quote", article, words, str(occurrence))


def echo_of(text: str) -> int | None:
    """A number for the words of a quote, the same wherever these words stand; None under five words.

    Case, spacing and marks do not count. 52 bits, so that it is exact in the JSON of any language.
    """
    words = _WORD.findall(folded(text))
    if len(words) < ECHO_WORDS:
        return None
    return int(digest("echo", " ".join(words), length=13), 16)


def appearance_key(article: str, kind: str | None, name: str) -> str:
    """The key of one speaker of one article, whose key is given."""
    return digest("appearance", article, kind or "", name)


def judgement_key(*parts: str | None) -> str:
    """The key of a judgement: everything that it says, by whom and when."""
    return digest("judgement", *(json.dumps(part) for part in parts))


def correction_key(*parts: str | None) -> str:
    """The key of a correction: everything that it says, by whom and when."""
    return digest("correction", *(json.dumps(part) for part in parts))


def content_hash(article: Article) -> str:
    """A hash of everything an article holds: text and metadata."""
    return digest(
        "content",
        article.id,
        article.text,
        *(
            json.dumps(value)
            for value in (
                article.title,
                article.published,
                article.url,
                article.publisher,
                article.author,
            )
        ),
        length=40,
    )


def folded(text: str) -> str:
    """A text without case, spacing and curls."""
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    return " ".join(composed.split())


def digest(*parts: str, length: int = LENGTH) -> str:
    """The beginning of a hash of some strings, kept apart."""
    # JSON keeps the parts apart and, escaping everything, also takes what UTF-8 does not (lone
    # surrogates).
    return hashlib.sha1(json.dumps(parts).encode("ascii"), usedforsecurity=False).hexdigest()[:length]
