"""The works of bench/works natively, in the browser, in NumPy and in PyTorch: compare.py [--rounds=3] [work ...]

One thread each, on the CPU, in double precision. Every side first shows that it computes the same; then all are timed
by turns, several rounds, and the best round's median counts: what else the machine does can only add to it.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[name] = "1"
# Where these name an older processor, NumPy would be slower than it need be.
os.environ.pop("OPENBLAS_CORETYPE", None)
os.environ.pop("OPENBLAS_L2_SIZE", None)

import numpy as np  # noqa: E402
import torch  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "target" / "bench"
NATIVE = ROOT / "target" / "release" / "examples" / "bench"

sys.path.insert(0, str(Path(__file__).resolve().parent))
torch.set_num_threads(1)
torch.set_num_interop_threads(1)
torch.set_default_dtype(torch.float64)


def native(*words):
    return subprocess.run([NATIVE, *words], check=True, capture_output=True, text=True).stdout


class Browser:
    """end2end/bench/works.mjs, asked line by line."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["node", "bench/works.mjs"], cwd=ROOT / "end2end", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.version = json.loads(self.process.stdout.readline())["browser"]

    def ask(self, **asked):
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def timed(run, seconds=1.0):
    """Milliseconds of each of several runs after one that warms up: as many as there is time for, at least three. What
    takes seconds needs no warming up."""
    times = []
    begun = time.perf_counter()
    while len(times) < 4 or time.perf_counter() - begun < seconds:
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e3)
        if times[0] > 2000:
            return times
    return times[1:]


def value(word):
    return int(word) if word.isdigit() else word


def compare(work, case, unit, about, browser, rounds):
    folder = OUT / "inputs" / f"{work} {case}".replace(" ", "_")
    units = int(native("export", work, case, str(folder)))
    inputs = {path.stem: np.fromfile(path, "<f8") for path in folder.glob("*.f64")}
    reference = inputs.pop("answer")
    size = dict((key, value(word)) for key, word in (pair.split("=") for pair in case.split()))
    module = importlib.import_module(f"works.{work}")

    if not browser.ask(work=work, case=case, folder=str(folder))["same"]:
        raise AssertionError(f"{work} {case}: the browser's numbers are not the native ones to the last bit")
    runs, agreed = {}, {}
    for name, peer in module.PEERS.items():
        runs[name] = peer(inputs, size)
        agreed[name] = module.judge(np.asarray(runs[name](), dtype=np.float64), reference, inputs, size)

    medians = {}
    for _ in range(rounds):
        sides = {
            "native": lambda: json.loads(native("time", work, case)),
            "browser": lambda: browser.ask(work=work, case=case, seconds=1.0)["ms"],
            **{name: (lambda run=run: timed(run)) for name, run in runs.items()},
        }
        for name, side in sides.items():
            medians.setdefault(name, []).append(float(np.median(side())) / units)
    best = {name: min(all) for name, all in medians.items()}
    spread = {name: max(all) / min(all) - 1 for name, all in medians.items()}

    print(f"{work} {case}: ms a {unit}; the browser's numbers are the native ones to the last bit")
    for name, ms in best.items():
        words = f"{ms / best['native']:6.2f} x native, {ms / best['browser']:6.2f} x browser"
        print(f"  {name:24} {ms:10.4f}   {words}   (rounds within {spread[name]:.0%})   {agreed.get(name, '')}", flush=True)
    return {
        "work": work, "case": case, "unit": unit, "about": about, "ms": best, "spread": spread, "agreed": agreed,
    }


def main():
    rounds = next((int(word.split("=")[1]) for word in sys.argv[1:] if word.startswith("--rounds=")), 3)
    wanted = [word for word in sys.argv[1:] if not word.startswith("--")]
    browser = Browser()
    rows, failed = [], []
    for line in native("list").splitlines():
        work, case, unit, about = line.split("\t")
        if wanted and work not in wanted:
            continue
        try:
            rows.append(compare(work, case, unit, about, browser, rounds))
        except (AssertionError, RuntimeError) as error:
            failed.append(f"{work} {case}: {error}")
            print(failed[-1], flush=True)
    browser.close()
    OUT.mkdir(parents=True, exist_ok=True)
    for work in dict.fromkeys(row["work"] for row in rows):
        some = {
            "browser": browser.version, "numpy": np.__version__, "torch": torch.__version__,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "rows": [row for row in rows if row["work"] == work],
        }
        (OUT / f"work-{work}.json").write_text(json.dumps(some, indent=1, default=float))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
