"""What a role is: the article's words for what somebody does, and which nouns head one.

Ranks (``Brig. Gen.``) and forms of address are not part of a role.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page

DETERMINERS = wordset("a an the this that these those some another each every any no")
POSSESSIVES = wordset("his her their its my our your")
SKIPPED = wordset("current now currently then formerly also long-time")
LINKS = wordset("of for to at on in")
PARTICIPLES = wordset(
    "acting retired elected appointed incoming outgoing designated leading ruling exiled jailed "
    "disgraced deposed ousted retiring managing founding commanding presiding visiting sitting"
)
HONOURS = wordset(
    "winner donor confidante confidant friend fan recipient survivor native legend hero finalist fixture"
)
_OCCUPATIONS = ("keeper", "master", "monger", "maker", "worker", "smith", "wright", "grapher", "ician")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as worded, how it was given, and how strong that is (1 is a full title at the name)."""

    text: str
    how: str
    score: float


def wording(page: Page, first: int, last: int) -> str:
    """The article's words from ``first`` up to ``last``, brackets and line breaks taken out."""
    if first >= last:
        return ""
    start, end = page.span(first, last)
    text = page.text[start:end].replace("[", "").replace("]", "")
    return " ".join(text.split())


def is_role(page: Page, index: int) -> bool:
    """Whether a word is a noun that heads a role."""
    word = page.lower[index].rstrip(".")
    if word in role_lists().roles:
        return True
    written = page.words[index]
    if word in role_lists().crafts:
        return written.islower() and page.tags[index].startswith("NN")
    if "-" in word:
        return word.rsplit("-", 1)[-1] in role_lists().roles and not word.endswith("-star")
    if len(word) <= 6 or not page.tags[index].startswith("NN") or word in noun_lists().relations:
        return False
    if word.endswith(("ist", "woman", "sman", "person")):
        return True
    return word.endswith(_OCCUPATIONS) and written.islower() and word not in organization_lists().nouns


def may_be_person(page: Page, head: int) -> bool:
    """Whether a noun can be people: no body, document or other thing."""
    word = page.lower[head]
    if page.labels[head] == "PERSON" or is_role(page, head):
        return True
    if (
        word in organization_lists().nouns
        or word in noun_lists().documents
        or page.labels[head] in ("GPE", "DATE")
    ):
        return False
    person = (
        word in noun_lists().relations
        or word.removesuffix("s").endswith(_AGENTS)
        or bool({word, word.removesuffix("s")} & _PEOPLE)
    )
    return person or page.tags[head] in ("NNP", "NNPS")


_AGENTS = ("er", "or", "ist", "ian", "ee", "ant", "man", "men")
_PEOPLE = wordset(
    "people those some many others everyone anyone one someone citizen youth crowd woman women child "
    "children kid baby adult individual expert source figure friend neighbour neighbor voice mom dad "
    "boss chief"
)
