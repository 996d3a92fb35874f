"""A gradient step of the next-word model, beside works/drift.rs."""

import numpy as np
import torch
import torch.nn.functional as F

WIDTH = 16
EPSILON = 1e-8


def _parts(inputs, case):
    vocabulary, size = case["vocab"], case["batch"]
    dtype = np.float32 if inputs["precision"][0] == 32 else np.float64
    embedding = inputs["embedding"].reshape(vocabulary, WIDTH).astype(dtype)
    output = inputs["output"].reshape(vocabulary, WIDTH + 1).astype(dtype)
    words = inputs["words"].astype(np.int64).reshape(-1, size)
    following = inputs["next"].astype(np.int64).reshape(-1, size)
    # Python's numbers take the precision of the arrays that they meet.
    settings = [float(x) for x in inputs["rate_decay_beta1_beta2"]]
    return embedding, output, words, following, settings


def _answer(losses, embedding, output):
    return np.concatenate([losses, embedding.ravel(), output.ravel()])


def numpy_peer(inputs, case):
    embedding, output, words, following, (rate, decay, beta1, beta2) = _parts(inputs, case)
    adamw = case["optimizer"] == "adamw"
    size = case["batch"]
    rows = np.arange(size)

    def run():
        parameters = [embedding.copy(), output.copy()]
        m = [np.zeros_like(p) for p in parameters]
        v = [np.zeros_like(p) for p in parameters]
        losses = []
        for t, (x, y) in enumerate(zip(words, following), 1):
            e, w = parameters
            picked = e[x]
            rms = np.sqrt(np.mean(picked * picked, axis=1, keepdims=True) + EPSILON)
            h = picked / rms
            logits = h @ w[:, :WIDTH].T
            logits += w[:, WIDTH]
            logits -= logits.max(axis=1, keepdims=True)
            wanted = logits[rows, y]
            p = np.exp(logits, out=logits)
            total = p.sum(axis=1, keepdims=True)
            losses.append(np.mean(np.log(total[:, 0]) - wanted))
            p /= total
            p[rows, y] -= 1
            p /= size
            gw = np.empty_like(w)
            np.matmul(p.T, h, out=gw[:, :WIDTH])
            gw[:, WIDTH] = p.sum(axis=0)
            back = p @ w[:, :WIDTH]
            back = (back - h * np.mean(h * back, axis=1, keepdims=True)) / rms
            ge = np.zeros_like(e)
            np.add.at(ge, x, back)
            for theta, g, mi, vi in zip(parameters, (ge, gw), m, v):
                mi *= beta1
                mi += (1 - beta1) * g
                if adamw:
                    vi *= beta2
                    vi += (1 - beta2) * g * g
                    step = (mi / (1 - beta1**t)) / (np.sqrt(vi / (1 - beta2**t)) + 1e-8)
                else:
                    step = np.sign(mi)
                theta *= 1 - rate * decay
                theta -= rate * step
        return _answer(losses, *parameters)

    return run


class Tiger(torch.optim.Optimizer):
    """m = beta m + (1 - beta) g, theta = theta - rate (sign m + decay theta), all matrices of a kind in one call."""

    def __init__(self, parameters, rate, decay, beta):
        super().__init__(parameters, {})
        self.rate, self.decay, self.beta = rate, decay, beta
        self.all = [p for group in self.param_groups for p in group["params"]]
        self.m = [torch.zeros_like(p) for p in self.all]

    @torch.no_grad()
    def step(self):
        torch._foreach_lerp_(self.m, [p.grad for p in self.all], 1 - self.beta)
        torch._foreach_mul_(self.all, 1 - self.rate * self.decay)
        torch._foreach_add_(self.all, torch._foreach_sign(self.m), alpha=-self.rate)


def torch_peer(inputs, case):
    embedding, output, words, following, (rate, decay, beta1, beta2) = _parts(inputs, case)
    start = [torch.from_numpy(embedding), torch.from_numpy(output[:, :WIDTH].copy()), torch.from_numpy(output[:, WIDTH].copy())]
    batches = list(zip(torch.from_numpy(words), torch.from_numpy(following)))

    def run():
        e, w, b = parameters = [p.clone().requires_grad_() for p in start]
        if case["optimizer"] == "adamw":
            optimizer = torch.optim.AdamW(parameters, lr=rate, betas=(beta1, beta2), eps=1e-8, weight_decay=decay)
        else:
            optimizer = Tiger(parameters, rate, decay, beta1)
        losses = []
        for x, y in batches:
            h = F.rms_norm(F.embedding(x, e), (WIDTH,), eps=EPSILON)
            loss = F.cross_entropy(F.linear(h, w, b), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        e, w, b = (p.detach().numpy() for p in parameters)
        return _answer(losses, e, np.concatenate([w, b[:, None]], axis=1))

    return run


PEERS = {"NumPy": numpy_peer, "PyTorch": torch_peer}


def judge(answer, reference, inputs, case):
    """Losses of all steps, and all weights after the last one. A step of Tiger has one length whatever the gradient's
    (nearly so Adam's first), so that a momentum that rounds to the other side of zero moves a weight by two steps: one
    weight in a thousand may."""
    tolerance = 1e-5 if inputs["precision"][0] == 32 else 1e-9
    steps = len(answer) - len(inputs["embedding"]) - len(inputs["output"])
    loss = np.max(np.abs(answer[:steps] / reference[:steps] - 1))
    assert loss < tolerance, f"losses differ by {loss:.1e}"
    apart = np.abs(answer[steps:] - reference[steps:]) > tolerance
    assert np.mean(apart) < 1e-3, f"{np.mean(apart):.1%} of the weights differ"
    return f"losses of {steps} steps agree to {loss:.0e}, {np.sum(apart)} of {len(apart)} weights differ by over {tolerance:.0e}"
