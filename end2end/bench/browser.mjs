// The built site in a browser, watched: when the app compiled, answered and drew, and how long tasks took.
import { execFileSync, execSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { serve } from "../server.mjs";

export const home = fileURLToPath(new URL("../../", import.meta.url));
export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

const which = (...names) => names.map((n) => execSync(`command -v ${n} || true`, { encoding: "utf8" }).trim()).find(Boolean);

/** Chromium of the system, without a GPU. */
export const launch = () =>
  chromium.launch({
    executablePath: which("chromium", "google-chrome"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** The site on a port of its own, and a browser. */
export async function site() {
  const server = await serve(0, "/");
  const browser = await launch();
  return {
    browser,
    address: `http://localhost:${server.address().port}/`,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** The papers, as the lab lists them. */
export const papers = () =>
  JSON.parse(execFileSync("cargo", ["run", "--quiet", "--release", "-p", "playable", "--", "list", "--json"], { cwd: home, encoding: "utf8", maxBuffer: 1 << 26 }));

export const quantile = (values, p) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] : NaN;
};
export const median = (values) => quantile(values, 0.5);

/** `--moves=40` among the arguments as a number; the words that are left. */
export function options(given, defaults) {
  const settings = { ...defaults };
  const words = [];
  for (const word of given) {
    const [, key, value] = /^--([a-z]+)=(.+)$/.exec(word) ?? [];
    if (key && key in settings) settings[key] = typeof settings[key] === "number" ? Number(value) : value;
    else words.push(word);
  }
  return { settings, words };
}

export async function open(browser, address, { context, throttle = 1, width = 1440, height = 900 } = {}) {
  context ??= await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  if (throttle > 1) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  }
  await page.addInitScript(watch);
  await page.goto(address);
  return { context, page };
}

// Runs on the page before anything else. `bench.events` gets [what, when, size]; a frame callback that touches a
// canvas of the page is a drawing, and all of one frame count together.
function watch() {
  const bench = { events: [], drawn: [], tasks: [], shift: 0, waiting: null };
  const note = (what, size) => bench.events.push([what, performance.now(), size]);
  globalThis.bench = bench;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.tasks.push([entry.startTime, entry.duration]);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) bench.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  for (const name of ["instantiateStreaming", "instantiate"]) {
    const plain = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await plain.apply(WebAssembly, all);
      note("compiled");
      return made;
    };
  }
  globalThis.Worker = class extends Worker {
    constructor(...all) {
      super(...all);
      note("worker");
      this.addEventListener("message", (event) => note("answer", event.data?.byteLength));
    }
    postMessage(...all) {
      note("request", all[0]?.byteLength);
      super.postMessage(...all);
    }
    // What the page does with an answer before it draws: reading it, read-outs, what depends on them.
    set onmessage(hear) {
      super.onmessage =
        hear &&
        ((event) => {
          const begun = performance.now();
          hear.call(this, event);
          note("taken", performance.now() - begun);
        });
    }
  };

  // Two calls that every drawing makes once or twice, so that watching costs nothing.
  let touched = false;
  const paper = CanvasRenderingContext2D.prototype;
  for (const name of ["clearRect", "setTransform", "resetTransform"]) {
    const plain = paper[name];
    paper[name] = function (...all) {
      if (this.canvas.isConnected) touched = true;
      return plain.apply(this, all);
    };
  }
  let frame = 0;
  let started = 0;
  let spent = 0;
  const plain = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (callback) =>
    plain((stamp) => {
      if (stamp !== frame) {
        frame = stamp;
        started = performance.now();
        spent = 0;
      }
      touched = false;
      const begun = performance.now();
      callback(stamp);
      if (!touched) return;
      const first = spent === 0;
      spent += performance.now() - begun;
      if (!first) return;
      // Heard when the task is over in which all canvases of this frame are drawn.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const at = performance.now();
        bench.drawn.push([at, spent]);
        bench.waiting?.(at, spent, at - started);
      };
      channel.port2.postMessage(0);
    });
}

/** Waits until the run of the page is over. */
export const done = (page, timeout = 300_000) => page.waitForSelector("section.exhibit:is([data-state=finished],[data-state=paused],[data-state=halted])", { timeout });
