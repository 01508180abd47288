"""``I``, ``we``: outside quotation marks the writer speaks, inside them whoever is quoted."""

from __future__ import annotations

import re

from quotebank.people.actors import Actor
from quotebank.people.names import person_name
from quotebank.people.phrases import Phrase
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import wordset

FIRST = wordset("i me my mine myself we us our ours ourselves")
_BYLINE = re.compile(r"(?:^|\n)\s*(?:By|BY|by)\s+((?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w’'-]+)\s*(?:\n|,|$|\|)")


def by_first_person(scene: Scene, phrase: Phrase) -> Decision | None:
    """The writer of a piece that says ``I``; None where nobody signs it."""
    page = scene.page
    word = page.lower[phrase.first]
    if word not in FIRST or phrase.last - phrase.first > 1:
        return None
    if page.words[phrase.first] == "us":
        return None
    if page.quoted[phrase.first]:
        last = scene.last_speaker()
        if last is not None and page.sentence[phrase.first] - page.sentence[last[0]] <= 3:
            return decided(last[1], "first-person", 0.5, f"“{word}” stands inside words of {last[1].name}.")
        return decided(None, "first-person", 0.5, f"“{word}” stands inside a quote of an unknown speaker.")
    name = _writer(scene)
    if not name:
        return decided(
            None, "first-person", 0.5, "The writer speaks, and the article does not name its writer."
        )
    given = person_name(name.split())
    found = scene.cast.by_name(given)
    actor: Actor
    if found:
        actor = found[0]
    else:
        actor = scene.cast.person(given)
        actor.forms.setdefault(actor.name)
    scene.cast.see(phrase.first, phrase.last, actor)
    return decided(actor, "first-person", 0.7, f"“{page.words[phrase.first]}” is the writer, {actor.name}.")


def _writer(scene: Scene) -> str:
    author = (scene.article.author or "").strip()
    if author:
        author = re.split(r",|\band\b|;|\(", author.removeprefix("By ").removeprefix("by "))[0].strip()
        if author:
            return author
    text = scene.article.text
    found = _BYLINE.search(text[:1500]) or _BYLINE.search(text[-600:])
    return " ".join(found.group(1).split()) if found else ""
