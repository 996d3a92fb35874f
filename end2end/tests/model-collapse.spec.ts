// model-collapse, as a reader plays with it.
import { drag, expect, fragment, readouts, settled, state, test } from "./house";

const at = (site: string, rest = "") => `${site}model-collapse/${rest}`;
const number = (words: string) => {
  const [mantissa, exponent] = words.replaceAll("−", "-").split("×10");
  const figures = [...(exponent ?? "")].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)).map((d) => (d < 0 ? "-" : d)).join("");
  return Number(mantissa) * 10 ** Number(figures || 0);
};

test("it opens on islands, most of them drowned, and precision does not see it", async ({ quiet, site }) => {
  test.setTimeout(120_000);
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await expect(quiet.locator("figure[data-figure=world] canvas")).toBeVisible();
  const now = await readouts(quiet);
  expect(number(now.modes_alive)).toBeLessThan(8);
  expect(number(now.precision)).toBeGreaterThan(0.6);
  expect(number(now.recall)).toBeLessThan(0.3);
});

test("a bias makes the variance fall as its powers", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#lambda=0.8&generations=20&n_synthetic=1000&n_initial=1000"));
  await state(quiet, "finished");
  const now = await readouts(quiet);
  expect(number(now.variance_mean) / 0.8 ** 19).toBeCloseTo(1, 1);
  // Scrub back to the fifth generation.
  await quiet.locator(".scrub-bar").fill("4");
  await expect.poll(async () => number((await readouts(quiet)).variance_mean) / 0.8 ** 4).toBeCloseTo(1, 1);
});

test("reset and play: the same seed, the same universes", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#generations=60"));
  await state(quiet, "finished");
  const first = await readouts(quiet);
  await quiet.locator("[data-act=reset]").click();
  await state(quiet, "paused");
  await quiet.locator(".play").click();
  await state(quiet, "finished");
  expect(await readouts(quiet)).toEqual(first);
});

test("the point on the map sets both sample sizes", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#view=map&loop=fresh&lambda=0.8&n_real=100&n_synthetic=900"));
  await state(quiet, "finished");
  await quiet.locator("figure[data-figure=map]").scrollIntoViewIfNeeded();
  await drag(quiet, "figure[data-figure=map] .grip", 120, 60);
  await expect.poll(() => fragment(quiet)).toMatch(/n_real=[2-9]\d\d/);
  expect(fragment(quiet)).toMatch(/n_synthetic=[1-7]\d\d/);
  await settled(quiet);
});

test("islands go under, in small multiples", async ({ quiet, site }) => {
  test.setTimeout(120_000);
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.locator("button[data-preset=islands]").click();
  await expect.poll(() => fragment(quiet)).toContain("world=grid25");
  await expect(quiet.locator("figure[data-figure=generations] canvas")).toBeVisible();
  await state(quiet, "finished");
  expect(number((await readouts(quiet)).modes_alive)).toBeLessThan(25);
  expect(number((await readouts(quiet)).recall)).toBeLessThan(0.9);
});

test("points of the reader's own: clicked, pasted, bad ones refused", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#world=own&n_synthetic=200&n_initial=200&generations=6&runs=2&generator=kde"));
  await state(quiet, "finished");
  const size = quiet.locator("[data-control=own] .value");
  await expect(size).toHaveText("14 rows of 2");
  const box = await quiet.locator("figure[data-figure=world] canvas").boundingBox();
  if (!box) throw new Error("no canvas");
  await quiet.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.5);
  await expect(size).toHaveText("15 rows of 2");
  await quiet.fill("#param-own", "1 2\n3 4\n5 x");
  await quiet.locator("#param-own").blur();
  await expect(quiet.locator(".notice")).toContainText("line 3");
  await expect(size).toHaveText("15 rows of 2");
  await state(quiet, "finished");
  // Too many for a plane: one sentence at the control, and the last picture stays.
  await quiet.goto(at(site, "#world=ring&n_synthetic=5000"));
  await expect(quiet.locator(".refusal, .fault").first()).toContainText("2000");
});

test("words die, and diversity follows the formula", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#world=zipf&n_synthetic=200&n_initial=200&generations=50&runs=50"));
  await state(quiet, "finished");
  const now = await readouts(quiet);
  // Zipf over 200 words, 50 factors of 1 − 1/200, within four standard errors of fifty runs.
  const sum = Array.from({ length: 200 }, (_, r) => 1 / (r + 1)).reduce((a, b) => a + b);
  const start = 1 - Array.from({ length: 200 }, (_, r) => (1 / (r + 1) / sum) ** 2).reduce((a, b) => a + b);
  expect(Math.abs(number(now.diversity) / (start * (1 - 1 / 200) ** 50) - 1)).toBeLessThan(0.08);
  expect(number(now.words_alive)).toBeLessThan(120);
});
