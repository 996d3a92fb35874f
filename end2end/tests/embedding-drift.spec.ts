// embedding-drift, as a reader plays with it.
import { drag, expect, fragment, readouts, state, test } from "./house";

const at = (site: string, rest = "") => `${site}embedding-drift/${rest}`;
const number = (words: string) => Number(words.replaceAll("−", "-"));

test("the fixed point is 1/λ, and half of it takes ln 2 / ηλ steps", async ({ quiet, site }) => {
  for (const [lambda, eta] of [[0.01, 0.001], [0.05, 0.002]]) {
    await quiet.goto(at(site, `#view=weight&step_rule=constant&steps=300000&weight_decay=${lambda}&lr=${eta}`));
    await state(quiet, "finished");
    await expect.poll(async () => number((await readouts(quiet)).fixed_point)).toBeCloseTo(1 / lambda, 2);
    const half = number((await readouts(quiet)).steps_to_half);
    expect(Math.abs(half / (Math.LN2 / (eta * lambda)) - 1)).toBeLessThan(0.01);
    expect(Math.abs(number((await readouts(quiet)).theta))).toBeGreaterThan(0.9 / lambda);
  }
});

test("a sighting is dragged to the right, and the weight comes less far", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#view=weight&steps=2000"));
  await state(quiet, "finished");
  const before = Math.abs(number((await readouts(quiet)).theta));
  await drag(quiet, "figure[data-figure=weight] .grip", 200, 0);
  await expect.poll(() => fragment(quiet)).toContain("sightings=");
  await expect.poll(async () => Math.abs(number((await readouts(quiet)).theta))).toBeLessThan(before);
  // A second one, typed.
  await quiet.fill("#param-sightings", "500 1500");
  await quiet.locator("#param-sightings").blur();
  await expect(quiet.locator("figure[data-figure=weight] .grip")).toHaveCount(2);
  await quiet.fill("#param-sightings", "500 soon");
  await quiet.locator("#param-sightings").blur();
  await expect(quiet.locator(".notice")).toContainText("soon");
  await expect(quiet.locator("figure[data-figure=weight] .grip")).toHaveCount(2);
});

test("the sign survives IEEE arithmetic and dies when subnormal numbers are flushed", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#view=weight"));
  await state(quiet, "finished");
  expect((await readouts(quiet)).sign_lifetime).toBe("∞");
  await quiet.locator("button[data-preset=flush]").click();
  await expect.poll(async () => number((await readouts(quiet)).sign_lifetime)).toBe(2358);
});

test("a real model trains on the reader's own text; Tiger drifts, lazy Tiger does not", async ({ quiet, site }) => {
  test.setTimeout(180_000);
  const words = "the cat sat on the mat and the dog saw the cat near a red door while rain fell on old stones by a quiet river under grey clouds".split(" ");
  const text = Array.from({ length: 60 }, (_, i) => `${words.slice(i % 7, 12 + (i % 11)).join(" ")} ${["alpha", "beta", "gamma", "delta"][i % 4]}${i}`).join(". ");
  const most: number[] = [];
  for (const optimizer of ["tiger", "lazy-tiger"]) {
    await quiet.goto(at(site, `#view=model&optimizer=${optimizer}&lr=0.01&steps=3000&vocab=100&batch=4`));
    await quiet.fill("#param-text", text);
    await quiet.locator("#param-text").blur();
    await expect.poll(async () => Number(await quiet.locator("section.exhibit").getAttribute("data-tick"))).toBeGreaterThan(0);
    await state(quiet, "finished");
    const now = await readouts(quiet);
    expect(number(now.loss)).toBeGreaterThan(0);
    most.push(number(now.max_abs));
  }
  expect(most[0]).toBeGreaterThan(20 * most[1]);
  // Too short a text: one sentence, and the picture stays.
  await quiet.fill("#param-text", "just a few words");
  await quiet.locator("#param-text").blur();
  await expect(quiet.locator(".refusal").first()).toContainText("220");
  await expect(quiet.locator("figure[data-figure=words] canvas")).toBeVisible();
});

test("a book is fetched, learned, and its training scrubbed back to the first step", async ({ quiet, site }) => {
  test.setTimeout(120_000);
  await quiet.goto(at(site, "#view=model&vocab=200&batch=8&lr=0.01&steps=3000&runs=1"));
  await state(quiet, "finished");
  const now = await readouts(quiet);
  expect(number(now.loss)).toBeLessThan(number(now.loss_unigram));
  expect(number(now.highest)).toBeGreaterThan(50);
  expect(number(now.lowest)).toBeLessThan(-50);
  await quiet.goto(at(site, "#view=model&vocab=200&batch=8&lr=0.01&steps=3000&runs=1&at=0"));
  await expect.poll(async () => number((await readouts(quiet)).max_abs)).toBeLessThan(0.2);
});

test("the law: simulated weights have its RMS, and the point moves p and η", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#view=law&lr=0.001&probability=0.00002"));
  await state(quiet, "finished");
  const now = await readouts(quiet);
  expect(number(now.rms_theory)).toBeCloseTo(100 / Math.sqrt(3), 1);
  expect(Math.abs(number(now.rms) / number(now.rms_theory) - 1)).toBeLessThan(0.05);
  await quiet.locator("figure[data-figure=law]").scrollIntoViewIfNeeded();
  await drag(quiet, "figure[data-figure=law] .grip", -60, 30);
  await expect.poll(() => fragment(quiet)).toMatch(/probability=.*lr=|lr=.*probability=/);
});
