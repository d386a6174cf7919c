"""Writes Tests/Goldens/losses.safetensors: losses and their gradients as PyTorch computes them.

usage: python Tests/Scripts/make_loss_goldens.py [OUTPUT_FILE]     (versions: Tests/Scripts/requirements.txt)

For each case `<case>/logits`, `<case>/targets`, `<case>/loss` and `<case>/gradient`, and `weights` of the classes.
PyTorch has no focal loss; it is written here as Lin and others (2017) define it, and differentiated by PyTorch.
"""
import pathlib
import sys

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

ROWS, CLASSES = 6, 4
WEIGHTS = torch.tensor([0.5, 1.0, 2.5, 0.25])


def focal(logits, labels, gamma):
    """The mean over labelled rows of (1 - p)^gamma * -log p."""
    labelled = labels >= 0
    log_p = F.log_softmax(logits[labelled], dim=-1).gather(1, labels[labelled][:, None])
    return -((1 - log_p.exp()) ** gamma * log_p).mean()


def binary_focal(logits, targets, gamma):
    p = torch.sigmoid(logits)
    away = targets * (1 - p) + (1 - targets) * p
    return (away**gamma * F.binary_cross_entropy_with_logits(logits, targets, reduction="none")).mean()


def cases(draw):
    labels = torch.tensor([0, 3, -100, 2, 2, 1])
    hits = torch.randint(0, 2, (ROWS, CLASSES), generator=draw).float()
    numbers = torch.randn(ROWS, CLASSES, generator=draw)
    yield "plain", labels, lambda x: F.cross_entropy(x, labels)
    yield "weights", labels, lambda x: F.cross_entropy(x, labels, weight=WEIGHTS)
    yield "smoothing", labels, lambda x: F.cross_entropy(x, labels, label_smoothing=0.1)
    yield "weights-smoothing", labels, lambda x: F.cross_entropy(x, labels, weight=WEIGHTS, label_smoothing=0.3)
    yield "focal", labels, lambda x: focal(x, labels, 2.0)
    yield "binary", hits, lambda x: F.binary_cross_entropy_with_logits(x, hits)
    yield "binary-weights", hits, lambda x: F.binary_cross_entropy_with_logits(x, hits, weight=WEIGHTS)
    yield "binary-focal", hits, lambda x: binary_focal(x, hits, 1.5)
    yield "squares", numbers, lambda x: F.mse_loss(x, numbers)


def main():
    default = pathlib.Path(__file__).parent.parent / "Goldens" / "losses.safetensors"
    draw = torch.Generator().manual_seed(7)
    found = dict(weights=WEIGHTS)
    for name, targets, loss_of in cases(draw):
        logits = (3 * torch.randn(ROWS, CLASSES, generator=draw)).requires_grad_()
        loss = loss_of(logits)
        loss.backward()
        found |= {f"{name}/logits": logits.detach(), f"{name}/targets": targets.float().clone()}
        found |= {f"{name}/loss": loss.detach(), f"{name}/gradient": logits.grad}
    save_file(found, sys.argv[1] if len(sys.argv) > 1 else default)


if __name__ == "__main__":
    main()
