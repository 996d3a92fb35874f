// What every exhibit owes its readers, looped over those that are there.
import AxeBuilder from "@axe-core/playwright";
import { EXHIBIT, drag, expect, fragment, papers, readouts, settled, test } from "./house";

test("the front page and the ledger pass axe in both languages and themes", async ({ browser, site }) => {
  for (const path of ["", "zh/", "claims/", "zh/claims/"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto(site + path);
      await page.waitForSelector("html[data-alive]");
      const found = await new AxeBuilder({ page }).analyze();
      expect(found.violations.map((v) => `${path} ${colorScheme} ${v.id}: ${v.nodes[0]?.target}`)).toEqual([]);
      await context.close();
    }
  }
});

test("every exhibit computes, in both languages, and passes axe in both themes", async ({ browser, page, site }) => {
  test.setTimeout(600_000);
  for (const paper of await papers(page, site)) {
    for (const [lang, colorScheme] of [["", "light"], ["zh/", "dark"]] as const) {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 1000 } });
      const exhibit = await context.newPage();
      const complaints: string[] = [];
      exhibit.on("console", (m) => complaints.push(m.text()));
      exhibit.on("pageerror", (e) => complaints.push(String(e)));
      await exhibit.goto(`${site}${lang}${paper}/`);
      await settled(exhibit);
      await expect(exhibit.locator("html")).toHaveAttribute("data-theme", colorScheme);
      // Every figure has ink on it, a name and a summary.
      const figures = exhibit.locator("figure[data-figure]");
      expect(await figures.count(), paper).toBeGreaterThan(0);
      for (const canvas of await figures.locator("canvas").all()) {
        expect((await canvas.getAttribute("aria-label"))?.length ?? 0, paper).toBeGreaterThan(20);
        // What is far below is drawn when it is scrolled to.
        await canvas.scrollIntoViewIfNeeded();
        const inked = await canvas.evaluate((c: HTMLCanvasElement) => {
          const data = c.getContext("2d")?.getImageData(0, 0, c.width, c.height).data ?? [];
          let n = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i] > 0) n++;
          return n / (c.width * c.height);
        });
        expect(inked, paper).toBeGreaterThan(0.005);
      }
      const found = await new AxeBuilder({ page: exhibit }).analyze();
      expect(found.violations.map((v) => `${paper} ${lang}${v.id}: ${v.nodes[0]?.target}`)).toEqual([]);
      expect(complaints, paper).toEqual([]);
      await context.close();
    }
  }
});

test("every exhibit fits a phone of 360 px, without sideways scrolling", async ({ browser, page, site }) => {
  test.setTimeout(300_000);
  for (const paper of await papers(page, site)) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const phone = await context.newPage();
    await phone.goto(`${site}zh/${paper}/`);
    await settled(phone);
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, paper).toBeLessThanOrEqual(360);
    await context.close();
  }
});

test("every exhibit has its words without JavaScript", async ({ browser, page, site }) => {
  for (const paper of await papers(page, site)) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site}${paper}/`);
    await expect(plain.locator("h1")).toBeVisible();
    expect((await plain.locator("article.prose").innerText()).length, paper).toBeGreaterThan(1_000);
    await expect(plain.locator("figure svg").first()).toBeVisible();
    await context.close();
  }
});

test("every exhibit: a slider moves the address, and the link reproduces the read-outs", async ({ quiet, browser, site }) => {
  test.setTimeout(600_000);
  for (const paper of await papers(quiet, site)) {
    await quiet.goto(`${site}${paper}/`);
    await settled(quiet);
    const slider = quiet.locator(".controls > .control:not([hidden]) input[type=range]:not(:disabled)").first();
    const id = await slider.getAttribute("id");
    const key = id?.replace("param-", "") ?? "";
    // Clear of the transport bar, which stays at the lower edge of the window.
    await slider.evaluate((e) => e.scrollIntoView({ block: "center" }));
    await drag(quiet, `#${id}`, 30, 0);
    await expect.poll(() => fragment(quiet), { message: paper }).toContain(`${key}=`);
    await settled(quiet);
    const sent = await readouts(quiet);
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(quiet.url());
    await settled(other);
    await expect.poll(() => readouts(other), { message: paper }).toEqual(sent);
    await context.close();
  }
});

test("every exhibit survives rubbish in its address and says what it changed", async ({ quiet, site }) => {
  for (const paper of await papers(quiet, site)) {
    await quiet.goto(`${site}${paper}/#nonsense=1&seed=many&=&%zz=%`);
    await settled(quiet);
    await expect(quiet.locator(".notice").first()).toContainText(/nonsense|seed/);
    const count = await quiet.locator(".notice").count();
    await quiet.locator(".notice button").first().click();
    await expect(quiet.locator(".notice")).toHaveCount(count - 1);
  }
});

test("an address that leads nowhere says so", async ({ page, site }) => {
  for (const path of ["no-such-paper/", "zh/a/b/c.html"]) {
    const answer = await page.goto(`${site}${path}`);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("h1")).toContainText("Nothing here");
    // Whatever the depth at which the host serves the page.
    await expect(page.locator("a").first()).toHaveAttribute("href", site);
    await expect(page.locator("a").last()).toHaveAttribute("href", `${site}zh/`);
  }
});

test("the addresses of a page's languages are whole, wherever it stands", async ({ page, site }) => {
  await page.goto(`${site}zh/claims/`);
  const all = await page.$$eval("head link[hreflang]", (links) => links.map((l) => `${l.getAttribute("hreflang")} ${l.getAttribute("href")}`));
  expect(all).toEqual([`en ${site}claims/`, `zh-Hans ${site}zh/claims/`, `x-default ${site}claims/`]);
});

test("embedded, the exhibit stands alone", async ({ quiet, site }) => {
  const [paper] = await papers(quiet, site);
  await quiet.goto(`${site}${paper}/?embed`);
  await settled(quiet);
  await expect(quiet.locator("header.site")).toBeHidden();
  await expect(quiet.locator("article.prose")).toBeHidden();
  await expect(quiet.locator(EXHIBIT)).toBeVisible();
});
