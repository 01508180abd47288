"""Nouns that are no roles: of documents, of kin, of speech, and those that never speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotebank.lexicon.spellings import plural
from quotebank.lexicon.word_lists import groups, lines, pairs


@dataclass(frozen=True, slots=True)
class NounLists:
    """Words in lower case.

    ``documents`` maps a document's noun, singular or plural, to its singular; ``same_documents`` gives the
    groups of those that may mean one document. ``relations`` maps a person's noun that is no role to the
    gender it tells: m, f or nothing. ``speech`` are what somebody says or speaks with, ``non_speakers`` what
    says nothing at all, ``unnamed`` what sources are called that reporters do not name.
    """

    documents: Mapping[str, str]
    same_documents: Mapping[str, frozenset[int]]
    relations: Mapping[str, str]
    speech: frozenset[str]
    non_speakers: frozenset[str]
    unnamed: frozenset[str]


@cache
def noun_lists() -> NounLists:
    """The lists, read once a process."""
    documents: dict[str, str] = {}
    for word in lines("documents.txt"):
        documents[plural(word)] = documents[word] = word
        if word.endswith("is"):
            documents[word[:-2] + "es"] = word  # analyses
    return NounLists(
        documents=documents,
        same_documents=groups("same_documents.txt"),
        relations=pairs("relations.txt"),
        speech=_with_plurals("speech_nouns.txt"),
        non_speakers=_with_plurals("non_speaker_nouns.txt"),
        unnamed=frozenset(lines("unnamed_sources.txt")),
    )


def _with_plurals(name: str) -> frozenset[str]:
    return frozenset(form for word in lines(name) for form in (word, plural(word)))
