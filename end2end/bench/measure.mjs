// Measures the built site in Chromium: npm run bench [-- first|slider|runs|sizes] [--moves=40] [--times=5] [exhibit.control …]
// What was measured also goes to target/bench/<section>.json, from which docs/benchmarks.md is written.
import { mkdirSync, writeFileSync } from "node:fs";
import { home, options, papers, site } from "./browser.mjs";
import { first } from "./first.mjs";
import { runs } from "./runs.mjs";
import { sizes } from "./sizes.mjs";
import { sliders } from "./slider.mjs";

const { settings, words } = options(process.argv.slice(2), { moves: 40, times: 5 });
const SECTIONS = ["first", "slider", "runs", "sizes"];
const wanted = words.filter((word) => SECTIONS.includes(word));
const controls = words.filter((word) => !SECTIONS.includes(word));
const section = (name) => wanted.length === 0 || wanted.includes(name);

const folder = `${home}target/bench/`;
mkdirSync(folder, { recursive: true });
const all = papers();
const opened = await site();
const keep = async (name, title, work) => {
  if (!section(name)) return;
  console.log(title);
  const rows = await work();
  writeFileSync(`${folder}${name}.json`, JSON.stringify({ browser: opened.browser.version(), at: new Date().toISOString(), rows }, null, 1));
};
await keep("first", `first figure after navigation (medians of ${settings.times})`, () => first(opened, all, settings.times));
await keep("slider", `slider to drawn frame (${settings.moves} moves)`, () => sliders(opened, all, controls, settings.moves));
await keep("runs", "whole runs at full speed", () => runs(opened));
await keep("sizes", "sizes (raw, gzip)", sizes);
await opened.close();
