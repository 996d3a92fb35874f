// The first exhibit as a reader uses it.
import { readFileSync } from "node:fs";
import { EXHIBIT, drag, expect, fragment, readouts, settled, state, test, tick } from "./house";

const at = (site: string, rest = "") => `${site}fourier-density/${rest}`;
const paste = "#param-numbers";

test("it is alive before the first click, and the numbers in the prose are the run's", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const strip = await readouts(quiet);
  await expect(quiet.locator(".prose .live[data-readout=min_density_plain]").first()).toHaveText(strip.min_density_plain);
  // The surprise stands on the stage: the plain series is far below zero, the other never.
  expect(Number(strip.min_density_plain.replace("−", "-"))).toBeLessThan(-0.1);
  expect(strip.min_density.startsWith("−")).toBe(false);
});

test("play, pause, step, reset, scrub", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#steps=20000"));
  await state(quiet, "running");
  await quiet.getByRole("button", { name: "Pause" }).click();
  await state(quiet, "paused");
  await expect.poll(async () => { const a = await tick(quiet); await quiet.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))); return (await tick(quiet)) - a; }).toBe(0);
  const before = await tick(quiet);
  await quiet.locator("[data-act=step]").click();
  await expect.poll(() => tick(quiet)).toBe(before + 1);
  const progress = quiet.locator(".progress");
  const late = await progress.innerText();
  await quiet.locator("[data-act=scrub]").focus();
  await quiet.keyboard.press("Home");
  await expect(progress).not.toHaveText(late);
  await expect(progress).toHaveText(/^0 \//);
  await quiet.locator("[data-act=reset]").click();
  await expect.poll(() => tick(quiet)).toBe(0);
  await quiet.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => tick(quiet)).toBeGreaterThan(0);
});

test("a link to a paused run shows the same run at the same slice", async ({ quiet, site, browser }) => {
  await quiet.goto(at(site, "#steps=20000"));
  await expect.poll(() => tick(quiet)).toBeGreaterThan(20);
  await quiet.getByRole("button", { name: "Pause" }).click();
  await state(quiet, "paused");
  await expect.poll(() => fragment(quiet)).toMatch(/at=\d+/);
  const [sent, slices] = [await readouts(quiet), await tick(quiet)];
  const other = await (await browser.newContext()).newPage();
  await other.goto(quiet.url());
  await state(other, "paused");
  await expect.poll(() => tick(other)).toBe(slices);
  expect(await readouts(other)).toEqual(sent);
  await other.context().close();
});

test("pasted numbers are fitted, bad ones get a sentence and lose nothing", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#data=own"));
  await expect(quiet.locator(".control .refusal, .fault").first()).toContainText("8 numbers");
  const good = Array.from({ length: 60 }, (_, i) => (Math.sin(i * 1.7) * 2 + (i % 2) * 5).toFixed(3)).join("\n");
  await quiet.fill(paste, good);
  await quiet.locator(paste).blur();
  await state(quiet, "finished");
  await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("60 numbers");
  const kept = await readouts(quiet);
  for (const [bad, sentence] of [
    ["1\n2\nthree\n4", "line 3"],
    ["4.2", "at least 8"],
    ["3 3 3 3 3 3 3 3 3", "all numbers are 3"],
    ["1 2 3 4 5 6 7 NaN", "not finite"],
    ["1,2\n3,4\n5,6,7", "line 3"],
    ["just some words", "not a number"],
  ] as const) {
    await quiet.fill(paste, bad);
    await quiet.locator(paste).blur();
    await expect(quiet.locator(".notice")).toContainText(sentence);
    await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("60 numbers");
    expect(await readouts(quiet)).toEqual(kept);
  }
});

test("a file with a header and several columns asks which; 50 MB are refused by size", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#data=own"));
  const rows = Array.from({ length: 100 }, (_, i) => `${i},${Math.sin(i).toFixed(4)},${(i % 7) + 0.5}`).join("\r\n");
  const file = quiet.locator("[data-file=numbers]");
  await file.setInputFiles({ name: "three.csv", mimeType: "text/csv", buffer: Buffer.from(`day,height,mass\r\n${rows}\r\n`) });
  const named = (name: string) => quiet.getByRole("button", { name, exact: true });
  await expect(named("day")).toHaveAttribute("aria-pressed", "true");
  await named("height").click();
  await expect(named("height")).toHaveAttribute("aria-pressed", "true");
  await state(quiet, "finished");
  await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("100 numbers");
  await file.setInputFiles({ name: "huge.txt", mimeType: "text/plain", buffer: Buffer.alloc(49_000_000, "1 ") });
  await expect(quiet.locator(".notice")).toContainText("at most 20 MB");
  await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("100 numbers");
});

