"""Keys made from content: they name a thing across re-analysis, files and machines.

Every key is the beginning of a SHA-1 in hex. An article's comes from its id; a quote's from its
article, its words without case, marks and spacing, and which occurrence of these words in the
article it is; a speaker's from kind and name, and for those who must not join other articles from
the article as well.
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

_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛ʼ`´‹›", "'"))
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

_HONORIFICS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
    )
)
"""A surname after one of these is still a bare surname."""


def article_key(article_id: str) -> str:
    """The key of the article that its user calls ``article_id``."""
    return _digest("article", article_id)


def matching_words(text: str) -> str:
    """The words of a quote as its key counts them: marks at its borders do not matter."""
    words = _plain(text)
    return _EDGES.sub("", words) or words


def quote_key(article: str, words: str, occurrence: int) -> str:
    """The key of a quote: its article's key, its words, how many such quotes came before."""
    return _digest("quote", article, words, str(occurrence))


def speaker_key(kind: str | None, name: str, article: str) -> str:
    """The key of a speaker; equal keys are one speaker.

    Kind and full name join across articles, whatever the case, the spacing and the apostrophes.
    Somebody anonymous, of unknown kind or a person named by one word only is somebody else in every
    article: a wrong join would put words into the wrong mouth.
    """
    if kind is None or kind == "anonymous" or (kind == "person" and _is_bare(name)):
        return _digest("speaker", kind or "", name, article)
    return _digest("speaker", kind, _plain(name))


def content_hash(article: Article) -> str:
    """A hash of everything an article holds: text and metadata."""
    return _digest(
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


def _plain(text: str) -> str:
    """Without case, spacing and curls."""
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN)
    return " ".join(composed.split())


def _is_bare(name: str) -> bool:
    words = [word.rstrip(".") for word in _plain(name).split()]
    while words and words[0] in _HONORIFICS:
        del words[0]
    return len(words) < 2


def _digest(*parts: str, length: int = LENGTH) -> str:
    # JSON keeps the parts apart and, escaping everything, also takes what UTF-8 does not (lone
    # surrogates).
    return hashlib.sha1(json.dumps(parts).encode("ascii"), usedforsecurity=False).hexdigest()[:length]
