// From navigation to the first figure, with what happened on the way.
import { median, open } from "./browser.mjs";

const STEPS = ["document", "compiled", "worker ready", "first answer", "drawn"];

async function visit(browser, address, context) {
  const { page } = await open(browser, address, { context });
  await page.waitForFunction(() => bench.drawn.length > 0 && bench.events.some(([what]) => what === "answer"), null, { timeout: 60_000, polling: 20 });
  const seen = await page.evaluate(() => {
    const at = (name, nth = 0) => bench.events.filter(([what]) => what === name)[nth]?.[1];
    const loaded = performance.getEntriesByType("navigation")[0];
    return {
      document: loaded.domInteractive,
      compiled: at("compiled"),
      "worker ready": at("answer", 0),
      "first answer": at("answer", 1),
      drawn: bench.drawn[0][0],
    };
  });
  await page.waitForTimeout(1_500);
  const { tasks, shift } = await page.evaluate(() => ({ tasks: bench.tasks.map(([, long]) => long), shift: bench.shift }));
  await page.close();
  return { ...seen, longest: Math.max(0, ...tasks), shift };
}

/** Cold: a browser that was never here. Warm: its third visit, scripts from its cache. */
export async function first({ browser, address }, papers, times = 5) {
  const rows = [];
  for (const { id } of papers) {
    const cold = [];
    const warm = [];
    for (let i = 0; i < times; i++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      cold.push(await visit(browser, `${address}${id}/`, context));
      await visit(browser, `${address}${id}/`, context);
      warm.push(await visit(browser, `${address}${id}/`, context));
      await context.close();
    }
    for (const [kind, all] of [["cold", cold], ["warm", warm]]) {
      const row = { exhibit: id, visit: kind };
      for (const step of STEPS) row[step] = median(all.map((v) => v[step] ?? NaN));
      row.longest = Math.max(...all.map((v) => v.longest));
      row.shift = Math.max(...all.map((v) => v.shift));
      rows.push(row);
      const words = STEPS.map((step) => `${step} ${row[step].toFixed(0)}`).join(", ");
      console.log(`  ${id.padEnd(18)} ${kind}: ${words} ms; longest task ${row.longest ? `${row.longest.toFixed(0)} ms` : "under 50 ms"}; layout shift ${row.shift.toFixed(3)}`);
    }
  }
  return rows;
}
