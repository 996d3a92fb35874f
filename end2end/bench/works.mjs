// Runs works in the browser for bench/compare.py: a line of JSON in (work, case, seconds, or folder), one out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { lab } from "./lab.mjs";

const { browser, page } = await lab();
console.log(JSON.stringify({ browser: browser.version() }));

// Whether the browser's numbers are the native ones, bit for bit.
async function same({ work, case: size, folder }) {
  const here = await page.evaluate(
    ([work, size]) => {
      const job = new wasm_bindgen.Job(work, size);
      job.run();
      const bytes = new Uint8Array(job.answer().buffer);
      job.free();
      let words = "";
      for (let i = 0; i < bytes.length; i += 0x8000) words += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      return btoa(words);
    },
    [work, size],
  );
  return Buffer.from(here, "base64").equals(readFileSync(`${folder}/answer.f64`));
}

// Milliseconds of each of several runs: at least five, after as many as it takes the browser to compile what is hot.
const time = ({ work, case: size, seconds }) =>
  page.evaluate(
    ([work, size, seconds]) => {
      const job = new wasm_bindgen.Job(work, size);
      const all = [];
      const warm = performance.now() + 300 * seconds;
      do job.run();
      while (performance.now() < warm);
      const begun = performance.now();
      while (all.length < 5 || performance.now() - begun < 1000 * seconds) {
        const run = performance.now();
        job.run();
        all.push(performance.now() - run);
      }
      job.free();
      return all;
    },
    [work, size, seconds],
  );

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  try {
    console.log(JSON.stringify(asked.folder ? { same: await same(asked) } : { ms: await time(asked) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
