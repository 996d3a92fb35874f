// What the page promises about its run: links, pins, a dead worker, the clipboard, large files.
import { EXHIBIT, expect, fragment, readouts, settled, state, test, tick } from "./house";

const at = (site: string, rest = "") => `${site}fourier-density/${rest}`;

test("a link to a slice lands on it, with or without motion", async ({ browser, site }) => {
  for (const reducedMotion of ["no-preference", "reduce"] as const) {
    const context = await browser.newContext({ reducedMotion });
    const page = await context.newPage();
    await page.goto(at(site, "#at=12"));
    await state(page, "paused");
    expect(await tick(page)).toBe(12);
    await context.close();
  }
});

test("a link of the prose opens afresh what it sets", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#preset:negative"));
  await settled(quiet);
  await expect(quiet.locator(".notice")).toHaveCount(0);
  await expect(quiet.locator("button[data-preset=negative]")).toHaveAttribute("aria-pressed", "true");
  expect(fragment(quiet)).toContain("terms=6");
});

test("a pin taken in the middle of a run comes back by the link as it was", async ({ quiet, site, browser }) => {
  await quiet.goto(at(site, "#at=40"));
  await state(quiet, "paused");
  const sent = await readouts(quiet);
  await quiet.locator("[data-act=pin]").click();
  await expect.poll(() => fragment(quiet)).toContain("vs.at=40");
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(at(site, `#${fragment(quiet)}`));
  await expect(other.locator(".readout:has(output[data-readout=nll_heldout]) .before")).toHaveText(`(${sent.nll_heldout})`);
  await context.close();
});

test("what is unpinned while it is computed does not come back", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#steps=100&vs&vs.steps=20000"));
  await settled(quiet);
  const pin = quiet.locator("[data-act=pin]");
  await expect(pin).toHaveAttribute("aria-pressed", "true");
  await pin.click();
  await expect(pin).toHaveAttribute("aria-pressed", "false");
  await expect.poll(() => fragment(quiet)).not.toContain("vs");
  await quiet.waitForTimeout(1_500);
  await expect(quiet.locator(".readout .before").first()).toHaveText("");
});

test("play on a dead worker starts another", async ({ page, site }) => {
  let withheld = true;
  await page.route(/worker-.*\.js/, (route) => (withheld ? route.abort() : route.continue()));
  await page.goto(at(site, "?nosw"));
  await state(page, "dead");
  withheld = false;
  await page.locator(".play").click();
  await state(page, "finished");
});

test("a copied link is in the clipboard, or is there to be copied", async ({ browser, site }) => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(at(site, "#terms=9"));
  await settled(page);
  await page.locator("[data-act=share]").click();
  await expect(page.locator(".said")).toHaveText("Link copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(at(site, "#terms=9"));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
  });
  await page.locator("[data-act=share]").click();
  await expect(page.locator(".said")).toContainText("did not let");
  await expect(page.locator(".link-by-hand")).toHaveValue(at(site, "#terms=9"));
  await expect(page.locator(".link-by-hand")).toBeFocused();
  await context.close();
});

test("a word where a number belongs is refused, and nobody says that it was replaced", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await settled(quiet);
  const field = quiet.locator("[data-control=terms] input.number");
  await field.fill("many");
  await field.blur();
  await expect(quiet.locator(".notice")).toContainText("Nothing was changed");
  await expect(quiet.locator(".notice")).not.toContainText("default");
  await expect(field).toHaveValue("14");
});

test("a million numbers are dropped and fitted; the address says all but them", async ({ quiet, site }) => {
  test.setTimeout(180_000);
  await quiet.goto(at(site, "#steps=100"));
  await settled(quiet);
  const transfer = await quiet.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([Array.from({ length: 1_000_000 }, (_, i) => ((i * 7919) % 10007) / 100).join("\n")], "many.txt", { type: "text/plain" }));
    return data;
  });
  await quiet.dispatchEvent(EXHIBIT, "drop", { dataTransfer: transfer });
  await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("1000000 numbers", { timeout: 60_000 });
  await state(quiet, "finished");
  expect(fragment(quiet)).toContain("data=own");
  expect(fragment(quiet)).not.toContain("numbers=");
});
