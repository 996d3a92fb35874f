// A slider is moved, each time from rest: from the input event to the end of the task in which its frame is drawn.
import { done, median, open, quantile } from "./browser.mjs";

// Runs on the page: sets a slider `moves` times, over the middle three fifths of its track.
async function drag({ key, moves }) {
  const slider = document.getElementById(`param-${key}`);
  const exhibit = document.querySelector("section.exhibit");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const step = Number(slider.step) || 0;
  const wait = (ms) => new Promise((go) => setTimeout(go, ms));
  const out = [];
  let unfinished = 0;
  for (let i = 0; i < moves; i++) {
    const until = performance.now() + 20_000;
    while (exhibit.dataset.state !== "finished" && performance.now() < until) await wait(30);
    if (exhibit.dataset.state !== "finished") unfinished += 1;
    await wait(60);
    await new Promise(requestAnimationFrame);
    // Far jumps and near ones in turn, never the same place twice running.
    let place = low + (high - low) * (0.2 + (0.6 * ((i * 17) % moves)) / moves);
    if (step) place = low + Math.round((place - low) / step) * step;
    if (String(place) === slider.value) continue;
    bench.events.length = 0;
    const drawn = new Promise((go) => (bench.waiting = (at, draw, frame) => go({ at, draw, frame })));
    const begun = performance.now();
    slider.value = String(place);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const end = await Promise.race([drawn, wait(3_000).then(() => null)]);
    bench.waiting = null;
    if (!end) continue;
    const at = (name) => bench.events.find(([what, when]) => what === name && when >= begun)?.[1];
    out.push({
      all: end.at - begun,
      draw: end.draw,
      frame: end.frame,
      answer: at("answer") - at("request"),
      busy: Number(exhibit.dataset.busy || NaN),
      taking: bench.events.find(([what]) => what === "taken")?.[2] ?? NaN,
      bytes: bench.events.find(([what]) => what === "answer")?.[2] ?? NaN,
    });
  }
  return { out, unfinished };
}

/** Sliders of an exhibit that the page shows and that can be moved: its live controls. */
const live = (page, keys) =>
  page.evaluate(
    (keys) =>
      keys.filter((key) => {
        const input = document.getElementById(`param-${key}`);
        return input instanceof HTMLInputElement && input.type === "range" && !input.disabled && input.getClientRects().length > 0;
      }),
    keys,
  );

/**
 * Measures sliders: all that each exhibit shows as it opens, or those named, as `attention-scale.alpha`, or with a
 * state of their own, as `attention-scale.alpha#n=20000`.
 */
export async function sliders({ browser, address }, papers, wanted, moves) {
  const plan = [];
  if (wanted.length) {
    for (const word of wanted) {
      const [, id, key, state] = /^([^.#]+)(?:\.([^#]+))?(#.*)?$/.exec(word);
      plan.push({ id, keys: key ? [key] : null, state: state ?? "" });
    }
  } else for (const { id } of papers) plan.push({ id, keys: null, state: "" });
  const rows = [];
  for (const { id, keys, state } of plan) {
    const params = papers.find((p) => p.id === id)?.params ?? [];
    const numbers = params.filter((p) => p.kind.number || p.kind.integer).map((p) => p.key);
    const seen = await open(browser, `${address}${id}/${state}`);
    await done(seen.page);
    const shown = await live(seen.page, keys ?? numbers);
    await seen.context.close();
    for (const key of keys ?? []) if (!shown.includes(key)) console.log(`  ${id} ${key}: no such slider on the page`);
    for (const key of shown) {
      for (const throttle of [1, 4]) {
        const { context, page } = await open(browser, `${address}${id}/${state}`, { throttle });
        await done(page);
        const loading = await page.evaluate(() => Math.max(0, ...bench.tasks.splice(0).map(([, long]) => long)));
        const { out, unfinished } = await page.evaluate(drag, { key, moves });
        const longest = await page.evaluate(() => Math.max(0, ...bench.tasks.map(([, long]) => long)));
        await context.close();
        if (!out.length) {
          console.log(`  ${id}${state} ${key} at ${throttle}x: nothing was drawn anew`);
          continue;
        }
        const of = (name, p = 0.5) => quantile(out.map((m) => m[name]).filter(Number.isFinite), p);
        const row = { exhibit: id + state, control: key, throttle, moves: out.length, unfinished, median: of("all"), p95: of("all", 0.95), answer: of("answer"), busy: of("busy"), taking: of("taking"), draw: of("draw"), frame: of("frame"), bytes: of("bytes"), longest, loading };
        rows.push(row);
        const task = (x) => (x ? `${x.toFixed(0)} ms` : "under 50 ms");
        console.log(
          `  ${(id + state).padEnd(18)} ${key.padEnd(14)} ${throttle}x: median ${row.median.toFixed(1)}, p95 ${row.p95.toFixed(1)} ms of ${out.length}; answer ${row.answer.toFixed(1)} (computing ${row.busy.toFixed(1)}), taking in ${row.taking.toFixed(1)}, drawing ${row.draw.toFixed(1)} of a frame of ${row.frame.toFixed(1)}, ${(row.bytes / 1024).toFixed(0)} KB; longest task ${task(longest)}, loading ${task(loading)}${unfinished ? `; ${unfinished} moves while it still ran` : ""}`,
        );
      }
    }
  }
  return rows;
}

export { median };
