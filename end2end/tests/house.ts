// What all tests share: the built site under a sub-path, and a page that tolerates no complaint.
import { type Page, test as base, expect } from "@playwright/test";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
// @ts-ignore: plain JavaScript
import { serve } from "../server.mjs";

export const PREFIX = "/some/where/";

export const test = base.extend<{ site: string; quiet: Page; complaints: string[] }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await serve(0, PREFIX);
      await use(server);
      server.close();
    },
    { scope: "worker" },
  ],
  site: async ({ server }, use) => {
    await use(`http://localhost:${(server.address() as AddressInfo).port}${PREFIX}`);
  },
  complaints: async ({}, use) => {
    await use([]);
  },
  // A page whose console must stay empty and which talks to nobody but its own site.
  quiet: async ({ page, site, complaints }, use) => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(site) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

export const EXHIBIT = "section.exhibit";

/** Waits until the run stands in one of these states. */
export async function state(page: Page, ...states: string[]) {
  await expect(page.locator(EXHIBIT)).toHaveAttribute("data-state", new RegExp(`^(${states.join("|")})$`), { timeout: 30_000 });
}

export const settled = (page: Page) => state(page, "finished", "paused", "halted");

export const tick = async (page: Page) => Number(await page.locator(EXHIBIT).getAttribute("data-tick"));

export const fragment = (page: Page) => decodeURIComponent(new URL(page.url()).hash.slice(1));

/** All read-outs of the strip, by key. */
export async function readouts(page: Page): Promise<Record<string, string>> {
  return page.$$eval(".headline output", (all) => Object.fromEntries(all.map((o) => [(o as HTMLElement).dataset.readout, o.textContent])));
}

/** Drags from the middle of an element by so many pixels, with a real pointer. */
export async function drag(page: Page, selector: string, dx: number, dy: number) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not visible`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) await page.mouse.move(x + (dx * i) / 8, y + (dy * i) / 8);
  await page.mouse.up();
}

/** Papers as the front page lists them. */
export async function papers(page: Page, site: string): Promise<string[]> {
  await page.goto(site);
  return page.$$eval(".card a", (all) => all.map((a) => (a.getAttribute("href") ?? "").replace("/", "")));
}