test("a file dropped on the stage is taken", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const transfer = await quiet.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File([Array.from({ length: 50 }, (_, i) => (i * i) % 17).join("\n")], "squares.txt", { type: "text/plain" }));
    return data;
  });
  await quiet.dispatchEvent(EXHIBIT, "drop", { dataTransfer: transfer });
  await expect.poll(() => fragment(quiet)).toContain("data=own");
  await state(quiet, "finished");
  await expect(quiet.locator("[data-control=numbers] .value")).toHaveText("50 numbers");
});

test("a density drawn with the pointer is fitted", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#data=drawn&steps=300"));
  await state(quiet, "finished");
  const before = fragment(quiet);
  const box = await quiet.locator("figure[data-figure=density] canvas").boundingBox();
  if (!box) throw new Error("no canvas");
  await quiet.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await quiet.mouse.down();
  for (let i = 0; i <= 20; i++) await quiet.mouse.move(box.x + box.width * (0.3 + 0.02 * i), box.y + box.height * (0.5 - 0.01 * i));
  await quiet.mouse.up();
  await expect.poll(() => fragment(quiet)).toContain("drawn=");
  expect(fragment(quiet)).not.toBe(before);
  await state(quiet, "finished");
  // All heights at zero: one sentence, and the last good picture stays.
  await quiet.fill("#param-drawn", "0 0 0 0 0");
  await quiet.locator("#param-drawn").blur();
  await expect(quiet.locator(".refusal, .fault").first()).toContainText("no area");
  await expect(quiet.locator("figure[data-figure=density] canvas")).toBeVisible();
});

test("the handle on the cumulative is dragged, and moved by keys", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#view=inside"));
  await state(quiet, "finished");
  await drag(quiet, ".grip", 0, -60);
  await expect.poll(() => fragment(quiet)).toMatch(/quantile=0\.[4-9]/);
  const grip = quiet.locator(".grip").first();
  const before = await grip.getAttribute("aria-valuenow");
  await grip.focus();
  await quiet.keyboard.press("ArrowUp");
  await expect(grip).not.toHaveAttribute("aria-valuenow", before ?? "");
  await expect(grip).toHaveAttribute("aria-valuetext", /0\.\d+/);
});

test("back and forward walk through what was settled", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.locator("button[data-preset=sharp]").click();
  await expect.poll(() => fragment(quiet)).toContain("data=sharp");
  await quiet.locator("#param-terms").focus();
  await quiet.keyboard.press("ArrowRight");
  await expect.poll(() => fragment(quiet)).toContain("terms=15");
  await quiet.goBack();
  await expect.poll(() => fragment(quiet)).not.toContain("terms");
  await expect(quiet.locator("#param-terms")).toHaveValue("13");
  await quiet.goBack();
  await expect(quiet.locator("#param-data")).toHaveValue("old-faithful");
  await quiet.goForward();
  await expect(quiet.locator("#param-data")).toHaveValue("sharp");
});

test("a reload and a change of language keep the state", async ({ quiet, site }) => {
  await quiet.goto(at(site, "#terms=6&data=galaxies"));
  await state(quiet, "finished");
  const sent = await readouts(quiet);
  await quiet.reload();
  await state(quiet, "finished");
  expect(await readouts(quiet)).toEqual(sent);
  await quiet.locator("a[data-language-link]").click();
  await quiet.waitForURL(/zh\/fourier-density/);
  await state(quiet, "finished");
  expect(fragment(quiet)).toContain("terms=6");
  await expect(quiet.locator("h1")).toHaveText("不会变负的密度");
  expect(await readouts(quiet)).toEqual(sent);
});

test("pin and compare, also by link", async ({ quiet, site, browser }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const first = await readouts(quiet);
  await quiet.locator("[data-act=pin]").click();
  await quiet.locator("#param-terms").fill("40");
  await state(quiet, "finished");
  await expect(quiet.locator(".readout:has(output[data-readout=min_density]) .before")).toHaveText(`(${first.min_density})`);
  await expect.poll(() => fragment(quiet)).toContain("vs");
  await expect.poll(() => fragment(quiet)).toContain("terms=");
  const other = await (await browser.newContext()).newPage();
  await other.goto(quiet.url());
  await expect(other.locator(".readout:has(output[data-readout=min_density]) .before")).toHaveText(`(${first.min_density})`, { timeout: 60_000 });
  await other.context().close();
});

