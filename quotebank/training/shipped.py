"""A model folder back to a run: the exported weights in floats, so that training can go on from what ships.

Runs are large and not kept; what ships is. The int8 weights times their scales differ from those that were
trained by less than what the next epoch moves.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from quotebank.reader.chain import NEVER
from quotebank.reader.manifest import MANIFEST, MODEL
from quotebank.training.crf import CRF
from quotebank.training.model import Network, Shape


def unpack(folder: Path, out: Path) -> None:
    """Write ``out/best.pt`` from a model folder. Heads that the folder's network has not are left new.

    Raises OSError where the folder is none, KeyError where its graph is another network's.
    """
    torch.manual_seed(0)
    network, crf = Network(Shape()), CRF()
    state = network.state_dict()
    for name, value in weights(folder / MODEL).items():
        tensor = torch.from_numpy(np.array(value, dtype=np.float32))
        if state[name].shape == tensor.shape:
            state[name] = tensor
        else:  # fewer rows than today: of surfaces that were added since, of layers' means
            state[name][: len(tensor)] = tensor
    network.load_state_dict(state)
    about = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
    network.mix.data = torch.tensor(about["mix"])
    for name, parameter in (("start", crf.start), ("steps", crf.steps), ("end", crf.end)):
        scores = torch.tensor(about["transitions"][name])
        parameter.data = torch.where(scores > NEVER, scores, 0.0)
    out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"weights": torch.nn.ModuleList([network, crf]).state_dict(), "dev": {}, "epoch": 0}, out / "best.pt"
    )


def weights(path: Path) -> dict[str, Any]:
    """The parameters of an exported network by their names in ``Network``, in floats.

    Biases and norms keep their names in the file. A matrix has none there: it is the one whose product the
    bias is added to. The means of layers are in the manifest.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    found: dict[str, Any] = {}
    for name, value in held.items():
        if name.startswith("network.") and name.endswith(".weight_quantized"):
            stem = name.removesuffix("_quantized")
            shift = np.asarray(held[f"{stem}_zero_point"], dtype=np.float32)
            found[stem.removeprefix("network.")] = (value.astype(np.float32) - shift) * held[f"{stem}_scale"]
        elif name.startswith("network.") and name.endswith((".weight", ".bias")):
            found[name.removeprefix("network.")] = value
    for node in graph.node:
        bias = next((n for n in node.input if n.startswith("network.") and n.endswith(".bias")), None)
        if node.op_type != "Add" or bias is None:
            continue
        product = makers[next(n for n in node.input if n != bias)]
        while product.op_type in ("Mul", "Cast"):
            inner = [makers[n] for n in product.input if n in makers]
            product = next(n for n in inner if n.op_type in ("Mul", "Cast", "MatMulInteger"))
        matrix = product.input[1]
        if product.op_type == "MatMulInteger":
            value = held[matrix].astype(np.float32) * held[matrix.replace("_quantized", "_scale")]
        else:
            value = held[matrix]
        found[bias.removeprefix("network.").replace(".bias", ".weight")] = value.T
    return found
