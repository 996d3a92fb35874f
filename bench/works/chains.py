"""Gaussians that learn from their own samples, all runs side by side, beside works/chains.rs."""

import numpy as np
import torch


def numpy_peer(inputs, case):
    (n,) = inputs["samples"]
    runs = case["runs"]
    seeds = iter(range(1, 1_000_000))

    def run():
        rng = np.random.Generator(np.random.PCG64(next(seeds)))
        mean, variance = np.zeros(runs), np.ones(runs)
        for _ in range(case["generations"]):
            mean += np.sqrt(variance / n) * rng.standard_normal(runs)
            variance *= rng.chisquare(n - 1, runs) / (n - 1)
        return variance

    return run


def torch_peer(inputs, case):
    (n,) = inputs["samples"]
    runs = case["runs"]
    seeds = iter(range(1, 1_000_000))

    def run():
        rng = torch.Generator().manual_seed(next(seeds))
        mean = torch.zeros(runs, dtype=torch.float64)
        variance = torch.ones(runs, dtype=torch.float64)
        shape = torch.full((runs,), (n - 1) / 2, dtype=torch.float64)
        for _ in range(case["generations"]):
            mean += torch.sqrt(variance / n) * torch.randn(runs, dtype=torch.float64, generator=rng)
            variance *= torch._standard_gamma(shape, generator=rng) * (2 / (n - 1))
        return variance.numpy()

    return run


PEERS = {"NumPy": numpy_peer, "PyTorch": torch_peer}


def judge(answer, reference, inputs, case):
    """Chance: each side's ln variance must have the mean and the deviation of its law, a sum of independent
    ln chi^2_{n-1} / (n-1), within five standard errors."""
    (n,) = inputs["samples"]
    half = (n - 1) / 2
    # digamma(h) - ln h and trigamma(h), by their asymptotic series: h = 49.5 leaves 1e-9.
    mean = case["generations"] * (-1 / (2 * half) - 1 / (12 * half**2) + 1 / (120 * half**4))
    variance = case["generations"] * (1 / half + 1 / (2 * half**2) + 1 / (6 * half**3))
    for side in (answer, reference):
        logs = np.log(side)
        runs = len(logs)
        off = abs(np.mean(logs) - mean) / np.sqrt(variance / runs)
        spread = abs(np.var(logs, ddof=1) / variance - 1) / np.sqrt(2 / runs)
        assert off < 5 and spread < 5, f"{off:.1f} and {spread:.1f} standard errors from the law"
    return f"ln variance after {case['generations']} generations follows its law on both sides"
