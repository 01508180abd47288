"""What is left: sources without a name. A singular one is anonymous, several are a group.

Experts, aides and their like are sources whose names a reporter keeps back, so they are anonymous in the
plural too. No such source is ever merged with a named one.
"""

from __future__ import annotations

from quotebank.core.quote import SpeakerKind
from quotebank.lexicon.letters import fold
from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.by_pronoun import SINGULAR
from quotebank.people.entities import Entity
from quotebank.people.nominal_organization import recall
from quotebank.people.page import Page
from quotebank.people.phrases import PARTITIVES, Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import is_role, may_be_person, wording
from quotebank.people.salience import rank_antecedents
from quotebank.people.shares import whole_group

_COUNTS = wordset("many most few no any every each")
_GROUPS = wordset(
    "people public media group majority minority number handful chorus crowd couple family pair "
    "trio team crew staff everyone everybody nobody percent audience electorate opposition press"
)
_NAMELESS = wordset("somebody someone anybody anyone voice")
_ARTICLES = wordset("a an the")
_NOBODY = wordset("it there this that these those what which something nothing anything everything here case")


def by_description(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """A source known only by its description; None for words that describe nobody."""
    page = state.page
    head = page.lower[phrase.head]
    if phrase.core - phrase.begin == 1 and head in _NOBODY and not phrase.determiner:
        return None
    if not any(
        page.tags[i][:2] in ("NN", "JJ", "CD", "DT", "FW", "PR", "") or page.capital(i)
        for i in range(phrase.begin, phrase.core)
    ):
        return None
    if head in _ARTICLES and phrase.core - phrase.begin == 1:
        return decided(None, "description", 0.6, "The source is an article without a noun.")
    if head in _NAMELESS:
        return decided(None, "description", 0.6, "The source says nothing of who it is.")
    if is_thing(page, phrase):
        return decided(None, "thing", 0.6, f"“{phrase.description(page)}” is nobody who could speak.")
    kind = _kind(state, phrase)
    if kind is None:
        return None
    name = _owned(state, phrase) or _fuller(state, phrase) or _name(state, phrase)
    if not name:
        return None
    if phrase.determiner in SINGULAR and phrase.core - phrase.begin == 1:
        old = _of_owner(state, phrase, kind)
        if old is not None:
            state.entities.add_mention(phrase.first, phrase.core, old)
            return decided(old, "description", 0.65, f"“{name}” most likely means the {old.name}.")
    if phrase.determiner in ("the", "these", "those", "this", "that"):
        old = _earlier(state, phrase, kind)
        if old is not None:
            state.entities.add_mention(phrase.first, phrase.core, old)
            return decided(old, "description", 0.65, f"“{name}” most likely means the {old.name}.")
    entity = state.entities.described(kind, name)
    if entity is None:
        entity = Entity(name, kind, plural=_plural(state, phrase), words=frozenset(map(fold, name.split())))
        state.entities.describe(entity)
    entity.forms.setdefault(name)
    if kind != "anonymous" or may_be_person(page, phrase.head):
        state.entities.add_mention(phrase.first, phrase.core, entity)
    entity.spans.add(page.span(phrase.first, phrase.core))
    sure = _sureness(page, phrase)
    return decided(entity, "description", sure, f"The source is not named, only described: “{name}”.")


def _sureness(page: Page, phrase: Phrase) -> float:
    """How sure it is that a description is all there is to say: less for ``the woman``, named before."""
    if page.tags[phrase.head][:2] != "NN" or not may_be_person(page, phrase.head):
        return 0.6
    if phrase.determiner in ("the", "this", "that", "his", "her", "their"):
        return 0.65
    return 0.75 if phrase.core - phrase.begin > _WORDY else 0.85


_WORDY = 6
"""Words after which a description is seldom worded as somebody else would word it."""


_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship")


def is_thing(page: Page, phrase: Phrase) -> bool:
    """Whether a phrase names what cannot speak: ``the reception``, ``his warm welcome to the team``."""
    head = page.lower[phrase.head]
    if page.capital(phrase.head) and not page.begins(phrase.head):
        return False
    if page.tags[phrase.head] not in ("NN", "NNS") or is_role(page, phrase.head):
        return False
    if head in noun_lists().non_speakers or head in noun_lists().speech:
        return True
    known = (
        head in organization_lists().nouns
        or head in noun_lists().relations
        or head in _GROUPS
        or head in PARTITIVES
    )
    return not known and len(head) > 6 and head.removesuffix("s").endswith(_ABSTRACT)


def _owned(state: ResolutionState, phrase: Phrase) -> str:
    """``her daughter``, ``many of his advisers`` with the owner's name; nothing for other phrases."""
    page = state.page
    at = phrase.first
    if phrase.determiner in SINGULAR:
        if phrase.core - phrase.begin != 1:
            return ""
    else:
        at = phrase.begin + 2 - (phrase.determiner in _COUNTS)
        if at < 2 or phrase.core - at != 2 or page.lower[at] not in SINGULAR:
            return ""
        if page.lower[at - 2] not in PARTITIVES or page.lower[at - 1] != "of":
            return ""
    noun = page.lower[phrase.core - 1]
    single = noun.removesuffix("s")
    if not {noun, single} & (noun_lists().relations.keys() | role_lists().roles.keys()):
        return ""
    owner = rank_antecedents(state, at, SINGULAR[page.lower[at]])
    return f"{owner[0][0].name}'s {noun}" if owner else ""


def _of_owner(state: ResolutionState, phrase: Phrase, kind: SpeakerKind) -> Entity | None:
    """``advisers to Mr. Ruiz`` whom ``his advisers`` means later."""
    owner = rank_antecedents(state, phrase.first, SINGULAR[phrase.determiner])
    if not owner or not owner[0][0].named:
        return None
    wanted = {fold(state.page.lower[phrase.head]), owner[0][0].named[0].last}
    return next((one for one in state.entities.recent(kind) if wanted <= one.words), None)


_SOON = 12
"""Sentences in which a headline's ``experts`` get a fuller description."""


def _fuller(state: ResolutionState, phrase: Phrase) -> str:
    """The description that a headline's bare ``experts`` get when they are a source again; else nothing."""
    page = state.page
    head = page.lower[phrase.head]
    if role_lists().roles.get(head, head.removesuffix("s")) not in noun_lists().unnamed:
        return ""
    if page.sentence[phrase.first] > 1 or phrase.core - phrase.begin != 1 or phrase.determiner:
        return ""
    for quote in state.quotes:
        if not quote.source:
            continue
        first, last = page.range(quote.source[0])
        if not phrase.last <= first < len(page.words) or page.sentence[first] > _SOON:
            continue
        other = read_phrase(page, first, min(last, len(page.words)))
        if other is not None and page.lower[other.head] == page.lower[phrase.head]:
            fuller = other.head > other.begin and not other.determiner
            return other.description(page) if fuller else ""
    return ""


def _plural(state: ResolutionState, phrase: Phrase) -> bool:
    return (
        state.page.tags[phrase.head] in ("NNS", "NNPS")
        or state.page.lower[phrase.head] in _GROUPS | PARTITIVES
        or _and_others(state.page, phrase)
    )


def _and_others(page: Page, phrase: Phrase) -> bool:
    """``The nominee and his aides``: one and others are several."""
    for at in range(phrase.head + 1, phrase.core - 1):
        if page.lower[at] == "and" and page.tags[phrase.core - 1] in ("NN", "NNS"):
            return page.tags[at + 1] in ("PRP$", "DT") or page.tags[phrase.core - 1] == "NNS"
    return False


def _kind(state: ResolutionState, phrase: Phrase) -> SpeakerKind | None:
    page = state.page
    head = page.lower[phrase.head]
    if _plural(state, phrase):
        noun = role_lists().roles.get(head, head.removesuffix("s"))
        inner = {
            role_lists().roles.get(w, w.removesuffix("s")) for w in page.lower[phrase.begin : phrase.core]
        }
        if phrase.determiner in ("many", "most"):
            return "group"
        one_of = page.lower[phrase.begin] in ("one", "another")
        if (
            one_of
            or noun in noun_lists().unnamed
            or _counted(state, phrase)
            or (head in PARTITIVES and inner & noun_lists().unnamed and "group" not in inner)
        ):
            return "anonymous"
        return "group"
    if head in PARTITIVES or head in _COUNTS:
        return "anonymous" if head in ("one", "another") else "group"
    if (head in organization_lists().nouns or head in _GOVERNED) and not is_role(page, phrase.head):
        return "organization"
    if phrase.determiner in ("many", "most", "any", "every", "no"):
        return "group"
    if is_role(page, phrase.head) or head in noun_lists().relations or head in noun_lists().unnamed:
        return "anonymous"
    if page.tags[phrase.head][:2] not in ("NN", "CD", "DT", "JJ", "FW", "") and not page.capital(phrase.head):
        return None
    if page.tags[phrase.head] in ("DT", "JJ", "CD") and phrase.determiner not in ("a", "an"):
        return "group"
    return "anonymous"


_GOVERNED = wordset("city town village county state borough province municipality")
"""Places that speak through who governs them."""


_NUMBERS = wordset("two three four five six seven eight nine ten")
_PRIVY = wordset("familiar briefed close")


def _counted(state: ResolutionState, phrase: Phrase) -> bool:
    """``Two former aides``, ``people familiar with the talks``: sources counted, not named."""
    page = state.page
    if any(page.lower[i] in _PRIVY for i in range(phrase.head + 1, phrase.core)):
        return True
    if phrase.determiner or page.lower[phrase.begin] not in _NUMBERS or phrase.head == phrase.begin:
        return False
    return page.lower[phrase.head] not in ("men", "women", "boys", "girls", "children", "countries")


def _name(state: ResolutionState, phrase: Phrase) -> str:
    """The description, with ``the ministry`` inside it spelt out where the article does."""
    page = state.page
    text = phrase.description(page)
    whole = whole_group(state, phrase)
    if whole:
        return whole
    if _kind(state, phrase) == "group" and page.words[phrase.begin].isdigit() and phrase.head > phrase.begin:
        text = wording(page, phrase.begin + 1, phrase.core)  # "31 farmers" are farmers
    if phrase.determiner in _COUNTS and not page.capital(phrase.head):
        text = f"{phrase.determiner} {text}"
    for at in range(phrase.head + 1, phrase.core):
        if (
            page.lower[at] in organization_lists().nouns
            and page.lower[at - 1] == "the"
            and not page.capital(at)
            and (found := recall(state, phrase.first, page.lower[at])) is not None
            and fold(page.lower[at]) in found.words
        ):
            before = wording(page, phrase.begin, at)
            return f"{before} {found.name}{wording_after(state, at + 1, phrase.core)}"
    return text


def wording_after(state: ResolutionState, first: int, last: int) -> str:
    """The rest of a phrase, with a space before it if there is any."""
    rest = wording(state.page, first, last)
    return rest if rest.startswith(("'", "’")) else f" {rest}" if rest else ""


def _earlier(state: ResolutionState, phrase: Phrase, kind: SpeakerKind) -> Entity | None:
    """A source described before with the same head, when this description is the shorter one."""
    head = fold(state.page.lower[phrase.head])
    if phrase.core - phrase.begin > 2:
        return None
    for entity in state.entities.recent(kind):
        if head in entity.words:
            return entity
    return None
