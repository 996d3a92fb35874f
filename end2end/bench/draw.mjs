// The same charts drawn by the lab and by uPlot, Chart.js and Observable Plot in the same browser: new data, then the
// script's time until everything is drawn. (What the browser does afterwards to show it is the same for all canvases.)
import { mkdirSync, writeFileSync } from "node:fs";
import { home, median, options, quantile } from "./browser.mjs";
import { lab } from "./lab.mjs";

const { settings } = options(process.argv.slice(2), { times: 40 });
const peers = `${home}bench/node_modules/`;
const { browser, page } = await lab();
for (const path of ["uplot/dist/uPlot.iife.min.js", "chart.js/dist/chart.umd.min.js", "d3/dist/d3.min.js", "@observablehq/plot/dist/plot.umd.min.js"]) {
  await page.addScriptTag({ path: peers + path });
}
await page.addStyleTag({ path: `${peers}uplot/dist/uPlot.min.css` });
await page.addScriptTag({ path: `${home}end2end/bench/charts.js` });

const CHARTS = [
  { kind: "bands", about: "two bands, four lines of 201 points, five rules" },
  { kind: "lines", about: "8 lines of 10,000 points" },
];
const rows = [];
for (const { kind, about } of CHARTS) {
  console.log(about);
  // By turns, so that a busy moment of the machine meets all alike.
  const times = await page.evaluate(([kind, times]) => charts(kind, times), [kind, settings.times]);
  for (const [name, all] of Object.entries(times)) {
    rows.push({ chart: about, library: name, median: median(all), p95: quantile(all, 0.95) });
    console.log(`  ${name.padEnd(16)} median ${median(all).toFixed(2)} ms, p95 ${quantile(all, 0.95).toFixed(2)} ms of ${all.length}`);
  }
  await page.screenshot({ path: `${home}target/bench/${kind}.png`, fullPage: true });
}
mkdirSync(`${home}target/bench`, { recursive: true });
writeFileSync(`${home}target/bench/draw.json`, JSON.stringify({ browser: browser.version(), at: new Date().toISOString(), rows }, null, 1));
await browser.close();
