// Longest main-thread task while a file of a million numbers is dropped on the first exhibit, read, and fitted:
// node bench/drop.mjs
import { execSync } from "node:child_process";
import { chromium } from "@playwright/test";
import { serve } from "../server.mjs";

const server = await serve(0, "/");
const which = (...names) => names.map((n) => execSync(`command -v ${n} || true`, { encoding: "utf8" }).trim()).find(Boolean);
const browser = await chromium.launch({ executablePath: which("chromium", "google-chrome"), args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(`http://localhost:${server.address().port}/fourier-density/#steps=100`);
await page.waitForSelector("section.exhibit[data-state=finished]");
const transfer = await page.evaluateHandle(() => {
  const data = new DataTransfer();
  data.items.add(new File([Array.from({ length: 1_000_000 }, (_, i) => ((i * 7919) % 10007) / 100).join("\n")], "many.txt", { type: "text/plain" }));
  return data;
});
await page.waitForTimeout(500);
await page.evaluate(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({ type: "longtask" });
});
const begun = Date.now();
await page.dispatchEvent("section.exhibit", "drop", { dataTransfer: transfer });
await page.waitForFunction(() => /1.?000.?000/.test(document.querySelector("[data-control=numbers] .value")?.textContent ?? ""), null, { timeout: 60_000 });
const read = Date.now() - begun;
await page.waitForSelector("section.exhibit[data-state=finished]", { timeout: 120_000 });
await page.waitForTimeout(500);
const tasks = await page.evaluate(() => window.tasks);
console.log(`read after ${read} ms, fitted after ${Date.now() - begun - 500} ms; main-thread tasks over 50 ms: ${tasks.length ? tasks.join(", ") + " ms" : "none"}`);
await browser.close();
server.close();
