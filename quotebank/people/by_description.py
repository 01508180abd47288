"""What is left: sources without a name. A singular one is anonymous, several are a group.

Experts, aides and their like are sources whose names a reporter keeps back, so they are anonymous in the
plural too. No such source is ever merged with a named one.
"""

from __future__ import annotations

from quotebank.core.quote import SpeakerKind
from quotebank.people.actors import Actor
from quotebank.people.by_body import recall
from quotebank.people.by_pronoun import SINGULAR, candidates
from quotebank.people.names import fold
from quotebank.people.phrases import PARTITIVES, Phrase
from quotebank.people.roles import is_role, wording
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables, wordset

_COUNTS = wordset("many most few no any every each")
_GROUPS = wordset(
    "people public media group majority minority number handful chorus crowd couple family pair "
    "trio team crew staff everyone everybody nobody percent audience electorate opposition press"
)
_NAMELESS = wordset("somebody someone anybody anyone voice")
_NOBODY = wordset("it there this that these those what which something nothing anything everything here case")


def by_description(scene: Scene, phrase: Phrase) -> Decision | None:
    """A source known only by its description; None for words that describe nobody."""
    page = scene.page
    head = page.lower[phrase.head]
    if phrase.last - phrase.first == 1 and head in _NOBODY:
        return None
    if not any(
        page.tags[i][:2] in ("NN", "JJ", "CD", "DT", "FW", "PR", "") or page.capital(i)
        for i in range(phrase.begin, phrase.core)
    ):
        return None
    if head in _NAMELESS:
        return decided(None, "description", 0.6, "The source says nothing of who it is.")
    kind = _kind(scene, phrase)
    if kind is None:
        return None
    name = _owned(scene, phrase) or _name(scene, phrase)
    if not name:
        return None
    if phrase.determiner in ("the", "these", "those", "this", "that"):
        old = _earlier(scene, phrase, kind)
        if old is not None:
            scene.cast.see(phrase.first, phrase.core, old)
            return decided(old, "description", 0.65, f"“{name}” most likely means the {old.name}.")
    actor = scene.cast.described(kind, name)
    if actor is None:
        actor = Actor(name, kind, plural=_plural(scene, phrase), words=frozenset(map(fold, name.split())))
        scene.cast.describe(actor)
    actor.forms.setdefault(name)
    scene.cast.see(phrase.first, phrase.core, actor)
    return decided(actor, "description", 0.8, f"The source is not named, only described: “{name}”.")


def _owned(scene: Scene, phrase: Phrase) -> str:
    """``her daughter``, ``his advisers`` with the owner's name; nothing for other phrases."""
    lists = tables()
    if phrase.determiner not in SINGULAR or phrase.core - phrase.begin != 1:
        return ""
    noun = scene.page.lower[phrase.head]
    if noun not in lists.relations and noun not in lists.roles:
        return ""
    owner = candidates(scene, phrase.first, SINGULAR[phrase.determiner])
    return f"{owner[0][0].name}'s {noun}" if owner else ""


def _plural(scene: Scene, phrase: Phrase) -> bool:
    return (
        scene.page.tags[phrase.head] in ("NNS", "NNPS")
        or scene.page.lower[phrase.head] in _GROUPS | PARTITIVES
    )


def _kind(scene: Scene, phrase: Phrase) -> SpeakerKind | None:
    page = scene.page
    head = page.lower[phrase.head]
    lists = tables()
    if _plural(scene, phrase):
        noun = lists.roles.get(head, head.removesuffix("s"))
        inner = {lists.roles.get(w, w.removesuffix("s")) for w in page.lower[phrase.begin : phrase.core]}
        if phrase.determiner in ("many", "most"):
            return "group"
        one_of = page.lower[phrase.begin] == "one"
        if (
            one_of
            or noun in lists.unnamed
            or _counted(scene, phrase)
            or (head in PARTITIVES and inner & lists.unnamed and "group" not in inner)
        ):
            return "anonymous"
        return "group"
    if head in PARTITIVES or head in _COUNTS:
        return "anonymous" if head in ("one", "another") else "group"
    if head in lists.bodies and not is_role(page, phrase.head):
        return "organization"
    if phrase.determiner in ("many", "most", "any", "every", "no"):
        return "group"
    if is_role(page, phrase.head) or head in lists.relations or head in lists.unnamed:
        return "anonymous"
    if page.tags[phrase.head][:2] not in ("NN", "CD", "DT", "JJ", "FW", "") and not page.capital(phrase.head):
        return None
    if page.tags[phrase.head] in ("DT", "JJ", "CD"):
        return "group"
    return "anonymous"


