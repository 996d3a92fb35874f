"""A non-negative Fourier series fitted by Adam, beside works/fit.rs.

Two ways each: e^{-i pi k x} computed anew for every sample of every step, as the lab does (which needs it where samples
are fresh each step), and looked up in a table of the data made beforehand.
"""

import numpy as np
import torch

RATE = 0.005


def _parts(inputs, case):
    first = inputs["first"]
    terms = len(first) // 2
    batches = inputs["batches"].astype(np.int64).reshape(case["steps"], case["batch"])
    return first[:terms] + 1j * first[terms:], batches, inputs["x"]


def _waves(x, terms):
    return np.exp(-1j * np.pi * np.outer(x, np.arange(terms)))


def _density(a, x):
    return np.abs(_waves(x, len(a)) @ a) ** 2 / (2 * np.sum(np.abs(a) ** 2))


def _numpy(looked_up):
    def peer(inputs, case):
        first, batches, x = _parts(inputs, case)
        table = _waves(x, len(first))

        def run():
            a = first.copy()
            m, v = np.zeros_like(a), np.zeros((2, len(a)))
            power1 = power2 = 1.0
            for batch in batches:
                e = table[batch] if looked_up else _waves(x[batch], len(a))
                amplitude = e @ a
                # The gradient of ln c0 - mean ln |A|^2 by real and imaginary part, as one complex number.
                g = 2 * a / np.vdot(a, a).real - (2 / len(batch)) * ((1 / amplitude.conj()) @ e.conj())
                power1 *= 0.9
                power2 *= 0.999
                m = 0.9 * m + 0.1 * g
                v = 0.999 * v + 0.001 * np.stack([g.real**2, g.imag**2])
                root = np.sqrt(v / (1 - power2)) + 1e-8
                scaled = m / (1 - power1)
                a = a - RATE * (scaled.real / root[0] + 1j * (scaled.imag / root[1]))
            return _density(a, x)

        return run

    return peer


def _torch(looked_up):
    def peer(inputs, case):
        first, batches, data = _parts(inputs, case)
        x = torch.from_numpy(data)
        orders = np.pi * torch.arange(len(first), dtype=torch.float64)
        rows = torch.from_numpy(batches)
        start = torch.from_numpy(np.concatenate([first.real, first.imag]))
        count = len(x)

        def waves(x):
            """Real and imaginary parts of all A one below the other: a real product of twice the width."""
            angle = torch.outer(x, orders)
            real, imaginary = torch.cos(angle), -torch.sin(angle)
            return torch.cat([torch.cat([real, -imaginary], 1), torch.cat([imaginary, real], 1)], 0)

        table = waves(x)

        def run():
            a = start.clone().requires_grad_()
            adam = torch.optim.Adam([a], lr=RATE)
            for batch in rows:
                e = table[torch.cat([batch, batch + count])] if looked_up else waves(x[batch])
                both = e @ a
                size = len(batch)
                square = both[:size] ** 2 + both[size:] ** 2
                loss = torch.log(2 * (a * a).sum()) - torch.log(square).mean()
                adam.zero_grad()
                loss.backward()
                adam.step()
            final = a.detach().numpy()
            terms = len(final) // 2
            return _density(final[:terms] + 1j * final[terms:], data)

        return run

    return peer


PEERS = {
    "NumPy": _numpy(False),
    "PyTorch": _torch(False),
    "NumPy, from a table": _numpy(True),
    "PyTorch, from a table": _torch(True),
}


def judge(answer, reference, inputs, case):
    """Densities at the data after all steps. Each step multiplies rounding errors a little: six digits are left."""
    worst = np.max(np.abs(answer / reference - 1))
    assert worst < 1e-6, f"densities differ by {worst:.1e}"
    return f"densities after {case['steps']} steps agree to {worst:.0e}"
