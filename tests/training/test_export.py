"""A tiny network: what is exported answers as what was trained, and a step of training helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")

from tokenizers import Tokenizer  # noqa: E402

from quotebank.core import ReadQuote  # noqa: E402
from quotebank.reader import SHIPPED, Reader  # noqa: E402
from quotebank.reader.manifest import MODEL, TOKENIZER, check_files, load_manifest  # noqa: E402
from quotebank.reader.session import OUTPUTS, Session, padded  # noqa: E402
from quotebank.reader.windows import Window, Windower  # noqa: E402
from quotebank.training.average import average  # noqa: E402
from quotebank.training.batches import collate  # noqa: E402
from quotebank.training.crf import CRF  # noqa: E402
from quotebank.training.documents import Decided, Document, RoleSpan  # noqa: E402
from quotebank.training.examples import examples  # noqa: E402
from quotebank.training.export import export_onnx, write  # noqa: E402
from quotebank.training.loss import WEIGHTS, losses  # noqa: E402
from quotebank.training.measure import transitions_of  # noqa: E402
from quotebank.training.model import Network, Shape  # noqa: E402
from quotebank.training.shipped import unpack  # noqa: E402

TEXT = "“It will rain,” said Anna Ray on Monday. She added that nobody was hurt."
TEXTS = [TEXT, "Nothing.", "\n\n".join([TEXT] * 3)]
SHAPE = Shape(width=32, layers=2, heads=4, inner=64, link=16)


def windows() -> list[Window]:
    windower = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))
    return [window for text in TEXTS for window in windower.cut(text)]


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(7)
    network = Network(SHAPE).eval()
    for table in network.surfaces:
        torch.nn.init.normal_(table.weight)
    return network


def trained_answers(network: Network, window: Window) -> list[Any]:
    """What torch says of a window, in the order of the session's answers."""
    features, mask, first, _ = padded([window])
    with torch.no_grad():
        answers = network(*(torch.from_numpy(one) for one in (features, mask, first)))
    parts, tags, *others = answers
    return [one.numpy() for one in (parts, tags.argmax(-1), *others)]


def test_exported_floats_answer_as_torch_does(network: Network, tmp_path: Path) -> None:
    export_onnx(network, tmp_path / "plain.onnx")
    session = Session(tmp_path / "plain.onnx")
    for window in windows():
        scores = session([window])
        got: list[Any] = [getattr(scores, name) for name in OUTPUTS]
        for ours, theirs in zip(got, trained_answers(network, window), strict=True):
            assert ours.shape == theirs.shape
            assert np.allclose(ours, theirs, atol=1e-4)


def test_padding_changes_no_answer(network: Network, tmp_path: Path) -> None:
    export_onnx(network, tmp_path / "plain.onnx")
    session = Session(tmp_path / "plain.onnx")
    some = windows()
    together = session(some)
    for row, window in enumerate(some):
        alone, words = session([window]), len(window.first)
        assert np.allclose(together.parts[row, :words], alone.parts[0], atol=1e-4)
        assert np.allclose(together.links[row, :words, :words], alone.links[0], atol=1e-4)


def test_a_written_folder_is_a_reader(network: Network, tmp_path: Path) -> None:
    torch.manual_seed(3)
    crf = CRF()
    torch.nn.init.normal_(crf.steps)
    write(network, crf, SHIPPED / TOKENIZER, tmp_path / "model", version="tiny", about={"epoch": 0})
    manifest = load_manifest(tmp_path / "model")
    check_files(tmp_path / "model", manifest)
    assert np.allclose(manifest.transitions.steps, transitions_of(crf).steps)
    reader = Reader(tmp_path / "model")
    assert reader.version == "tiny"
    assert [len(reading.starts) > 0 for reading in reader.read_many(TEXTS)] == [True, True, True]


def test_int8_gives_nearly_the_same_labels(network: Network, tmp_path: Path) -> None:
    write(network, CRF(), SHIPPED / TOKENIZER, tmp_path, version="tiny", about={})
    session = Session(tmp_path / MODEL)
    same: list[bool] = []
    for window in windows():
        scores, (parts, tags, *_) = session([window]), trained_answers(network, window)
        same += (scores.parts.argmax(-1) == parts.argmax(-1)).ravel().tolist()
        same += (scores.tags == tags).ravel().tolist()
    assert sum(same) / len(same) > 0.85  # of random weights, whose scores lie close together


def test_a_step_of_training_lowers_the_loss() -> None:
    torch.manual_seed(5)
    network, crf = Network(Shape(width=32, layers=1, heads=4, inner=64, link=16, dropout=0.0)), CRF()
    windower = Windower(Tokenizer.from_file(str(SHIPPED / TOKENIZER)))
    quote = ReadQuote(((0, 15),), ((16, 20),), ((21, 29),), 1.0, 1.0)
    document = Document(
        "rain",
        TEXT,
        quotes=[quote],
        tags=[(16, 20, "VBD"), (21, 25, "NNP"), (26, 29, "NNP")],
        entities=[(21, 25, "B-PERSON"), (26, 29, "I-PERSON")],
        sentences=frozenset({0, 41}),
        decided=[Decided(0, 20, "speech"), Decided(30, 32, "no speech"), Decided(33, 39, None)],
        decided_elsewhere=True,
        chains=[[(21, 29), (41, 44)]],
        roles=[RoleSpan(33, 39, 21)],
    )
    batch = collate(examples([document], windower))
    both = torch.nn.ModuleList([network, crf])
    optimizer = torch.optim.AdamW(both.parameters(), lr=1e-2)
    seen = []
    for _ in range(8):
        found = losses(network(batch.features, batch.mask, batch.first), batch, crf)
        assert set(found) == set(WEIGHTS) - {"taught"}
        total = torch.stack(list(found.values())).sum()
        seen.append(total.item())
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
    assert seen[1] < seen[0]
    assert seen[-1] < seen[0] / 2


def test_what_ships_can_be_gone_on_from(tmp_path: Path) -> None:
    """Unpacked weights are the trained ones but for eight bits."""
    torch.manual_seed(11)
    network, crf = Network(Shape()), CRF()
    torch.nn.init.normal_(crf.steps)
    torch.nn.init.normal_(network.mix)
    write(network, crf, SHIPPED / TOKENIZER, tmp_path / "model", version="tiny", about={})
    unpack(tmp_path / "model", tmp_path / "run")
    saved = torch.load(tmp_path / "run" / "best.pt", weights_only=True)["weights"]
    known = torch.nn.ModuleList([network, crf]).state_dict()
    assert set(saved) == set(known)
    for name, value in saved.items():
        if "steps" not in name:  # steps that cannot be are not in the file
            assert torch.allclose(value, known[name], atol=0.03 * float(known[name].abs().max()) + 1e-6), name


def test_a_mean_weighs_each_run_by_its_share(tmp_path: Path) -> None:
    for name, value in (("one", 1.0), ("other", 4.0)):
        (tmp_path / name).mkdir()
        torch.save({"weights": {"a": torch.full((2,), value)}}, tmp_path / name / "best.pt")
    average({tmp_path / "one": 1.0, tmp_path / "other": 0.5}, tmp_path / "mean")
    saved = torch.load(tmp_path / "mean" / "best.pt", weights_only=True)
    assert saved["weights"]["a"].tolist() == [2.0, 2.0]
