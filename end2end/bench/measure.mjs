// Measures the built site in Chromium: npm run bench [-- first|slide|runs|sizes ...]
// Navigation to first figure, slider to painted frame, longest main-thread task, work a second, sizes.
import { execSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { serve } from "../server.mjs";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const server = await serve(0, "/");
const site = `http://localhost:${server.address().port}/`;
const which = (...names) => names.map((n) => execSync(`command -v ${n} || true`, { encoding: "utf8" }).trim()).find(Boolean);
const browser = await chromium.launch({
  executablePath: which("chromium", "google-chrome"),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

const quantile = (values, p) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)];
};
const ms = (x) => `${x.toFixed(1)} ms`;

async function open(path, throttle = 1) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  if (throttle > 1) await devtools.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.tasks.push(entry.duration);
    }).observe({ type: "longtask" });
  });
  await page.goto(`${site}${path}`);
  return { context, page };
}

const done = (page) => page.waitForSelector("section.exhibit:is([data-state=finished],[data-state=paused])", { timeout: 300_000 });

// From navigation to the first canvas with ink on it.
async function first(path) {
  const { context, page } = await open(path);
  const at = await page.evaluate(async () => {
    for (;;) {
      const canvas = document.querySelector("figure[data-figure] canvas");
      if (canvas?.width > 300 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((v) => v)) return performance.now();
      await new Promise(requestAnimationFrame);
    }
  });
  await context.close();
  return at;
}

// A slider set forty times, each time from rest: from the input event to the end of the task in which the
// first new frame is drawn.
async function slide(path, key, from, to, throttle) {
  const { context, page } = await open(path, throttle);
  await done(page);
  const loading = await page.evaluate(() => Math.max(0, ...window.tasks.splice(0)));
  const times = await page.evaluate(async ({ key, from, to }) => {
    const slider = document.getElementById(`param-${key}`);
    const canvas = document.querySelector("figure[data-figure] canvas");
    const exhibit = document.querySelector("section.exhibit");
    const context = canvas.getContext("2d");
    const rest = async () => {
      for (let i = 0; i < 60 && exhibit.dataset.state !== "finished"; i++) await new Promise((go) => setTimeout(go, 50));
      await new Promise((go) => setTimeout(go, 60));
      await new Promise(requestAnimationFrame);
    };
    const out = [];
    for (let i = 0; i < 40; i++) {
      await rest();
      let drawn;
      const wait = new Promise((go) => (drawn = go));
      // Every new frame clears the canvas before it draws; a message is heard when that task is over.
      const clear = context.clearRect;
      context.clearRect = function (...all) {
        clear.apply(this, all);
        const channel = new MessageChannel();
        channel.port1.onmessage = () => drawn(performance.now());
        channel.port2.postMessage(0);
      };
      const begun = performance.now();
      slider.value = String(Math.round(from + ((to - from) * ((i * 17) % 40)) / 40));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      const end = await Promise.race([wait, new Promise((go) => setTimeout(go, 2000))]);
      delete context.clearRect;
      if (end) out.push(end - begun);
    }
    return out;
  }, { key, from, to });
  const longest = await page.evaluate(() => Math.max(0, ...window.tasks));
  await context.close();
  return { times, longest, loading };
}

// A whole run: its time, and the longest task of the main thread while it goes.
async function run(path) {
  const { context, page } = await open(path);
  await page.waitForSelector("html[data-alive]");
  await page.waitForSelector("section.exhibit");
  await done(page);
  await page.evaluate(() => (window.tasks.length = 0));
  const begun = await page.evaluate(() => performance.now());
  await page.locator("[data-act=reset]").click();
  await page.waitForSelector("section.exhibit[data-state=paused]");
  await page.locator(".play").click();
  await page.waitForSelector("section.exhibit[data-state=finished]", { timeout: 300_000 });
  const end = await page.evaluate(() => performance.now());
  const longest = await page.evaluate(() => Math.max(0, ...window.tasks));
  const words = await page.locator(".progress").innerText();
  await context.close();
  return { seconds: (end - begun) / 1000, longest, words };
}

const wanted = process.argv.slice(2);
const section = (name) => wanted.length === 0 || wanted.includes(name);

if (section("first")) console.log("first figure after navigation (median of 5)");
for (const path of section("first") ? ["fourier-density/", "attention-scale/", "model-collapse/", "embedding-drift/"] : []) {
  const all = [];
  for (let i = 0; i < 5; i++) all.push(await first(path));
  console.log(`  ${path} ${ms(quantile(all, 0.5))}`);
}

if (section("slide")) console.log("slider to drawn frame (40 moves)");
for (const [path, key, from, to] of !section("slide") ? [] : [
  ["fourier-density/", "terms", 0, 99],
  ["attention-scale/", "alpha", 200, 800],
  ["attention-scale/", "n", 200, 800],
  ["attention-scale/#n=20000", "alpha", 200, 800],
  ["model-collapse/", "lambda", 40, 90],
  ["embedding-drift/", "weight_decay", 5, 200],
]) {
  for (const throttle of [1, 4]) {
    const { times, longest, loading } = await slide(path, key, from, to, throttle);
    const task = (x) => (x ? ms(x) : "under 50 ms");
    console.log(`  ${path} ${key} at ${throttle}x: p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))} of ${times.length}; longest main-thread task ${task(longest)}, while loading ${task(loading)}`);
  }
}

if (section("runs")) console.log("whole runs at full speed");
for (const path of !section("runs") ? [] : [
  "fourier-density/#steps=6000",
  "model-collapse/#runs=1000&generations=1000",
  "embedding-drift/#view=model&step_rule=rms&lr=0.004&steps=3000",
  "embedding-drift/#view=law",
]) {
  const { seconds, longest, words } = await run(path);
  console.log(`  ${path} ${words} in ${seconds.toFixed(2)} s; longest main-thread task ${longest ? ms(longest) : "under 50 ms"}`);
}

if (section("sizes")) console.log("sizes (raw, gzip)");
const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
for (const path of section("sizes") ? walk(dist) : []) {
  const bytes = readFileSync(path);
  console.log(`  ${path.slice(dist.length)} ${bytes.length} ${gzipSync(bytes, { level: 9 }).length}`);
}
await browser.close();
server.close();
