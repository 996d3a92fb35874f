// The same smoke test in Firefox, driven over WebDriver BiDi.
import { execSync } from "node:child_process";
import puppeteer from "puppeteer-core";
import { expect, test } from "./house";

const firefox = execSync("command -v firefox-esr || command -v firefox", { encoding: "utf8" }).trim();

test("it computes, in a worker, in Firefox", async ({ site }) => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (m) => m.type() === "error" && complaints.push(m.text()));
    await page.goto(`${site}fourier-density/#steps=400`);
    await page.waitForSelector("section.exhibit[data-state=finished]", { timeout: 60_000 });
    const modes = await page.$eval("output[data-readout=modes_found]", (o) => Number(o.textContent));
    expect(modes).toBeGreaterThanOrEqual(2);
    await page.focus("#param-terms");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => location.hash.includes("terms=15"), { timeout: 20_000 });
    await page.goto(`${site}zh/claims/`);
    await page.waitForSelector("html[data-alive]");
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
