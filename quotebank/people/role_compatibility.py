"""How well a description meets a role: ``the foreign minister``, ``Chinese Minister of Foreign Affairs``.

The heads must agree, or be nouns that may mean one office. What tells two offices apart must not clash:
parties, countries, ``vice`` and ``deputy``, the department of a minister, the kind of a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.roles import LINKS

_PARTIES = {
    "republican": "republican",
    "republicans": "republican",
    "gop": "republican",
    "democrat": "democratic",
    "democratic": "democratic",
    "democrats": "democratic",
    "libertarian": "libertarian",
    "labour": "labour",
    "tory": "conservative",
    "conservative": "conservative",
    "liberal": "liberal",
    "green": "green",
    "socialist": "socialist",
    "communist": "communist",
}
_SPELLINGS = {"defence": "defense", "labor": "labour", "organisation": "organization", "centre": "center"}
_UNDER = wordset("vice deputy assistant associate under junior")
_BY_DEPARTMENT = wordset("minister secretary")
"""Heads that say little without what stands before or after them."""
_PLAIN = wordset(
    "former then current new longtime long-time senior top chief acting incoming outgoing late old young "
    "veteran prominent embattled ousted newly elected party country nation state government us u.s s a an the"
)


def roles_compatible(head: str, description: Sequence[str], role: str) -> float:
    """How well a description meets a role: 0 not at all, 1 by its head, 0.7 by one for the same office.

    ``head`` is the description's noun, ``description`` all its words in lower case, the head among them.
    Up to 0.5 is added for further words that both have.
    """
    head = role_lists().roles.get(head, head)
    theirs = [_plain(word) for word in role.replace("’", "'").lower().split()]
    owners = {_plain(word) for word in role.replace("’", "'").lower().split() if word.endswith("'s")}
    heads = {role_lists().roles.get(word, word) for word in theirs if word not in owners}
    mine = [_plain(word) for word in description]
    mine = [word for word in mine if word and role_lists().roles.get(word, word) != head]
    office = role_lists().same_roles.get(head, frozenset())
    if head in heads:
        value = 1.0
    elif office and any(role_lists().same_roles.get(word, frozenset()) & office for word in heads):
        value = 0.7
    else:
        return 0.0
    if _clash(head, mine, theirs, exact=value == 1.0):
        return 0.0
    extra = set(mine) - {head}
    if extra:
        shared = len(extra & set(theirs)) / len(extra)
        value += 0.5 * shared - (0.15 if not shared and len(extra) > 2 else 0.0)
    return value


def _plain(word: str) -> str:
    word = word.strip(".,()").removesuffix("'s")
    return _SPELLINGS.get(word, word)


def _clash(head: str, mine: Sequence[str], theirs: Sequence[str], *, exact: bool) -> bool:
    for kind in (_PARTIES, country_lists().places):
        one = {kind[word] for word in mine if word in kind}
        other = {kind[word] for word in theirs if word in kind}
        if one and other and not one & other:
            return True
    if bool(_UNDER & set(mine)) != bool(_UNDER & set(theirs)) and exact:
        return True
    known = {*_PLAIN, *_PARTIES}
    own = set(takewhile(lambda w: w not in LINKS, mine)) - known - country_lists().places.keys()
    rest = {word for word in theirs if word not in LINKS} - known - country_lists().places.keys() - {head}
    rest = {word for word in rest if role_lists().roles.get(word, word) != head}
    if not own or own & rest:
        return False
    if head in _BY_DEPARTMENT:
        return bool(rest)
    if not exact:
        return any(word.isalpha() and word in _NOUNS for word in own)
    return bool(own <= organization_lists().nouns and rest & organization_lists().nouns)


_NOUNS = wordset(
    "band team club gang opposition minority majority union church school student rebel cult choir scout"
)
"""Nouns before ``leader`` and its like which say that it leads no state."""
