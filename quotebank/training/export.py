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

from quotebank.reader.calibration import UNFITTED
from quotebank.reader.labels import ENTITY_TAGS, PART_LABELS, POS_TAGS
from quotebank.reader.manifest import FORMAT, MANIFEST, MODEL, TOKENIZER, sha256
from quotebank.reader.session import INPUTS, OUTPUTS
from quotebank.training.crf import CRF
from quotebank.training.model import BASE_SHA256, Network, Shape

CARD = {
    "licence": "Apache-2.0",
    "base": {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "sha256": BASE_SHA256},
    "data": [
        {
            "name": "PolNeAR 1.0, with CoreNLP's annotation",
            "used for": "source, cue, content, links; "
            "tags, entities, sentences, heads and relations (silver)",
            "licence": "published without a licence text; the news texts are their publishers'",
        },
        {
            "name": "Universal Dependencies English EWT",
            "used for": "tags, sentences, heads",
            "licence": "CC BY-SA 4.0",
        },
        {
            "name": "GUM, free genres without news",
            "used for": "tags, sentences, heads",
            "licence": "CC BY 4.0, texts CC BY / CC BY-SA",
        },
        {"name": "WikiGold", "used for": "entities", "licence": "CC BY 4.0"},
    ],
}


class Graph(nn.Module):
    """The network as it is exported: side questions answered by number, to carry less out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """See ``reader.session.Scores``."""
        parts, tags, entities, sentences, links, *_ = self.network(features, mask, first)
        return parts, tags.argmax(-1), entities.argmax(-1), sentences, links


def export_onnx(network: Network, path: Path) -> None:
    """Write the network in 32-bit floats; batch, pieces and words are free."""
    batch, pieces, words = (torch.export.Dim(name, min=1, max=1024) for name in ("batch", "pieces", "words"))
    features = torch.zeros(2, 5, 20, dtype=torch.int64)
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
        "labels": {"parts": PART_LABELS, "tags": POS_TAGS, "entities": ENTITY_TAGS},
        "transitions": {"start": start, "steps": steps, "end": end},
        "calibration": UNFITTED.to_json(),
        "sha256": {name: sha256(folder / name) for name in (MODEL, TOKENIZER)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