test("figures are saved as SVG, PNG and CSV", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  for (const [kind, begins] of [["SVG", "<svg"], ["PNG", "\u0089PNG"], ["CSV", "panel,series"]] as const) {
    const waiting = quiet.waitForEvent("download");
    await quiet.locator("figure[data-figure=density] .figure-tools button", { hasText: kind }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`density.${kind.toLowerCase()}`);
    expect(readFileSync(await download.path(), "latin1").startsWith(begins)).toBe(true);
  }
});

test("hover tells the value, the table the data", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const box = await quiet.locator("figure[data-figure=density] canvas").boundingBox();
  if (!box) throw new Error("no canvas");
  await quiet.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.7);
  await expect(quiet.locator(".tip")).toContainText("→");
  await quiet.locator("figure[data-figure=density] details summary").click();
  await expect.poll(() => quiet.locator("figure[data-figure=density] table tbody tr").count()).toBeGreaterThan(20);
});

test("by keyboard alone: skip link, slider, play", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.keyboard.press("Tab");
  await expect(quiet.locator(":focus")).toHaveText("To the content");
  await quiet.keyboard.press("Enter");
  // Into the exhibit: presets, then figures and their tools, then the controls.
  for (let i = 0; i < 60; i++) {
    await quiet.keyboard.press("Tab");
    if ((await quiet.evaluate(() => document.activeElement?.id)) === "param-terms") break;
  }
  expect(await quiet.evaluate(() => document.activeElement?.id)).toBe("param-terms");
  await quiet.keyboard.press("ArrowRight");
  await expect.poll(() => fragment(quiet)).toContain("terms=15");
  await expect(quiet.locator("#param-terms")).toHaveAttribute("aria-valuetext", "15");
});

test("the theme is chosen, kept, and drawn", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  const theme = quiet.locator("button.theme");
  await theme.click();
  await theme.click();
  await expect(quiet.locator("html")).toHaveAttribute("data-theme", "dark");
  await quiet.reload();
  await expect(quiet.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("links in the prose set the state, words in it point at things", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await state(quiet, "finished");
  await quiet.locator(".prose a[href='#support=real-line']").first().click();
  await expect.poll(() => fragment(quiet)).toContain("support=real-line");
  await quiet.locator(".prose [data-param-ref=gamma]").first().hover();
  await expect(quiet.locator("[data-control=gamma]")).toHaveClass(/pointed/);
  const scrub = quiet.locator(".prose .scrub[data-param=terms]").first();
  await scrub.scrollIntoViewIfNeeded();
  await drag(quiet, ".prose .scrub[data-param=terms]", 60, 0);
  await expect.poll(async () => Number(await scrub.innerText())).toBeGreaterThan(14);
});

test("with little motion asked for, it runs to the end and then draws", async ({ browser, site }) => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(at(site));
  await state(page, "finished");
  await expect(page.locator("figure[data-figure=density] canvas")).toBeVisible();
  await context.close();
});

test("a dead worker gets a sentence and a restart, and the page survives", async ({ page, site }) => {
  // The worker's module is withheld: it dies as it would on a lost connection.
  let withheld = true;
  await page.route(/worker-.*\.js/, (route) => (withheld ? route.abort() : route.continue()));
  await page.goto(at(site, "?nosw"));
  await state(page, "dead");
  await expect(page.locator(".fault")).toContainText("fell over");
  await expect(page.locator("#param-terms")).toBeVisible();
  withheld = false;
  await page.locator("[data-act=revive]").click();
  await state(page, "finished");
});

test("claims are measured here and now", async ({ quiet, site }) => {
  await quiet.goto(at(site));
  await quiet.waitForSelector("html[data-alive]");
  await quiet.locator("[data-claim='fourier-density/normaliser'] button").click();
  await expect(quiet.locator("[data-claim='fourier-density/normaliser'] .verdict")).toContainText("holds", { timeout: 30_000 });
  await quiet.locator("[data-claim='fourier-density/normaliser'] .measured").waitFor();
});

test("after the first visit it works offline, other pages and language too", async ({ browser, site }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(at(site));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    if (registration.active?.state !== "activated") await new Promise<void>((done) => registration.active?.addEventListener("statechange", () => registration.active?.state === "activated" && done()));
  });
  await context.setOffline(true);
  await page.reload();
  await settled(page);
  await page.goto(`${site}zh/fourier-density/`);
  await settled(page);
  await page.goto(site);
  await expect(page.locator(".card").first()).toBeVisible();
  await context.close();
});
