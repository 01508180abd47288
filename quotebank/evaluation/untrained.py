"""A spaCy pipeline of the size that people know, to compare speed with."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example

_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}


def small_pipeline() -> Language:
    """A pipeline of en_core_web_sm's architecture and label counts with untrained weights.

    Shared convolutional layers (width 96, depth 4), a tagger and a dependency parser on top of them, a named
    entity recogniser with layers of its own: as spaCy's configuration of that model has it. Its attribute
    ruler and lemmatizer are left out, which makes it faster. What it answers means nothing; how long it
    takes does.
    """
    nlp = spacy.blank("en")
    shared = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
    nlp.add_pipe("tok2vec", config={"model": _tok2vec(shared, [5000, 1000, 2500, 2500, 50, 50])})
    tagger = nlp.add_pipe(
        "tagger",
        config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER}},
    )
    parser = nlp.add_pipe("parser", config={"model": _parser("parser", _LISTENER)})
    own = _tok2vec(["NORM", "PREFIX", "SUFFIX", "SHAPE"], [5000, 1000, 2500, 2500])
    names = nlp.add_pipe("ner", config={"model": _parser("ner", own)})
    _add_labels(tagger, 50)
    _add_labels(parser, 45)
    _add_labels(names, 18)
    example = Example.from_dict(
        nlp.make_doc("Anna Ray spoke ."),
        {
            "tags": ["L0", "L0", "L1", "L2"],
            "heads": [1, 2, 2, 2],
            "deps": ["L0", "L1", "ROOT", "L2"],
            "entities": ["B-L0", "L-L0", "O", "O"],
        },
    )
    nlp.initialize(lambda: [example])
    return nlp


def _add_labels(component: Any, count: int) -> None:
    for number in range(count):
        component.add_label(f"L{number}")


def _tok2vec(attributes: list[str], rows: list[int]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": attributes,
            "rows": rows,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _parser(state: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }
