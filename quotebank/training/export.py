"""Trained weights to what ships: one int8 ONNX file, its tokenizer, a manifest."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quotebank.quotes.acceptance import unfitted
from quotebank.reader.manifest import FORMAT, LABELS, MANIFEST, MODEL, TOKENIZER, sha256
from quotebank.reader.session import INPUTS, OUTPUTS
from quotebank.reader.windows import FEATURES
from quotebank.training.crf import CRF
from quotebank.training.model import BASE_SHA256, Network, Shape

CARD = {
    "licence": "Apache-2.0",
    "base": {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "sha256": BASE_SHA256},
    "data": [
        {
            "name": "open-news, training part",
            "used for": "quotes by its convention, what was said and what only thought, names, roles, "
            "who is meant",
            "licence": "annotation: this project's; texts their publishers' (Wikinews: CC BY 2.5)",
        },
        {
            "name": "PolNeAR 1.0, with CoreNLP's annotation",
            "used for": "quotes by its own convention; tags, entities, sentences, who is meant (silver)",
            "licence": "published without a licence text; the news texts are their publishers'",
        },
        {
            "name": "Universal Dependencies English EWT",
            "used for": "tags, sentences",
            "licence": "CC BY-SA 4.0",
        },
        {
            "name": "GUM, free genres without news",
            "used for": "tags, sentences, who is meant",
            "licence": "CC BY 4.0, texts CC BY / CC BY-SA",
        },
        {
            "name": "WikiGold",
            "used for": "entities",
            "licence": "CC BY 4.0",
        },
        {
            "name": "MEANTIME",
            "used for": "who is meant",
            "licence": "CC BY 4.0",
        },
        {
            "name": "GAP",
            "used for": "pronouns",
            "licence": "Apache-2.0; texts Wikipedia",
        },
        {
            "name": "LitBank",
            "used for": "who is meant",
            "licence": "CC BY 4.0",
        },
        {
            "name": "QA-SRL and QANom, Wikinews parts",
            "used for": "verbs and nouns of saying, and others",
            "licence": "MIT; texts CC BY 2.5",
        },
        {
            "name": "ECB+",
            "used for": "reporting verbs, and other actions",
            "licence": "annotation CC BY 3.0; texts third-party, for research",
        },
    ],
}


class Graph(nn.Module):
    """The network as it is exported: tags by number, to carry less out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """See ``reader.session.Scores``."""
        parts, tags, *others = self.network(features, mask, first)
        return parts, tags.argmax(-1), *others


def export_onnx(network: Network, path: Path) -> None:
    """Write the network in 32-bit floats; batch, pieces and words are free."""
    batch, pieces, words = (torch.export.Dim(name, min=1, max=1024) for name in ("batch", "pieces", "words"))
    features = torch.zeros(2, FEATURES, 20, dtype=torch.int64)
    mask = torch.ones(2, 20, dtype=torch.int64)
    first = torch.arange(9)[None].repeat(2, 1)
    torch.onnx.export(
        Graph(network).eval(),
        (features, mask, first),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_shapes=({0: batch, 2: pieces}, {0: batch, 1: pieces}, {0: batch, 1: words}),
        opset_version=18,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Weights to int8, a scale for each output channel; activations are quantised as they come.

    One matrix stays in floats: the first layer's into its inner width. Half a point of the source spans was
    lost there, for 1.8 of 25 megabytes (``LOG.md``).
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=[_first_inner(source)],
        extra_options={"MatMulConstBOnly": True},
    )


def _first_inner(path: Path) -> str:
    """The name of the first multiplication that widens what it is given."""
    import onnx

    graph = onnx.load(path).graph
    sizes = {one.name: tuple(one.dims) for one in graph.initializer}
    for node in graph.node:
        size = next((sizes[name] for name in node.input if name in sizes), ())
        if node.op_type == "MatMul" and len(size) == 2 and size[1] > size[0]:
            return str(node.name)
    raise ValueError(f"{path}: no layer has an inner width")


def export(run: Path, tokenizer: Path, folder: Path, *, version: str, about: Mapping[str, Any]) -> None:
    """Export ``run/best.pt`` to a model folder. ``about`` (scores, commit) goes into the manifest."""
    saved = torch.load(run / "best.pt", weights_only=True)
    network, crf = Network(Shape()), CRF()
    nn.ModuleList([network, crf]).load_state_dict(saved["weights"])
    write(
        network,
        crf,
        tokenizer,
        folder,
        version=version,
        about={"epoch": saved["epoch"], "dev while training": saved["dev"], **about},
    )


def write(
    network: Network,
    crf: CRF,
    tokenizer: Path,
    folder: Path,
    *,
    version: str,
    about: Mapping[str, Any],
) -> None:
    """Write a model folder that ``quotebank.reader.Reader`` loads."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        export_onnx(network, plain)
        quantize(plain, folder / MODEL)
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    start, steps, end = (t.detach().tolist() for t in crf.transitions())
    manifest = {
        "format": FORMAT,
        "version": version,
        **CARD,
        **about,
        "labels": LABELS,
        "transitions": {"start": start, "steps": steps, "end": end},
        "mix": network.mix.detach().tolist(),
        "calibration": unfitted().to_json(),
        "sha256": {name: sha256(folder / name) for name in (MODEL, TOKENIZER)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
