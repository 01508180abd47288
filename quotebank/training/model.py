"""The network: a MiniLM encoder read once, a head for each question asked of it.

Inputs are six rows of integers a piece (``reader.windows``) and the index of each word's first piece;
everything after the encoder is by word, so a word's inner pieces never carry a label.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from quotebank.reader.labels import (
    CONVENTIONS,
    DECISIONS,
    ENTITY_TAGS,
    PART_LABELS,
    POS_TAGS,
    ROLE_LABELS,
    VECTOR_SIZE,
)
from quotebank.reader.surface import INSIDE, SHAPES

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2's model.safetensors, as published."""

HEADS = (
    "surfaces", "parts", "tags", "entities", "sentences", "link_", "decisions", "roles", "vectors", "mix",
)  # fmt: skip
"""How the names of the parameters begin that no base weights fill; they learn at their own rate."""


QUESTIONS = ("parts and links", "tags, names and sentences", "decisions", "roles and vectors")
"""Each reads a mean of the layers of its own."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder; the defaults are MiniLM-L6's."""

    vocabulary: int = 30_522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1_536
    positions: int = 512
    link: int = 128
    dropout: float = 0.1


class Dropout(nn.Module):
    """Dropout by one random byte a number: PyTorch draws each from its own distribution, eight times as
    slowly."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        words = torch.empty((x.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = (words.view(torch.uint8)[: x.numel()] >= self.least).view(x.shape)
        return x * kept * (256 / (256 - self.least))


class Layer(nn.Module):
    """One BERT layer, normalised after each block as BERT was trained."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        # no dropout of attention weights: drawing 12 million numbers a layer took 40 % of a step; written
        # out, since PyTorch's fused attention takes four times as long on the way back on processors
        scores = (query * (width // self.heads) ** -0.5) @ key.transpose(2, 3) + bias.to(query.dtype)
        mixed = (
            (torch.softmax(scores, dim=-1).to(value.dtype) @ value)
            .transpose(1, 2)
            .reshape(batch, length, width)
        )
        x = self.norm1(x + self.dropout(self.out(mixed)))
        inner = nn.functional.gelu(self.up(x))
        out: Tensor = self.norm2(x + self.dropout(self.down(inner)))
        return out


class Network(nn.Module):
    """Encoder and heads. ``forward`` gives, by word, the scores of each head; see ``forward``."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, width)
        self.places = nn.Embedding(shape.positions, width)
        sizes = (len(SHAPES), len(INSIDE), 2, 2, len(CONVENTIONS))
        self.surfaces = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        for table in self.surfaces.parameters():
            # the pieces' own embeddings have 0.056: at the default of 1 these drowned them, and two of three
            # seeds did not learn
            nn.init.normal_(table, std=0.01)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        # what each question reads is a learned mean of all layers, not the last one alone: kept because links
        # are learned in fewer epochs (LOG.md, run A)
        self.mix = nn.Parameter(torch.zeros(len(QUESTIONS), shape.layers + 1))
        self.parts = nn.Linear(width, len(PART_LABELS))
        self.tags = nn.Linear(width, len(POS_TAGS))
        self.entities = nn.Linear(width, len(ENTITY_TAGS))
        self.sentences = nn.Linear(width, 1)
        self.link_from = nn.Linear(width, shape.link)
        self.link_to = nn.Linear(width, shape.link)
        self.decisions = nn.Linear(width, len(DECISIONS))
        self.roles = nn.Linear(width, len(ROLE_LABELS))
        self.vectors = nn.Linear(width, VECTOR_SIZE)

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """``features`` (batch, 6, pieces), ``mask`` (batch, pieces) 1 or 0, ``first`` (batch, words).

        Returns parts (batch, words, 7), tags, entities, sentences (batch, words), links
        (batch, words, words): row = the word that points, column = the word pointed at; decisions (batch,
        words, 3), roles (batch, words, 3) and vectors (batch, words, ``VECTOR_SIZE``).
        """
        x = self.pieces(features[:, 0])
        x = x + self.places(torch.arange(features.shape[2], device=features.device))
        for row, table in enumerate(self.surfaces, start=1):
            x = x + table(features[:, row])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        index = first[:, :, None].expand(-1, -1, x.shape[2])
        words, side, decided, meant = (
            self.dropout(torch.gather(_mean(states, row), 1, index)) for row in self.mix
        )
        scale = 1 / math.sqrt(self.shape.link)
        links = self.link_from(words) @ self.link_to(words).transpose(1, 2) * scale
        return (
            self.parts(words),
            self.tags(side),
            self.entities(side),
            self.sentences(side)[:, :, 0],
            links,
            self.decisions(decided),
            self.roles(meant),
            self.vectors(meant),
        )


def _mean(states: list[Tensor], weights: Tensor) -> Tensor:
    """The layers' states, weighed by the softmax of ``weights`` (layers + 1,)."""
    shares = torch.softmax(weights, dim=0)
    total = states[0] * shares[0]
    for state, share in zip(states[1:], shares[1:], strict=True):
        total = total + state * share
    return total


_BERT_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def load_base(network: Network, path: Path) -> None:
    """Fill the encoder with a BERT safetensors file; heads and surface embeddings stay as they are.

    The one segment embedding that is used is added to the positions. Raises KeyError on another model.
    """
    from safetensors.torch import load_file

    base = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
    state = {
        "pieces.weight": base["embeddings.word_embeddings.weight"],
        "places.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for number in range(network.shape.layers):
        for theirs, ours in _BERT_NAMES.items():
            for kind in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{kind}"] = base[f"encoder.layer.{number}.{theirs}.{kind}"]
    missing, unexpected = network.load_state_dict(state, strict=False)
    if unexpected or any(not name.startswith(HEADS) for name in missing):
        raise KeyError(f"not a BERT encoder of this shape: {missing} {unexpected}")
