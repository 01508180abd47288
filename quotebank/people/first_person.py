"""``I``, ``we``: outside quotation marks the writer speaks, inside them whoever is quoted."""

from __future__ import annotations

import re

from quotebank.people.actors import Actor
from quotebank.people.names import fold, person_name
from quotebank.people.phrases import Phrase
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables, wordset

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
    name = _signature(scene, phrase.first) or _writer(scene)
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
    actor.spans.add(page.span(phrase.first, phrase.last))  # no sighting: the writer is never "he"
    return decided(actor, "first-person", 0.65, f"“{page.words[phrase.first]}” is the writer, {actor.name}.")


_SIGNED = re.compile(r"[—–-]?\s*((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]+|@\w+)[.,]?$")
_AHEAD = 8
"""Paragraphs in which a letter to the editor gets its writer's name."""


def _signature(scene: Scene, index: int) -> str:
    """The name that stands alone in a paragraph after a letter or a reader's comment; nothing for none."""
    page = scene.page
    own = page.paragraph[index]
    at = index
    while at < len(page.words) and page.paragraph[at] - own <= _AHEAD:
        first, number = at, page.paragraph[at]
        while at < len(page.words) and page.paragraph[at] == number:
            at += 1
        found = _SIGNED.match(page.text[slice(*page.span(first, at))]) if number > own else None
        if found and (
            found.group(1).startswith("@")
            or page.labels[first] == "PERSON"
            or fold(page.words[first]) in tables().genders
        ):
            return found.group(1)
    return ""


def _writer(scene: Scene) -> str:
    author = (scene.article.author or "").strip()
    if author:
        author = re.split(r",|\band\b|;|\(", author.removeprefix("By ").removeprefix("by "))[0].strip()
        if author:
            return author
    text = scene.article.text
    found = _BYLINE.search(text[:1500]) or _BYLINE.search(text[-600:])
    return " ".join(found.group(1).split()) if found else ""
