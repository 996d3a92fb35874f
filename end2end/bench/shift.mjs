// How far the built site's pages move while they come up: node bench/shift.mjs [path ...]
// Cumulative layout shift, as the browser reports it, on a wide window and on a phone; 0 is the aim.
import { execSync } from "node:child_process";
import { chromium } from "@playwright/test";
import { serve } from "../server.mjs";

const server = await serve(0, "/");
const site = `http://localhost:${server.address().port}/`;
const which = (...names) => names.map((n) => execSync(`command -v ${n} || true`, { encoding: "utf8" }).trim()).find(Boolean);
const browser = await chromium.launch({ executablePath: which("chromium", "google-chrome"), args: ["--no-sandbox", "--disable-gpu"] });

const home = await browser.newPage();
await home.goto(site);
const papers = await home.$$eval(".card a", (all) => all.map((a) => a.getAttribute("href")));
const paths = process.argv.length > 2 ? process.argv.slice(2) : ["", "claims/", ...papers].flatMap((path) => [path, `zh/${path}`]);

for (const [width, height] of [[1440, 900], [412, 823]]) {
  for (const path of paths) {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry.hadRecentInput) continue;
          const moved = entry.sources.map(({ node, previousRect: a, currentRect: b }) => `${node?.nodeName} ${Math.round(a.y)}→${Math.round(b.y)}`);
          window.shifts.push({ value: entry.value, at: Math.round(entry.startTime), moved });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${site}${path}?nosw`);
    await page.waitForTimeout(3_000);
    const shifts = await page.evaluate(() => window.shifts);
    console.log(`${width} × ${height} ${path || "home"} ${shifts.reduce((sum, s) => sum + s.value, 0).toFixed(4)}`);
    for (const { value, at, moved } of shifts) if (value > 0.001) console.log(`  ${value.toFixed(4)} at ${at} ms: ${moved.join(", ")}`);
    await context.close();
  }
}
await browser.close();
server.close();
