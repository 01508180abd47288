"""What the chain's training asks of it, against every path written out."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from quotebank.reader.chain import messages  # noqa: E402
from quotebank.training.crf import CRF, beliefs  # noqa: E402
from quotebank.training.measure import transitions_of  # noqa: E402
from tests.reader.every_path import LENGTHS, paths, scored, value  # noqa: E402


def chain(seed: int) -> CRF:
    torch.manual_seed(seed)
    crf = CRF()
    for parameter in crf.parameters():
        torch.nn.init.normal_(parameter)
    return crf


@pytest.mark.parametrize("seed", range(3))
def test_the_loss_is_that_of_all_paths_summed(seed: int) -> None:
    crf = chain(seed)
    transitions = transitions_of(crf)
    dice = np.random.default_rng(seed)
    scores = scored(seed)
    labels = np.full((len(LENGTHS), max(LENGTHS)), -100)
    expected = 0.0
    for row, words in enumerate(LENGTHS):
        allowed = paths(words)
        gold = allowed[dice.integers(len(allowed))]
        labels[row, :words] = gold
        everything = np.logaddexp.reduce([value(scores[row], path, transitions) for path in allowed])
        expected += everything - value(scores[row], gold, transitions)
    mask = torch.arange(max(LENGTHS))[None] < torch.tensor(LENGTHS)[:, None]
    loss = crf(torch.from_numpy(scores), torch.from_numpy(labels), mask)
    assert loss.item() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_beliefs_are_those_of_all_paths_and_the_loss_towards_them_is_least_at_themselves(seed: int) -> None:
    crf = chain(seed)
    scores = torch.from_numpy(scored(seed))
    mask = torch.arange(max(LENGTHS))[None] < torch.tensor(LENGTHS)[:, None]
    believed = beliefs(scores, mask, *crf.transitions())
    for row, found in enumerate(messages(scores.numpy(), np.array(LENGTHS), transitions_of(crf))):
        assert np.allclose(believed.labels[row, : LENGTHS[row]], found.labels(), atol=1e-4)
    assert believed.steps.sum().item() == pytest.approx(sum(LENGTHS) - len(LENGTHS), rel=1e-4)
    assert believed.start.sum().item() == pytest.approx(len(LENGTHS), rel=1e-4)
    given = scores.clone().requires_grad_()
    loss = crf.towards(believed, given, mask)
    torch.autograd.backward(loss)
    assert given.grad is not None
    assert given.grad.abs().max().item() < 1e-4
    assert crf.towards(believed, scores + torch.randn_like(scores), mask).item() > loss.item()
