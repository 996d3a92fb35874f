"""F(alpha) = alpha (1 - sum p^2) on a grid of alpha, beside works/sweep.rs.

Two ways each: as one writes it, an exponential a score and alpha; and with the lab's trick, in which each power
e^{alpha s} is multiplied by e^{delta s} on the way to the next alpha.
"""

import numpy as np
import torch

DELTA = 0.05


def _direct(xp, scores, alphas):
    out = []
    for row in scores:
        row = row - row.max()
        for alpha in alphas:
            p = xp.exp(alpha * row)
            total = p.sum()
            out.append(alpha * (1 - (p @ p) / (total * total)))
    return out


def _powers(xp, scores, alphas):
    out = []
    for row in scores:
        row = row - row.max()
        factor = xp.exp(DELTA * row)
        p = xp.ones_like(row)
        for alpha in alphas:
            total = p.sum()
            out.append(alpha * (1 - (p @ p) / (total * total)))
            p *= factor
    return out


def _peer(xp, way):
    def peer(inputs, case):
        scores = inputs["scores"].reshape(case["draws"], case["n"])
        if xp is torch:
            scores = torch.from_numpy(scores)
        alphas = [DELTA * k for k in range(case["points"])]
        return lambda: np.array([float(x) for x in way(xp, scores, alphas)])

    return peer


PEERS = {
    "NumPy": _peer(np, _direct),
    "PyTorch": _peer(torch, _direct),
    "NumPy, the lab's way": _peer(np, _powers),
    "PyTorch, the lab's way": _peer(torch, _powers),
}


def judge(answer, reference, inputs, case):
    """The whole of every curve: its values are of size one."""
    worst = np.max(np.abs(answer - reference))
    assert worst < 1e-10, f"curves differ by {worst:.1e}"
    return f"{case['draws']} curves agree to {worst:.0e}"
