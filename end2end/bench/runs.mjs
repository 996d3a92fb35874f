// Whole runs at full speed, and the longest task of the main thread while they go.
import { done, open } from "./browser.mjs";

const RUNS = [
  "fourier-density/#steps=6000",
  "model-collapse/#runs=1000&generations=1000",
  "embedding-drift/#view=model&step_rule=rms&lr=0.004&steps=3000",
  "embedding-drift/#view=law",
];

export async function runs({ browser, address }) {
  const rows = [];
  for (const path of RUNS) {
    const { context, page } = await open(browser, `${address}${path}`);
    await page.waitForSelector("html[data-alive]");
    await page.waitForSelector("section.exhibit");
    await done(page);
    await page.evaluate(() => (bench.tasks.length = 0));
    const begun = await page.evaluate(() => performance.now());
    await page.locator("[data-act=reset]").click();
    await page.waitForSelector("section.exhibit[data-state=paused]");
    await page.locator(".play").click();
    await page.waitForSelector("section.exhibit[data-state=finished]", { timeout: 300_000 });
    const end = await page.evaluate(() => performance.now());
    const longest = await page.evaluate(() => Math.max(0, ...bench.tasks.map(([, long]) => long)));
    await context.close();
    const row = { run: path, seconds: (end - begun) / 1000, longest };
    rows.push(row);
    console.log(`  ${path}: ${row.seconds.toFixed(2)} s; longest task ${longest ? `${longest.toFixed(0)} ms` : "under 50 ms"}`);
  }
  return rows;
}
