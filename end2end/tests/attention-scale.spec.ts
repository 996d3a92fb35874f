// attention-scale, as a reader plays with it.
import { drag, expect, fragment, readouts, settled, state, test } from "./house";

const at = (site: string, rest = "") => `${site}attention-scale/${rest}`;
const number = (words: string) => Number(words.replace("−", "-"));

test("the optimum is the closed form's, and moves with the number of keys", async ({ quiet, site }) => {
  for (const n of [16, 512, 16384]) {
    await quiet.goto(at(site, `#view=optimum&n=${n}`));
    await state(quiet, "finished");
    // An independent solution of (1 + 2a²) e^{a²} = n, by bisection.
    let [low, high] = [0, 5];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if ((1 + 2 * middle ** 2) * Math.exp(middle ** 2) < n) low = middle;
      else high = middle;
    }
    await expect.poll(async () => number((await readouts(quiet)).alpha_star)).toBeCloseTo(low, 2);
  }
});

test("the rule is dragged, and everything follows at once", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const before = await readouts(quiet);
  await drag(quiet, "figure[data-figure=gradient] .grip", 260, 0);
  await expect.poll(async () => number((await readouts(quiet)).objective_mean)).toBeGreaterThan(2);
  expect(fragment(quiet)).toContain("alpha=");
  // At scale 2 or more the attention of 512 keys is as wide as a few dozen at most; at 1 it was some 200.
  expect(number((await readouts(quiet)).effective_count)).toBeLessThan(number(before.effective_count) / 4);
  // By keys too.
  const grip = quiet.locator("figure[data-figure=gradient] .grip").first();
  const value = await grip.getAttribute("aria-valuenow");
  await grip.focus();
  await quiet.keyboard.press("ArrowRight");
  await expect(grip).not.toHaveAttribute("aria-valuenow", value ?? "");
});

test("the number of keys is a handle on the best scale's figure, which is a tab of its own", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.locator("button[data-view=optimum]").click();
  await expect.poll(() => fragment(quiet)).toContain("view=optimum");
  await state(quiet, "finished");
  await drag(quiet, "figure[data-figure=optimum] .grip", 60, 0);
  await expect.poll(() => fragment(quiet)).toMatch(/n=\d{4,}/);
  await settled(quiet);
});

test("queries and keys of the reader's own, as Python prints them", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.locator("button[data-view=own]").click();
  await expect.poll(() => fragment(quiet)).toContain("view=own");
  await state(quiet, "finished");
  await quiet.fill("#param-queries", "[[1.0, 0.0]\n [0.0, 2.0]]");
  await quiet.locator("#param-queries").blur();
  await quiet.fill("#param-keys", "[[1, 0], [0, 1], [-1, 0]]");
  await quiet.locator("#param-keys").blur();
  await state(quiet, "finished");
  // Scores of the first query are 1/√2, 0, −1/√2: its gradient at α = 1 by hand.
  const e = [Math.SQRT1_2, 0, -Math.SQRT1_2].map(Math.exp);
  const sum = e.reduce((a, b) => a + b);
  const wanted = 1 - e.reduce((a, x) => a + (x / sum) ** 2, 0);
  await expect.poll(async () => number((await readouts(quiet)).effective_count)).toBeCloseTo(1 / (1 - wanted), 1);
  // A largest score that is shared has no best scale.
  await quiet.fill("#param-keys", "[[1, 1], [1, 1], [-1, -1]]");
  await quiet.locator("#param-keys").blur();
  await expect.poll(async () => Number.isNaN(number((await readouts(quiet)).own_star))).toBe(true);
  await quiet.fill("#param-keys", "[[1, 0, 2], [0, 1, 2]]");
  await quiet.locator("#param-keys").blur();
  await expect(quiet.locator(".refusal").first()).toContainText("3");
  await expect(quiet.locator("figure[data-figure=gradient] canvas")).toBeVisible();
});
