"""Articles as hostile as they come: pieces of the example articles, changed at random, and odd files."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from quotebank.core import Article
from quotebank.ingest import articles

SEEDS = Path(__file__).parents[1] / "seeds"
MARKS = "\"“”'‘’«»„‹›`´"

Mutation = Callable[[random.Random, str], str]

WORDS = 90
"""Words of one piece: a thousand of them are read in a quarter of a minute."""

ODD = (
    "".join(chr(code) for code in (*range(1, 32), 127, 0x85, 0x2028, 0x2029, 0x200B, 0xFEFF)),
    "👩‍👩‍👧🏽‍♀️🇺🇦😀",
    "\u202eאמר ראש הממשלה\u202c ‏قال الرئيس‏",
    "e\u0301\u0327\u0489a\u0300\u0336Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "𝕎𝕒𝕣 𝒲𝒶𝓇 ﬁ ß İ ı ſ K Å ½ ² Ⅷ １２ ㍿ ﷺ",
    "\ufffd\uffff\U0010ffff\ue000",
    "<script>alert(1)</script>&amp;'; DROP TABLE quotes; -- %s {0} \\x00",
)


def pieces() -> list[str]:
    """The example articles, cut into runs of whole lines of about ``WORDS`` words."""
    found = []
    for article in articles([SEEDS]):
        assert isinstance(article, Article)
        held: list[str] = []
        for line in article.text.splitlines():
            held.append(line)
            if sum(len(one.split()) for one in held) >= WORDS:
                found.append("\n".join(held))
                held = []
    return found


def drop_marks(dice: random.Random, text: str) -> str:
    """Some quotation marks are missing."""
    return "".join("" if char in MARKS and dice.random() < 0.4 else char for char in text)


def double_marks(dice: random.Random, text: str) -> str:
    """Some stand twice."""
    return "".join(char * 2 if char in MARKS and dice.random() < 0.4 else char for char in text)


def cross_marks(dice: random.Random, text: str) -> str:
    """Some are of another kind."""
    return "".join(dice.choice(MARKS) if char in MARKS and dice.random() < 0.5 else char for char in text)


def strew_marks(dice: random.Random, text: str) -> str:
    """Marks stand anywhere."""
    for _ in range(30):
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(MARKS) + text[at:]
    return text


def cut(dice: random.Random, text: str) -> str:
    """The text begins and ends anywhere."""
    low, high = sorted(dice.sample(range(len(text) + 1), 2))
    return text[low:high] + "."


def strew_oddities(dice: random.Random, text: str) -> str:
    """Control characters, emoji, right-to-left writing, combining marks, look-alikes anywhere."""
    for _ in range(8):
        at, odd = dice.randrange(len(text) + 1), dice.choice(ODD)
        low, high = sorted(dice.sample(range(len(odd) + 1), 2))
        text = text[:at] + odd[low:high] + text[at:]
    return text


def shuffle_words(dice: random.Random, text: str) -> str:
    """No sentence makes sense."""
    words = text.split(" ")
    dice.shuffle(words)
    return " ".join(words)


def change_lines(dice: random.Random, text: str) -> str:
    """Line ends of another system, none at all, or far too many."""
    return text.replace("\n", dice.choice(["\r\n", "\r", "", "\n\n\n\n", "\u2028", "\x0b", " \n\t\n "]))


def change_case(dice: random.Random, text: str) -> str:
    """All capitals, none, or the other way round."""
    return dice.choice([text.upper(), text.lower(), text.swapcase()])


def repeat(dice: random.Random, text: str) -> str:
    """One stretch comes again and again."""
    low = dice.randrange(len(text))
    return text[:low] + text[low : low + dice.randint(1, 12)] * 40


MUTATIONS: tuple[Mutation, ...] = (
    drop_marks,
    double_marks,
    cross_marks,
    strew_marks,
    cut,
    strew_oddities,
    shuffle_words,
    change_lines,
    change_case,
    repeat,
)


def mutants(count: int, *, seed: int) -> list[str]:
    """So many texts, each changed in one to three ways; the same seed gives the same texts."""
    dice = random.Random(seed)
    found = []
    originals = pieces()
    for number in range(count):
        text = originals[number % len(originals)]
        for mutation in dice.sample(MUTATIONS, dice.randint(1, 3)):
            text = mutation(dice, text) or "."
        found.append(text)
    return found


def big_paragraph() -> str:
    """A megabyte without a line break: prose between strings so long that each is one word to the reader."""
    prose = [" ".join(piece.split()) for piece in pieces()]
    long = " ".join("https://example.org/" + "q" * 400 for _ in range(60))
    text = ""
    for one in prose:
        text += f"{one} {long} "
    return (text * 40)[:1_000_000]


READABLE: dict[str, bytes] = {
    "crlf.txt": pieces()[0].replace("\n", "\r\n").encode(),
    "word.txt": b"a" * 1_000_000,
    "paragraph.txt": big_paragraph().encode(),
    "marks.txt": "".join(MARKS * 500).encode(),
    "quotes.txt": ("“ " * 5_000 + '" ' * 5_000 + "' " * 5_000).encode(),
    "one-mark.txt": b'"',
    "open.txt": "“He said ‘she said “".encode(),
    "spaces-and-x.txt": b" " * 100_000 + b"x" + b" " * 100_000,
    "lines-and-x.txt": b"\n" * 100_000 + b"x",
    "bom.txt": b"\xef\xbb\xbf" + pieces()[1].encode(),
    "surrogate-pair.jsonl": rb'{"text": "\ud83d\ude00 said: \u201cHello.\u201d"}',
}
"""Odd files that are articles all the same."""

REJECTED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the article is empty"),
    "newlines.txt": (b"\n" * 1000, "the article is empty"),
    "binary.txt": (bytes(range(256)) * 40, "is binary"),
    "invalid.txt": ("“Yes,” he said. ".encode() + b"\xff\xc3\x28", "invalid UTF-8 at byte"),
    "nul.txt": (b"He said yes.\0 She said no.", "NUL"),
    "utf16.txt": ("“Yes,” he said.".encode("utf-16"), "UTF-16"),
    "damaged.jsonl.gz": (b"\x1f\x8b\x08\x00 not gzip", "damaged gzip"),
    "lone.jsonl": (rb'{"text": "He said \ud83d yes."}', "half a surrogate pair"),
    "low.jsonl": (rb'{"text": "He said \ude00\ud83d yes."}', "half a surrogate pair"),
    "half.jsonl": (b'{"text": "He said', "not JSON"),
    "deep.jsonl": (b"[" * 100_000, "not JSON"),
    "bare.jsonl": (b'"He said yes."', "not a JSON object"),
}
"""Files that cannot be articles, with a part of the reason that must be given."""