_NUMBERS = wordset("two three four five six seven eight nine ten")
_PRIVY = wordset("familiar briefed close")


def _counted(scene: Scene, phrase: Phrase) -> bool:
    """``Two former aides``, ``people familiar with the talks``: sources counted, not named."""
    page = scene.page
    if any(page.lower[i] in _PRIVY for i in range(phrase.head + 1, phrase.core)):
        return True
    return not phrase.determiner and page.lower[phrase.begin] in _NUMBERS and phrase.head > phrase.begin


def _name(scene: Scene, phrase: Phrase) -> str:
    """The description, with ``the ministry`` inside it spelt out where the article does."""
    page = scene.page
    text = phrase.description(page)
    lists = tables()
    whole = _whole(scene, phrase)
    if whole:
        return whole
    if phrase.determiner in _COUNTS and not page.capital(phrase.head):
        text = f"{phrase.determiner} {text}"
    for at in range(phrase.head + 1, phrase.core):
        if (
            page.lower[at] in lists.bodies
            and page.lower[at - 1] == "the"
            and not page.capital(at)
            and (found := recall(scene, phrase.first, page.lower[at])) is not None
            and fold(page.lower[at]) in found.words
        ):
            before = wording(page, phrase.begin, at)
            return f"{before} {found.name}{wording_after(scene, at + 1, phrase.core)}"
    return text


_SHARES = wordset(
    "percent majority minority plurality number chorus dozens hundreds thousands scores half "
    "third quarter lot lots plenty handful eight nine seven six five four three two one some all "
    "both most"
)


_POLLED = wordset("voters adults respondents residents people americans workers parents")


def _whole(scene: Scene, phrase: Phrase) -> str:
    """``52 percent of registered voters`` as ``registered voters``; nothing for other phrases.

    A share alone (``73 percent said``) is of the group that answered before, if one did.
    """
    page = scene.page
    shares = [
        i for i in range(phrase.begin, phrase.core) if page.lower[i] in _SHARES or page.lower[i].isdigit()
    ]
    if not shares:
        return ""
    for at in range(shares[0] + 1, phrase.core - 1):
        if page.lower[at] in ("of", "in", "out"):
            first = at + 1
            while first < phrase.core - 1 and (
                page.lower[first] in ("the", "those", "these", "every", "of", "all")
                or page.words[first].isdigit()
            ):
                first += 1
            if page.lower[at] == "of" and page.tags[first] == "VBG":
                return "respondents"  # "42 percent of those responding"
            if page.lower[at] == "of" and page.lower[phrase.begin] != "one":
                return wording(page, first, phrase.core)
            return ""
    if page.lower[phrase.core - 1] == "percent":
        last = scene.last_speaker(kinds=("group",))
        if last is not None and last[1].name.split()[-1] in _POLLED:
            return last[1].name
        polled = any("poll" in one.words or "survey" in one.words for one in scene.cast.recent("document"))
        return "poll respondents" if polled else "respondents"
    return ""


def wording_after(scene: Scene, first: int, last: int) -> str:
    """The rest of a phrase, with a space before it if there is any."""
    rest = wording(scene.page, first, last)
    return f" {rest}" if rest else ""


def _earlier(scene: Scene, phrase: Phrase, kind: SpeakerKind) -> Actor | None:
    """A source described before with the same head, when this description is the shorter one."""
    head = fold(scene.page.lower[phrase.head])
    if phrase.core - phrase.begin > 2:
        return None
    for actor in scene.cast.recent(kind):
        if head in actor.words:
            return actor
    return None
