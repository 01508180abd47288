"""Names that a headline or a row runs into other words: mended by how the text names people elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from quotebank.lexicon.person_names import person_name
from quotebank.lexicon.persons import person_lists
from quotebank.people.false_person_names import NameMention
from quotebank.people.page import Page


def with_shared_surnames(page: Page, found: list[NameMention]) -> list[NameMention]:
    """``Ana and Bo Ruiz`` are Ana Ruiz and Bo Ruiz, where Ana is a given name and nobody's surname."""
    genders = person_lists().genders
    surnames = {one.name.last for one in found if len(one.name.keys) > 1}
    out = list(found)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if (
            len(one.name.keys) == 1
            and not one.addressed
            and len(other.name.keys) == 2
            and other.front == one.last + 1
            and page.lower[one.last] in ("and", "&")
            and one.name.keys[0] in genders
            and one.name.keys[0] not in surnames
        ):
            out[at] = replace(one, name=person_name([*one.name.tokens, other.name.tokens[-1]]))
    return out


def without_headline_words(page: Page, found: list[NameMention]) -> list[NameMention]:
    """``Ana Ruiz Slams`` of a headline is Ana Ruiz, ``Ruiz Plan`` is Ruiz, if the text names them so."""
    forms = Counter(one.name.keys for one in found)
    surnames = Counter(keys[-1] for keys in forms if len(keys) > 1)
    out: list[NameMention] = []
    for one in found:
        keys = one.name.keys
        kept = 0
        if page.sentence[one.first] < 2:
            if len(keys) > 2 and keys[:2] in forms and keys[2:] not in forms:
                kept = 2
            elif len(keys) == 2 and forms[keys] == 1 and surnames[keys[0]] and surnames[keys[1]] == 1:
                kept = 1
        if kept:
            name = person_name(one.name.tokens[:kept])
            one = replace(one, name=name, last=one.first + kept)
        out.append(one)
    return out
