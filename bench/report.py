"""Writes docs/benchmarks.md from what target/bench holds: the last result of each part, with its date. BENCH_NOTE is a
sentence about the circumstances."""

import json
import os
import platform
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "target" / "bench"


def read(name):
    path = OUT / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def table(head, rows):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def ms(x):
    if x is None or x != x:
        return "–"
    return f"{x:,.0f}" if x >= 1000 else f"{x:.3g}"


def task(x):
    return f"{x:.0f}" if x else "< 50"


def machine():
    model = "an unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*:\s*(.*)", cpuinfo.read_text())
        model = found.group(1).strip() if found else model
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()
    return (
        f"{os.cpu_count()} cores of {model}, {platform.system()} {platform.machine()}, no GPU; "
        f"Rust {rust[1] if len(rust) > 1 else '?'}, Python {platform.python_version()}"
    )


def works():
    parts = []
    for path in sorted(OUT.glob("work-*.json")):
        measured = json.loads(path.read_text())
        rows = measured["rows"]
        if not rows:
            continue
        sides = list(dict.fromkeys(name for row in rows for name in row["ms"]))
        peers = [side for side in sides if side not in ("native", "browser")]
        head = ["ms a " + rows[0]["unit"], "native", "browser", *peers]
        lines = []
        for row in rows:
            t = row["ms"]
            beside = (f"{ms(t[p])} ({t[p] / t['native']:.2g}×, {t[p] / t['browser']:.2g}×)" for p in peers)
            lines.append([f"`{row['case']}`", ms(t["native"]), ms(t["browser"]), *beside])
        agreed = "; ".join(f"{name}: {words}" for name, words in rows[-1]["agreed"].items())
        noise = max(max(row["spread"].values()) for row in rows)
        parts.append(
            f"### {rows[0]['work']}\n\n{rows[0]['about']}.\n\n{table(head, lines)}\n\n"
            f"Chromium {measured['browser']}, NumPy {measured['numpy']}, PyTorch {measured['torch']}; {measured['at'][:10]}. "
            f"Browser and native agree to the last bit. {agreed}. Medians of rounds lay up to {noise:.0%} apart."
        )
    return "\n\n".join(parts)


def section(title, text):
    return f"## {title}\n\n{text}" if text else ""


def draw():
    measured = read("draw")
    if not measured:
        return ""
    charts = list(dict.fromkeys(row["chart"] for row in measured["rows"]))
    names = list(dict.fromkeys(row["library"] for row in measured["rows"]))
    at = {(row["chart"], row["library"]): row for row in measured["rows"]}
    lines = [[c, *(f"{at[c, n]['median']:.1f} ({at[c, n]['p95']:.1f})" for n in names)] for c in charts]
    return (
        f"New data until drawn, the script's time in ms: median (p95).\n\n{table(['chart', *names], lines)}\n\n"
        f"Chromium {measured['browser']}; {measured['at'][:10]}."
    )


def slider():
    measured = read("slider")
    if not measured:
        return ""
    lines = [
        [f"{r['exhibit']} `{r['control']}`", f"{r['throttle']}×", ms(r["median"]), ms(r["p95"]), ms(r["answer"]), ms(r["busy"]), ms(r.get("taking")), ms(r["draw"]), ms(r.get("frame")), task(r["longest"]), task(r["loading"])]
        for r in measured["rows"]
    ]
    head = ["control", "CPU slowed", "median", "p95", "worker's answer", "of it computing", "taking it in", "drawing", "whole frame", "longest task", "while loading"]
    return (
        "From the input event to the end of the task in which the new frame is drawn, in ms, each move from rest; the "
        "middle columns are medians. The whole frame is drawing, layout and painting; the browser begins one every "
        f"16.7 ms, and each move comes just after one has begun.\n\n{table(head, lines)}\n\nChromium {measured['browser']}; {measured['at'][:10]}."
    )


def first():
    measured = read("first")
    if not measured:
        return ""
    steps = ["document", "compiled", "worker ready", "first answer", "drawn"]
    lines = [[r["exhibit"], r["visit"], *(ms(r[s]) for s in steps), task(r["longest"]), f"{r['shift']:.3f}"] for r in measured["rows"]]
    return (
        "From navigation, in ms, medians. Cold: the first visit; warm: the third.\n\n"
        f"{table(['exhibit', 'visit', *steps, 'longest task', 'layout shift'], lines)}\n\n"
        f"Chromium {measured['browser']}; {measured['at'][:10]}."
    )


def sizes():
    measured = read("sizes")
    if not measured:
        return ""
    code = [r for r in measured["rows"] if re.search(r"\.(wasm|js|css|woff2)$", r["file"])]
    plain = lambda name: re.sub(r"-[0-9a-f]{12,}", "", name)  # noqa: E731
    lines = [[f"`{plain(r['file'])}`", f"{r['raw'] / 1000:.1f}", f"{r['gzip'] / 1000:.1f}"] for r in sorted(code, key=lambda r: -r["gzip"])]
    return f"In kB.\n\n{table(['file', 'raw', 'gzip'], lines)}\n\n{measured['at'][:10]}."


def runs():
    measured = read("runs")
    if not measured:
        return ""
    lines = [[f"`{r['run']}`", f"{r['seconds']:.2f}", task(r["longest"])] for r in measured["rows"]]
    return f"At full speed, pictures included.\n\n{table(['run', 'seconds', 'longest task, ms'], lines)}\n\nChromium {measured['browser']}; {measured['at'][:10]}."


def main():
    text = "\n\n".join(
        part
        for part in (
            "# Benchmarks",
            "Written by `scripts/bench.sh`, which anyone can run: figures of one machine, to be compared with each "
            f"other. This one: {machine()}.",
            os.environ.get("BENCH_NOTE", ""),
            section(
                "The lab beside NumPy and PyTorch",
                works()
                and "The same work in the lab's own precision on one thread of the CPU; first all sides show that they "
                "compute the same. Times are the best of several rounds' medians, in milliseconds; in brackets how "
                "many times as long as the lab natively, and as the lab in the browser: above 1 the lab is faster. "
                f"How each side does it stands in `bench/works`.\n\n{works()}",
            ),
            section("Charts beside other libraries", draw()),
            section("Slider to frame", slider()),
            section("First figure after navigation", first()),
            section("Whole runs", runs()),
            section("Sizes", sizes()),
        )
        if part
    )
    (ROOT / "docs" / "benchmarks.md").write_text(text + "\n")
    print("docs/benchmarks.md")


if __name__ == "__main__":
    main()
